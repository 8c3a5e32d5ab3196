"""Setting the engines against each other finds what it is for: faults planted by machine, on the small catalogue.

`python -m tests.agreement.planting` does the same at length on the real one; engine/agreeing/faults.md tells the result.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.loading.folder import load_folder
from tests.agreement.faults import KINDS
from tests.agreement.planting import STALE, Workshop, survivors

SMALL = Path(__file__).resolve().parents[1] / "cases" / "small"
FAULTS, PROFILES, SEED = 40, 1_500, 1
_YOUNG = "nobody is drawn who is older than forty years: the invented law names no day before 2020"
# What is not found, and why.
KNOWN = {
    "tables.paid_days.versions.0.rows.0.tests.1: the low end of a range": "nobody without an insured day is paid",
    "tables.paid_days.versions.0.rows.1.tests.0: < becomes <=": _YOUNG,
    "tables.paid_days.versions.0.rows.2.tests.0: >= becomes >": _YOUNG,
    "token 4 of grant": "a figure kept as not so: unknown only for applications before 2020, and what asks it begins in 2022",
}


@pytest.mark.slow
def test_planted_faults_are_found() -> None:
    found = list(survivors(Workshop(load_folder(SMALL)), FAULTS, PROFILES, SEED))
    assert {planted.kind for planted, _ in found} == {*KINDS, STALE}
    missed = {planted.told for planted, number in found if number is None}
    assert len(found) == FAULTS
    assert missed == KNOWN.keys()
