"""Which steps may hold a duration: plain + - * do for numbers and dates, durations need more care."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from engine.compiling import Op
from engine.language.functions import FUNCTIONS
from engine.periods import Months
from engine.rational import Fraction

NUMBER, DATE, DURATION, OTHER = "number", "date", "duration", "other"
ANYTHING = None  # a field of a record, an element of a list: the plan does not say
Kind = str | None
_OF_VALUES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, OTHER),
    ((int, Fraction), NUMBER),
    (date, DATE),
    ((Months, timedelta), DURATION),
)
_RESULTS = {"number": NUMBER, "date": DATE, "duration": DURATION, "months": DURATION}


def kind_of(op: Op, kinds: Sequence[Kind]) -> Kind:
    """The kind of a step from those of the steps before it."""
    inputs = [kinds[number] for number in op.inputs]
    rule = _RULES.get(op.kind)
    return rule(op, inputs) if rule else ANYTHING


def careful(kinds: Sequence[Kind]) -> bool:
    """Whether some operand may be a duration."""
    return any(kind in (DURATION, ANYTHING) for kind in kinds)


def _of_value(value: object) -> Kind:
    return next((kind for types, kind in _OF_VALUES if isinstance(value, types)), OTHER)


def _one(kinds: Sequence[Kind]) -> Kind:
    return kinds[0] if kinds and all(kind == kinds[0] for kind in kinds) else ANYTHING


def _sum(_op: Op, inputs: Sequence[Kind]) -> Kind:
    if list(inputs) == [DATE, DATE]:
        return DURATION
    if DATE in inputs and ANYTHING not in inputs:
        return DATE
    return _one(inputs)


def _product(op: Op, inputs: Sequence[Kind]) -> Kind:
    if op.kind == "mul" and DURATION in inputs:
        return DURATION
    return _one(inputs) if NUMBER in inputs else ANYTHING


def _call(op: Op, inputs: Sequence[Kind]) -> Kind:
    function = FUNCTIONS.get(str(op.data[0]))
    if function is None:
        return OTHER
    if function.result == "first":
        return _one(inputs[:1])
    if function.result == "same":
        return _one(inputs) if len(inputs) > 1 else NUMBER if inputs == [NUMBER] else ANYTHING
    return _RESULTS.get(function.result.partition(":")[0], ANYTHING)


_RULES: dict[str, Callable[[Op, Sequence[Kind]], Kind]] = {
    "const": lambda op, _: _of_value(op.data[0]),
    "figure": lambda op, _: _of_value(op.data[1]),
    "fact": lambda op, _: NUMBER if op.data[2] == "number" else DATE if op.data[2] == "date" else OTHER,
    "either": lambda _, i: _one(i),
    "derived": lambda _, i: _one(i),
    "if": lambda _, i: _one(i[1:]),
    "pick_at": lambda _, i: _one(i[1:]),
    "table": lambda _, i: _one(i[1::2]),
    "add": _sum,
    "sub": _sum,
    "mul": _product,
    "div": _product,
    "pow": lambda *_: NUMBER,
    "neg": lambda _, i: _one(i),
    "round": lambda *_: NUMBER,
    "call": _call,
    "known": lambda *_: NUMBER,
    **dict.fromkeys(
        ("lt", "le", "gt", "ge", "eq", "ne", "and", "or", "not", "is_null", "member", "settle"),
        lambda *_: OTHER,
    ),
}
