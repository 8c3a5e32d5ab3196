"""Dates and durations from their ISO text. A text that writes none is `NULL`, as in FEEL."""

from __future__ import annotations

import re
from datetime import date, timedelta

from engine.language.values import NULL
from engine.periods import Months

DURATION = re.compile(
    r"(?P<sign>-)?P(?:(?P<y>\d{1,9})Y)?(?:(?P<mo>\d{1,9})M)?(?:(?P<d>\d{1,9})D)?"
    r"(?:T(?:(?P<h>\d{1,9})H)?(?:(?P<mi>\d{1,9})M)?(?:(?P<s>\d{1,9})(?:\.(?P<f>\d{1,34}))?S)?)?",
    re.ASCII,
)
DATE = re.compile(r"-?\d{4,9}-\d{2}-\d{2}", re.ASCII)
_MICRO = 6  # decimals of a second that a duration holds


def parse_date(text: str) -> object:
    """A date from ISO text; NULL where no such day exists."""
    try:
        return date.fromisoformat(text) if DATE.fullmatch(text) else NULL
    except ValueError:
        return NULL


def parse_duration(text: object) -> object:
    """A duration from ISO text: years and months, or days and time, never both; NULL otherwise.

    Of a fraction of a second, microseconds are kept.
    """
    found = DURATION.fullmatch(text) if isinstance(text, str) else None
    if not found or found[0].endswith(("P", "T")):
        return NULL
    parts = {key: int(found[key]) for key in ("y", "mo", "d", "h", "mi", "s") if found[key]}
    sign = -1 if found["sign"] else 1
    if parts.keys() <= {"y", "mo"}:
        return Months(sign * (parts.get("y", 0) * 12 + parts.get("mo", 0)))
    if parts.keys() & {"y", "mo"}:
        return NULL
    seconds = parts.get("h", 0) * 3_600 + parts.get("mi", 0) * 60 + parts.get("s", 0)
    micro = int((found["f"] or "").ljust(_MICRO, "0")[:_MICRO])
    try:
        return sign * timedelta(days=parts.get("d", 0), seconds=seconds, microseconds=micro)
    except OverflowError:
        return NULL
