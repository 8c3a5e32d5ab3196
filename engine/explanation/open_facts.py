"""What would settle an open answer: the facts nobody has said, and the law that is not set. A view of registers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.compiling import Op, Slice, SlicedCondition, SlicedGroup
from engine.compiling.slices import Gap
from engine.language.values import Unknown


def undecided(
    group: SlicedGroup, registers: tuple[Any, ...], groups: tuple[Any, ...]
) -> list[SlicedCondition]:
    """The unknown conditions on which an open group hangs; findings of the agency are set aside, not asked for."""
    found: list[SlicedCondition] = []
    for member in group.members:
        if isinstance(member, SlicedGroup):
            if isinstance(groups[member.number], Unknown):
                found += undecided(member, registers, groups)
        elif isinstance(registers[member.step], Unknown) and not member.condition.judged:
            found.append(member)
    return found


def missing_below(
    slice_: Slice, registers: tuple[Any, ...], roots: Iterable[int]
) -> tuple[list[str], list[Gap]]:
    """The facts and the gaps in the law that keep some steps unknown, in the order the steps read them."""
    facts: dict[str, None] = {}
    gaps: dict[Gap, None] = {}
    seen: set[tuple[int, bool]] = set()
    waiting = [(root, False) for root in roots]
    while waiting:
        step, named = waiting.pop(0)
        if (step, named) in seen or not _unknown(slice_, registers, step):
            continue
        seen.add((step, named))
        op = slice_.steps[step]
        if op.kind == "gap":
            gaps[op.data[0]] = None
        elif op.kind not in ("fact", "either"):
            waiting += [(cause, named) for cause in _causes(op, registers)]
        elif not named:
            facts[str(op.data[1 if op.kind == "fact" else 0])] = None
        if op.kind == "either":
            # Whoever knows the fact need not know what it is worked out from; law that is not set is said all the same.
            waiting.append((op.inputs[1], True))
    return list(facts), list(gaps)


def _unknown(slice_: Slice, registers: tuple[Any, ...], step: int) -> bool:
    # A step inside a loop has no register of its own: it may hide a fact, so it is looked through.
    value = registers[step]
    return isinstance(value, Unknown) or (value is None and bool(slice_.steps[step].inputs))


def _causes(op: Op, registers: tuple[Any, ...]) -> tuple[int, ...]:
    """What an unknown step may owe it to: of an `if`, the test as long as it is unknown, then the branch taken."""
    if op.kind != "if":
        return op.inputs
    test, then, otherwise = op.inputs
    truth = registers[test]
    if isinstance(truth, Unknown):
        return (test,)
    return (then,) if truth is True else (otherwise,) if truth is False else op.inputs


def facts_read(slice_: Slice) -> frozenset[str]:
    """Every fact a slice reads, given or worked out."""
    names = {str(op.data[1]) for op in slice_.steps if op.kind == "fact"}
    return frozenset(names | {str(op.data[0]) for op in slice_.steps if op.kind in ("either", "derived")})
