"""What a value has after a point: the parts of dates and durations, each with its type and its meaning.

| value | parts |
|---|---|
| date | year, month, day, weekday (Monday is 1) |
| years and months duration | years, months: P1Y2M has 1 and 2, -P1Y2M has -1 and -2 |
| days and time duration | days, hours, minutes, seconds: P1DT2H has 1, 2, 0 and 0 |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from engine.language import types as t
from engine.language.types import Type
from engine.language.values import NULL, Value
from engine.periods import Months
from engine.rational import Fraction

_MONTHS_A_YEAR = 12
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the type of its value, and how to take it."""

    type: Type
    of: Callable[[Value], int]


def _seconds(duration: timedelta, size: int, below: int) -> int:
    """How many whole units of `size` seconds a duration holds, those that fill a unit of `below` left out."""
    whole = abs(duration) // _SECOND
    return (whole % below if below else whole) // size * (-1 if duration < timedelta() else 1)


def _years(duration: Months) -> int:
    return abs(duration.count) // _MONTHS_A_YEAR * (-1 if duration.count < 0 else 1)


def _unit(name: str) -> Type:
    return Type("number", t.parse_unit(name))


PARTS: dict[str, dict[str, Part]] = {
    "date": {
        "year": Part(t.LITERAL_NUMBER, lambda day: day.year),
        "month": Part(t.LITERAL_NUMBER, lambda day: day.month),
        "day": Part(t.LITERAL_NUMBER, lambda day: day.day),
        "weekday": Part(t.LITERAL_NUMBER, lambda day: day.isoweekday()),
    },
    "months": {
        "years": Part(_unit("year"), _years),
        "months": Part(_unit("month"), lambda span: span.count - _MONTHS_A_YEAR * _years(span)),
    },
    "days": {
        "days": Part(_unit("day"), lambda span: _seconds(span, 86_400, 0)),
        "hours": Part(_unit("hour"), lambda span: _seconds(span, 3_600, 86_400)),
        "minutes": Part(_unit("minute"), lambda span: _seconds(span, 60, 3_600)),
        "seconds": Part(t.LITERAL_NUMBER, lambda span: _seconds(span, 1, 60)),
    },
}
_KINDS: dict[type, str] = {date: "date", Months: "months", timedelta: "days"}


_LITERALS: tuple[tuple[type | tuple[type, ...], Type], ...] = (
    (bool, t.BOOLEAN),
    ((int, Fraction), t.LITERAL_NUMBER),
    (str, t.STRING),
    (date, t.DATE),
    (Months, t.MONTHS),
    (timedelta, t.DAYS),
)


def type_of(value: Value) -> Type:
    """The type of a value written in an expression."""
    return next((type_ for kinds, type_ in _LITERALS if isinstance(value, kinds)), t.ANY)


def part_types(kind: str) -> dict[str, Type]:
    """The parts of a kind of value, with their types."""
    return {name: part.type for name, part in PARTS.get(kind, {}).items()}


def part_of(value: Value, name: str) -> Value:
    """A part of a known date or duration; null where the value has no such part."""
    part = PARTS.get(_KINDS.get(type(value), ""), {}).get(name)
    return NULL if part is None else part.of(value)
