"""One thing in a document said otherwise: what is tried about records."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.drawing.edges import Edges
from engine.loading.folder import load_folder
from engine.periods import Months
from tests.agreement.altering import Altering, put_back, selected_on, shifted

SMALL = Path(__file__).resolve().parents[1] / "cases" / "small"
RAW: dict[str, Any] = {
    "subject": "person",
    "on": "2024-03-01",
    "programs": ["grant"],
    "facts": {
        "left_on": "2024-02-01",
        "pay": 1,
        "history": [{"days": 3, "ended_on": "2024-01-20"}, {"days": 9, "ended_on": "2022-05-05"}],
    },
}


@pytest.fixture(scope="module")
def edges() -> Edges:
    return Edges(load_folder(SMALL))


def _histories(edges: Edges, *spans: Months) -> list[Any]:
    return [raw["facts"].get("history") or [] for raw in Altering(edges).altered(RAW, {"history"}, spans)]


def test_a_record_is_moved_by_a_duration_from_another(edges: Edges) -> None:
    # The second record lies four months before the first, which stays.
    moved = [{"days": 3, "ended_on": "2024-01-20"}, {"days": 9, "ended_on": "2023-09-20"}]
    assert moved in _histories(edges, Months(4))
    assert moved not in _histories(edges)


def test_a_record_is_left_out_and_said_twice(edges: Edges) -> None:
    first, second = RAW["facts"]["history"]
    told = _histories(edges)
    assert {len(records) for records in told} == {0, 1, 2, 3}
    assert [first] in told
    assert [second] in told


def test_a_record_is_moved_by_months_as_the_calendar_has_them(edges: Edges) -> None:
    raw = {**RAW, "facts": {"history": [{"days": 3, "ended_on": "2024-01-31"}]}}
    told = [then["facts"].get("history") for then in Altering(edges).altered(raw, {"history"}, (Months(1),))]
    for moved in ("2024-02-29", "2023-12-31"):
        assert [{"days": 3, "ended_on": moved}] in told


def test_a_day_is_moved_by_a_duration_from_the_day_of_the_question(edges: Edges) -> None:
    told = [raw["facts"].get("left_on") for raw in Altering(edges).altered(RAW, {"left_on"}, (Months(4),))]
    assert "2023-11-01" in told


def test_a_day_that_selects_law_is_put_on_another_with_all_days_or_alone(edges: Edges) -> None:
    put = [*selected_on(edges.catalog, RAW, date(2023, 1, 1), {"left_on"}, ())]
    assert {(raw["on"], raw["facts"]["left_on"]) for raw in put} == {
        ("2023-01-30", "2023-01-01"),
        ("2023-01-29", "2022-12-31"),
        ("2024-03-01", "2023-01-01"),
        ("2024-03-01", "2022-12-31"),
    }


def test_moved_in_time_some_days_are_put_back(edges: Edges) -> None:
    then = shifted(edges.catalog, RAW, date(2025, 3, 1))
    assert then["facts"]["left_on"] != RAW["facts"]["left_on"]
    back = put_back(then, RAW, {"left_on"})
    assert back["on"] == "2025-03-01"
    assert back["facts"] == {**then["facts"], "left_on": "2024-02-01"}
