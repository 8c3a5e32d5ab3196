"""The order in which documents are taken."""

from __future__ import annotations

from typing import Any

from tests.agreement.turns import by_turns, some_of

MANY: list[dict[str, Any]] = [{"on": str(number)} for number in range(40)]


def test_of_rows_the_first_come_first() -> None:
    rows = (MANY[:1], MANY[10:13], [], MANY[20:22])
    taken = [int(raw["on"]) for raw in by_turns([iter(row) for row in rows])]
    assert taken == [0, 10, 20, 11, 21, 12]


def test_some_are_others_than_the_first_and_the_same_each_time() -> None:
    taken = [*some_of(iter(MANY), 10)]
    assert taken == [*some_of(iter(MANY), 10)]
    assert len({raw["on"] for raw in taken}) == len(taken) == 10
    assert taken != MANY[:10]
    assert sorted(some_of(MANY[:3], 10), key=repr) == MANY[:3]
