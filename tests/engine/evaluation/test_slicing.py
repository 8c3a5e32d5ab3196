"""Which law a profile is decided by, and that it is cut once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.evaluation.slicing import Chosen
from engine.profile import read_profile
from engine.screening import Screener
from tests.engine.conftest import TODAY


@pytest.fixture(scope="module")
def screener(small: Catalog) -> Screener:
    return Screener(small)


def _law(screener: Screener, raw: dict[str, Any], known_at: date | None = None) -> tuple[Chosen, ...]:
    return screener.law_of(read_profile(raw, screener.catalog, TODAY, known_at=known_at))


def _left_on(grant: dict[str, Any], day: str) -> dict[str, Any]:
    return {**grant, "facts": {**grant["facts"], "left_on": day}}


@pytest.mark.parametrize("change", ["2021-07-01", "2022-07-01"])
def test_days_between_two_changes_choose_the_same_law(
    change: str, screener: Screener, grant: dict[str, Any]
) -> None:
    first = date.fromisoformat(change)
    before, same = date.fromordinal(first.toordinal() - 1), date.fromordinal(first.toordinal() + 1)
    law = [_law(screener, _left_on(grant, day.isoformat())) for day in (before, first, same)]
    assert law[0] != law[1] == law[2]


def test_an_open_day_chooses_none_of_them(screener: Screener, grant: dict[str, Any]) -> None:
    silent = {**grant, "facts": {name: v for name, v in grant["facts"].items() if name != "left_on"}}
    unknown = _law(screener, silent)
    assert unknown not in [_law(screener, _left_on(grant, f"{year}-03-01")) for year in range(2018, 2025)]
    assert unknown == _law(screener, {**silent, "facts": {**silent["facts"], "hours": 9}})


def test_the_law_known_by_a_day_is_another(screener: Screener, grant: dict[str, Any]) -> None:
    assert _law(screener, grant, date(2019, 1, 1)) != _law(screener, grant)
    assert _law(screener, grant, date(2026, 1, 1)) == _law(screener, grant, date(2026, 1, 2))


def test_the_same_law_is_cut_once(screener: Screener) -> None:
    slicing, program = screener.decider.slicing, screener.compiled.programs["grant"]
    one, same, other = (
        slicing.of(program, {**dict.fromkeys(program.changes, day), "left_on": left}, None)
        for day, left in (
            (date(2024, 5, 1), date(2024, 3, 1)),
            (date(2024, 5, 1), date(2024, 3, 2)),
            (date(2024, 5, 1), date(2021, 3, 2)),
        )
    )
    assert one is same
    assert one is not other
