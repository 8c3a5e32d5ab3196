"""When code is written for just the facts that are given, and for how many sets of them it is kept."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from engine.compiling import Op, Slice
from engine.evaluation import fitting
from engine.evaluation.fitting import Fitting
from engine.evaluation.ranges import Range, Ranging, rangeless
from engine.language.values import UNKNOWN

LIST, NUMBER, OTHER = 0, 1, 2  # places of facts


class _OnlySteps:
    """As much of a slice as is looked at here."""

    steps = (
        Op("fact", (), (LIST, "list", "records")),
        Op("fact", (), (NUMBER, "number", "number")),
        Op("fact", (), (OTHER, "other", "number")),
    )


SLICE: Slice = _OnlySteps()  # type: ignore[assignment]


def _fitting(patience: int) -> Fitting[str]:
    def write(unheard: Collection[int] | None) -> str:
        return "any" if unheard is None else f"without {sorted(unheard)}"

    return Fitting(SLICE, write, patience)


def test_code_for_the_facts_given_is_written_when_their_like_was_asked_often() -> None:
    asked, vector, unheard = _fitting(patience=2), [UNKNOWN, 1, UNKNOWN], frozenset((LIST, OTHER))
    other = frozenset((LIST,))
    assert [asked.code(vector, unheard) for _ in range(2)] == ["without [0]"] * 2
    assert asked.code(vector, other) == "without [0]"
    assert asked.code(vector, None) == "without [0]"
    assert asked.code(vector, unheard) == "without [0, 2]"
    assert [asked.code(vector, other) for _ in range(2)] == ["without [0]"] * 2


def test_with_a_list_no_code_without_it_is_taken() -> None:
    asked = _fitting(patience=1)
    assert asked.code([[], 1, UNKNOWN], frozenset((OTHER,))) == "any"
    assert asked.code([[], 1, UNKNOWN], frozenset((OTHER,))) == "without [2]"


def test_no_more_is_kept_than_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "_KEPT", 4)
    asked = _fitting(patience=0)
    for place in range(10):
        assert asked.code([UNKNOWN], frozenset((place,))) == f"without [{place}]"
    assert len(asked._fitted) <= 4
    patient = _fitting(patience=5)
    for place in range(10):
        assert patient.code([UNKNOWN], frozenset((place,))) == "without [0]"
    assert len(patient._left) <= 4


BOUNDED, UNBOUNDED = 0, 1  # steps: an unknown fact with a range of its own, one without
BOUNDS: dict[str, Range] = {"bounded": (0, 9)}
KNOWN_TEST, OPEN_TEST, KNOWN = 2, 3, 4
BEFORE = (
    Op("fact", (), (0, "bounded", "number")),
    Op("fact", (), (1, "unbounded", "number")),
    Op("fact", (), (2, "test", "boolean")),
    Op("fact", (), (3, "open_test", "boolean")),
    Op("fact", (), (4, "known", "number")),
)
REGISTERS = [UNKNOWN, UNKNOWN, True, UNKNOWN, 5]
CASES = [
    *(Op(kind, (one, other)) for kind in ("add", "sub", "mul", "div") for one in (0, 1, 4) for other in (0, 1)),
    *(Op(kind, (step,), data) for kind, data in (("neg", ()), ("round", ("down", 1))) for step in (0, 1)),
    *(Op("if", (test, one, other)) for test in (2, 3) for one in (0, 1) for other in (0, 1)),
    *(Op("either", (1, step), (name, False)) for step in (0, 1) for name in ("bounded", "unbounded")),
    *(Op("derived", (step,), (name,)) for step in (0, 1) for name in ("bounded", "unbounded")),
    *(Op("call", (one, 0), (name,)) for one in (0, 1) for name in ("min", "max", "sum", "days between")),
    *(Op("table", (3, step), ("first", None, ())) for step in (0, 1)),
    Op("gap"),
    Op("nth", (1, 0)),
]  # fmt: skip


@pytest.mark.parametrize("op", CASES, ids=lambda op: f"{op.kind}{op.inputs}{op.data}")
def test_what_is_called_rangeless_has_no_range(op: Op) -> None:
    class _Steps:
        steps = (*BEFORE, op)

    found = rangeless(_Steps.steps, {BOUNDED, UNBOUNDED, OPEN_TEST, len(BEFORE)}, BOUNDS)
    ranging = Ranging(_Steps(), [*REGISTERS, UNKNOWN], BOUNDS)  # type: ignore[arg-type]
    assert BOUNDED not in found
    assert UNBOUNDED in found
    if len(BEFORE) in found:
        assert ranging.of(len(BEFORE)) is None
    elif op.kind != "table" and not (op.kind == "if" and op.inputs[0] == KNOWN_TEST):
        assert ranging.of(len(BEFORE)) is not None or op.kind == "div"
