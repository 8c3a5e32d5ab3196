"""One day or number of a record put exactly where some outcome turns: drawn at random it would nearly never fall there."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from engine.diagnostics import Refused
from engine.drawing.boundaries import answered, tick_of, turn_between, value_at, written
from engine.drawing.chance import Chance, picked
from engine.drawing.edges import Named, within
from engine.drawing.placing import Facts
from engine.drawing.structure import Seen, Structure
from engine.evaluation.outcomes import Decided
from engine.language.values import Unknown
from engine.model import Fact, Program
from engine.screening import Screener

_APART = (1, 2, 7, 31, 100, 400, 1_000)  # ticks between the two values among which a turn is looked for
_STRUCTURES_KEPT = 500
_MOST_CELLS = 3  # where the day that selects law is open, each look costs as many evaluations


class Sharpener:
    """Puts values of records on turns, by the law of one screener."""

    def __init__(self, screener: Screener) -> None:
        self.screener = screener.looking_at_all()
        self._structure = lru_cache(_STRUCTURES_KEPT)(Structure)

    def sharpened(self, chance: Chance, program: Program, on: date, facts: Facts, lists: list[Fact]) -> Facts:
        """The facts with one value in a record of these lists on a turn; as they were where none is found near it."""
        places = [
            (fact, place, field)
            for fact in lists
            for place, record in enumerate(facts.get(fact.name) or ())
            for field in fact.fields
            if field.type.kind in ("date", "number") and record.get(field.name) is not None
        ]
        if not places:
            return facts
        fact, place, field = picked(chance, places)
        own = tick_of(field, facts[fact.name][place][field.name])
        other = own + picked(chance, _APART) * (1, -1)[chance.below(2)]
        side = chance.below(2)
        if not _fits(field, other, on):
            return facts

        def with_(tick: int) -> Facts:
            records: list[Any] = [*facts[fact.name]]
            records[place] = {**records[place], field.name: written(field, tick)}
            return {**facts, fact.name: records}

        def seen(tick: int) -> Seen | None:
            return self._seen(program, on, with_(tick))

        ends = sorted((own, other))
        low = seen(ends[0])
        high = None if low is None else seen(ends[1])
        if low is None or high is None or low == high:
            return facts
        found = turn_between((ends[0], low), (ends[1], high), lambda tick: seen(tick) or ())
        return with_(found[side])

    def known(self, program: Program, on: date, facts: Facts) -> int:
        """How much of what a program reads and works out is known; nothing where it cannot all be."""
        decided = self._decided(program, on, facts)
        if decided is None or decided.conflict:
            return 0
        return sum([not isinstance(register, Unknown) for register in decided.shown.registers])

    def _seen(self, program: Program, on: date, facts: Facts) -> Seen | None:
        """What is seen of a program; None where nothing can be."""
        decided = self._decided(program, on, facts)
        slice_ = None if decided is None else decided.shown.slice
        if decided is None or slice_ is None:
            return None
        return self._structure(slice_).seen(decided.shown.registers)

    def _decided(self, program: Program, on: date, facts: Facts) -> Decided | None:
        """The answer; None where the facts cannot be, or the law itself is open between many."""
        try:
            subject, decided = answered(self.screener, program, on, facts)
        except Refused:
            return None
        return None if subject.contradictions or len(decided.cells) > _MOST_CELLS else decided


def _fits(field: Named, tick: int, on: date) -> bool:
    """Whether there is such a value, and it lies in the range of a field."""
    return (field.type.kind != "date" or tick > 0) and within(field, value_at(field, tick), on)
