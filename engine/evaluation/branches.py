"""Which steps are read in one branch of an `if` alone, or only where a fact was not given: whoever leaves them out unless that branch is
taken reads the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from engine.compiling import Op
from engine.compiling.plan import below

Branch = tuple[int, int]  # a step and which of its inputs
_CHOOSING: Mapping[str, tuple[int, ...]] = {
    "if": (1, 2),
    "either": (1,),
}  # the inputs that are not always read


def branches(steps: Sequence[Op], asked: Collection[int], plain: Collection[int]) -> dict[int, Branch]:
    """For each step that only one branch reads, the innermost such branch. `asked` are the steps for whose sake the others are
    read, `plain` those whose own branches do not count.
    """
    readers: dict[int, list[Branch]] = {number: [] for number in sorted(below(steps, asked))}
    for number in readers:
        for place, read in enumerate(steps[number].inputs):
            readers[read].append((number, place))
    found: dict[int, Branch] = {}
    for number in readers:
        for place in _CHOOSING.get(steps[number].kind, ()) if number not in plain else ():
            inside = set[int]()
            for step in sorted(below(steps, [steps[number].inputs[place]]), reverse=True):
                reading = readers[step]
                if step not in asked and all(
                    by in inside or (by, at) == (number, place) for by, at in reading
                ):
                    inside.add(step)
                    found.setdefault(step, (number, place))
    return found
