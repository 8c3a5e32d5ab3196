"""An unknown selecting date: the answer is the join of the answers in every interval in which the law is one."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.drawing import Climber
from engine.drawing.edges import within
from engine.language.values import DayBetween, Unknown, is_number, number_as_json
from engine.model import Program
from engine.profile import read_profile, subjects_of
from engine.rational import Fraction
from tests.agreement.contradictions import contradicted
from tests.agreement.naive import NaiveLaw, Opinion, opinion
from tests.agreement.profiles import documents
from tests.agreement.subjects import subjects
from tests.properties.asking import PROGRAMS, TODAY, Raw, ask, thorough

DAY = timedelta(days=1)
NO = ("ineligible", "not_in_force")


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
@thorough(60)
@given(data=st.data())
def test_no_day_contradicts_the_joined_answer(name: str, data: st.DataObject, climber: Climber) -> None:
    program, key, raw = _question(data, climber, name)
    joined = ask(climber.screener, _with(climber, raw, program, key, None))
    assume(joined is not None and not joined["contradictions"])
    days = {day for change in climber.edges.days for day in (change - DAY, change)}
    for day in sorted(days):
        answer = ask(climber.screener, _with(climber, raw, program, key, day))
        if not within(climber.edges.catalog.facts[key], day, date.fromisoformat(raw["on"])):
            continue
        if answer is None or answer["contradictions"]:
            continue
        if joined["verdict"] in ("eligible", "not_in_force"):
            assert answer["verdict"] == joined["verdict"], day
        elif joined["verdict"] == "ineligible":
            assert answer["verdict"] in NO, day
        if answer["verdict"] not in NO:
            _contains(joined, answer, day)


def _contains(joined: dict[str, Any], answer: dict[str, Any], day: date) -> None:
    hulls = {amount["id"]: amount for amount in joined["amounts"]}
    for amount in answer["amounts"]:
        hull = hulls.get(amount["id"])
        if hull is None or hull["low"] is None:
            continue
        assert amount["low"] is not None, (day, amount["id"])
        low, high, least, most = (Fraction(a[k]) for a in (amount, hull) for k in ("low", "high"))
        assert least <= low <= high <= most, (day, amount["id"])


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
@thorough(100)
@given(data=st.data())
def test_the_join_of_the_cells_is_the_answer(name: str, data: st.DataObject, climber: Climber) -> None:
    catalog, screener = climber.edges.catalog, climber.screener
    program, key, raw = _question(data, climber, name)
    asked = _with(climber, raw, program, key, None)
    answer = ask(screener, asked)
    assume(answer is not None)
    profile = read_profile(asked, catalog, TODAY)
    ((_, facts),) = subjects(profile, catalog, program)
    changes = screener.compiled.programs[name].changes
    others = set(changes) - {key}
    assume(all(isinstance(facts.get(other), date) for other in others))
    assume(isinstance(NaiveLaw(catalog, facts).day_of(key), Unknown))  # what records tell is not unknown
    ((subject,),) = (
        s for s in subjects_of(profile, screener.layout).values() if s and s[0].entity == program.subject
    )
    assume(not subject.contradictions)
    first, last = subject.date_bounds(key)
    assert first is not None
    assert last is not None
    cells = _cells(changes[key], first, last)
    naive = [opinion(NaiveLaw(catalog, facts | {key: DayBetween(*cell)}), program) for cell in cells]
    possible = [o for o in naive if o.version is None or not contradicted(o.law, program, changes)]
    if not any(o.version for o in possible):
        assert answer["verdict"] in ("open", "not_in_force")
        return
    assert answer["verdict"] == _join(possible)
    if answer["verdict"] != "ineligible":
        _same_hulls(answer["workers"][0] if "workers" in answer else answer, possible)


def _join(opinions: list[Opinion]) -> str:
    verdicts = {o.verdict for o in opinions}
    counted = {"ineligible" if v == "not_in_force" else v for v in verdicts}
    return "not_in_force" if verdicts == {"not_in_force"} else counted.pop() if len(counted) == 1 else "open"


def _same_hulls(answer: dict[str, Any], opinions: list[Opinion]) -> None:
    paying = [o.amounts for o in opinions if o.verdict not in NO]
    for amount in answer["amounts"]:
        values = [amounts.get(amount["id"]) for amounts in paying]
        if all(is_number(value) for value in values):
            assert (amount["low"], amount["high"]) == tuple(number_as_json(f(values)) for f in (min, max))


def _cells(days: tuple[date, ...], first: date, last: date) -> Iterator[tuple[date, date]]:
    starts = [first, *(day for day in days if first < day <= last)]
    yield from zip(starts, [*(day - DAY for day in starts[1:]), last], strict=True)


def _question(data: st.DataObject, climber: Climber, name: str) -> tuple[Program, str, Raw]:
    program = climber.edges.catalog.programs[name]
    key = data.draw(st.sampled_from(sorted(climber.screener.compiled.programs[name].changes)))
    raw = copy.deepcopy(data.draw(documents(climber, name)))
    if "workers" in raw:
        del raw["workers"][1:]
    return program, key, raw


def _with(climber: Climber, raw: Raw, program: Program, key: str, day: date | None) -> Raw:
    """The document with a selecting date given, or unknown: an assumed one is where a filing gives no day."""
    raw = copy.deepcopy(raw)
    fact = climber.edges.catalog.facts[key]
    own = program.subject == "person" or fact.entity in ("any", "company")
    facts = raw["facts"] if own else raw["workers"][0]["facts"]
    if fact.filed is not None:
        filing = {"program": (*fact.filed.programs, program.id)[0], "kind": fact.filed.kind}
        raw["facts"]["applications"] = [filing | ({"filed_on": day.isoformat()} if day else {})]
        facts.pop(key, None)
    elif day is None:
        facts.pop(key, None)
    else:
        facts[key] = day.isoformat()
    return raw
