"""What shows that a comparison has turned: truths, which of several values is the least or greatest, how many records pass a filter."""

from __future__ import annotations

from engine.compiling import Slice
from engine.evaluation.emitting import Registers
from engine.language.values import Unknown, Value

Seen = tuple[int, ...]
_EXTREMES = ("min", "max")


class Structure:
    """Looks at the registers of one slice."""

    def __init__(self, slice_: Slice) -> None:
        self._extremes = [
            (step, op.inputs)
            for step, op in enumerate(slice_.steps)
            if op.kind == "call" and op.data[0] in _EXTREMES and len(op.inputs) > 1
        ]

    def seen(self, registers: Registers) -> Seen:
        """What is seen in registers; where it differs between two values of a fact, something turns between them."""
        truths = [_seen(register) for register in registers if _counts(register)]
        for step, inputs in self._extremes:
            # Registers of what would be paid are missing where nothing is.
            if step < len(registers):
                given = (at for at, number in enumerate(inputs) if registers[number] is registers[step])
                truths.append(next(given, -1))  # by identity: what is unknown is equal to nothing
        return tuple(truths)


def _counts(register: Value) -> bool:
    return type(register) in (bool, tuple, list) or isinstance(register, Unknown)


def _seen(register: Value) -> int:
    if isinstance(register, Unknown):
        return 1
    return len(register) if isinstance(register, tuple | list) else 2 if register else 0
