"""Setting the engines against each other finds what it is for: faults planted by machine, on the small catalogue.

`python -m tests.agreement.planting` does the same at length on the real one; engine/agreeing/faults.md tells the result.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.loading.folder import load_folder
from tests.agreement.faults import KINDS, Fault, Faults
from tests.agreement.planting import STALE, Workshop, survivors

SMALL = Path(__file__).resolve().parents[1] / "cases" / "small"
FAULTS, PROFILES, SEED = 40, 1_500, 1


def test_the_faults_of_a_place_are_those_of_all_that_stand_there() -> None:
    catalog = load_folder(SMALL)
    faults, by_place = Faults(catalog), dict[tuple[Any, ...], list[Fault]]()
    for fault in faults.of(tuple(catalog.programs)):
        by_place.setdefault(fault.path, []).append(fault)
    assert len(by_place) > FAULTS
    assert {path: faults.at(path) for path in by_place} == by_place


@pytest.mark.slow
def test_planted_faults_are_found() -> None:
    found = list(survivors(Workshop(load_folder(SMALL)), FAULTS, PROFILES, SEED))
    assert {planted.kind for planted, _ in found} == {*KINDS, STALE}
    assert len(found) == FAULTS
    assert [planted.told for planted, number in found if number is None] == []
