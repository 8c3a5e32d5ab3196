"""The built-in functions: each one name, one or more signatures, one exact meaning.

A function gets known values only: the evaluators answer `UNKNOWN` themselves where an argument is unknown. A result
that does not exist is `NULL`, as in FEEL; nothing here raises on a user's value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from engine.language.durations import parse_date, parse_duration
from engine.language.rounding import (
    ceiling_to,
    floor_to,
    round_down,
    round_half_down,
    round_half_up,
    round_up,
)
from engine.language.spans import (
    days_covered,
    days_uncovered,
    linked_since,
    months_covered,
    months_uncovered,
)
from engine.language.values import NULL, UNKNOWN, Number, Unknown, Value, is_number, whole
from engine.periods import (
    Months,
    age_on,
    completed_months,
    completed_years,
    days_between,
    days_inclusive,
    last_day_after,
    last_day_of,
    month_end,
)
from engine.rational import Fraction

MOST_BITS = 4_096
MOST_EXPONENT = 64


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: the name it may be called by, and the kind of value it takes."""

    name: str
    kind: str  # number, date, string, duration, list, comparable, boolean, any, or "string or date"
    optional: bool = False


Signature = tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A built-in: its name, the ways to call it, the kind of its result, and its meaning."""

    name: str
    signatures: tuple[Signature, ...]
    result: str
    apply: Callable[..., Value]
    variadic: bool = False  # takes any number of arguments instead of one list, too
    monotone: bool = False  # of its first number, never falling: ranges may be pushed through end by end
    counts: bool = False  # asks how many elements there are, not what they are: an unknown element is one
    meets_unknown: bool = False  # is told of unknown values too, and says itself what then follows

    def takes(self, count: int) -> Signature | None:
        """The signature for so many arguments, or None where there is none."""
        for signature in self.signatures:
            if sum(not p.optional for p in signature) <= count <= len(signature):
                return signature
        return self.signatures[0] * count if self.variadic and count else None

    def named(self, names: tuple[str, ...]) -> tuple[int, ...] | None:
        """For arguments given by name: which of them comes first, second, ...; None where no signature has them."""
        for signature in self.signatures:
            wanted = [p.name for p in signature]
            places = tuple(names.index(name) for name in wanted if name in names)
            filled = all(p.optional or p.name in names for p in signature)
            if filled and set(names) <= set(wanted) and len(set(names)) == len(names):
                return places
        return None


def divide(left: Number, right: Number) -> Value:
    """An exact quotient; NULL where the divisor is 0."""
    if right == 0:
        return NULL
    return whole(Fraction(left, right))


def power(base: Number, exponent: Number) -> object:
    """`base ** exponent` for whole exponents of -64 to 64; NULL otherwise, and where 4,096 bits do not hold it."""
    if not isinstance(exponent, int) or abs(exponent) > MOST_EXPONENT or (base == 0 and exponent < 0):
        return NULL
    result = Fraction(base) ** exponent
    return NULL if too_long(result) else whole(result)


def too_long(number: Number) -> bool:
    """Whether an exact number needs more than 4,096 bits."""
    return max(number.numerator.bit_length(), number.denominator.bit_length()) > MOST_BITS


def make_date(*parts: Value) -> Value:
    """`date("2026-01-02")`, `date(2026, 1, 2)` or `date(d)`; NULL where no such day exists."""
    if len(parts) == 1:
        only = parts[0]
        return only if isinstance(only, date) else parse_date(only) if isinstance(only, str) else NULL
    try:
        year, month, day = parts
        return date(year, month, day) if all(type(part) is int for part in parts) else NULL
    except (ValueError, OverflowError):
        return NULL


def months_from_to(start: date, end: date) -> Months:
    """`years and months duration(from, to)`: the full months between two days."""
    return Months(completed_months(start, end))


def _age(birth: date, day: date) -> Value:
    years = age_on(birth, day)
    return NULL if years is None else years


def _items(arguments: tuple[Value, ...]) -> list[Value]:
    if len(arguments) == 1 and isinstance(arguments[0], list | tuple):
        return list(arguments[0])
    return list(arguments)


def _comparable(items: list[Value]) -> bool:
    if all(is_number(i) for i in items):
        return True
    return (
        bool(items)
        and isinstance(items[0], date | str | timedelta | Months)
        and len({type(i) for i in items}) == 1
    )


def least(*arguments: Value) -> Value:
    """`min(list)` or `min(a, b, ...)`; NULL of nothing."""
    if len(arguments) == 2 and is_number(arguments[0]) and is_number(arguments[1]):  # noqa: PLR2004 - the usual call, in half the time
        return min(arguments)
    items = _items(arguments)
    return min(items) if items and _comparable(items) else NULL


def greatest(*arguments: Value) -> Value:
    """`max(list)` or `max(a, b, ...)`; NULL of nothing."""
    if len(arguments) == 2 and is_number(arguments[0]) and is_number(arguments[1]):  # noqa: PLR2004 - the usual call, in half the time
        return max(arguments)
    items = _items(arguments)
    return max(items) if items and _comparable(items) else NULL


def total(*arguments: Value) -> Value:
    """`sum(list)` or `sum(a, b, ...)` of numbers; 0 of an empty list: a list given empty says that there is none."""
    items = _items(arguments)
    return whole(sum(items, start=0)) if all(is_number(i) for i in items) else NULL


def count(items: object) -> object:
    """How many elements a list has; a value that is no list counts as one."""
    return len(items) if isinstance(items, list | tuple) else 1


def settled(value: Value, test: Value = True) -> Value:
    """The value where the test holds and there is a value; unknown otherwise: what is known does not settle it."""
    return value if test is True and value is not NULL else UNKNOWN


def agreed(*values: Value) -> Value:
    """What all values that are known say; unknown where none is, null where two differ: both cannot be right."""
    known = [value for value in values if _is_known(value)]
    if not known:
        return UNKNOWN
    return known[0] if all(_alike(value, known[0]) for value in known[1:]) else NULL


def _is_known(value: Value) -> bool:
    """Whether nothing of it is unknown: a list or record is as unknown as the least known thing in it."""
    if isinstance(value, list | tuple):
        return all(_is_known(item) for item in value)
    if isinstance(value, dict):
        return all(_is_known(item) for item in value.values())
    return not isinstance(value, Unknown)


def _alike(left: Value, right: Value) -> bool:
    return left is right if left is NULL or right is NULL else bool(left == right)


_LIST = ((Parameter("list", "list"),),)
_MANY = ((Parameter("list", "comparable"),),)
_ROUNDING = ((Parameter("n", "number"), Parameter("scale", "number")),)
_ROUNDING_TO_WHOLE = ((Parameter("n", "number"), Parameter("scale", "number", optional=True)),)
_DATE = (
    (Parameter("from", "string or date"),),
    (Parameter("year", "number"), Parameter("month", "number"), Parameter("day", "number")),
)
_TEXT = ((Parameter("from", "string"),),)
_FROM_TO = ((Parameter("from", "date"), Parameter("to", "date")),)
_BIRTH = ((Parameter("birth", "date"), Parameter("on", "date")),)
_PERIOD = ((Parameter("start", "date"), Parameter("length", "duration")),)
_AFTER = ((Parameter("event", "date"), Parameter("length", "duration")),)
_SPANS = (Parameter("starts", "list"), Parameter("ends", "list"))
_BY_SPANS = (Parameter("by starts", "list"), Parameter("by ends", "list"))
_WINDOW = (Parameter("first", "date"), Parameter("last", "date"))
_SETTLED = ((Parameter("value", "any"), Parameter("test", "boolean", optional=True)),)
_AGREED = ((Parameter("value", "any"), Parameter("other", "any")),)

TABLE: tuple[Function, ...] = (
    Function("count", _LIST, "number", count, counts=True),
    Function("sum", _MANY, "number", total, variadic=True),
    Function("min", _MANY, "same", least, variadic=True),
    Function("max", _MANY, "same", greatest, variadic=True),
    Function("floor", _ROUNDING_TO_WHOLE, "same", floor_to, monotone=True),
    Function("ceiling", _ROUNDING_TO_WHOLE, "same", ceiling_to, monotone=True),
    Function("round up", _ROUNDING, "same", round_up, monotone=True),
    Function("round down", _ROUNDING, "same", round_down, monotone=True),
    Function("round half up", _ROUNDING, "same", round_half_up, monotone=True),
    Function("round half down", _ROUNDING, "same", round_half_down, monotone=True),
    Function("date", _DATE, "date", make_date),
    Function("duration", _TEXT, "duration", parse_duration),
    Function("years and months duration", _FROM_TO, "months", months_from_to),
    Function("age", _BIRTH, "number: year", _age),
    Function("completed years", _FROM_TO, "number: year", completed_years),
    Function("completed months", _FROM_TO, "number: month", completed_months),
    Function("days between", _FROM_TO, "number: day", days_between),
    Function("days inclusive", _FROM_TO, "number: day", days_inclusive),
    Function("last day of", _PERIOD, "date", last_day_of),
    Function("last day after", _AFTER, "date", last_day_after),
    Function("month end", ((Parameter("day", "date"),),), "date", month_end),
    Function("days covered", ((*_SPANS, *_WINDOW),), "number: day", days_covered),
    Function("days uncovered", ((*_SPANS, *_BY_SPANS, *_WINDOW),), "number: day", days_uncovered),
    Function("months covered", ((*_SPANS, *_WINDOW),), "number: month", months_covered),
    Function("months uncovered", ((*_SPANS, *_BY_SPANS, *_WINDOW),), "number: month", months_uncovered),
    Function("linked since", ((*_SPANS, Parameter("longest", "duration")),), "date", linked_since),
    Function("settled", _SETTLED, "first", settled, meets_unknown=True),
    Function("agreed", _AGREED, "same", agreed, meets_unknown=True),
)
FUNCTIONS: dict[str, Function] = {function.name: function for function in TABLE}
# Forms that read a field's name or bend the rule for unknowns: the evaluators know them, no function does them.
SPECIAL_FORMS = ("not", "at least", "at most", "latest", "earliest", "sort by")
