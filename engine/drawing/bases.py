"""Where drawing begins: for each version of a program a profile that is eligible under it, found by climbing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from engine.compiling import SlicedCondition, SlicedGroup
from engine.drawing.boundaries import Turn, turns_of
from engine.drawing.edges import Edges
from engine.drawing.placing import Facts, placed
from engine.evaluation.emitting import Registers
from engine.model import Program
from engine.profile import read_profile, subjects_of
from engine.screening import Screener

_AFTER = timedelta(
    days=200
)  # from a version's first day to the question: what must have lasted half a year has
_EARLY = date(2020, 1, 1)
_TRIED, _ROUNDS = 60, 4
_MET, _OPEN, _UNMET = Fraction(1), Fraction(2, 5), Fraction(0)


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
        facts: Facts = {key: start.isoformat() for key in self.edges.keys if key in given}
        best = self._score(program, on, facts)
        for _ in range(_ROUNDS):
            for fact in given.values():
                if fact.name == program.keyed_to or best >= 1:
                    continue
                tries = [[]] if fact.type.kind == "list" else self.edges.values(fact, on)[:_TRIED]
                for value in tries:
                    score = self._score(program, on, facts | {fact.name: value})
                    if score > best or (fact.name not in facts and score == best):
                        best, facts = max(best, score), facts | {fact.name: value}
            if best >= 1:
                break
        return on, facts

    def _score(self, program: Program, on: date, facts: Facts) -> Fraction:
        """How much of the conditions holds; nothing where what is given cannot all be right, or no law is in force."""
        screener = self.screener
        profile = read_profile(placed(self.edges.catalog, program, on, facts), self.edges.catalog, on)
        subject = subjects_of(profile, screener.layout)[program.subject][0]
        vector, _ = subject.vector(program.id)
        decided = screener.decider.decide(program.id, vector, on, None, subject.date_bounds)
        shown = decided.shown
        if shown.slice is None or decided.conflict or decided.no_event or subject.contradictions:
            return Fraction(0)
        return _score(shown.slice.conditions, shown.registers)


def _score(part: SlicedGroup | SlicedCondition, registers: Registers) -> Fraction:
    if isinstance(part, SlicedCondition):
        truth = registers[part.step]
        return _MET if truth is True else _UNMET if truth is False else _OPEN
    inner = [_score(member, registers) for member in part.members] or [_MET]
    if part.group.kind == "any":
        return max(inner)
    return _MET - inner[0] if part.group.kind == "not" else sum(inner, _UNMET) / len(inner)
