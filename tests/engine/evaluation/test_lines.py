"""What single steps say as lines of Python."""

from __future__ import annotations

import pytest

from engine.compiling import Op
from engine.evaluation.emitting import emit_value
from engine.language.values import UNKNOWN, Value

GIVEN, WORKED_OUT = Op("fact", (), (0, "given", "number")), Op("fact", (), (1, "worked_out", "number"))


@pytest.mark.parametrize(("vector", "value"), [([1, 2], 1), ([UNKNOWN, 2], 2), ([1, UNKNOWN], 1)])
def test_a_given_value_beats_the_one_worked_out(vector: list[Value], value: Value) -> None:
    assert emit_value((GIVEN, WORKED_OUT, Op("either", (0, 1), ("fact", True))))(vector) == value


def test_where_nobody_knows_it_stays_unknown() -> None:
    assert (
        emit_value((GIVEN, WORKED_OUT, Op("either", (0, 1), ("fact", True))))([UNKNOWN, UNKNOWN]) is UNKNOWN
    )


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("truth", "value"), [(True, 3), (False, UNKNOWN), (UNKNOWN, UNKNOWN)])
def test_a_literal_is_settled_as_any_value_is(truth: Value, value: Value) -> None:
    test = Op("fact", (), (0, "test", "boolean"))
    settled = Op("call", (0, 1), ("settled",))
    assert emit_value((Op("const", (), (3,)), test, settled))([truth]) is value
