"""Which steps one branch alone reads, held to what that means on steps drawn at random."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.compiling import Op
from engine.compiling.plan import below
from engine.evaluation.branches import Branch, branches

CHOOSING = {"if": (1, 2), "either": (1,)}


@st.composite
def plans(draw: st.DrawFn) -> tuple[tuple[Op, ...], set[int], set[int]]:
    """Steps that read earlier ones, those that are asked, and those whose branches do not count."""
    steps: list[Op] = []
    for number in range(draw(st.integers(1, 14))):
        kinds = ["fact"] if number == 0 else ["fact", "add", "if", "either", "if"]
        kind = draw(st.sampled_from(kinds))
        reads = {"fact": 0, "add": 2, "either": 2, "if": 3}[kind]
        inputs = tuple(draw(st.integers(0, number - 1)) for _ in range(reads))
        steps.append(Op(kind, inputs, (number, f"f{number}", "number") if kind == "fact" else ()))
    asked = draw(st.sets(st.integers(0, len(steps) - 1), min_size=1))
    return tuple(steps), asked, draw(st.sets(st.integers(0, len(steps) - 1)))


def _reached(steps: tuple[Op, ...], asked: set[int], closed: Branch) -> set[int]:
    """The steps that are read from those asked, with one branch closed."""
    seen, waiting = set[int](), [*asked]
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            waiting += [r for at, r in enumerate(steps[number].inputs) if (number, at) != closed]
    return seen


@given(plans())
def test_a_step_is_read_in_one_branch_alone_where_nobody_reaches_it_otherwise(
    plan: tuple[tuple[Op, ...], set[int], set[int]],
) -> None:
    steps, asked, plain = plan
    found = branches(steps, asked, plain)
    for step in sorted(below(steps, asked)):
        around = [
            (number, place)
            for number in below(steps, asked)
            if number not in plain
            for place in CHOOSING.get(steps[number].kind, ())
            if step not in _reached(steps, asked, (number, place))
        ]
        # The innermost is the one that is itself read in all others.
        assert found.get(step) == min(around, default=None)


@given(plans())
def test_what_is_asked_is_in_no_branch(plan: tuple[tuple[Op, ...], set[int], set[int]]) -> None:
    steps, asked, plain = plan
    assert not asked & branches(steps, asked, plain).keys()
