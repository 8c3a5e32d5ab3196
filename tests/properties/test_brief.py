"""Whoever asks for no reasons is told the same: the brief code against the whole evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.catalog import Catalog
from engine.determination import Detail
from engine.diagnostics import Refused
from engine.drawing import Climber
from engine.drawing.placing import placed
from engine.evaluation import brief as writing
from engine.model import Program
from engine.profile import read_profile, subjects_of
from engine.screening import Screener
from tests.agreement.profiles import documents
from tests.properties.asking import PROGRAMS, TODAY, difference, thorough

BRIEF = Detail(reasons=False, summary=True)


@pytest.fixture(scope="module")
def whole(catalog: Catalog) -> Screener:
    """A screener that must see every decision, and so evaluates all of them whole."""
    return Screener(catalog, watch=lambda _decided, _known_at: None)


@pytest.fixture(scope="module")
def hasty(catalog: Catalog) -> Screener:
    """A screener that writes its code at once, for just the facts that are given."""
    return Screener(catalog, patience=0)


@pytest.fixture(scope="module")
def patient(catalog: Catalog) -> Screener:
    """A screener that soon writes code, and hardly ever for just the facts that are given."""
    return Screener(catalog, patience=1)


def _same(briefs: Sequence[Screener], whole: Screener, raw: dict[str, Any]) -> None:
    try:
        profile = read_profile(raw, whole.catalog, TODAY)
    except Refused:
        assume(False)
        return
    answer = whole.screen(profile, BRIEF)
    for brief in briefs:
        assert difference(brief.screen(profile, BRIEF), answer) is None


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
@thorough(400)
@given(data=st.data())
def test_the_brief_answer_is_the_whole_one(
    name: str, data: st.DataObject, climber: Climber, hasty: Screener, patient: Screener, whole: Screener
) -> None:
    _same((hasty, patient), whole, data.draw(documents(climber, name, dated=True)))


def _starts(climber: Climber) -> Iterator[tuple[Program, dict[str, Any]]]:
    """A good profile for each version of the programs that are decided once."""
    catalog = climber.edges.catalog
    for program in catalog.programs.values():
        for place in range(len(program.versions)) if not program.per_worker else ():
            base = climber.base(program, place)
            yield program, placed(catalog, program, base.on, base.facts)


def test_plain_profiles_are_answered_briefly(catalog: Catalog, climber: Climber) -> None:
    """Else the test above would compare the whole evaluation with itself."""
    screener, answered = Screener(catalog, patience=0), set()
    for program, raw in _starts(climber):
        subject = subjects_of(read_profile(raw, catalog, TODAY), screener.layout)[program.subject][0]
        vector, unheard = subject.vector(program.id)[0], subject.form.unheard
        told = screener.decider.brief(program.id, vector, unheard, None)
        answered |= {program.id} if told is not None and told.verdict in ("eligible", "open") else set()
    assert answered == {program.id for program in catalog.programs.values() if _has_plain_cases(program)}


def _has_plain_cases(program: Program) -> bool:
    """What is paid by a schedule is always evaluated whole, and so is what is decided worker by worker."""
    amounts = [amount for version in program.versions for amount in version.amounts]
    return not program.per_worker and not any(amount.schedule for amount in amounts)


@pytest.mark.parametrize(
    ("right", "wrong"), [(" is not True:", " is U:"), (" = U", " = True"), (" is False:", " is U:")]
)
def test_a_fault_in_it_is_found(
    right: str, wrong: str, climber: Climber, whole: Screener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Groups that are left too early, and unknown taken for settled, do not pass the comparison."""
    write = writing._Writer._group

    def faulty(self: Any, *arguments: Any) -> None:
        before = len(self.written)
        write(self, *arguments)
        self.written[before:] = [line.replace(right, wrong) for line in self.written[before:]]

    monkeypatch.setattr(writing._Writer, "_group", faulty)
    catalog = climber.edges.catalog
    broken = Screener(catalog, patience=0)
    for _, raw in _starts(climber):
        for name in raw["facts"]:
            less = {**raw, "facts": {key: value for key, value in raw["facts"].items() if key != name}}
            profile = read_profile(less, catalog, TODAY)
            if broken.screen(profile, BRIEF) != whole.screen(profile, BRIEF):
                return
    pytest.fail("no profile told them apart")
