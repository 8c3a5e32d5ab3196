"""What is called unknown without being worked out is unknown when it is worked out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import Any

import pytest

from engine.compiling import Op
from engine.evaluation.emitting import _Emitter
from engine.evaluation.unheard import Causes, causes_of, needless
from engine.language.values import NULL, UNKNOWN
from engine.periods import Months
from engine.rational import Fraction

DAY = date(2026, 4, 1)
VALUES = (
    UNKNOWN,
    NULL,
    True,
    False,
    0,
    Fraction(1, 3),
    DAY,
    Months(2),
    "word",
    [],
    [1, UNKNOWN],
    [{"f": DAY}],
)
KINDS: list[tuple[str, int, tuple[Any, ...], list[set[int]]]] = [
    *((kind, 2, (), [{0}, {1}]) for kind in ("add", "sub", "mul", "div", "pow", "lt", "le", "gt", "ge", "eq")),
    ("ne", 2, (), [{0}, {1}]),
    *((kind, 1, (), [{0}]) for kind in ("neg", "not", "is_null", "flat")),
    ("derived", 1, ("name",), [{0}]),
    ("path", 1, ("f",), [{0}]),
    *((kind, 1, ("f",), [{0}]) for kind in ("latest", "earliest", "sort")),
    ("round", 1, ("down", 1), [{0}]),
    ("nth", 2, (), [{0}, {1}]),
    ("known", 1, ("sum",), [{0}]),
    ("known", 1, ("count",), [{0}]),
    ("and", 2, (), [{0, 1}]),
    ("or", 3, (), [{0, 1, 2}]),
    ("settle", 2, (True,), [{0, 1}]),
    ("either", 2, ("name", True), [{0, 1}]),
    ("if", 3, (), [{0}, {1, 2}]),
    ("member", 2, (), [{1}]),
    ("call", 1, ("count",), [{0}]),
    ("call", 1, ("sum",), [{0}]),
    ("call", 2, ("max",), [{0}, {1}]),
    ("call", 2, ("settled",), [{0}, {1}]),
    ("call", 2, ("agreed",), [{0, 1}]),
    ("call", 2, ("days between",), [{0}, {1}]),
    ("call", 2, ("..", 0), []),
    ("table", 2, ("first", None, ()), []),
]  # fmt: skip


class _Worked(_Emitter):
    """Works everything out, whatever it hangs on."""

    def passing_over(self, lines: Sequence[tuple[int, str]]) -> list[str]:
        return [line for _, line in lines]


def _causes(steps: Sequence[Op]) -> list[Causes]:
    found: list[Causes] = []
    for op in steps:
        found.append(causes_of(op, steps, found))
    return found


def _lists(count: int) -> list[Op]:
    return [Op("fact", (), (place, f"list_{place}", "records")) for place in range(count)]


@pytest.mark.parametrize(("kind", "count", "data", "causes"), KINDS)
def test_a_cause_makes_it_unknown_whatever_else_is_known(
    kind: str, count: int, data: tuple[Any, ...], causes: list[set[int]]
) -> None:
    steps = [*_lists(count), Op(kind, tuple(range(count)), data)]
    found = _causes(steps)[-1]
    assert sorted(map(sorted, found)) == sorted(map(sorted, causes))
    value = _Worked(steps).value()
    for facts in product(VALUES, repeat=count):
        if any(all(facts[place] is UNKNOWN for place in cause) for cause in found):
            assert value(facts) is UNKNOWN, facts


@pytest.mark.parametrize("kind", ["filter", "sift", "some", "every", "for"])
def test_a_walk_through_a_list_that_is_unknown_is_unknown(kind: str) -> None:
    steps = [*_lists(2), Op("element", (), (0,)), Op("eq", (2, 1)), Op(kind, (0, 3), (0,))]
    assert _causes(steps)[-1] == (frozenset((0,)),)
    for known in VALUES:
        assert _Worked(steps).value()((UNKNOWN, known)) is UNKNOWN


@pytest.mark.parametrize("listed", [("a",), (1, 2)])
def test_nothing_known_is_in_a_list_of_constants(listed: tuple[Any, ...]) -> None:
    steps = [*_lists(1), Op("const", (), (listed,)), Op("member", (0, 1))]
    assert _causes(steps)[-1] == (frozenset((0,)),)
    assert _Worked(steps).value()((UNKNOWN,)) is UNKNOWN
    steps[1] = Op("const", (), ((),))
    assert _causes(steps)[-1] == ()
    assert _Worked(steps).value()((UNKNOWN,)) is False


def test_what_is_passed_over_is_what_is_worked_out() -> None:
    """Two lists, steps that hang on one, on the other, on either and on none, in turns."""
    steps = [
        *_lists(3),
        Op("const", (), (2,)),
        Op("call", (0,), ("count",)),  # 4
        Op("add", (2, 3)),  # 5: on none, were it not a list
        Op("call", (1,), ("count",)),
        Op("add", (4, 6)),
        Op("call", (4, 6), ("agreed",)),
        Op("lt", (5, 7)),
        Op("if", (9, 8, 5)),
    ]
    steps[2] = Op("fact", (), (2, "number", "number"))
    passing, worked = _Emitter(steps).value(), _Worked(steps).value()
    for facts in product((UNKNOWN, [], [1], [1, 2, 3]), (UNKNOWN, [], [1]), (UNKNOWN, 0, 5)):
        assert passing(facts) is worked(facts) or passing(facts) == worked(facts), facts


def test_what_nobody_reads_without_a_list_is_needless_without_it() -> None:
    number = Op("fact", (), (1, "number", "number"))
    steps = [
        *_lists(1),
        number,
        Op("add", (1, 1)),  # 2: read by what needs the list only
        Op("neg", (2,)),  # 3
        Op("call", (0,), ("count",)),
        Op("lt", (3, 4)),  # 5
        Op("sub", (1, 1)),  # 6: read by what needs no list too
        Op("lt", (6, 4)),
        Op("not", (6,)),
    ]
    needed_with = (frozenset((0,)),)
    assert dict(needless(steps, _causes(steps), [5, 7, 8])) == {2: needed_with, 3: needed_with}
    assert dict(needless(steps, _causes(steps), [2, 5, 7, 8])) == {3: needed_with}
