"""Where the outcome of a comparison turns, for each fact of a profile, the others left as they are: to the won and the day.

Through definitions too: a threshold on an average daily wage becomes one on the wages of three months. Values the law
names are tried in order; between two at which some comparison differs the turn is found by halving. Several turns
between two such values are found where halving meets them; a pair that leaves and comes back unseen is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from engine.drawing.edges import Edges, Plain, number_text, step_of
from engine.drawing.placing import Facts, placed
from engine.evaluation.emitting import Emitted, emit
from engine.language.values import Unknown, Value
from engine.model import Fact, Program
from engine.profile import read_profile, subjects_of
from engine.rational import Fraction
from engine.screening import Screener

Truths = tuple[int, ...]  # 0 no, 1 unknown, 2 yes, for whatever is a truth or not known


@dataclass(frozen=True, slots=True)
class Turn:
    """A fact and two neighbouring values, as a document writes them, between which some comparison turns."""

    fact: str
    values: tuple[Any, Any]


def turns_of(screener: Screener, edges: Edges, program: Program, on: date, facts: Facts) -> tuple[Turn, ...]:
    """The turns of a profile under the law of its own dates."""
    profile = read_profile(placed(edges.catalog, program, on, facts), edges.catalog, on)
    subject = subjects_of(profile, screener.layout)[program.subject][0]
    vector, _ = subject.vector(program.id)
    decided = screener.decider.decide(program.id, vector, on, None, subject.date_bounds)
    if decided.shown.slice is None:
        return ()
    emitted = emit(decided.shown.slice)
    turns: list[Turn] = []
    for fact in edges.facts_of(program):
        if fact.type.kind in ("number", "date"):
            index = screener.compiled.indexes[fact.name]
            turns += _turns(fact, _ticks(edges, fact, on), _asking(emitted, [*vector], index, fact))
    return tuple(turns)


def _asking(emitted: Emitted, vector: list[Value], index: int, fact: Fact) -> Callable[[int], Truths]:
    """The truths of every comparison with the fact at a tick, those behind amounts too."""

    def truths(tick: int) -> Truths:
        vector[index] = _value(fact, tick)
        registers = emitted.pay(vector, emitted.decide(vector)[1])
        return tuple([2 if r is True else 0 if r is False else 1 for r in registers if _is_truth(r)])

    return truths


def _is_truth(register: Value) -> bool:
    return type(register) is bool or isinstance(register, Unknown)


def _ticks(edges: Edges, fact: Fact, on: date) -> list[int]:
    """The values that the law names, as whole steps: days, or the least difference between numbers."""
    values = [value for value in edges.values(fact, on) if value is not None]
    if fact.type.kind == "date":
        return sorted({date.fromisoformat(value).toordinal() for value in values})
    return sorted({int(Fraction(value) / step_of(fact)) for value in values})


def _value(fact: Fact, tick: int) -> Value:
    if fact.type.kind == "date":
        return date.fromordinal(tick)
    number = tick * step_of(fact)
    return number.numerator if number.denominator == 1 else number


def _written(fact: Fact, tick: int) -> Plain:
    value = _value(fact, tick)
    return value.isoformat() if isinstance(value, date) else number_text(Fraction(value))


def _turns(fact: Fact, ticks: list[int], truths: Callable[[int], Truths]) -> Iterator[Turn]:
    known = [(tick, truths(tick)) for tick in ticks]
    waiting = list(pairwise(known))
    while waiting:
        (low, below), (high, above) = waiting.pop()
        if below == above:
            continue
        if high - low == 1:
            yield Turn(fact.name, (_written(fact, low), _written(fact, high)))
            continue
        middle = (low + high) // 2
        found = (middle, truths(middle))
        waiting += [((low, below), found), (found, (high, above))]
