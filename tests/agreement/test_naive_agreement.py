"""The compiled plan against the naive evaluator: the same verdict and the same figures for every profile."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engine.determination import Detail
from engine.drawing import Climber
from engine.language.values import NULL, Unknown, is_number, number_as_json
from engine.model import Program
from engine.profile import Layout, Profile, read_profile, subjects_of
from engine.screening import Screener
from tests.agreement.contradictions import contradicted
from tests.agreement.naive import NaiveLaw, Opinion, opinion
from tests.agreement.profiles import documents
from tests.agreement.subjects import subjects

RULESETS = Path(__file__).resolve().parents[2] / "rulesets"
PROGRAMS = sorted(path.parent.name for path in RULESETS.glob("*/*/common.yaml"))
CAREFUL = settings(
    max_examples=max(60, 2_000 // len(PROGRAMS)),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    database=None,
)


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
@CAREFUL
@given(data=st.data())
def test_plan_and_naive_evaluator_agree(name: str, data: st.DataObject, climber: Climber) -> None:
    catalog, screener = climber.edges.catalog, climber.screener
    program = catalog.programs[name]
    raw = data.draw(documents(climber, name, dated=True))
    known_at = data.draw(st.sampled_from([None, None, *climber.edges.days]))
    profile = read_profile(raw, catalog, date(2026, 11, 23), known_at=known_at)
    assume(not any(subject.contradictions for subject in _subjects(profile, screener.layout)))
    answers = _answers(screener, profile)
    for id_, facts in subjects(profile, catalog, program):
        naive = opinion(NaiveLaw(catalog, facts, known_at), program)
        # What a profile leaves out is worked out from records where these tell it; an unknown day has no single law.
        dates = screener.compiled.programs[name].changes
        assume(not any(isinstance(naive.law.day_of(key), Unknown) for key in dates))
        # Where it is known that there is no such day, no law is read, and the naive evaluator reads law only: the fixpoint knows that case.
        assume(naive.law.day_of(program.keyed_to) is not NULL)
        _agrees(answers[id_], naive, program, dates)


def _subjects(profile: Profile, layout: Layout) -> list[Any]:
    return [subject for listed in subjects_of(profile, layout).values() for subject in listed]


def _answers(screener: Screener, profile: Profile) -> dict[str | None, dict[str, Any]]:
    (answer,) = screener.screen(profile, Detail(workers=True))["determinations"]
    return {w["id"]: w for w in answer["workers"]} if "workers" in answer else {None: answer}


def _agrees(answer: dict[str, Any], naive: Opinion, program: Program, dates: Iterable[str]) -> None:
    clash = naive.verdict != "not_in_force" and contradicted(naive.law, program, dates)
    assert answer["verdict"] == ("open" if clash else naive.verdict)
    if "contradictions" in answer:
        assert bool(answer["contradictions"]) == clash
    if clash or naive.verdict not in ("eligible", "open"):
        assert answer["amounts"] == [] or answer["verdict"] == "open"
        return
    assert [amount["id"] for amount in answer["amounts"]] == list(naive.amounts)
    for amount in answer["amounts"]:
        value = naive.amounts[amount["id"]]
        if is_number(value):
            assert amount["value"] == amount["low"] == amount["high"] == number_as_json(value), amount["id"]
