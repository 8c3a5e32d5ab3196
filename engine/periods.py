"""Days, months and half-open intervals, counted as Korean law counts them.

Rules followed: 민법 제155조 to 제160조 and 행정기본법 제6조, 제7조의2. Dates are `datetime.date`; a span of days is a
`datetime.timedelta`; a span of years and months is `Months`, because its length in days depends on where it starts.

Not modelled: a period that ends on a Saturday or a public holiday ends on the next working day (민법 제161조). Public
holidays are decided from year to year, so the last day given here may be earlier than the true one, never later.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, total_ordering

from engine.rational import Fraction

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)
ONE_DAY = timedelta(days=1)


@total_ordering
@dataclass(frozen=True, slots=True)
class Months:
    """A duration of years and months, held as a number of months (may be negative)."""

    count: int

    def __add__(self, other: object) -> object:
        if isinstance(other, Months):
            return Months(self.count + other.count)
        if isinstance(other, date):
            return add_months(other, self.count)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other: object) -> object:
        return Months(self.count - other.count) if isinstance(other, Months) else NotImplemented

    def __rsub__(self, other: object) -> object:
        return add_months(other, -self.count) if isinstance(other, date) else NotImplemented

    def __neg__(self) -> Months:
        return Months(-self.count)

    def __lt__(self, other: object) -> bool:
        return self.count < other.count if isinstance(other, Months) else NotImplemented


@dataclass(frozen=True, slots=True)
class Interval:
    """A span of days: `start` is in, `end` is out; None is without bound on that side."""

    start: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def meets(self, other: Interval) -> Interval | None:
        """The days both hold, or None where there are none."""
        start = max((d for d in (self.start, other.start) if d is not None), default=None)
        end = min((d for d in (self.end, other.end) if d is not None), default=None)
        if start is not None and end is not None and start >= end:
            return None
        return Interval(start, end)

    @property
    def last(self) -> date | None:
        """The last day inside, or None where there is no end."""
        return None if self.end is None else self.end - ONE_DAY


_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 1


@lru_cache(maxsize=1 << 14)  # days of a few years by a few lengths: of 0.7 µs, 0.1 is left
def add_months(day: date, months: int) -> date:
    """The same day `months` later; where that month has no such day, its last day (민법 제160조제3항).

    Raises OverflowError beyond the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:  # noqa: PLR2004 - the years that datetime.date can hold
        raise OverflowError("date out of range")
    # The calendar's own table costs four times as much: it works out the weekday too.
    last = 29 if month == _FEBRUARY and calendar.isleap(year) else _LENGTHS[month]
    return date(year, month + 1, min(day.day, last))


def completed_months(start: date, end: date) -> int:
    """Full months from `start` to `end`; negative where `end` lies before `start`.

    The month is full on the day of the same number; a start on the 31st in a month of 30 days completes on the 1st of
    the next (민법 제160조제2항, 제3항: the period ends with the last day of the month).
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    if months >= 0:
        return months - (1 if end.day < start.day else 0) if end >= start else 0
    return months + (1 if end.day > start.day else 0)


def months_and_part(start: date, end: date) -> int | Fraction:
    """Full months from `start` to `end`, and of the month begun the days gone by over the days it has; 0 where `end` is
    no later.
    """
    if end <= start:
        return 0
    full = completed_months(start, end)
    begun, over = _after(start, full), _after(start, full + 1)
    part = Fraction((end - begun).days, (over - begun).days)
    return full if part == 0 else full + part


def _after(start: date, months: int) -> date:
    """The day on which so many months from `start` are full."""
    day = add_months(start, months)
    return day if day.day == start.day else day + ONE_DAY


def completed_years(birth: date, day: date) -> int:
    """만 나이: full years from `birth` to `day`, the day of birth counted (민법 제158조, 행정기본법 제7조의2)."""
    months = completed_months(birth, day)
    return months // 12 if months >= 0 else -(-months // 12)


def days_between(start: date, end: date) -> int:
    """Days from `start` to `end`, the first not counted (민법 제157조); negative where `end` is earlier."""
    return (end - start).days


def days_inclusive(start: date, end: date) -> int:
    """Days from `start` to `end`, the first counted as well as the last: where the text says so, where the period begins at
    midnight (민법 제157조 단서), or where a duty or a bar is counted (행정기본법 제6조제2항제1호); 0 where `end` is earlier.
    """
    return max(0, (end - start).days + 1)


def age_on(birth: date, day: date) -> int | None:
    """만 나이 in years on a day, the day of birth counted (민법 제158조, 행정기본법 제7조의2); None before birth.

    Born on 29 February, one is a year older on 1 March where the year has no such day (민법 제160조제3항).
    """
    return None if day < birth else completed_years(birth, day)


def month_end(day: date) -> date:
    """The last day of the month of a day: the calendar counts (민법 제160조제1항)."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def last_day_after(event: date, duration: Months | timedelta) -> date:
    """The last day of a period that runs from an event, whose own day is not counted (민법 제157조, 제159조, 제160조).

    One month from 2026-02-28 begins on 1 March and ends on 2026-03-31.
    """
    return last_day_of(event + ONE_DAY, duration)


def last_day_of(start: date, duration: Months | timedelta) -> date:
    """The last day of a period that begins on `start`, the start counted.

    A period of months ends on the day before the day of the same number (민법 제160조제2항), or with the last day of
    the month where there is no such day (제3항): from 2027-03-01, 12 months end on 2028-02-29.
    """
    if isinstance(duration, timedelta):
        return start + duration - ONE_DAY
    target = add_months(start, duration.count)
    return target if target.day < start.day else target - ONE_DAY
