"""Records that cannot be: what the rules of a list say of them, by their places."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.diagnostics import Text
from engine.language.types import Type
from engine.model import Fact, RecordRule
from engine.profile.impossible import completed, impossible_records

WRONG = Text("잘못", "wrong")


def _jobs(*rules: RecordRule) -> Fact:
    kind = Type("list", of=Type("record", record="jobs"))
    return Fact("jobs", WRONG, "person", kind, "given", ("agency",), "waits", "none", rules=rules)


def _rule(kind: str, *fields: str, **more: Any) -> RecordRule:
    return RecordRule(kind, fields, WRONG, **more)


def _places(rule: RecordRule, *records: dict[str, Any]) -> list[tuple[int, ...]]:
    return [found.records for found in impossible_records(_jobs(rule), list(records))]


def _day(number: int) -> date:
    return date(2026, 1, number)


def _span(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"start": _day(start), "end": _day(end), **more}


def test_an_end_before_the_beginning_is_told_by_its_place() -> None:
    rule = _rule("ordered", "start", "end")
    assert _places(rule, _span(1, 2), _span(3, 2), _span(3, 3), {"start": _day(1)}) == [(1,)]


def test_pay_needs_days() -> None:
    rule = _rule("needs", "pay", "days")
    assert _places(rule, {"pay": 1, "days": 0}, {"pay": 0, "days": 0}, {"pay": 1}, {"pay": 1, "days": 1}) == [
        (0,)
    ]


def test_there_are_no_more_days_than_the_calendar_has() -> None:
    rule = _rule("within", "days", "start", "end")
    assert _places(rule, _span(1, 10, days=11), _span(1, 10, days=10), _span(1, 10)) == [(0,)]


def test_what_is_open_has_no_end() -> None:
    rule = _rule("excludes", "is_open", "end")
    assert _places(rule, {"is_open": True, "end": _day(1)}, {"is_open": False, "end": _day(1)}) == [(0,)]


def test_what_has_an_end_is_not_open() -> None:
    jobs = _jobs(_rule("excludes", "is_open", "end"))
    given = [{"end": _day(1)}, {"is_open": True}, {}]
    assert completed(jobs, given) == [{"is_open": False, "end": _day(1)}, {"is_open": True}, {}]
    assert given[0] == {"end": _day(1)}


@pytest.mark.parametrize(("second", "told"), [((9, 20), [(0, 1)]), ((10, 20), []), ((12, 20), [])])
def test_the_end_of_a_span_is_the_day_after_its_last(second: tuple[int, int], told: list[Any]) -> None:
    assert _places(_rule("apart", "start", "end"), _span(1, 10), _span(*second)) == told


@pytest.mark.parametrize(("second", "told"), [((10, 20), [(0, 1)]), ((11, 20), [])])
def test_an_inclusive_end_is_the_last_day(second: tuple[int, int], told: list[Any]) -> None:
    assert _places(_rule("apart", "start", "end", inclusive=True), _span(1, 10), _span(*second)) == told


def test_only_spans_of_one_group_are_held_apart() -> None:
    rule = _rule("apart", "start", "end", same=("firm",), where=(("kind", ("full",)),))
    records = [_span(1, 10, firm="a", kind="full"), _span(5, 10, firm="b", kind="full")]
    assert _places(rule, *records) == []
    assert _places(rule, *records, _span(2, 3, firm="a", kind="day"), _span(2, 3, firm="a")) == []
    assert _places(rule, *records, _span(2, 3, firm="a", kind="full")) == [(0, 2)]


def test_a_span_without_an_end_lasts() -> None:
    rule = _rule("apart", "start", "end", "is_open")
    assert _places(rule, {"start": _day(1), "is_open": True}, _span(20, 21)) == [(0, 1)]
    assert _places(rule, {"start": _day(1)}, _span(20, 21)) == []


def test_a_long_span_is_named_for_all_that_it_overlaps() -> None:
    assert _places(_rule("apart", "start", "end"), _span(1, 30), _span(2, 3), _span(4, 5)) == [(0, 1), (0, 2)]


def test_no_more_than_twenty_faults_are_told() -> None:
    assert len(_places(_rule("ordered", "start", "end"), *[_span(3, 2)] * 30)) == 20
