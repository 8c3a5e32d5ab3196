"""What is kept: never more than is said, never another value, and what is asked for all along."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.kept import Kept

KEYS = st.integers(0, 12)


@given(st.integers(1, 9), st.lists(st.tuples(st.booleans(), KEYS), max_size=80))
def test_what_is_found_is_what_was_put_last(most: int, steps: list[tuple[bool, int]]) -> None:
    kept, all_ = Kept[int, int](most), dict[int, int]()
    for number, (puts, key) in enumerate(steps, 1):
        if puts:
            assert kept.put(key, number) == number
            all_[key] = number
        else:
            assert kept.get(key) in (None, all_.get(key))
        assert len(kept) <= max(2, most)
    if steps and steps[-1][0]:
        assert kept.get(steps[-1][1]) == len(steps)
    kept.clear()
    assert len(kept) == 0
    assert all(kept.get(key) is None for key in all_)


@given(st.integers(4, 30), st.lists(st.integers(100, 999), max_size=300))
def test_what_is_asked_for_all_along_stays(most: int, others: list[int]) -> None:
    kept = Kept[int, str](most)
    kept.put(1, "one")
    for other in others:
        kept.put(other, "other")
        assert kept.get(1) == "one"


def test_what_nobody_asks_for_goes() -> None:
    kept = Kept[int, str](4)
    for number in range(6):
        kept.put(number, "x")
    assert [kept.get(number) for number in (0, 1)] == [None, None]
    assert [kept.get(number) for number in (5, 4)] == ["x", "x"]


def test_nothing_that_counts_as_false_is_lost() -> None:
    kept = Kept[int, object](2)
    for value in (0, (), "", False):
        kept.put(1, value)
        assert kept.get(1) is value
