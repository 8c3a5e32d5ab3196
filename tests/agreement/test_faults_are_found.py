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


@pytest.mark.slow
def test_planted_faults_are_found() -> None:
    found = list(survivors(Workshop(load_folder(SMALL)), FAULTS, PROFILES, SEED))
    assert {planted.kind for planted, _ in found} == {*KINDS, STALE}
    assert len(found) == FAULTS
    assert [planted.told for planted, number in found if number is None] == []
