"""What the operations of the plan do with values that may be unknown or null. Generated code calls these by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from engine.compiling.slices import value_at
from engine.language.functions import FUNCTIONS, Function, divide, power
from engine.language.parts import part_of
from engine.language.rounding import round_down, round_half_up, round_up
from engine.language.values import NULL, UNKNOWN, Null, Unknown, Value, is_number
from engine.model import in_force
from engine.periods import Months
from engine.rational import Fraction

_ROUNDING = {"down": round_down, "up": round_up, "half_up": round_half_up}
_MICROSECOND = timedelta(microseconds=1)
_SORTED = {int, date, str, timedelta, Months}
_MOST_UNIT = 10**40  # no number is written with more places
MOST_STEPS = (10_000, 100, 10)


def quotient(left: Value, right: Value) -> Value:
    """left / right, exactly; of a duration, whole months or microseconds towards zero."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return UNKNOWN
    if type(left) is type(right) and isinstance(left, Months | timedelta):
        return divide(_length(left), _length(right))
    if not is_number(right) or right == 0:
        return NULL
    return divide(left, right) if is_number(left) else _resized(left, 1 / Fraction(right))


def _length(duration: Months | timedelta) -> int:
    return duration.count if isinstance(duration, Months) else duration // _MICROSECOND


def _resized(duration: Value, factor: Fraction | int) -> Value:
    if not isinstance(duration, Months | timedelta):
        return NULL
    length = int(_length(duration) * factor)
    try:
        return Months(length) if isinstance(duration, Months) else length * _MICROSECOND
    except OverflowError:
        return NULL


def raised(base: Value, exponent: Value) -> Value:
    """base ** exponent."""
    if isinstance(base, Unknown) or isinstance(exponent, Unknown):
        return UNKNOWN
    return power(base, exponent) if is_number(base) and is_number(exponent) else NULL


def moved(left: Value, right: Value, sign: int = 1) -> Value:
    """A day moved by a duration, or two durations added; null beyond the calendar.

    A day moved by hours is the day on which that moment falls: an hour before a day begins is the day before.
    """
    if sign < 0 and type(right) is timedelta:
        right, sign = -right, 1
    try:
        return left + right if sign > 0 else left - right
    except (OverflowError, ValueError):
        return NULL


def scaled(left: Value, right: Value) -> Value:
    """A product; of a duration and a number, whole months or microseconds towards zero, null where it is too long."""
    if isinstance(left, Unknown | Null) or isinstance(right, Unknown | Null):
        return left * right
    if is_number(left) and is_number(right):
        return left * right
    number, duration = (left, right) if is_number(left) else (right, left)
    return _resized(duration, number) if is_number(number) else NULL


def is_null(value: Value) -> Value:
    """Whether an optional value is null: known as soon as the value is."""
    return True if value is NULL else UNKNOWN if isinstance(value, Unknown) else False


def rounded(value: Value, rule: str, multiple: int) -> Value:
    """A number rounded by a named rule to a multiple (1 won, 10 won)."""
    if type(value) is int and multiple == 1:
        return value
    if isinstance(value, Unknown | Null):
        return value
    steps: Value = _ROUNDING[rule](divide(value, multiple))
    return steps * multiple


def applied(name: str, count: int) -> Callable[..., Value]:
    """A built-in function for a number of arguments: unknown where an argument is unknown, null where one is null."""
    function = FUNCTIONS[name]
    if function.meets_unknown:
        return function.apply
    guarded = _guarded(function)
    return _of_two(function, guarded) if count == 2 else guarded  # noqa: PLR2004 - nearly all are of two


def _of_two(function: Function, guarded: Callable[..., Value]) -> Callable[..., Value]:
    """Straight to the function where both arguments are plain values of their kinds, which they nearly always are: a third of the time."""
    apply = function.apply
    signature = function.takes(2)
    fitting = [_PLAIN[parameter.kind] for parameter in signature or () if parameter.kind in _PLAIN]
    if len(fitting) != 2 or function.counts:  # noqa: PLR2004
        return guarded
    lefts, rights = fitting

    def call(left: Value, right: Value) -> Value:
        if type(left) in lefts and type(right) in rights:
            try:
                return apply(left, right)
            except (TypeError, AttributeError, OverflowError, ValueError):
                return NULL
        if left is UNKNOWN or right is UNKNOWN:
            return UNKNOWN
        return guarded(left, right)

    return call


def _guarded(function: Function) -> Callable[..., Value]:
    apply = function.apply

    def call(*arguments: Value) -> Value:
        for argument in arguments:
            if isinstance(argument, Unknown):
                return UNKNOWN
            if isinstance(argument, list | tuple) and not function.counts and _holds_unknown(argument):
                return UNKNOWN
        signature = function.takes(len(arguments))
        if signature is None:
            return NULL
        fitted = [_fitted(argument, p.kind) for argument, p in zip(arguments, signature, strict=False)]
        if any(value is NULL for value in fitted):
            return NULL
        try:
            return apply(*fitted)
        except (TypeError, AttributeError, OverflowError, ValueError):
            return NULL

    return call


def _holds_unknown(items: Value) -> bool:
    return any(isinstance(item, Unknown) for item in items)


def _fitted(argument: Value, kind: str) -> Value:
    """The argument where it is of a kind, else null. A list of one element stands for that element, as in FEEL."""
    if kind in ("list", "comparable"):
        return argument
    if isinstance(argument, list | tuple) and len(argument) == 1:
        argument = argument[0]
    return argument if _FITS[kind](argument) else NULL


_FITS: dict[str, Callable[[Value], bool]] = {
    "number": is_number,
    "date": lambda value: isinstance(value, date),
    "string": lambda value: isinstance(value, str),
    "string or date": lambda value: isinstance(value, str | date),
    "duration": lambda value: isinstance(value, Months | timedelta),
}


# Kinds of parameter -> the classes of value that need no second look.
_NUMBERS, _DURATIONS = frozenset((int, Fraction)), frozenset((Months, timedelta))
_PLAIN: dict[str, frozenset[type]] = {
    "number": _NUMBERS,
    "comparable": _NUMBERS | {date},
    "date": frozenset((date,)),
    "duration": _DURATIONS,
}


def counted(low: Value, high: Value, depth: int = 0) -> Value:
    """The whole numbers or days from low to high, downwards too; null where they are too many for a loop so deep."""
    if isinstance(low, Unknown) or isinstance(high, Unknown):
        return UNKNOWN
    if type(low) is date and type(high) is date:
        days = counted(low.toordinal(), high.toordinal(), depth)
        return days if days is NULL else [date.fromordinal(day) for day in days]
    if not (isinstance(low, int) and isinstance(high, int)) or abs(high - low) >= MOST_STEPS[min(depth, 2)]:
        return NULL
    return list(range(low, high + 1)) if low <= high else list(range(low, high - 1, -1))


def truth(value: Value) -> Value:
    """What a test says: what is no truth says nothing, which is null."""
    return value if isinstance(value, bool | Unknown) else NULL


def filtered(items: Value, keep: Callable[[Value], Value]) -> Value:
    """The elements for which the test holds; unknown where a test is unknown. A number picks by position, from 1; anything else that
    is no truth is no test, and the answer null.
    """
    if not isinstance(items, list | tuple):
        return items if isinstance(items, Unknown | Null) else filtered([items], keep)
    kept = []
    for item in items:
        told = keep(item)
        if isinstance(told, Unknown):
            return UNKNOWN
        if is_number(told):
            return nth(items, told)
        if told is True:
            kept.append(item)
        elif told is not False and told is not NULL:
            return NULL
    return kept


def nth(items: Value, position: Value) -> Value:
    """The element at a position, from 1, or from -1 backwards; null where there is none."""
    if isinstance(items, Unknown) or isinstance(position, Unknown):
        return UNKNOWN
    listed = items if isinstance(items, list | tuple) else () if items is NULL else (items,)
    if type(position) is not int or not 1 <= abs(position) <= len(listed):
        return NULL
    return listed[position - 1 if position > 0 else position]


def some(items: Value, test: Callable[[Value], Value]) -> Value:
    """Whether the test holds for some element (Kleene's or)."""
    if not isinstance(items, list | tuple):
        return _of_one(some, items, test)
    found: Value = False
    for item in items:
        found = found | truth(test(item))
        if found is True:
            break
    return found


def every(items: Value, test: Callable[[Value], Value]) -> Value:
    """Whether the test holds for every element (Kleene's and)."""
    if not isinstance(items, list | tuple):
        return _of_one(every, items, test)
    held: Value = True
    for item in items:
        held = held & truth(test(item))
        if held is False:
            break
    return held


def mapped(items: Value, body: Callable[[Value], Value]) -> Value:
    """The result for each element."""
    if not isinstance(items, list | tuple):
        return _of_one(mapped, items, body)
    return [body(item) for item in items]


def _of_one(walk: Callable[..., Value], item: Value, body: Callable[[Value], Value]) -> Value:
    """What is no list is a list of itself, as in FEEL."""
    return item if isinstance(item, Null) else UNKNOWN if isinstance(item, Unknown) else walk([item], body)


def flattened(lists: Value) -> Value:
    """The lists of a loop inside a loop, one after another."""
    if not isinstance(lists, list | tuple):
        return lists
    for inner in lists:
        if not isinstance(inner, list | tuple):
            return inner
    return [item for inner in lists for item in inner]


def path_of(value: Value, name: str) -> Value:
    """A field of a record, that field of each record of a list, or a part of a date or duration."""
    if isinstance(value, dict):
        return value.get(name, UNKNOWN)
    if isinstance(value, list | tuple):
        return [path_of(item, name) for item in value]
    return UNKNOWN if isinstance(value, Unknown) else part_of(value, name)


def furthest(items: Value, field: str, sign: int) -> Value:
    """The record with the latest (sign 1) or earliest (sign -1) date; null of an empty list."""
    if not isinstance(items, list | tuple):
        return UNKNOWN if isinstance(items, Unknown) else NULL
    days = [path_of(item, field) for item in items]
    if any(isinstance(day, Unknown) for day in days):
        return UNKNOWN
    dated = [(day.toordinal() * sign, index) for index, day in enumerate(days) if isinstance(day, date)]
    return items[max(dated)[1]] if dated else NULL


def ordered(items: Value, field: str) -> Value:
    """The records in the order of a field, equal ones as they stand; null where its values have no order."""
    if not isinstance(items, list | tuple):
        return UNKNOWN if isinstance(items, Unknown) else NULL
    keys = [path_of(item, field) for item in items]
    if any(isinstance(key, Unknown) for key in keys):
        return UNKNOWN
    kinds = {int if is_number(key) else type(key) for key in keys}
    if len(kinds) > 1 or not kinds <= _SORTED:
        return NULL
    return [items[place] for place in sorted(range(len(keys)), key=keys.__getitem__)]


def sifted(items: Value, keep: Callable[[Value], Value]) -> Value:
    """The elements for which the test is known to hold: the known part of a filtered list."""
    if not isinstance(items, list | tuple):
        return UNKNOWN if isinstance(items, Unknown) else NULL
    return [item for item in items if keep(item) is True]


def known_part(items: Value, function: str) -> Value:
    """The sum or count of what is known of a list."""
    if not isinstance(items, list | tuple):
        return UNKNOWN if isinstance(items, Unknown) else NULL
    if function == "count":
        return len(items)
    return FUNCTIONS[function].apply([item for item in items if not isinstance(item, Unknown)])


def settled_by(truth: Value, reached: Value, outcome: bool) -> Value:
    """A comparison left unknown by the whole list, and settled where its known part has reached the bound."""
    return outcome if isinstance(truth, Unknown) and reached is True else truth


def figure_at(day: Value, versions: Value, known_at: date | None) -> Value:
    """A parameter's figure on a computed day; unknown where no law is set."""
    if type(day) is not date:
        return NULL if day is NULL else UNKNOWN
    found = value_at(versions, day, known_at)
    return UNKNOWN if found is None else found


def picked_at(day: Value, versions: Value, known_at: date | None, *values: Value) -> Value:
    """The version of a table or definition on a computed day; unknown where no law is set."""
    if type(day) is not date:
        return NULL if day is NULL else UNKNOWN
    found = in_force(versions, day, known_at)
    return UNKNOWN if found is None else values[found]


def differs(given: Value, worked_out: Value) -> bool:
    """Whether a given value contradicts the one worked out. Null, that there is none, contradicts every value; a decimal is held to the
    places it was written with.
    """
    if isinstance(given, Unknown) or isinstance(worked_out, Unknown):
        return False
    if given is NULL or worked_out is NULL:
        return given is not worked_out
    if isinstance(worked_out, Fraction) and is_number(given):
        return bool(abs(given - worked_out) >= _last_place(given))
    return bool(given != worked_out)


def _last_place(written: Value) -> Fraction:
    """What one more in the last place is worth that a decimal is written to: of 33.2 a tenth."""
    unit = 1
    while unit < _MOST_UNIT and written * unit % 1 != 0:
        unit *= 10
    return Fraction(1, unit)
