"""The exact rational numbers of the engine: the standard library's Fraction, compiled (quicktions), some 7 times as fast.

Measured on CPython 3.11: a product of two took 1.0 µs and takes 0.14, a comparison with an int 0.29 and 0.05. It answers as the standard
one does and is equal to it, but it is another class: everything that asks for the kind of a number must ask for this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction  # noqa: TID251 - the types of the class below, which has none of its own
else:
    from quicktions import Fraction

__all__ = ["Fraction"]
