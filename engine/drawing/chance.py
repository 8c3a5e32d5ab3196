"""Chance: whole numbers below a bound, and nothing else. Who decides them is somebody else's business.

0 is the plainest choice everywhere, so that a library that shrinks what it found arrives at plain profiles.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")
_WORD = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15


class Chance(Protocol):
    """A source of choices."""

    def below(self, count: int) -> int:
        """A whole number from 0 to `count` - 1."""


class Sown:
    """Chance made from a seed and a number (SplitMix64): the same choices on every machine and every Python."""

    def __init__(self, seed: int, number: int = 0) -> None:
        self._state = _mixed(_mixed(seed & _WORD) ^ (number & _WORD))

    def below(self, count: int) -> int:
        """A whole number from 0 to `count` - 1."""
        self._state = (self._state + _STEP) & _WORD
        return _mixed(self._state) % count


def _mixed(word: int) -> int:
    word = (word + _STEP) & _WORD
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & _WORD
    return word ^ (word >> 31)


def picked(chance: Chance, items: Sequence[T]) -> T:
    """One of some items, at least one."""
    return items[chance.below(len(items))]


def one_in(chance: Chance, count: int) -> bool:
    """True in one of `count` cases."""
    return chance.below(count) == count - 1


def some_of(chance: Chance, items: Sequence[T], most: int) -> list[T]:
    """None to `most` different items, in the order drawn."""
    left = list(items)
    return [left.pop(chance.below(len(left))) for _ in range(min(chance.below(most + 1), len(left)))]
