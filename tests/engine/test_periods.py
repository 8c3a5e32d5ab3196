"""Months, ages and periods against a count that walks from day to day."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from engine.periods import (
    ONE_DAY,
    Interval,
    Months,
    add_months,
    completed_months,
    completed_years,
    days_between,
    last_day_of,
)

FIRST = date(2023, 12, 1)
STARTS = [FIRST + timedelta(days=n) for n in range(460)]  # two Februaries, one of them with 29 days


def _walked(start: date, end: date) -> int:
    """Months full on the way: on the day of the same number, or on the 1st after a month without it."""
    months, day, before = 0, start, start
    while day < end:
        before, day = day, day + ONE_DAY
        if day.day == start.day or (day.day == 1 and before.day < start.day):
            months += 1
    return months


@pytest.mark.parametrize("start", STARTS[::7] + [date(2024, 1, d) for d in (28, 29, 30, 31)], ids=str)
def test_completed_months_are_those_walked(start: date) -> None:
    for ahead in (*range(70), 89, 90, 91, 181, 182, 364, 365, 366, 367, 730, 731):
        end = start + timedelta(days=ahead)
        assert completed_months(start, end) == _walked(start, end), end
        assert completed_years(start, end) == _walked(start, end) // 12, end


@pytest.mark.parametrize("months", [1, 2, 3, 6, 11, 12, 13, 24, 48])
def test_a_period_ends_the_day_before_its_months_are_full(months: int) -> None:
    for start in STARTS:
        last = last_day_of(start, Months(months))
        assert completed_months(start, last) == months - 1, start
        assert completed_months(start, last + ONE_DAY) == months, start


def test_a_period_of_days_counts_its_first_day() -> None:
    for days in (1, 2, 30, 90, 365):
        assert (
            days_between(date(2026, 1, 31), last_day_of(date(2026, 1, 31), timedelta(days=days))) == days - 1
        )


@pytest.mark.parametrize("months", [*range(-14, 15), 1200])
def test_adding_months_keeps_the_day_or_takes_the_last(months: int) -> None:
    for start in STARTS:
        moved = add_months(start, months)
        assert (moved.year * 12 + moved.month) - (start.year * 12 + start.month) == months
        assert moved.day == start.day or (moved.day < start.day and (moved + ONE_DAY).day == 1)


@pytest.mark.parametrize("months", [-12 * 2027, 12 * 8000])
def test_no_day_beyond_the_calendar(months: int) -> None:
    with pytest.raises(OverflowError):
        add_months(date(2026, 1, 1), months)


def test_counting_back_mirrors_counting_forward_on_the_same_day_numbers() -> None:
    for start in STARTS[::3]:
        for months in range(30):
            end = add_months(start, months)
            if end.day == start.day:
                assert completed_months(start, end) == months
                assert completed_months(end, start) == -months


def test_intervals_are_half_open_and_meet_where_both_hold() -> None:
    chance, days = Random("intervals"), [FIRST + timedelta(days=n) for n in range(12)]  # noqa: S311 - no secret
    for _ in range(300):
        ends = [chance.choice([None, *days]) for _ in range(4)]
        one, other = Interval(ends[0], ends[1]), Interval(ends[2], ends[3])
        both = {day for day in days if one.holds(day) and other.holds(day)}
        met = one.meets(other)
        assert both == {day for day in days if met is not None and met.holds(day)}
    half = Interval(days[2], days[5])
    assert [half.holds(day) for day in days[1:7]] == [False, True, True, True, False, False]
    assert half.last == days[4]
    assert Interval(days[2]).last is None


def test_durations_of_months_add_compare_and_move_days() -> None:
    assert Months(14) + Months(-2) == Months(12)
    assert Months(3) - Months(5) == -Months(2)
    assert Months(11) < Months(12) <= Months(12)
    assert date(2026, 1, 31) + Months(1) == Months(1) + date(2026, 1, 31) == date(2026, 2, 28)
    assert date(2026, 3, 31) - Months(1) == date(2026, 2, 28)
