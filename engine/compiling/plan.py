"""The plan: a flat list of operations, inputs before users, each distinct one once.

| kind | inputs | data | value |
|---|---|---|---|
| fact | | index, name, kind | what the profile says |
| const | | value | itself |
| either | fact, worked out | name, must agree | the given value, else the one worked out |
| derived | worked out | name | a definition's value, under its name |
| parameter | | name, key fact | the figure in force on the day of the key fact |
| parameter_at | day | name | the figure in force on a computed day |
| pick | versions... | name, key fact, dated of each | the version in force on the day of the key fact |
| pick_at | day, versions... | name, dated of each | the version in force on a computed day |
| add sub mul div pow neg | operands | | arithmetic, exact |
| lt le gt ge eq ne | left, right | | comparison |
| is_null | value | | whether an optional value is null |
| and or not | truths | | Kleene's connectives |
| if | test, yes, no | | |
| member | value, list | | whether some element equals the value |
| list | elements | | |
| call | arguments | function | a built-in function |
| table | row test, row result, ... | hit policy, aggregation, order of results | |
| element | | depth | the record or item a loop stands on |
| filter some every for | list, body | depth | `body` holds `element` of that depth |
| flat | list of lists | | their elements, one list after another |
| sift | list, body | depth | the elements for which the body is known to hold |
| known | list | sum or count | that of what is known of the list |
| settle | comparison, reached | outcome | that, where the comparison is unknown and the known part has reached it |
| nth | list, position | | the element at a position, from 1 or from -1 backwards |
| path | value | name | a field, or a part of a date |
| latest earliest | list | field | the record with the latest or earliest date |
| sort | list | field | the records in the order of a field |
| round | number | rule, multiple | a named rounding |
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.language.values import Null, Value

LOOPS = ("filter", "sift", "some", "every", "for")


@dataclass(frozen=True, slots=True)
class Op:
    """One operation: its kind, the numbers of its inputs in the plan, and what else it needs to know."""

    kind: str
    inputs: tuple[int, ...] = ()
    data: tuple[Value, ...] = ()  # of the kinds the table above gives


class Plan:
    """The operations in order. `add` gives the number of an operation, and the same number for the same operation."""

    def __init__(self) -> None:
        self.ops: list[Op] = []
        self.bound: list[frozenset[int]] = []  # depths of the loops whose element the operation reads
        self._numbers: dict[object, int] = {}

    def add(self, kind: str, *inputs: int, data: tuple[Value, ...] = ()) -> int:
        """The number of the operation."""
        key = (kind, inputs, tuple(map(_key, data)))
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.ops)
            self.ops.append(Op(kind, inputs, data))
            self.bound.append(self._bound(kind, inputs, data))
        return number

    def _bound(self, kind: str, inputs: tuple[int, ...], data: tuple[Value, ...]) -> frozenset[int]:
        depths = frozenset().union(*(self.bound[i] for i in inputs))
        if kind == "element":
            return depths | {data[0]}
        if kind in LOOPS:
            return depths - {data[0]}
        return depths


def below(ops: Sequence[Op], roots: Iterable[int], through: Container[str] | None = None) -> Iterator[int]:
    """The numbers of some operations and of all that they read, each once. `through`: the kinds behind which it looks; None, all."""
    seen, waiting = set[int](), list(roots)
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            yield number
            waiting += ops[number].inputs if through is None or ops[number].kind in through else ()


def nearest(above: Mapping[int, int], one: int, other: int) -> int:
    """The nearest node through which two are reached: `above` is the tree of dominators so far, in which numbers rise."""
    while one != other:
        # The lower number was reached through the higher one, or through what is above both.
        one, other = (above[one], other) if one < other else (one, above[other])
    return one


def _key(value: object) -> object:
    # True, 1 and Fraction(1) are equal in Python and not in the language; null compares to nothing.
    return "null" if isinstance(value, Null) else (type(value), value)
