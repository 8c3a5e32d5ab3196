"""Which given facts cannot all be right: dates in the wrong order, a value against the one worked out from others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.catalog import Catalog
from engine.compiling import Slice, SlicedCondition
from engine.compiling.plan import below
from engine.compiling.slices import conditions_of
from engine.diagnostics import Text
from engine.evaluation.emitting import Registers
from engine.evaluation.operations import differs
from engine.evaluation.outcomes import Decided
from engine.language.values import NULL, Unknown
from engine.profile import Impossible


def contradictions(
    decided: Decided, impossible: tuple[Impossible, ...], read: frozenset[str], catalog: Catalog
) -> list[dict[str, Any]]:
    """The sets of facts that clash, each once. `impossible` are dates that cannot both be and records that cannot be, of
    which those count that the program reads (`read`).
    """
    found = [_told(one, catalog) for one in impossible if read & set(one.facts)]
    for cell in decided.cells if decided.conflict else ():
        if cell.slice is not None:
            found += [_clash(names, catalog) for names in _conflicts(cell.slice, cell.registers)]
    return [clash for index, clash in enumerate(found) if clash not in found[:index]]


def _told(impossible: Impossible, catalog: Catalog) -> dict[str, Any]:
    if impossible.label is None:
        return _clash(impossible.facts, catalog)
    (name,) = impossible.facts
    label, wrong = catalog.facts[name].label, impossible.label
    places = [place + 1 for place in impossible.records]
    ko, en = "·".join(f"{place}번째" for place in places), " and ".join(map(str, places))
    noun = "records" if len(places) > 1 else "record"
    message = Text(f"{label.ko}의 {ko} 기록: {wrong.ko}", f"{label.en}, {noun} {en}: {wrong.en}")
    records = [f"{name}[{place}]" for place in impossible.records]
    return {"facts": [name], "records": records, "message": message.as_json()}


def _clash(names: tuple[str, ...], catalog: Catalog) -> dict[str, Any]:
    labels = [catalog.facts[name].label for name in names if name in catalog.facts]
    ko = ", ".join(label.ko for label in labels)
    en = ", ".join(label.en for label in labels)
    message = Text(f"함께 맞을 수 없음: {ko}", f"these cannot all be right: {en}")
    return {"facts": list(names), "message": message.as_json()}


def _conflicts(slice_: Slice, registers: Registers) -> list[tuple[str, ...]]:
    steps = slice_.steps[: slice_.decided]
    found = [
        (str(op.data[0]), *_said_below(slice_, op.inputs[1], registers))
        for op in steps
        if op.kind == "either" and op.data[1] and differs(*(registers[i] for i in op.inputs))
    ]
    divided = (number for number, op in enumerate(steps) if op.kind == "div" and registers[number] is NULL)
    found = found or [_said_below(slice_, number, registers) for number in divided]
    return found or [_said_below(slice_, c.step, registers) for c in _null_conditions(slice_, registers)]


def _null_conditions(slice_: Slice, registers: Registers) -> Iterator[SlicedCondition]:
    return (c for c in conditions_of(slice_.conditions) if registers[c.step] is NULL)


def _said_below(slice_: Slice, root: int, registers: Registers) -> tuple[str, ...]:
    """The facts below a step that somebody has said: what nobody has said contradicts nothing."""
    facts = ((step, slice_.steps[step]) for step in below(slice_.steps, [root]))
    return tuple(
        sorted(
            {
                str(op.data[1])
                for step, op in facts
                if op.kind == "fact" and not isinstance(registers[step], Unknown)
            }
        )
    )
