"""What cannot be: dates in the wrong order, and records that break a rule of their list (rulesets/facts)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.diagnostics import Text
from engine.language.values import Value
from engine.model import Fact, RecordRule
from engine.periods import LAST_DAY, ONE_DAY

Record = Mapping[str, Value]
MOST_NAMED = 20  # faults told of one list


@dataclass(frozen=True, slots=True)
class Impossible:
    """Facts that cannot all be right. Of a list, `records` are the places (from 0) and `label` says what is wrong."""

    facts: tuple[str, ...]
    records: tuple[int, ...] = ()
    label: Text | None = None


def dates_out_of_order(facts: Iterable[Fact], given: Mapping[str, Value]) -> Iterator[Impossible]:
    """Date facts that lie before or after another date which they cannot precede or follow."""
    for fact in facts:
        value = given[fact.name]
        if not isinstance(value, date):
            continue
        before, after = given.get(fact.not_before or ""), given.get(fact.not_after or "")
        if isinstance(before, date) and value < before:
            yield Impossible((fact.name, str(fact.not_before)))
        if isinstance(after, date) and value > after:
            yield Impossible((fact.name, str(fact.not_after)))


def impossible_records(fact: Fact, records: Value) -> list[Impossible]:
    """The records of a list that break its rules, at most MOST_NAMED, in the order of the rules."""
    if not isinstance(records, list):
        return []
    found: list[Impossible] = []
    for rule in fact.rules:
        for places in _broken(rule, records):
            found.append(Impossible((fact.name,), places, rule.label))
            if len(found) == MOST_NAMED:
                return found
    return found


def completed(fact: Fact, records: Value) -> Value:
    """The records with what follows from a rule: where one thing excludes another and that is given, the one is not."""
    rules = [rule.fields for rule in fact.rules if rule.kind == "excludes"]
    if not rules or not isinstance(records, list):
        return records
    return [
        {flag: False for flag, other in rules if other in record and flag not in record} | record
        for record in records
    ]


def _broken(rule: RecordRule, records: Sequence[Record]) -> Iterator[tuple[int, ...]]:
    if rule.kind == "apart":
        yield from _overlapping(rule, records)
        return
    breaks = _BREAKS[rule.kind]
    for place, record in enumerate(records):
        if breaks(record, *rule.fields):
            yield (place,)


def _out_of_order(record: Record, low: str, high: str) -> bool:
    return low in record and high in record and bool(record[low] > record[high])


def _lacking(record: Record, some: str, needed: str) -> bool:
    return record.get(some, 0) > 0 and bool(record.get(needed) == 0)


def _too_many_days(record: Record, days: str, first: str, last: str) -> bool:
    if not {days, first, last} <= record.keys() or record[last] < record[first]:
        return False
    return bool(record[days] > (record[last] - record[first]).days + 1)


def _together(record: Record, flag: str, other: str) -> bool:
    return record.get(flag) is True and other in record


_BREAKS: Mapping[str, Callable[..., bool]] = {
    "ordered": _out_of_order,
    "needs": _lacking,
    "within": _too_many_days,
    "excludes": _together,
}


def _overlapping(rule: RecordRule, records: Sequence[Record]) -> Iterator[tuple[int, ...]]:
    """Each record that begins before one of its group has ended, with the one that ends last of those before it."""
    groups: dict[tuple[Value, ...], list[tuple[date, date, int]]] = {}
    for place, record in enumerate(records):
        span = _span(rule, record)
        bound = all(record.get(name) in values for name, values in rule.where)
        if span is not None and bound and all(name in record for name in rule.same):
            groups.setdefault(tuple(record[name] for name in rule.same), []).append((*span, place))
    for spans in groups.values():
        furthest, holder = date.min, 0
        for start, last, place in sorted(spans):
            if start <= furthest:
                yield tuple(sorted((holder, place)))
            if last > furthest:
                furthest, holder = last, place


def _span(rule: RecordRule, record: Record) -> tuple[date, date] | None:
    """The first and last day of a record; None where it does not say them, or they are in the wrong order."""
    first, end = record.get(rule.fields[0]), record.get(rule.fields[1])
    if end is None and any(record.get(name) is True for name in rule.fields[2:]):
        end = LAST_DAY
    if first is None or end is None:
        return None
    last = end if rule.inclusive else end - ONE_DAY
    return (first, last) if first <= last else None
