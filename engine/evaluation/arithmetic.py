"""+ - * / ** of any two values: null where they have no such result, or where it would be longer than 4,096 bits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from engine.evaluation import operations as op
from engine.language.functions import too_long
from engine.language.values import NULL, Value, is_number
from engine.periods import Months


def calculated(kind: str, left: Value, right: Value) -> Value:
    """`left kind right`, or `-left` for the kind "neg"."""
    if isinstance(left, bool) or isinstance(right, bool):
        return NULL
    try:
        result = _ARITHMETIC[kind](left, right)
    except (TypeError, OverflowError, ValueError, AttributeError):
        return NULL
    return NULL if is_number(result) and too_long(result) else result


def _multiplied(left: Value, right: Value) -> Value:
    if isinstance(left, Months | timedelta) or isinstance(right, Months | timedelta):
        return op.scaled(left, right)
    texts = isinstance(left, str | list) or isinstance(right, str | list)
    return NULL if texts else left * right


def _added(left: Value, right: Value) -> Value:
    return NULL if isinstance(left, list | dict) or isinstance(right, list | dict) else op.moved(left, right)


def _subtracted(left: Value, right: Value) -> Value:
    return op.moved(left, right, -1)


_ARITHMETIC: dict[str, Callable[[Value, Value], Value]] = {
    "+": _added,
    "-": _subtracted,
    "*": _multiplied,
    "/": op.quotient,
    "**": op.raised,
    "neg": lambda left, _: -left,
}
