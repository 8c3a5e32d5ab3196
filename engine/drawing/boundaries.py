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

from engine.compiling import Slice
from engine.drawing.edges import Edges, Named, Plain, number_text, step_of
from engine.drawing.placing import Facts, placed
from engine.drawing.structure import Seen, Structure
from engine.evaluation.emitting import Emitted
from engine.evaluation.outcomes import Decided
from engine.language.values import Value
from engine.model import Fact, Program
from engine.profile import Subject, read_profile, subjects_of
from engine.rational import Fraction
from engine.screening import Screener


@dataclass(frozen=True, slots=True)
class Turn:
    """A fact and two neighbouring values, as a document writes them, between which some comparison turns."""

    fact: str
    values: tuple[Any, Any]


def answered(screener: Screener, program: Program, on: date, facts: Facts) -> tuple[Subject, Decided]:
    """Whom a profile of these facts is about, and the answer on one program. Raises Refused where they make no profile."""
    profile = read_profile(placed(screener.catalog, program, on, facts), screener.catalog, on)
    subject = subjects_of(profile, screener.layout)[program.subject][0]
    vector, _ = subject.vector(program.id)
    return subject, screener.decider.decide(program.id, vector, on, None, subject.date_bounds)


def turns_of(screener: Screener, edges: Edges, program: Program, on: date, facts: Facts) -> tuple[Turn, ...]:
    """The turns of a profile under the law of its own dates."""
    _, decided = answered(screener, program, on, facts)
    slice_ = decided.shown.slice
    if slice_ is None:
        return ()
    emitted = Emitted(slice_)
    turns: list[Turn] = []
    for fact in edges.facts_of(program):
        if fact.type.kind in ("number", "date"):
            index = screener.compiled.indexes[fact.name]
            turns += _turns(
                fact, _ticks(edges, fact, on), _asking(slice_, emitted, [*decided.vector], index, fact)
            )
    return tuple(turns)


def _asking(
    slice_: Slice, emitted: Emitted, vector: list[Value], index: int, fact: Fact
) -> Callable[[int], Seen]:
    """What is seen with the fact at a tick, behind amounts too."""
    structure = Structure(slice_)

    def seen(tick: int) -> Seen:
        vector[index] = value_at(fact, tick)
        return structure.seen(emitted.pay(vector, emitted.decide(vector)[1]))

    return seen


def _ticks(edges: Edges, fact: Fact, on: date) -> list[int]:
    """The values that the law names, as whole steps: days, or the least difference between numbers."""
    return sorted({tick_of(fact, value) for value in edges.values(fact, on) if value is not None})


def tick_of(fact: Named, value: Plain) -> int:
    """A day or a number, as a document writes it, in whole steps."""
    return (
        date.fromisoformat(value).toordinal()
        if fact.type.kind == "date"
        else int(Fraction(value) / step_of(fact))
    )


def value_at(fact: Named, tick: int) -> Value:
    """The day or number at a tick."""
    if fact.type.kind == "date":
        return date.fromordinal(tick)
    number = tick * step_of(fact)
    return number.numerator if number.denominator == 1 else number


def written(fact: Named, tick: int) -> Plain:
    """The same as a document writes it."""
    value = value_at(fact, tick)
    return value.isoformat() if isinstance(value, date) else number_text(Fraction(value))


def turn_between(
    low: tuple[int, Seen], high: tuple[int, Seen], seen: Callable[[int], Seen]
) -> tuple[int, int]:
    """Two neighbouring ticks between which what is seen turns, found by halving from two at which it differs."""
    while high[0] - low[0] > 1:
        middle = (low[0] + high[0]) // 2
        found = (middle, seen(middle))
        low, high = (low, found) if found[1] != low[1] else (found, high)
    return low[0], high[0]


def _turns(fact: Fact, ticks: list[int], seen: Callable[[int], Seen]) -> Iterator[Turn]:
    known = [(tick, seen(tick)) for tick in ticks]
    waiting = list(pairwise(known))
    while waiting:
        (low, below), (high, above) = waiting.pop()
        if below == above:
            continue
        if high - low == 1:
            yield Turn(fact.name, (written(fact, low), written(fact, high)))
            continue
        middle = (low + high) // 2
        found = (middle, seen(middle))
        waiting += [((low, below), found), (found, (high, above))]
