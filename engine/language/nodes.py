"""The expression tree. Nodes are frozen, compare by meaning (not by place), and know where they stood in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from functools import cache

from engine.language.values import Number
from engine.periods import Months

Place = tuple[int, int]  # offset and length in the expression's text
NOWHERE: Place = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What all nodes share: the place in the text, left out of comparison."""

    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A number, text, truth, date or duration written in the expression, or null (`NULL`)."""

    value: Number | str | bool | date | timedelta | Months | object


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A fact, parameter, table, definition, loop variable, record field, or a choice written bare."""

    name: str


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """`-x`."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """Arithmetic: `operator` is one of + - * / **."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`operator` is one of = != < <= > >=."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class And(Node):
    """All parts hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """Some part holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The operand does not hold."""

    operand: Node


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if test then yes else no`."""

    test: Node
    yes: Node
    no: Node


@dataclass(frozen=True, slots=True)
class Range(Node):
    """`[low..high]`, each end in or out."""

    low: Node
    high: Node
    low_in: bool
    high_in: bool


@dataclass(frozen=True, slots=True)
class In(Node):
    """`value in tests`: some test holds; a test is a Range, a UnaryTest, a list, or a value to equal."""

    value: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class UnaryTest(Node):
    """`< 50`: a comparison whose left side is the value tested."""

    operator: str
    right: Node


@dataclass(frozen=True, slots=True)
class AnyValue(Node):
    """`-` in a table cell: whatever the value is."""


@dataclass(frozen=True, slots=True)
class Unreadable(Node):
    """What could not be read. Its fault is told where it stands; no check says more, and no catalogue ever holds one."""


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    """`[a, b, c]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """`list[condition]`: the records for which it holds; their fields are plain names inside."""

    source: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`value.name`: a record's field, a list of one field's values, or part of a date or duration."""

    source: Node
    name: str


@dataclass(frozen=True, slots=True)
class AtDay(Node):
    """`subject at day`: a parameter, table or definition as of an explicit day."""

    subject: Node
    day: Node


@dataclass(frozen=True, slots=True)
class Loop(Node):
    """`for`, `some` or `every` over `iterators` (variable, source)."""

    kind: str
    iterators: tuple[tuple[str, Node], ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Span(Node):
    """`low..high` in an iterator: whole numbers one by one, downwards too."""

    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A built-in function or special form. `misnamed` are the names of its arguments where no signature has them."""

    function: str
    arguments: tuple[Node, ...]
    misnamed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context(Node):
    """`{name: value, ...}`: a record written out. Only the calculator has it: in rulesets records are facts."""

    pairs: tuple[tuple[str, Node], ...]


_LEAVES = (Literal, Name)  # the greater part of every expression


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below, in the order written."""
    return iter(_below(node))


def _below(node: Node) -> list[Node]:
    # Every check walks every expression: the names of the fields are looked up once a class, and no generator stands on another.
    found: list[Node] = []
    for name in _parts_of(type(node)):  # type: ignore[arg-type]  # a class is hashable, whatever its instances are
        value = getattr(node, name)
        if isinstance(value, Node):
            found.append(value)
        elif type(value) is tuple:
            _gather(value, found)
    return found


def _gather(values: tuple[object, ...], found: list[Node]) -> None:
    for value in values:
        if isinstance(value, Node):
            found.append(value)
        elif type(value) is tuple:
            _gather(value, found)


@cache
def _parts_of(kind: type[Node]) -> tuple[str, ...]:
    return tuple(spec.name for spec in fields(kind) if spec.name != "place")


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, parents first."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        if type(here) not in _LEAVES:
            waiting += reversed(_below(here))
