"""The days that select law: given, or worked out from records before any law is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from engine.compiling import steps_of
from engine.compiling.programs import CompiledCatalog
from engine.evaluation.emitting import emit_value
from engine.language.values import UNKNOWN, Value

Vector = Sequence[Value]


class SelectingDays:
    """Works out the selecting dates that a profile leaves out. A selecting date's definition reads no dated law."""

    def __init__(self, compiled: CompiledCatalog) -> None:
        self._indexes = compiled.indexes
        self._worked_out: dict[str, tuple[tuple[int, ...], Callable[[Value], Value]]] = {}
        for key, op in compiled.keys.items():
            steps = steps_of(compiled, op)
            read = tuple(int(step.data[0]) for step in steps if step.kind == "fact")
            self._worked_out[key] = (read, emit_value(steps))

    def of(self, keys: Sequence[tuple[str, int]], vector: Vector) -> Mapping[str, Value]:
        """The value of each key: as given, else as its definition gives it, else unknown."""
        return {
            key: self._from_records(key, vector) if vector[index] is UNKNOWN else vector[index]
            for key, index in keys
        }

    def _from_records(self, key: str, vector: Vector) -> Value:
        found = self._worked_out.get(key)
        if found is None or all([vector[index] is UNKNOWN for index in found[0]]):  # noqa: C419 - a list costs half of what a generator does
            return UNKNOWN
        return found[1](vector)
