"""One value for one fact, drawn from the edges: a number beside a threshold, a day beside a change of law or beside another day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from engine.drawing.chance import Chance, one_in, picked
from engine.drawing.edges import AGO, AHEAD, Edges, Named, Plain, within
from engine.drawing.placing import is_day
from engine.model import Fact
from engine.periods import ONE_DAY

NOTHING = object()  # no value is possible on that day
_RECORDS = 3
_OFTEN, _SELDOM = 4, 12
_TRIES = 4


class Values:
    """Draws values of facts. `ours` are the ids of the programs asked about: records are mostly about these."""

    def __init__(self, edges: Edges) -> None:
        self.edges = edges
        self._ago = tuple(timedelta(days=ago) for ago in AGO)
        self._around = (timedelta(0), -ONE_DAY, ONE_DAY)
        # What the vocabulary says of pairs of dates, from either side: by name, those not before it and not after it.
        self._later: dict[str, list[str]] = {}
        self._earlier: dict[str, list[str]] = {}
        for fact in edges.catalog.facts.values():
            self._pair(fact.not_before, fact.name)
            self._pair(fact.name, fact.not_after)

    def _pair(self, first: str | None, last: str | None) -> None:
        if first and last:
            self._later.setdefault(first, []).append(last)
            self._earlier.setdefault(last, []).append(first)

    def value(self, chance: Chance, fact: Fact, on: date, beside: Mapping[str, Any], ours: str) -> Plain:
        """A value of a fact as a document writes it, or NOTHING; `beside` are the other facts, whose days it may lie near to."""
        if fact.type.kind != "list":
            return self._plain(chance, fact, on, beside)
        return [self._record(chance, fact, on, beside, ours) for _ in range(chance.below(_RECORDS + 1))]

    def _record(
        self, chance: Chance, fact: Fact, on: date, beside: Mapping[str, Any], ours: str
    ) -> dict[str, Any]:
        record: dict[str, Any] = {}
        for field in fact.fields:
            if one_in(chance, _OFTEN * 2):
                continue
            values = self.edges.undated(field) if field.type.kind == "choice" else ()
            about_us = ours in values and not one_in(chance, _OFTEN)
            value = ours if about_us else self._plain(chance, field, on, {**beside, **record})
            record |= {} if value is NOTHING else {field.name: value}
        return record

    def _plain(self, chance: Chance, fact: Named, on: date, beside: Mapping[str, Any]) -> Plain:
        if fact.type.kind != "date":
            return picked(chance, self.edges.undated(fact))
        if fact.type.optional and one_in(chance, _SELDOM):
            return None
        mostly = not one_in(chance, _SELDOM)
        for _ in range(_TRIES):
            day = self._day(chance, on, beside)
            if day is not None and within(fact, day, on) and not (mostly and self._apart(fact, day, beside)):
                return day.isoformat()
        values = self.edges.values(fact, on)
        fitting = [v for v in values if is_day(v) and not self._apart(fact, date.fromisoformat(v), beside)]
        return picked(chance, fitting or values) if values else NOTHING

    def _day(self, chance: Chance, on: date, beside: Mapping[str, Any]) -> date | None:
        near = chance.below(_OFTEN)
        if near == 0 and self.edges.days:
            return picked(chance, self.edges.days) - picked(chance, self._around[:2])
        known = [date.fromisoformat(value) for value in beside.values() if is_day(value)] if near > 1 else []
        anchor = picked(chance, known) if known else on
        if one_in(chance, _OFTEN):
            return anchor
        if one_in(chance, _OFTEN):
            return anchor - picked(chance, (*self._ago, -AHEAD))
        span = picked(chance, self.edges.spans)
        back = chance.below(2) == 0
        try:
            day: Any = anchor - span if back else anchor + span
            return day + picked(chance, self._around)  # type: ignore[no-any-return]  # a day
        except (OverflowError, ValueError):  # beyond the calendar
            return None

    def _apart(self, fact: Named, day: date, beside: Mapping[str, Any]) -> bool:
        """Whether the vocabulary says that this day cannot be beside those that are known."""
        later = (beside.get(name) for name in self._later.get(fact.name, ()))
        earlier = (beside.get(name) for name in self._earlier.get(fact.name, ()))
        return any(is_day(other) and date.fromisoformat(other) < day for other in later) or any(
            is_day(other) and date.fromisoformat(other) > day for other in earlier
        )
