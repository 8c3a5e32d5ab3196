"""Which steps are unknown as long as nobody has given certain lists of records.

Most that a program can work out it works out of records, and most profiles come without them: a look at a list or two then tells that
hundreds of steps are unknown. The rules below say of every kind of step whether an unknown input makes it unknown, as
engine/evaluation/operations.py has it; tests/engine/evaluation/test_unheard.py holds each to that.

Measured on the sample person, two programs: of 178 µs without reasons it spares 60, of 326 with reasons 55 (make bench).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from engine.compiling import Op
from engine.language.functions import FUNCTIONS

Lists = frozenset[int]  # places of lists in the vector of facts, all of them unknown
NO_LISTS: Final[Lists] = frozenset()
Causes = tuple[Lists, ...]  # each of which makes a step unknown; the smallest first
_MOST_LISTS, _MOST_CAUSES = 3, 4  # longer ones cost more to look at than they spare
_ARITHMETIC: Final = ("add", "sub", "mul", "div", "pow", "neg", "round")
_COMPARISONS: Final = ("lt", "le", "gt", "ge", "eq", "ne", "not", "is_null")
_OF_LISTS: Final = ("path", "latest", "earliest", "sort", "nth", "known")
_ANY: Final = frozenset((*_ARITHMETIC, *_COMPARISONS, *_OF_LISTS, "derived"))
_FIRST: Final = frozenset(("filter", "sift", "some", "every", "for", "figure_at", "pick_at", "flat"))
_ALL: Final = frozenset(("and", "or", "either", "settle"))


def causes_of(
    op: Op, steps: Sequence[Op], before: Sequence[Causes], unheard: Collection[int] | None = None
) -> Causes:
    """What makes a step unknown, from what makes the steps before it so. Empty where nothing surely does. Where `unheard` says of
    which facts nobody speaks, these are the one cause that there is, and need no list.
    """
    inputs = [before[number] for number in op.inputs]
    if op.kind == "fact" and unheard is not None:
        return (NO_LISTS,) if op.data[0] in unheard else ()
    if op.kind == "fact":
        return (frozenset((int(op.data[0]),)),) if op.data[2] == "records" else ()
    if not any(inputs):
        return ()
    if op.kind in _ANY:
        return _fewest(lists for causes in inputs for lists in causes)
    if op.kind in _FIRST:
        return inputs[0]
    if op.kind in _ALL:
        return _together(inputs)
    rule = _RULES.get(op.kind)
    return rule(op, steps, inputs) if rule else ()


def needless(
    steps: Sequence[Op], causes: Sequence[Causes], asked: Collection[int]
) -> Iterator[tuple[int, Causes]]:
    """The steps that nothing reads but what is unknown without certain lists, so that nobody misses them then; with those lists. `asked`
    are the steps that are asked for themselves.
    """
    uses: dict[int, list[int]] = {}
    found = list(causes)
    for number in reversed(range(len(steps))):
        readers = [found[reader] for reader in uses.get(number, ())]
        if not found[number] and number not in asked and readers and all(readers):
            found[number] = _fewest([frozenset().union(*(reader[0] for reader in readers))])
            if found[number]:
                yield number, found[number]
        for read in steps[number].inputs:
            uses.setdefault(read, []).append(number)


def _fewest(found: Iterable[Lists]) -> Causes:
    distinct = {lists for lists in found if len(lists) <= _MOST_LISTS}
    if len(distinct) < 2:  # noqa: PLR2004 - nearly all: there is nothing to order
        return tuple(distinct)
    listed = sorted(distinct, key=lambda lists: (len(lists), sorted(lists)))
    least = [
        lists for place, lists in enumerate(listed) if not any(other <= lists for other in listed[:place])
    ]
    return tuple(least[:_MOST_CAUSES])


def _together(inputs: Sequence[Causes]) -> Causes:
    """Unknown where all inputs are: one cause of each."""
    if not all(inputs):
        return ()
    return _fewest(frozenset().union(*chosen) for chosen in product(*inputs))


def _if(_op: Op, _steps: Sequence[Op], inputs: Sequence[Causes]) -> Causes:
    return _fewest([*inputs[0], *_together(inputs[1:])])


def _member(op: Op, steps: Sequence[Op], inputs: Sequence[Causes]) -> Causes:
    # Nothing is in an empty list, so an unknown value settles that. A list of constants that is not empty leaves it unknown.
    listed = steps[op.inputs[1]]
    filled = listed.kind in ("figure", "const") and bool(listed.data[-1])
    return _fewest([*inputs[1], *(inputs[0] if filled else ())])


def _call(op: Op, _steps: Sequence[Op], inputs: Sequence[Causes]) -> Causes:
    name = str(op.data[0])
    if name == "agreed":
        return _together(inputs)
    function = FUNCTIONS.get(name)
    if function is None or (function.meets_unknown and name != "settled"):
        return ()
    return _fewest(lists for causes in inputs for lists in causes)


_RULES: Mapping[str, Callable[[Op, Sequence[Op], Sequence[Causes]], Causes]] = {
    "if": _if,
    "member": _member,
    "call": _call,
}
