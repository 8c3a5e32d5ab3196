"""The values of the language: exact numbers, texts, truths, dates, durations, lists, records, null and unknown.

| FEEL | here |
|---|---|
| number | `int`, or `fractions.Fraction` where it is not whole: never a float |
| boolean, string, date | `bool`, `str`, `datetime.date` |
| days and time duration | `datetime.timedelta` |
| years and months duration | `engine.periods.Months` |
| list, context | `list` or `tuple`, `dict` |
| null | `NULL`: known that there is none, or a result that does not exist |
| (not in FEEL) | `UNKNOWN`: nobody has said yet |

`UNKNOWN` and `NULL` answer every operator themselves, so that generated code needs no test for them: `UNKNOWN >= 180`
is `UNKNOWN`. `&`, `|` and `^ True` on truths are Kleene's and, or and not (Kleene, Introduction to Metamathematics,
1952, §64). Neither has a truth value: an `if` over one is a bug of ours and raises.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final, TypeAlias, TypeGuard

from engine.periods import Months
from engine.rational import Fraction

Number = int | Fraction
# Any value of the table above. Which kinds meet is settled by the checker before anything is decided, and UNKNOWN and
# NULL answer every operator: the deciding tower works on values without asking their kind, a union would make it ask.
Value: TypeAlias = Any


class _Absorbing:
    """Answers every arithmetic and comparison operator with the value that absorbs both operands."""

    __slots__ = ()

    def _absorb(self, other: object = None) -> object:
        raise NotImplementedError

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = lambda self, other: self._absorb(other)
    __truediv__ = __rtruediv__ = __pow__ = __rpow__ = lambda self, other: self._absorb(other)
    __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: self._absorb(other)
    __xor__ = __rxor__ = lambda self, other: self._absorb(other)

    def __neg__(self) -> object:
        return self._absorb()

    def __eq__(self, other: object) -> Value:
        return self._absorb(other)

    def __ne__(self, other: object) -> Value:
        return self._absorb(other)

    def __and__(self, other: object) -> object:
        return False if other is False else self._absorb(other)

    def __or__(self, other: object) -> object:
        return True if other is True else self._absorb(other)

    __rand__ = __and__
    __ror__ = __or__

    def __bool__(self) -> bool:
        raise TypeError("a three-valued outcome was used where only true and false exist")

    __hash__ = object.__hash__  # by identity, at the speed of C: keys of reasons hold many unknowns


class Unknown(_Absorbing):
    """Nobody has said yet. Stronger than null: what is unknown may still turn out to be anything."""

    __slots__ = ()

    def _absorb(self, other: object = None) -> object:  # noqa: ARG002 - whatever the other side is
        return UNKNOWN

    # The same answers without the second call: an open profile asks an unknown some eighty times.
    def __add__(self, other: object) -> Value:
        return UNKNOWN

    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __add__
    __lt__ = __le__ = __gt__ = __ge__ = __xor__ = __rxor__ = __add__

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> Value:
        return UNKNOWN

    def __ne__(self, other: object) -> Value:
        return UNKNOWN

    def __and__(self, other: object) -> object:
        return False if other is False else UNKNOWN

    def __or__(self, other: object) -> object:
        return True if other is True else UNKNOWN

    __rand__ = __and__
    __ror__ = __or__

    def __repr__(self) -> str:
        return "unknown"


class Null(_Absorbing):
    """FEEL's null."""

    __slots__ = ()

    def _absorb(self, other: object = None) -> object:
        return UNKNOWN if isinstance(other, Unknown) else NULL

    def __repr__(self) -> str:
        return "null"


UNKNOWN: Final[Unknown] = Unknown()
NULL: Final[Null] = Null()


class DayBetween(Unknown):
    """An unknown day that lies between two known ones, both included.

    Comparing it (moved by a constant duration or not) with a known day is decided where the first and the last day
    agree; everything else about it is unknown (the language's rule for the cells of an unknown selecting date).
    """

    __slots__ = ("first", "last")

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.last = last

    def _moved(self, other: object, sign: int) -> object:
        if not isinstance(other, Months | timedelta):
            return UNKNOWN
        try:
            step: Value = other if sign > 0 else -other
            return DayBetween(self.first + step, self.last + step)
        except OverflowError:
            return UNKNOWN

    def __add__(self, other: object) -> Value:
        return self._moved(other, +1)

    __radd__ = __add__

    def __sub__(self, other: object) -> Value:
        return self._moved(other, -1)

    def __lt__(self, other: object) -> Value:
        return self._agree(other, lambda day, known: day < known)

    def __le__(self, other: object) -> Value:
        return self._agree(other, lambda day, known: day <= known)

    def __gt__(self, other: object) -> Value:
        return self._agree(other, lambda day, known: day > known)

    def __ge__(self, other: object) -> Value:
        return self._agree(other, lambda day, known: day >= known)

    def _agree(self, other: object, test: Callable[[date, date], bool]) -> object:
        if type(other) is not date:
            return UNKNOWN
        first, last = test(self.first, other), test(self.last, other)
        return first if first is last else UNKNOWN

    def __eq__(self, other: object) -> Value:
        if type(other) is date and not self.first <= other <= self.last:
            return False
        return UNKNOWN

    def __ne__(self, other: object) -> Value:
        if type(other) is date and not self.first <= other <= self.last:
            return True
        return UNKNOWN

    def __hash__(self) -> int:
        return hash((self.first, self.last))

    def __repr__(self) -> str:
        return f"unknown day between {self.first} and {self.last}"


def is_unknown(value: object) -> bool:
    """Whether the value is unknown, or an unknown day between two known ones."""
    return isinstance(value, Unknown)


def is_number(value: object) -> TypeGuard[Number]:
    """Whether the value is a number (a truth is none, though Python counts it as one)."""
    # By exact type: Fraction is an abstract base class's child, and isinstance asks those through a slow door.
    kind = type(value)
    return kind is int or kind is Fraction


def whole(number: Number) -> Number:
    """The same number, as an int where it is whole."""
    return number.numerator if type(number) is Fraction and number.denominator == 1 else number


def number_as_json(number: Number) -> int | str:
    """A whole number as int, another terminating decimal as its digits, any other as "1/3"."""
    if type(number) is int:
        return number
    if number.denominator == 1:
        return number.numerator
    denominator, twos, fives = number.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return f"{number.numerator}/{number.denominator}"
    places = max(twos, fives)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def duration_as_text(duration: Months | timedelta) -> str:
    """ISO 8601, as FEEL prints it: P1Y2M, P3DT4H, -P1D, PT0S, P0M."""
    if isinstance(duration, Months):
        years, months = divmod(abs(duration.count), 12)
        body = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
        return ("-" if duration.count < 0 else "") + "P" + body
    sign, duration = ("-", -duration) if duration < timedelta() else ("", duration)
    days, seconds = duration.days, duration.seconds
    hours, seconds = divmod(seconds, 3_600)
    minutes, seconds = divmod(seconds, 60)
    fraction = f".{duration.microseconds:06}".rstrip("0") if duration.microseconds else ""
    parts = ((f"{hours}H", hours), (f"{minutes}M", minutes), (f"{seconds}{fraction}S", seconds or fraction))
    clock = "".join(text for text, there in parts if there)
    if not days and not clock:
        return "PT0S"
    return f"{sign}P{f'{days}D' if days else ''}{f'T{clock}' if clock else ''}"


def value_as_json(value: Value) -> object:
    """A value as it stands in answers: exact numbers, ISO dates and durations; unknown and null are both null."""
    kind = type(value)
    if kind is bool or kind is str or kind is int:
        return value
    if kind is Fraction:
        return number_as_json(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Months | timedelta):
        return duration_as_text(value)
    if isinstance(value, list | tuple):
        return [value_as_json(item) for item in value]
    if isinstance(value, dict):
        return {key: value_as_json(item) for key, item in value.items() if not is_unknown(item)}
    return None
