"""One thing in a document said otherwise: a fact, a field of a record, a record. And what one document says put into another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from engine.catalog import Catalog
from engine.drawing.chance import Sown
from engine.drawing.edges import Edges, Named
from engine.drawing.placing import Facts, Raw, is_day, moved
from engine.drawing.values import NOTHING, Values
from engine.model import Fact
from engine.periods import ONE_DAY, Months

Span = timedelta | Months
_DRAWN = 12  # values of a fact that are tried
_OF_FIELDS = 4  # values of a field of a record
_AWAY = (1, 14, 60, 180, 400)  # days
_A_WEEK = 7  # days; how much earlier one is that may follow upon it
_BEFORE = (400, 900)  # days; how much earlier another record like one is
_PARTS = 3  # of a document that are altered: of a firm what it says itself, and two workers


@dataclass(frozen=True)
class Part:
    """The facts of one subject in a document: of the person, of the company beside it, of a worker."""

    raw: Raw
    place: tuple[str | int, ...]

    @property
    def facts(self) -> Facts:
        found: Any = self.raw
        for step in self.place:
            found = found[step]
        return found  # type: ignore[no-any-return]

    def with_(self, facts: Facts) -> Raw:
        """The document with other facts in this part."""
        return _put(self.raw, self.place, facts)  # type: ignore[no-any-return]


def _put(item: Any, place: tuple[str | int, ...], value: Any) -> Any:
    if not place:
        return value
    step, *below = place
    inner = _put(item[step], tuple(below), value)
    return {**item, step: inner} if isinstance(item, dict) else [*item[:step], inner, *item[int(step) + 1 :]]


def parts_of(raw: Raw) -> list[Part]:
    """The parts of a document that say facts."""
    company = [Part(raw, ("company", "facts"))] if raw.get("company", {}).get("facts") else []
    workers = [Part(raw, ("workers", number, "facts")) for number, _ in enumerate(raw.get("workers", ()))]
    return [Part(raw, ("facts",)), *company, *workers]


def said(raw: Raw) -> Facts:
    """All that a document says; where workers say different things, what the first says."""
    return {name: value for part in reversed(parts_of(raw)) for name, value in part.facts.items()}


def _in_each(raw: Raw, then: Callable[[Part], Facts]) -> Raw:
    """A document with other facts in every part."""
    answer = raw
    for part in parts_of(raw):
        answer = Part(answer, part.place).with_(then(part))
    return answer


def without(raw: Raw, names: Collection[str]) -> Raw:
    """A document that says none of some facts."""
    return _in_each(raw, lambda part: {n: value for n, value in part.facts.items() if n not in names})


def shifted(catalog: Catalog, raw: Raw, day: date) -> Raw:
    """A document with all its days moved, so that the question is asked on some day."""
    on = date.fromisoformat(raw["on"])
    then = _in_each(raw, lambda part: moved(catalog, on, part.facts, day - on)[1])
    return {**then, "on": day.isoformat()}


def put_back(raw: Raw, before: Raw, names: Collection[str]) -> Raw:
    """A document with some facts as they were in another."""
    facts = {name: value for name, value in said(before).items() if name in names}
    return _in_each(raw, lambda part: {n: facts.get(n, value) for n, value in part.facts.items()})


def crossed(catalog: Catalog, raw: Raw, other: Raw, names: Collection[str]) -> Raw:
    """What one document says, with what another, moved in time to it, says of some facts in its place."""
    lent = {
        part.place: {name: value for name, value in part.facts.items() if name in names}
        for part in parts_of(shifted(catalog, other, date.fromisoformat(raw["on"])))
    }
    return _in_each(without(raw, names), lambda part: {**part.facts, **lent.get(part.place, {})})


def with_fact(catalog: Catalog, raw: Raw, name: str, value: Any) -> Raw:
    """A document that says one fact more: of the one who asks, of a firm's worker the first."""
    own = raw["subject"] == "person" or catalog.facts[name].entity in ("company", "any")
    part = Part(raw, ("facts",) if own or not raw.get("workers") else ("workers", 0, "facts"))
    return part.with_({**part.facts, name: value})


def selected_on(
    catalog: Catalog, raw: Raw, start: date, keys: Collection[str], others: Collection[str]
) -> Iterator[Raw]:
    """A document with a day that selects law, by some facts, on some day and on the one before: with all its days moved, with all but those
    by which `others` select, and that day alone.
    """
    on, facts = date.fromisoformat(raw["on"]), said(raw)
    own = dict.fromkeys(facts[key] for key in keys if is_day(facts.get(key))) or (raw["on"],)
    for day in (start, start - ONE_DAY):
        for selecting in own:
            then = shifted(catalog, raw, on + (day - date.fromisoformat(selecting)))
            yield then
            yield put_back(then, raw, others)
        for key in sorted(keys & catalog.facts.keys()):
            yield with_fact(catalog, raw, key, day.isoformat())


class Altering:
    """Says facts otherwise, by the vocabulary and the values that the law of one catalogue names."""

    def __init__(self, edges: Edges) -> None:
        self._edges, self._facts, self._values = edges, edges.catalog.facts, Values(edges)

    def altered(self, raw: Raw, names: Collection[str], spans: Sequence[Span] = ()) -> Iterator[Raw]:
        """A document with one of some facts that it says not said, said not to be, or said otherwise; days by some spans from others too."""
        on, ours = date.fromisoformat(raw["on"]), raw["programs"][0]
        for part in parts_of(raw)[:_PARTS]:
            for name in sorted(names & part.facts.keys()):
                others = {other: value for other, value in part.facts.items() if other != name}
                yield part.with_(others)
                yield part.with_({**others, name: None})
                for value in self._otherwise(self._facts[name], part.facts, on, ours, spans):
                    yield part.with_({**others, name: value})

    def values(self, name: str, raw: Raw) -> list[Any]:
        """Some values of a fact that is no list, for a document."""
        on, ours = date.fromisoformat(raw["on"]), raw["programs"][0]
        return self._drawn(self._facts[name], on, said(raw), ours, _DRAWN)

    def _otherwise(
        self, fact: Fact, beside: Facts, on: date, ours: str, spans: Sequence[Span]
    ) -> Iterator[Any]:
        records = beside[fact.name]
        named = {on.isoformat(), *_days_in(beside.values())}
        if is_day(records):
            yield from (_away(records, by * days) for days in _AWAY for by in (-1, 1))
            yield from _apart(named, spans)
        if not isinstance(records, list):
            yield from self._drawn(fact, on, beside, ours, _DRAWN)
            return
        fields = {field.name: field for field in fact.fields}
        by_spans = _apart({on.isoformat(), *_days_in([records])}, spans)
        for place, record in enumerate(records):
            before, after = records[:place], records[place + 1 :]
            yield [*before, *after]
            yield from ([*before, *two, *after] for two in _in_two(record))
            yield from ([_later(record, -days), *records] for days in _BEFORE)
            for other in self._records(record, fields, sorted(named), on, {**beside, **record}, ours):
                yield [*before, other, *after]
            for other in (
                *_put_on(record, by_spans),
                *_by_spans(record, spans),
                *self._alike(record, fields),
            ):
                yield from ([*before, other, *after], [other, *records], [_later(other, -_A_WEEK), *records])

    def _alike(self, record: dict[str, Any], fields: dict[str, Named]) -> Iterator[dict[str, Any]]:
        """Records like one but for one choice."""
        for name, value in record.items():
            others = self._edges.undated(fields[name]) if fields[name].type.kind == "choice" else ()
            yield from ({**record, name: other} for other in others if other != value)

    def _records(
        self,
        record: dict[str, Any],
        fields: dict[str, Named],
        days: list[str],
        on: date,
        beside: Facts,
        ours: str,
    ) -> Iterator[dict[str, Any]]:
        """A record with one field not said, a day earlier or later, on a day that something else names, or otherwise."""
        for name, value in record.items():
            others = {other: inner for other, inner in record.items() if other != name}
            yield others
            near = [_away(value, step) for step in (-1, 1) if is_day(value)]
            drawn = self._drawn(fields[name], on, beside, ours, _OF_FIELDS)
            for other in dict.fromkeys((*near, *(days if near else ()), *drawn)):
                if other != value:
                    yield {**others, name: other}

    def _drawn(self, fact: Any, on: date, beside: Facts, ours: str, count: int) -> list[Any]:
        """Some values of a fact or a field that is no list, the same each time; of choices all."""
        if fact.type.kind in ("choice", "boolean"):
            return [*self._edges.undated(fact)]
        drawn = [self._values.value(Sown(count, number), fact, on, beside, ours) for number in range(count)]
        return [value for value in dict.fromkeys(drawn) if value is not NOTHING]


def _days_in(values: Iterable[Any]) -> Iterator[str]:
    """The days that some facts name, in records too."""
    for value in values:
        if is_day(value):
            yield value
        for record in value if isinstance(value, list) else ():
            yield from _days_in(record.values())


def _later(record: dict[str, Any], days: int) -> dict[str, Any]:
    """A record like another, its days later."""
    return {name: _away(value, days) if is_day(value) else value for name, value in record.items()}


def _in_two(record: dict[str, Any]) -> Iterator[tuple[dict[str, Any], ...]]:
    """A record of two days as two: its first day and the rest, all but its last day and that, and the first where the last is the day after.
    What is counted goes with the rest, and one with the day.
    """
    days = sorted((value, name) for name, value in record.items() if is_day(value))
    if len(days) != len(("first", "last")) or days[0][0] == days[1][0]:
        return
    (first, start), (last, end) = days
    counted = {name: value for name, value in record.items() if type(value) is int and value > 1}
    one = {**record, **dict.fromkeys(counted, 1)}
    rest = {**record, **{name: value - 1 for name, value in counted.items()}}
    yield {**one, end: first}, {**rest, start: _away(first, 1)}
    yield {**rest, end: _away(last, -1)}, {**one, start: last}
    yield {**one, end: _away(first, 1)}, {**rest, start: _away(first, 1)}


def _put_on(record: dict[str, Any], days: Collection[str]) -> Iterator[dict[str, Any]]:
    """A record with all its days moved, so that one of them is one of some days."""
    for value in dict.fromkeys(value for value in record.values() if is_day(value)):
        for day in days:
            yield _later(record, (date.fromisoformat(day) - date.fromisoformat(value)).days)


def _by_spans(record: dict[str, Any], spans: Sequence[Span]) -> Iterator[dict[str, Any]]:
    """A record with all its days moved by some spans, months by the calendar: what ended with a month then ends with one."""
    for span in spans:
        for by in (span, -span):
            yield {name: _moved(value, by) if is_day(value) else value for name, value in record.items()}


def _moved(day: str, by: Span) -> str:
    """A day moved by a span; the last one of a month by months to the last one."""
    after: Any = date.fromisoformat(day) + ONE_DAY
    if isinstance(by, Months) and after.day == 1:
        return (after + by - ONE_DAY).isoformat()  # type: ignore[no-any-return]
    return (date.fromisoformat(day) + by).isoformat()  # type: ignore[no-any-return]


def _apart(days: Collection[str], spans: Sequence[Span]) -> list[str]:
    """The days that lie by some spans before or after some days."""
    found: list[Any] = []
    for day in map(date.fromisoformat, days):
        found += [day - span for span in spans] + [day + span for span in spans]
    return sorted({day.isoformat() for day in found})


def _away(day: str, days: int) -> str:
    return (date.fromisoformat(day) + ONE_DAY * days).isoformat()
