"""Where drawing begins: for each version of a program a profile that is eligible under it, found by climbing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from engine.compiling import Slice, SlicedCondition, SlicedGroup
from engine.drawing.boundaries import Turn, answered, turns_of
from engine.drawing.edges import Edges, Plain
from engine.drawing.placing import Facts
from engine.evaluation.emitting import Emitted, Registers
from engine.language.values import Value
from engine.model import Fact, Program
from engine.profile.values import ValueReader
from engine.screening import Screener

_AFTER = timedelta(
    days=200
)  # from a version's first day to the question: what must have lasted half a year has
_EARLY = date(2020, 1, 1)
_TRIED, _ROUNDS = 60, 4
_MET, _OPEN, _UNMET = (
    10**12,
    4 * 10**11,
    0,
)  # how much a condition is worth; whole numbers, shared out among members


Decide = Callable[[Value], tuple[bool, Registers, Registers]]


@dataclass(frozen=True, slots=True)
class Base:
    """The day of the question, facts by name (the best found where nobody eligible was), and where they turn."""

    on: date
    facts: Facts
    turns: tuple[Turn, ...]


class Climber:
    """Finds a profile that is eligible under a version, by changing one fact at a time where a condition is not met.

    The plan only says which change helps; what is drawn from there is judged by whoever asked for it.
    """

    def __init__(self, screener: Screener, edges: Edges | None = None) -> None:
        self.screener, self.edges = screener, edges or Edges(screener.catalog)
        self._found: dict[tuple[str, int], Base] = {}
        self._deciding: dict[
            int, tuple[Slice, Decide]
        ] = {}  # by the number of the slice, which is kept with it

    def base(self, program: Program, place: int) -> Base:
        """Where drawing begins for the version at a place."""
        key = (program.id, place)
        if key not in self._found:
            on, facts = self._climb(program, program.versions[place].dated.interval.start or _EARLY)
            turns = turns_of(self.screener, self.edges, program, on, facts)
            self._found[key] = Base(on, facts, turns)
        return self._found[key]

    def _climb(self, program: Program, start: date) -> tuple[date, Facts]:
        on = start + _AFTER
        given = {fact.name: fact for fact in self.edges.facts_of(program)}
        facts: Facts = {key: start.isoformat() for key in given if key in self.edges.keys}
        best = self._stand(program, on, facts)
        for _ in range(_ROUNDS):
            for fact in given.values():
                if fact.name == program.keyed_to or best.score >= _MET:
                    continue
                for value in [[]] if fact.type.kind == "list" else self.edges.values(fact, on)[:_TRIED]:
                    best = self._step(program, best, fact, value)
            if best.score >= _MET:
                break
        return on, best.facts

    def _step(self, program: Program, best: _Stand, fact: Fact, value: Plain) -> _Stand:
        """Where a value leads: on, where more of the conditions holds, or as much and the fact was not known before."""
        fixed = fact.name not in self.edges.keys and fact.filed is None
        wanted = best.score + (fact.name in best.facts)
        if fixed and self._guess(best, fact, value) < wanted:
            return best
        stand = self._stand(program, best.on, best.facts | {fact.name: value})
        return stand if stand.score >= wanted else best

    def _guess(self, stand: _Stand, fact: Fact, value: Plain) -> int:
        """The score with one fact more that selects no law: most of what is tried leads nowhere, and is not looked at closer."""
        if stand.slice is None:
            return _MET
        if id(stand.slice) not in self._deciding:
            self._deciding[id(stand.slice)] = (stand.slice, Emitted(stand.slice).decide)
        index = self.screener.compiled.indexes[fact.name]
        before = stand.vector[index]
        stand.vector[index] = ValueReader(self.edges.catalog, stand.on, _never).read(fact, value, ())
        conflict, registers, _ = self._deciding[id(stand.slice)][1](stand.vector)
        stand.vector[index] = before
        return _UNMET if conflict else _score(stand.slice.conditions, registers)

    def _stand(self, program: Program, on: date, facts: Facts) -> _Stand:
        subject, decided = answered(self.screener, program, on, facts)
        shown = decided.shown
        lost = shown.slice is None or decided.conflict or decided.no_event or bool(subject.contradictions)
        score = _UNMET if lost or shown.slice is None else _score(shown.slice.conditions, shown.registers)
        return _Stand(on, facts, decided.vector, shown.slice, score)


@dataclass(frozen=True, slots=True)
class _Stand:
    """Facts with the law they are under, and how much of its conditions holds (nothing where they cannot all be right)."""

    on: date
    facts: Facts
    vector: list[Value]
    slice: Slice | None
    score: int


def _never(*_: object, **__: object) -> None:
    """What is tried comes from the vocabulary and is read without a fault."""


def _score(part: SlicedGroup | SlicedCondition, registers: Registers) -> int:
    if isinstance(part, SlicedCondition):
        truth = registers[part.step]
        return _MET if truth is True else _UNMET if truth is False else _OPEN
    inner = [_score(member, registers) for member in part.members] or [_MET]
    if part.group.kind == "any":
        return max(inner)
    return _MET - inner[0] if part.group.kind == "not" else sum(inner) // len(inner)
