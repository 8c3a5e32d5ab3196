"""When two values are equal, ordered, or one of several: FEEL's rules, and unknown where nobody has said."""

from __future__ import annotations

from collections.abc import Callable

from engine.language.values import NULL, UNKNOWN, Null, Unknown, Value, is_number


def compare(operator: str, left: Value, right: Value) -> Value:
    """`left operator right` for any two values: null where they cannot be compared."""
    if operator in ("=", "!="):
        alike = same(left, right)
        return alike if operator == "=" or not isinstance(alike, bool) else not alike
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return _ordered(operator, left, right)
    return _ordered(operator, left, right) if _one_kind(left, right) else NULL


def same(left: Value, right: Value) -> Value:
    """Equality: null equals null and nothing else; two known values of different kinds give null."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return left == right
    if left is NULL or right is NULL:
        return left is right
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return _all_same(left, right) if len(left) == len(right) else False
    if isinstance(left, dict) and isinstance(right, dict):
        if left.keys() != right.keys():
            return False
        return _all_same(left.values(), [right[key] for key in left])
    return left == right if _one_kind(left, right) else NULL


def member(value: Value, items: Value) -> Value:
    """Whether some element of a list equals the value; an element may be unknown. No list is a list of itself."""
    if isinstance(value, Unknown) or isinstance(items, Unknown):
        return False if isinstance(items, list | tuple) and not items else UNKNOWN
    if not isinstance(items, list | tuple):
        return same(value, items)
    found: Value = False
    for item in items:
        alike = same(value, item)
        if alike is NULL and isinstance(item, list | tuple):
            alike = member(value, item)
        found = found | (False if alike is NULL else alike)
    return found


def held(value: Value, tested: Value) -> Value:
    """Whether a value is the one tested against, or one of that list."""
    if isinstance(tested, list | tuple):
        alike = compare("=", value, tested) if isinstance(value, list | tuple) else False
        return True if alike is True else member(value, tested)
    return compare("=", value, tested)


def _all_same(left: Value, right: Value) -> Value:
    outcome: Value = True
    for one, other in zip(left, right, strict=True):
        outcome = outcome & same(one, other)
    return outcome


def _one_kind(left: Value, right: Value) -> bool:
    if is_number(left) or is_number(right):
        return is_number(left) and is_number(right)
    return type(left) is type(right)


def _ordered(operator: str, left: Value, right: Value) -> Value:
    if isinstance(left, bool | list | tuple | dict | Null) or isinstance(right, Null):
        return NULL
    try:
        return _ORDER[operator](left, right)
    except TypeError:
        return NULL


_ORDER: dict[str, Callable[[Value, Value], Value]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
