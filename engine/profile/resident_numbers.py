"""Resident registration numbers are never read: text that looks like one is refused before anything else sees it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

_SHORTEST = 13
_NUMBER = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})[\W_]{0,3}\d{7}(?!\d)")


def reads_as_resident_number(text: str) -> bool:
    """Whether a text holds YYMMDD of a real day and seven digits, in any Unicode digits, with up to three signs between
    them: a hyphen of any kind, spaces, a dot, something invisible.
    """
    if len(text) < _SHORTEST:
        return False
    plain = unicodedata.normalize("NFKC", text)
    return any(_is_day(int(y), int(m), int(d)) for y, m, d in _NUMBER.findall(plain))


def _is_day(year: int, month: int, day: int) -> bool:
    for century in (1800, 1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False


def resident_numbers_in(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The paths of every text and key that reads as a resident number; a bad key is left out of its path."""
    if isinstance(value, str):
        if reads_as_resident_number(value):
            yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(key, str) and reads_as_resident_number(key):
                yield path
            else:
                yield from resident_numbers_in(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from resident_numbers_in(inner, (*path, index))
