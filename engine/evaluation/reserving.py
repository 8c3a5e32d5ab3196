"""Findings of the agency that nobody knows and on which an eligible verdict hangs."""

from __future__ import annotations

from engine.compiling import Slice, SlicedCondition
from engine.evaluation.emitting import Emitted, Registers
from engine.language.values import Unknown


def reservations_of(
    slice_: Slice, emitted: Emitted, registers: Registers, groups: Registers
) -> tuple[SlicedCondition, ...]:
    """The judged conditions that are unknown and on which an eligible verdict hangs.

    Each one whose failing would change the verdict; where none would alone, all that were set aside if all failing
    would.
    """
    # What stands under a group that does not hold cannot be what makes the whole hold; what stands under `all` alone
    # always is.
    set_aside = [
        (place, judged)
        for place, judged in enumerate(slice_.judged)
        if isinstance(registers[judged.condition.step], Unknown)
        and all([groups[number] is True for number in judged.above])  # noqa: C419 - a list costs half of what a generator does
    ]
    if all([judged.only_all for _, judged in set_aside]):  # noqa: C419 - a list costs half of what a generator does
        return tuple([judged.condition for _, judged in set_aside])
    places = range(len(slice_.judged))
    failed = {place for place, _ in set_aside}
    if emitted.failing(registers, [place not in failed for place in places]) is True:
        return ()
    alone = [
        judged.condition
        for place, judged in set_aside
        if judged.only_all or emitted.failing(registers, [place != other for other in places]) is not True
    ]
    return tuple(alone or [judged.condition for _, judged in set_aside])
