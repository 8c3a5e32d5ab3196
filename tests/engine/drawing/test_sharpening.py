"""Values of records are put on turns: exactly where an outcome changes, on either side of it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.compiling import Op
from engine.determination import Detail
from engine.drawing import Climber, Drawer, Sown
from engine.drawing.bases import Base
from engine.drawing.sharpening import Sharpener
from engine.drawing.structure import Structure
from engine.language.values import UNKNOWN
from engine.profile import read_profile
from engine.screening import Screener

ON = date(2024, 3, 1)
REST = 100  # days in the other record


@pytest.fixture(scope="module")
def screener(small: Catalog) -> Screener:
    return Screener(small)


def _facts(days: int) -> dict[str, Any]:
    history = [{"days": days, "ended_on": "2023-05-01"}, {"days": REST, "ended_on": "2022-05-01"}]
    return {"left_on": "2023-06-01", "application_date": "2023-06-10", "history": history}


def _outcomes(screener: Screener, days: int) -> tuple[str, ...]:
    raw = {"subject": "person", "on": ON.isoformat(), "programs": ["grant"], "facts": _facts(days)}
    answer = screener.screen(read_profile(raw, screener.catalog, ON), Detail())["determinations"][0]
    return tuple(found["outcome"] for found in _conditions(answer["reasons"]))


def _conditions(reasons: dict[str, Any]) -> list[dict[str, Any]]:
    members = reasons.get("members")
    return [reasons] if members is None else [found for member in members for found in _conditions(member)]


def test_both_sides_of_a_threshold_through_a_sum(screener: Screener, small: Catalog) -> None:
    program, history = small.programs["grant"], small.facts["history"]
    sharpener, found = Sharpener(screener), set[int]()
    for seed in range(400):
        told = sharpener.sharpened(Sown(3, seed), program, ON, _facts(60), [history])
        found.add(told["history"][0]["days"])
    moved = found - {60}
    turns = {days for days in range(500) if _outcomes(screener, days) != _outcomes(screener, days + 1)}
    assert turns & moved
    assert {days + 1 for days in turns} & moved
    assert moved <= turns | {days + 1 for days in turns}


def test_facts_without_records_stay(screener: Screener, small: Catalog) -> None:
    program, history = small.programs["grant"], small.facts["history"]
    facts = {"left_on": "2023-06-01", "history": []}
    assert Sharpener(screener).sharpened(Sown(1), program, ON, facts, [history]) == facts


def test_what_cannot_be_tells_nothing(screener: Screener, small: Catalog) -> None:
    """Nothing is known of facts at odds; more is known of somebody who said more."""
    program, sharpener = small.programs["grant"], Sharpener(screener)
    told, less = _facts(200), {"left_on": "2023-06-01"}
    assert sharpener.known(program, ON, told | {"insured_days": 5}) == 0
    most, least = (sharpener.known(program, ON, facts) for facts in (told, less))
    assert most > least > 0


def test_a_least_value_turns_without_a_comparison() -> None:
    """`min(a, b)` is told from the other side of it: which of the two it is."""
    steps = (
        Op("fact", (), (0, "a", "number")),
        Op("fact", (), (1, "b", "number")),
        Op("call", (0, 1), ("min",)),
    )
    seen = Structure(SimpleNamespace(steps=steps)).seen  # type: ignore[arg-type]  # it looks at steps alone
    assert seen((5, 9, 5)) == seen((6, 9, 6))
    assert seen((5, 9, 5)) != seen((9, 5, 5))
    assert len({seen((UNKNOWN, 9, UNKNOWN)), seen((5, 9, 5)), seen((5, False, 5)), seen((5, (1, 2), 5))}) == 4


def test_examples_are_begun_at(screener: Screener) -> None:
    example = Base(ON, _facts(77), ())
    drawer = Drawer(Climber(screener), ("grant",), examples={"grant": (example,)})
    drawn = [drawer.of_catalog(Sown(1, number)) for number in range(60)]
    records = [raw["facts"].get("history") for raw in drawn if "facts" in raw]
    assert any(listed and listed[0].get("days") == 77 for listed in records)
