"""Each step says exactly what became known and what was taken back, whoever takes it."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.diagnostics import Refused
from engine.language.values import UNKNOWN
from engine.profile import Profile, read_profile
from engine.session import COMPANY, MOST_KEPT, Change, Conclusion, Sessions, read_change

TODAY = date(2024, 3, 1)
Raw = dict[str, Any]


@pytest.fixture
def sessions(small: Catalog) -> Sessions:
    return Sessions(small)


@pytest.fixture
def session(small: Catalog, grant: Raw) -> Profile:
    return read_profile(grant, small, TODAY)


def verdicts(conclusions: tuple[Conclusion, ...]) -> list[str]:
    return [c.outcome for c in conclusions if c.kind == "verdict"]


def test_a_fact_that_changes_takes_back_what_rested_on_it(
    small: Catalog, sessions: Sessions, session: Profile
) -> None:
    step = sessions.step(session, read_change(small, session, "insured_days", 0))
    assert (verdicts(step.taken_back), verdicts(step.known)) == (["eligible"], ["ineligible"])
    back = sessions.step(step.session, read_change(small, session, "insured_days", 210))
    assert back.known == step.taken_back
    assert back.taken_back == step.known
    assert back.session == session


def test_a_fact_that_is_withdrawn_leaves_its_conclusions_unknown(
    sessions: Sessions, session: Profile
) -> None:
    step = sessions.step(session, Change("insured_days", UNKNOWN))
    assert step.known == ()
    assert verdicts(step.taken_back) == ["eligible"]
    assert step.session.person is not None
    assert "insured_days" not in step.session.person


def test_a_fact_that_changes_nothing_says_nothing(sessions: Sessions, session: Profile) -> None:
    step = sessions.step(session, Change("insured_days", 211))
    assert (step.known, step.taken_back) == ((), ())


def test_any_process_takes_the_next_step(small: Catalog, session: Profile) -> None:
    here, there = Sessions(small), Sessions(small)
    first = here.step(session, Change("is_student", True))
    second = Change("is_student", False)
    assert here.step(first.session, second).known == there.step(first.session, second).known


def test_a_hundred_steps_know_what_a_fresh_session_knows(small: Catalog, sessions: Sessions) -> None:
    chance = random.Random(7)  # noqa: S311 - the same steps every time
    values: dict[str, list[Any]] = {
        "left_on": ["2019-12-31", "2021-05-01", "2022-07-01", "2023-06-30"],
        "application_date": ["2024-02-01", "2023-07-01"],
        "insured_days": [0, 179, 180, 210],
        "pay": [0, 2_000_000],
        "hours": [None, 40],
        "region": ["city"],
        "is_student": [True, False],
        "is_selected": [True, False],
        "birth_date": ["1990-05-01", "1950-01-01"],
    }
    session = read_profile({"subject": "person", "programs": ["grant"], "facts": {}}, small, TODAY)
    for _ in range(100):
        name = chance.choice(sorted(values))
        change = Change(name, UNKNOWN)
        if chance.random() < 0.7:
            change = read_change(small, session, name, chance.choice(values[name]))
        before = sessions.known(session)
        step = sessions.step(session, change)
        session = step.session
        now = Sessions(small, keep=1).known(session)
        assert frozenset(step.known) == now - before
        assert frozenset(step.taken_back) == before - now


def test_workers_come_and_learn(small: Catalog, sessions: Sessions) -> None:
    company = read_profile(
        {"subject": "company", "programs": ["hire_aid"], "facts": {}, "workers": []}, small, TODAY
    )
    assert verdicts(tuple(sessions.known(company))) == ["ineligible"]
    step = sessions.step(company, read_change(small, company, "hired_on", "2023-05-01", of="w1"))
    assert verdicts(step.taken_back) == ["ineligible"]
    assert {c.worker for c in step.known} <= {"w1", None}
    assert sessions.known(step.session) == Sessions(small).known(step.session)


def test_no_more_than_fifty_are_kept(sessions: Sessions, session: Profile) -> None:
    for days in range(MOST_KEPT + 10):
        sessions.step(session, Change("insured_days", days))
    assert len(sessions._runs) == MOST_KEPT
    assert len(sessions._memory._cases) <= MOST_KEPT


@pytest.mark.parametrize(
    ("fact", "value", "of", "code"),
    [
        ("insured_dayz", 1, "person", "P109"),
        ("insured_days", "many", "person", "P110"),
        ("insured_days", 1, COMPANY, "P116"),
    ],
)
def test_what_the_vocabulary_does_not_allow_is_refused(
    small: Catalog, session: Profile, fact: str, value: object, of: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_change(small, session, fact, value, of)
    assert [found.code for found in refused.value.diagnostics] == [code]


def test_a_change_is_of_the_one_the_session_is_about(small: Catalog) -> None:
    company = read_profile({"subject": "company", "facts": {}}, small, TODAY)
    assert read_change(small, company, "company_size", 3).of == COMPANY
    with pytest.raises(Refused) as refused:
        read_change(small, company, "birth_date", "1990-05-01", of="person")
    assert [found.code for found in refused.value.diagnostics] == ["P116"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Change("no_such_fact", 1), "P109"),
        (Change("insured_dayz", UNKNOWN), "P109"),
        (Change("insured_days", 1, COMPANY), "P116"),
    ],
)
def test_a_step_that_is_refused_loses_nothing(
    sessions: Sessions, session: Profile, change: Change, code: str
) -> None:
    known = sessions.known(session)
    for _ in range(3):
        with pytest.raises(Refused) as refused:
            sessions.step(session, change)
        assert [found.code for found in refused.value.diagnostics] == [code]
    assert (len(sessions._runs), len(sessions._memory._cases)) == (1, 1)
    assert sessions.known(session) == known
