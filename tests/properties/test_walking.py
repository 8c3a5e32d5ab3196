"""A slice walked and the code written for it give the same, register by register, whoever is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest

from engine.compiling import Slice
from engine.determination import Detail
from engine.diagnostics import Refused
from engine.drawing import Climber, Drawer, Sown
from engine.evaluation import emitting
from engine.evaluation.emitting import Emitted
from engine.evaluation.walking import Walker
from engine.language.values import NULL, UNKNOWN, Unknown
from engine.profile import read_profile, subjects_of
from engine.screening import Screener
from tests.properties.asking import PROGRAMS

DRAWN = 40


def _cases(climber: Climber, name: str) -> Iterator[tuple[Slice, list[Any], frozenset[int]]]:
    """Slices that drawn profiles are decided by, each with the vector and the places of which nobody spoke."""
    screener, drawer = climber.screener, Drawer(climber, (name,))
    program = screener.catalog.programs[name]
    for number in range(DRAWN):
        raw = drawer.of_program(Sown(5, number), program)
        try:
            profile = read_profile(raw, screener.catalog, date.fromisoformat(raw["on"]))
        except Refused:
            continue
        for subject in subjects_of(profile, screener.layout)[program.subject]:
            vector, _ = subject.vector(name)
            decided = screener.decider.decide(name, vector, profile.on, None, subject.date_bounds)
            if decided.shown.slice is not None:
                yield decided.shown.slice, vector, subject.form.unheard


def _told(value: object) -> object:
    """A value that equals only what is the same: unknown and null are equal to nothing."""
    if isinstance(value, list | tuple):
        return tuple(_told(item) for item in value)
    if isinstance(value, dict):
        return {key: _told(item) for key, item in value.items()}
    return repr(value) if isinstance(value, Unknown) or value is NULL else (type(value), value)


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
def test_walked_and_written_give_the_same(name: str, climber: Climber) -> None:
    kinds = set[str]()
    for slice_, vector, unheard in _cases(climber, name):
        walker, written = Walker(slice_), Emitted(slice_, patience=0)
        walked = walker.decide(vector)
        assert all(vector[place] is UNKNOWN for place in unheard)
        for fitting in (None, unheard):
            coded = written.decide(vector, fitting)
            assert [_told(part) for part in walked] == [_told(part) for part in coded]
            assert _told(walker.pay(vector, walked[1])) == _told(written.pay(vector, coded[1], fitting))
            for judged in [(truth,) * len(slice_.judged) for truth in (True, False)]:
                assert _told(walker.failing(walked[1], judged)) == _told(written.failing(coded[1], judged))
        kinds |= {op.kind for op in slice_.steps}
    assert {"fact", "figure"} <= kinds


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
def test_what_no_branch_taken_reads_is_left_out_and_nothing_else(name: str, climber: Climber) -> None:
    for slice_, vector, unheard in _cases(climber, name):
        whole, lean = Emitted(slice_, patience=0), Emitted(slice_, patience=0, lean=True)
        all_ = whole.decide(vector)
        registers = whole.pay(vector, all_[1])
        # The code may come to fit between the conditions and the amounts of one question.
        for first, then in product((None, unheard), repeat=2):
            some = lean.decide(vector, first)
            assert _told((all_[0], all_[2])) == _told((some[0], some[2]))
            for register, lean_register in zip(registers, lean.pay(vector, some[1], then), strict=True):
                assert lean_register is None or _told(register) == _told(lean_register)


def test_something_is_left_out(climber: Climber) -> None:
    left_out = 0
    for slice_, vector, _ in _cases(climber, "job_seeking_benefit"):
        whole, lean = Emitted(slice_, patience=0), Emitted(slice_, patience=0, lean=True)
        paid, leaner = (each.pay(vector, each.decide(vector)[1]) for each in (whole, lean))
        left_out += sum(r is None for r in leaner) - sum(r is None for r in paid)
    assert left_out


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
def test_the_answer_is_the_same_without_what_no_branch_taken_reads(name: str, climber: Climber) -> None:
    lean = Screener(climber.screener.catalog, patience=0)
    whole, program = lean.looking_at_all(), lean.catalog.programs[name]
    drawer = Drawer(climber, (name,))
    for number in range(DRAWN):
        raw = drawer.of_program(Sown(6, number), program)
        try:
            profile = read_profile(raw, lean.catalog, date.fromisoformat(raw["on"]))
        except Refused:
            continue
        for detail in (Detail(), Detail(workers=True)):
            assert lean.screen(profile, detail) == whole.screen(profile, detail)


def test_code_is_written_once_a_slice_was_asked_often(
    climber: Climber, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, codes = PROGRAMS[0], list[str]()
    write = emitting._Emitter._function
    monkeypatch.setattr(
        emitting._Emitter, "_function", lambda *given: codes.append(given[1]) or write(*given)
    )
    slice_, vector, _ = next(_cases(climber, name))
    emitted = Emitted(slice_, patience=2)
    told, written = [], []
    for _ in range(3):
        before = len(codes)
        told.append(_told(emitted.decide(vector)))
        written.append(len(codes) - before)
    assert written == [0, 0, 1]
    assert told[0] == told[1] == told[2]


def test_a_brief_answer_is_written_once_it_was_asked_often(climber: Climber) -> None:
    screener, told = Screener(climber.screener.catalog, patience=1), set[str]()
    for name in PROGRAMS:
        _, vector, unheard = next(_cases(climber, name))
        assert screener.decider.brief(name, vector, unheard, None) is None
        told |= {name} if screener.decider.brief(name, vector, unheard, None) is not None else set()
    assert told
