"""Named roundings of exact numbers. `places` are decimals; a negative number of them rounds to tens, hundreds, ..."""

from __future__ import annotations

import math
from collections.abc import Callable

from engine.language.values import NULL, Number, whole
from engine.rational import Fraction

FEWEST_PLACES, MOST_PLACES = -6_111, 6_176  # FEEL's bounds of a scale
_HALF = Fraction(1, 2)


def _rounded(number: Number, places: Number, rule: Callable[[Number], int]) -> object:
    if places == 0:
        return number if type(number) is int else rule(number)
    if not isinstance(places, int) or not FEWEST_PLACES <= places <= MOST_PLACES:
        return NULL
    if places > 0 and type(number) is int:
        return number
    scale = Fraction(10) ** places
    return whole(Fraction(rule(number * scale)) / scale)


def _away(number: Number) -> int:
    return math.ceil(number) if number >= 0 else math.floor(number)


def _half_up(number: Number) -> int:
    return math.floor(number + _HALF) if number >= 0 else -math.floor(_HALF - number)


def _half_down(number: Number) -> int:
    return math.ceil(number - _HALF) if number >= 0 else -math.ceil(-number - _HALF)


def round_up(number: Number, places: Number = 0) -> object:
    """Away from zero."""
    return _rounded(number, places, _away)


def round_down(number: Number, places: Number = 0) -> object:
    """Towards zero."""
    return _rounded(number, places, math.trunc)


def round_half_up(number: Number, places: Number = 0) -> object:
    """To the nearest; halves away from zero."""
    return _rounded(number, places, _half_up)


def round_half_down(number: Number, places: Number = 0) -> object:
    """To the nearest; halves towards zero."""
    return _rounded(number, places, _half_down)


def floor_to(number: Number, places: Number = 0) -> object:
    """The greatest number with so many decimals that is not above."""
    return _rounded(number, places, math.floor)


def ceiling_to(number: Number, places: Number = 0) -> object:
    """The least number with so many decimals that is not below."""
    return _rounded(number, places, math.ceil)
