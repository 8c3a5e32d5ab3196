"""What single operations give, known values and unknown ones: written from the language's rules, for this engine alone.

Operators of plain values, and how `UNKNOWN` and `NULL` answer them, are the language's own (`engine/language/values.py`).
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date, timedelta

from engine.language.functions import FUNCTIONS, Function, divide, power, too_long
from engine.language.parts import part_of
from engine.language.rounding import round_down, round_half_up, round_up
from engine.language.values import NULL, UNKNOWN, Null, Unknown, Value, is_number
from engine.periods import Months
from engine.rational import Fraction

Test = Callable[[Value], Value]
COMPARING: dict[str, Callable[[Value, Value], Value]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_BY_RULE = {"down": round_down, "up": round_up, "half_up": round_half_up}
_TICK = timedelta(microseconds=1)
_LONGEST_WALK = {0: 10_000, 1: 100}  # numbers that a loop may run over, by how many loops stand around it
_LONGEST_DEEP = 10
_MOST_PLACES = 40  # that a number is written with


def compared(sign: str, left: Value, right: Value) -> Value:
    """`left sign right`; null where the two have no order, or where one is no value: only a test that names null asks for it."""
    is_open = isinstance(left, Unknown) or isinstance(right, Unknown)
    if not is_open and (left is NULL or right is NULL):
        return NULL
    return compared_with_null(sign, left, right)


def compared_with_null(sign: str, left: Value, right: Value) -> Value:
    """`left sign right` where one of the two may be written `null`: then whether there is none."""
    if sign == "=":
        return alike(left, right)
    if sign == "!=":
        return negated(alike(left, right))
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return COMPARING[sign](left, right)
    try:
        return COMPARING[sign](left, right)
    except TypeError:
        return NULL


def negated(truth: Value) -> Value:
    """Kleene's not."""
    return truth ^ True


def alike(left: Value, right: Value) -> Value:
    """Equality. Values of two kinds have none, but null is equal to null and to nothing else."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return left == right
    if left is NULL or right is NULL:
        return left is right
    lists = isinstance(left, list | tuple), isinstance(right, list | tuple)
    if all(lists):
        return _pairwise(left, right)
    if any(lists) or is_number(left) != is_number(right):
        return NULL
    if not is_number(left) and type(left) is not type(right):
        return NULL
    return left == right


def _pairwise(left: Value, right: Value) -> Value:
    if len(left) != len(right):
        return False
    truth: Value = True
    for one, other in zip(left, right, strict=True):
        truth = truth & alike(one, other)
    return truth


def among(value: Value, items: Value) -> Value:
    """Whether an element of a list equals the value. What is no list stands for a list of itself."""
    if isinstance(items, Unknown):
        return UNKNOWN
    if not isinstance(items, list | tuple):
        return alike(value, items)
    if isinstance(value, Unknown):
        return UNKNOWN if items else False
    truth: Value = False
    for item in items:
        one = among(value, item) if isinstance(item, list | tuple) else alike(value, item)
        truth = truth | (False if one is NULL else one)
    return truth


def calculated(sign: str, left: Value, right: Value) -> Value:
    """`left sign right` for + - * / **, exactly; null where there is no such result."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return _ARITHMETIC[sign](left, right) if sign in "+-" else UNKNOWN
    if left is NULL or right is NULL:
        return NULL
    try:
        result = _ARITHMETIC[sign](left, right)
    except (TypeError, OverflowError, ValueError):
        return NULL
    return NULL if is_number(result) and too_long(result) else result


def _difference(left: Value, right: Value) -> Value:
    # A day moved back by hours is the day on which that moment falls.
    return left + -right if type(right) is timedelta else left - right


def _product(left: Value, right: Value) -> Value:
    if isinstance(left, Months | timedelta):
        return _stretched(left, right)
    return _stretched(right, left) if isinstance(right, Months | timedelta) else left * right


def _stretched(duration: Months | timedelta, by: Value) -> Value:
    """Whole months or microseconds, cut towards zero."""
    if not is_number(by):
        return NULL
    if isinstance(duration, Months):
        return Months(int(duration.count * by))
    return int(duration // _TICK * by) * _TICK


def _ratio(left: Value, right: Value) -> Value:
    if isinstance(left, Months) and isinstance(right, Months):
        return divide(left.count, right.count)
    if isinstance(left, timedelta) and isinstance(right, timedelta):
        return divide(left // _TICK, right // _TICK)
    if not is_number(right) or right == 0:
        return NULL
    return (
        _stretched(left, Fraction(1, 1) / right)
        if isinstance(left, Months | timedelta)
        else divide(left, right)
    )


_ARITHMETIC: dict[str, Callable[[Value, Value], Value]] = {
    "+": operator.add,
    "-": _difference,
    "*": _product,
    "/": _ratio,
    "**": power,
}


def rounded(value: Value, rule: str, multiple: int) -> Value:
    """A number rounded by a named rule to a multiple; what is no known number stays as it is."""
    if not is_number(value):
        return value
    steps: Value = _BY_RULE[rule](divide(value, multiple))
    return steps * multiple


def called(function: Function, arguments: list[Value]) -> Value:
    """A built-in of known arguments; unknown or null as soon as one of them, or an element that matters, is. Some
    functions meet unknown values themselves.
    """
    if function.meets_unknown:
        return function.apply(*arguments)
    if any(isinstance(argument, Unknown) for argument in arguments):
        return UNKNOWN
    if not function.counts:
        inner = [item for a in arguments if isinstance(a, list | tuple) for item in a]
        if any(isinstance(item, Unknown) for item in inner):
            return UNKNOWN
    if any(argument is NULL for argument in arguments):
        return NULL
    try:
        return function.apply(*arguments)
    except (TypeError, AttributeError, OverflowError, ValueError):
        return NULL


def stepped(low: Value, high: Value, depth: int) -> Value:
    """The numbers or days from low to high, downwards too; null where a loop so deep may not run so far."""
    if isinstance(low, Unknown) or isinstance(high, Unknown):
        return UNKNOWN
    if type(low) is date and type(high) is date:
        days = stepped(low.toordinal(), high.toordinal(), depth)
        return days if days is NULL else [date.fromordinal(day) for day in days]
    if type(low) is not int or type(high) is not int:
        return NULL
    if abs(high - low) >= _LONGEST_WALK.get(depth, _LONGEST_DEEP):
        return NULL
    step = 1 if high >= low else -1
    return list(range(low, high + step, step))


def kept(items: Value, test: Test) -> Value:
    """The elements for which a test holds; unknown where it is unknown of one. A number asks for that position."""
    if isinstance(items, Unknown | Null):
        return items
    found = []
    for item in _listed(items):
        truth = test(item)
        if isinstance(truth, Unknown):
            return UNKNOWN
        if is_number(truth):
            return placed(items, truth)
        if truth is True:
            found.append(item)
        elif (
            truth is not False and truth is not NULL
        ):  # by identity: null is equal to nothing, itself neither
            return NULL
    return found


def surely(items: Value, test: Test) -> Value:
    """The elements for which a test is known to hold."""
    if isinstance(items, Unknown | Null):
        return items
    return [item for item in _listed(items) if test(item) is True]


def quantified(kind: str, items: Value, test: Test) -> Value:
    """Kleene's or (`some`) or and (`every`) of a test over a list."""
    if isinstance(items, Unknown | Null):
        return items
    truth: Value = kind == "every"
    for item in _listed(items):
        truth = truth & test(item) if kind == "every" else truth | test(item)
    return truth


def each(items: Value, body: Test) -> Value:
    """What a body gives for each element."""
    return items if isinstance(items, Unknown | Null) else [body(item) for item in _listed(items)]


def _listed(items: Value) -> Value:
    return items if isinstance(items, list | tuple) else [items]


def flattened(lists: Value) -> Value:
    """Lists one after another; whatever is no list among them is the answer."""
    if not isinstance(lists, list | tuple):
        return lists
    odd = [inner for inner in lists if not isinstance(inner, list | tuple)]
    return odd[0] if odd else [item for inner in lists for item in inner]


def field(value: Value, name: str) -> Value:
    """A field of a record, or of every record of a list, or a part of a date or duration."""
    if isinstance(value, Unknown):
        return UNKNOWN
    if isinstance(value, dict):
        return value.get(name, UNKNOWN)
    if isinstance(value, list | tuple):
        return [field(item, name) for item in value]
    return part_of(value, name)


def placed(items: Value, position: Value) -> Value:
    """The element at a position, from 1, or from -1 backwards; null where there is none."""
    if isinstance(items, Unknown) or isinstance(position, Unknown):
        return UNKNOWN
    listed = () if items is NULL else _listed(items)
    if type(position) is not int or position == 0 or abs(position) > len(listed):
        return NULL
    return listed[position - 1] if position > 0 else listed[position]


def last_by(items: Value, name: str, sign: int) -> Value:
    """The record with the latest (sign 1) or earliest (-1) day in a field: of equal days, the one listed last."""
    if not isinstance(items, list | tuple):
        return UNKNOWN if isinstance(items, Unknown) else NULL
    best: Value = NULL
    best_day: date | None = None
    for item in items:
        day = field(item, name)
        if isinstance(day, Unknown):
            return UNKNOWN
        if type(day) is date and (best_day is None or (day - best_day).days * sign >= 0):
            best, best_day = item, day
    return best


def in_order(items: Value, name: str) -> Value:
    """The records in the order of a field, equal ones as they stand; null where its values have no order."""
    if not isinstance(items, list | tuple):
        return UNKNOWN if isinstance(items, Unknown) else NULL
    keys = [field(item, name) for item in items]
    if any(isinstance(key, Unknown) for key in keys):
        return UNKNOWN
    try:
        if any(type(key) in (bool, list, dict) or key is NULL for key in keys):
            return NULL
        return [items[place] for place in sorted(range(len(keys)), key=lambda place: keys[place])]
    except TypeError:
        return NULL


def known_total(items: Value, function: str) -> Value:
    """The sum or count of what is known of a list."""
    if not isinstance(items, list | tuple):
        return UNKNOWN if isinstance(items, Unknown) else NULL
    if function == "count":
        return len(items)
    return FUNCTIONS[function].apply([item for item in items if not isinstance(item, Unknown)])


def clashing(given: Value, worked_out: Value) -> bool:
    """Whether a given value cannot be right beside the one worked out from others.

    Null is a claim of its own on either side: that there is none. A figure written with so many decimals stands for all that
    round to it.
    """
    if isinstance(given, Unknown) or isinstance(worked_out, Unknown):
        return False
    if given is NULL or worked_out is NULL:
        return not (given is NULL and worked_out is NULL)
    if type(worked_out) is Fraction and is_number(given):
        # The tenths, hundredths, ... of the last decimal are the first that its lowest terms fit into.
        tenths = (
            10**places for places in range(_MOST_PLACES) if 10**places % Fraction(given).denominator == 0
        )
        return abs(given - worked_out) >= Fraction(1, next(tenths, 10**_MOST_PLACES))
    return bool(given != worked_out)
