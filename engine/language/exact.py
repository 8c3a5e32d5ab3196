"""Exact numbers from text, and the error of whoever reads the language. Needs no parser."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics import Word
from engine.language.values import whole
from engine.rational import Fraction

MOST_DIGITS = 34
MOST_EXPONENT = 34
_EXPONENT_DIGITS = 3


@dataclass
class LanguageError(Exception):
    """An expression or number that cannot be read: a message code, its place in the text, the words."""

    code: str
    place: tuple[int, int]  # offset and length
    words: dict[str, Word]


def exact_number(text: str, place: tuple[int, int] = (0, 0)) -> int | Fraction:
    """The number a text writes, exactly. More than 34 digits or an exponent beyond 34 is refused before conversion.

    Raises LanguageError for these, ValueError for a text that writes no number.
    """
    if len(text) <= MOST_DIGITS and text.isdecimal() and text.isascii():
        return int(text)
    mantissa, _, exponent = text.lower().partition("e")
    digits = mantissa.lstrip("-+").replace(".", "").lstrip("0")
    if len(digits) > MOST_DIGITS or len(exponent.lstrip("+-0")) > _EXPONENT_DIGITS:
        raise LanguageError("L102", place, {})
    if exponent and abs(int(exponent)) > MOST_EXPONENT:
        raise LanguageError("L102", place, {})
    return whole(Fraction(text))
