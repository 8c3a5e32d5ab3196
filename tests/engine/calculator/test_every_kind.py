"""Every construct and function over values of every kind: there is always an answer, and never an exception.

A drawn text seldom sets a quantifier over a list beside a test that is a text; here every kind meets every kind.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product

import pytest

from engine.calculator import calculate, calculate_table
from engine.language.functions import FUNCTIONS, SPECIAL_FORMS

VALUES = (
    "7",
    "-1/3",
    "0",
    '"a"',
    "true",
    "null",
    'date("2024-02-29")',
    'duration("P1Y2M")',
    'duration("P3DT4H")',
    '[1, "a", null]',
    "[]",
    "{a: 1}",
    "missing",
    "[missing, 2]",
    '[{a: 1}, {a: "x", on: date("2024-01-01")}, {}]',
)
FORMS = (
    *("L + R", "L - R", "L * R", "L / R", "L ** R", "-L"),
    *("L = R", "L != R", "L < R", "L >= R", "L and R", "L or R", "not(L)", "if L then R else 1"),
    *(
        "L between R and 3",
        "3 between L and R",
        "L in R",
        "L in (R, 3)",
        "L in [R..9]",
        "L in [1..R)",
        "L in > R",
    ),
    *("L in (not(R))", "some x in L satisfies R", "every x in L satisfies R", "some x in L satisfies x"),
    *("every x in L satisfies x", "some x in L, y in R satisfies x = y", "every x in L, y in R satisfies y"),
    *("for x in L return R", "for x in L, y in R return [x, y]", "for i in L..R return i"),
    *(
        "L[R]",
        "L[item]",
        "L[item = R]",
        "L[a = R]",
        "L[a]",
        "L[R][L]",
        "L.a",
        "L.year",
        "[L, R]",
        "{a: L, b: R}.a",
    ),
    *("{a: L, a: R}", "[L..R]", "sort by(L, a)", "latest(L, on)", "earliest(L, a)"),
    *("at least(sum(L)) >= R", "at most(count(L[a = R])) < 2", "at least(sum(L.a)) > R"),
)
CELLS = ("L", "< L", "[L..R]", "(L..R)", "not(L)", "L, R", "-", "? > L", "not(> L, R)")


def _filled(form: str) -> Iterator[str]:
    lefts = VALUES if "L" in form else ("",)
    rights = VALUES if "R" in form else ("",)
    for left, right in product(lefts, rights):
        yield "".join({"L": left, "R": right}.get(sign, sign) for sign in form)


def _is_answer(answer: dict[str, object]) -> bool:
    json.dumps(answer)
    return len(answer) == 1 and set(answer) <= {"value", "unknown", "error"}


@pytest.mark.parametrize("form", FORMS)
def test_a_construct_answers_for_every_kind(form: str) -> None:
    for expression in _filled(form):
        assert _is_answer(calculate(expression, {})), expression


@pytest.mark.parametrize("name", [*FUNCTIONS, *SPECIAL_FORMS])
def test_a_function_answers_for_every_kind(name: str) -> None:
    calls = ["", *VALUES, *map(", ".join, product(VALUES, repeat=2))]
    calls += map(", ".join, product(VALUES[::2], VALUES, VALUES[1::3]))
    for arguments in calls:
        assert _is_answer(calculate(f"{name}({arguments})", {})), arguments


@pytest.mark.parametrize("form", CELLS)
def test_a_cell_answers_for_every_kind(form: str) -> None:
    for cell, value in product(_filled(form), VALUES):
        table = {
            "hit_policy": "collect",
            "aggregation": "sum",
            "inputs": [{"expression": value}],
            "outputs": [{"name": "x"}],
            "rules": [{"when": [cell], "then": ["1"]}, {"when": ["-"], "then": [value]}],
        }
        assert _is_answer(calculate_table(table, {})), (cell, value)
