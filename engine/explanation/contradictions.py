"""Which given facts cannot all be right: dates in the wrong order, a value against the one worked out from others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.catalog import Catalog
from engine.compiling import Slice, SlicedCondition
from engine.compiling.slices import conditions_of
from engine.diagnostics import Text
from engine.evaluation.emitting import Registers
from engine.evaluation.operations import differs
from engine.evaluation.outcomes import Decided
from engine.language.values import NULL


def contradictions(
    decided: Decided, impossible: tuple[tuple[str, str], ...], read: frozenset[str], catalog: Catalog
) -> list[dict[str, Any]]:
    """The sets of facts that clash, each once. `impossible` are pairs whose dates cannot both be, of which those count
    that the program reads (`read`).
    """
    clashes: list[tuple[str, ...]] = [pair for pair in impossible if read & set(pair)]
    for cell in decided.cells if decided.conflict else ():
        if cell.slice is not None:
            clashes += _conflicts(cell.slice, cell.registers)
    found = [_clash(names, catalog) for names in clashes]
    return [clash for index, clash in enumerate(found) if clash not in found[:index]]


def _clash(names: tuple[str, ...], catalog: Catalog) -> dict[str, Any]:
    labels = [catalog.facts[name].label for name in names if name in catalog.facts]
    ko = ", ".join(label.ko for label in labels)
    en = ", ".join(label.en for label in labels)
    message = Text(f"함께 맞을 수 없음: {ko}", f"these cannot all be right: {en}")
    return {"facts": list(names), "message": message.as_json()}


def _conflicts(slice_: Slice, registers: Registers) -> list[tuple[str, ...]]:
    steps = slice_.steps[: slice_.decided]
    found = [
        (str(op.data[0]), *sorted(_sources_of(slice_, op.inputs[1])))
        for op in steps
        if op.kind == "either" and differs(*(registers[i] for i in op.inputs))
    ]
    divided = (number for number, op in enumerate(steps) if op.kind == "div" and registers[number] is NULL)
    found = found or [tuple(sorted(_sources_of(slice_, number))) for number in divided]
    return found or [tuple(sorted(_sources_of(slice_, c.step))) for c in _null_conditions(slice_, registers)]


def _null_conditions(slice_: Slice, registers: Registers) -> Iterator[SlicedCondition]:
    return (c for c in conditions_of(slice_.conditions) if registers[c.step] is NULL)


def _sources_of(slice_: Slice, root: int) -> set[str]:
    names: set[str] = set()
    waiting = [root]
    while waiting:
        op = slice_.steps[waiting.pop()]
        if op.kind == "fact":
            names.add(str(op.data[1]))
        waiting += op.inputs
    return names
