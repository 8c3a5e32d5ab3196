"""Spans of days given as two lists side by side: their first days and their ends.

Records of insurance and pay overlap, leave gaps and come in any order. These functions put them in order first, so that
no answer hangs on how a list was written. A span that ends before it begins holds no day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from engine.language.values import NULL, Number, Value, whole
from engine.periods import Months, months_and_part

Span = tuple[int, int]  # the first day and the last, both in, as ordinals


def days_covered(starts: Value, ends: Value, first: date, last: date) -> Value:
    """How many days from `first` to `last` some span holds, each day once; `ends` are the last days of the spans."""
    return _total(_covered(starts, ends, first, last), _days)


def months_covered(starts: Value, ends: Value, first: date, last: date) -> Value:
    """The same days as months and parts of a month: of each stretch without a gap, from its first day to its last."""
    return _total(_covered(starts, ends, first, last), _months)


def days_uncovered(
    starts: Value, ends: Value, by_starts: Value, by_ends: Value, first: date, last: date
) -> Value:
    """How many days of the first spans between `first` and `last` none of the second spans holds."""
    return _total(_uncovered(starts, ends, by_starts, by_ends, first, last), _days)


def months_uncovered(
    starts: Value, ends: Value, by_starts: Value, by_ends: Value, first: date, last: date
) -> Value:
    """The same days as months and parts of a month, stretch by stretch."""
    return _total(_uncovered(starts, ends, by_starts, by_ends, first, last), _months)


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


def _covered(starts: Value, ends: Value, first: date, last: date) -> list[Span] | None:
    spans = _spans(starts, ends)
    return None if spans is None else _cut(_merged(spans), first, last)


def _uncovered(
    starts: Value, ends: Value, by_starts: Value, by_ends: Value, first: date, last: date
) -> list[Span] | None:
    spans, by = _covered(starts, ends, first, last), _spans(by_starts, by_ends)
    if spans is None or by is None:
        return None
    left = spans
    for low, high in _merged(by):
        left = [
            part for start, end in left for part in ((start, min(end, low - 1)), (max(start, high + 1), end))
        ]
        left = [(start, end) for start, end in left if start <= end]
    return left


def _cut(spans: Sequence[Span], first: date, last: date) -> list[Span]:
    low, high = first.toordinal(), last.toordinal()
    cut = [(max(start, low), min(end, high)) for start, end in spans]
    return [(start, end) for start, end in cut if start <= end]


def _total(spans: list[Span] | None, length: Callable[[Span], Number]) -> Value:
    return NULL if spans is None else whole(sum(map(length, spans)))


def _days(span: Span) -> Number:
    return span[1] - span[0] + 1


def _months(span: Span) -> Number:
    return months_and_part(date.fromordinal(span[0]), date.fromordinal(span[1] + 1))
