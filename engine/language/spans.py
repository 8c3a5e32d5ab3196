"""Spans of days given as two lists side by side: their first days and their ends.

Records of insurance and pay overlap, leave gaps and come in any order. These functions put them in order first, so that
no answer hangs on how a list was written. A span that ends before it begins holds no day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from engine.language.values import NULL, Value
from engine.periods import Months

Span = tuple[int, int]  # the first day and the last, both in, as ordinals


def days_covered(starts: Value, ends: Value, first: date, last: date) -> Value:
    """How many days from `first` to `last` some span holds, each day once; `ends` are the last days of the spans."""
    spans = _spans(starts, ends)
    if spans is None:
        return NULL
    return sum(end - start + 1 for start, end in _cut(_merged(spans), first, last))


def days_uncovered(
    starts: Value, ends: Value, by_starts: Value, by_ends: Value, first: date, last: date
) -> Value:
    """How many days of the first spans between `first` and `last` none of the second spans holds."""
    spans, by = _spans(starts, ends), _spans(by_starts, by_ends)
    if spans is None or by is None:
        return NULL
    both = _cut(_merged(spans + by), first, last)
    covered = _cut(_merged(by), first, last)
    return sum(end - start + 1 for start, end in both) - sum(end - start + 1 for start, end in covered)


def linked_since(starts: Value, ends: Value, longest: timedelta | Months) -> Value:
    """The first day of the chain of spans that ends last; null of nothing.

    A span belongs to the chain where the chain begins no later than `longest` after it ended, the day of the end not
    counted.
    """
    if not _side_by_side(starts, ends) or not starts:
        return NULL
    pairs = sorted(zip(ends, starts, strict=True), reverse=True)
    since = pairs[0][1]
    for end, start in pairs[1:]:
        if start < since <= _moved(end, longest):
            since = start
    return since


def _moved(day: date, length: timedelta | Months) -> Value:
    try:
        return day + length
    except OverflowError:
        return date.max


def _side_by_side(starts: Value, ends: Value) -> bool:
    lists = isinstance(starts, list | tuple) and isinstance(ends, list | tuple)
    return lists and len(starts) == len(ends) and all(type(day) is date for day in (*starts, *ends))


def _spans(starts: Value, ends: Value) -> list[Span] | None:
    if not _side_by_side(starts, ends):
        return None
    pairs = zip(starts, ends, strict=True)
    return [(start.toordinal(), end.toordinal()) for start, end in pairs if start <= end]


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _cut(spans: Sequence[Span], first: date, last: date) -> list[Span]:
    low, high = first.toordinal(), last.toordinal()
    cut = [(max(start, low), min(end, high)) for start, end in spans]
    return [(start, end) for start, end in cut if start <= end]
