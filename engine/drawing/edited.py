"""What somebody has just edited: what it is called, which version of a program it stands in, and which facts bear on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from engine.drawing.edges import Edges, nodes_of
from engine.language import nodes as n
from engine.model import Amount, Condition, Dated, Group
from engine.periods import Months

_WHOLE = (Condition, Amount, Group)


@dataclass(frozen=True, slots=True)
class Edited:
    """`facts` bear on it, those in `spoken` by being named in it; `spans` are the durations in it, `days` the days. `version` is the place of
    the one version of a program that was edited; None: all of them, or none. `dated` is the time of the version, of a program, a figure, a
    table or a condition, that was edited; None where it stands in none.
    """

    names: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()
    spans: tuple[timedelta | Months, ...] = ()
    days: tuple[date, ...] = ()
    version: int | None = None
    dated: Dated | None = None

    def __bool__(self) -> bool:
        return bool(self.names or self.facts)


NOTHING = Edited()


def edited_at(edges: Edges, path: Sequence[str | int]) -> Edited:
    """What was edited at a place of the catalogue: its part, the name of the item, then fields and places from the item down."""
    part, name, *below = path
    item = getattr(edges.catalog, str(part))[name]
    nodes = _using(edges, str(name)) if part == "parameters" else _edited(item, below)
    version = below[1] if part == "programs" and below[:1] == ["versions"] else None
    return Edited(
        frozenset((str(name),)),
        frozenset(edges.names_below(nodes)),
        frozenset(name for node in nodes for name in _names(node)),
        edges.spans_in(nodes),
        edges.days_in(nodes),
        version if version is None else int(version),
        _dated(item, below),
    )


def _dated(item: object, below: Sequence[str | int]) -> Dated | None:
    """The time of the least version around a place."""
    found = None
    for inner in along(item, below):
        found = getattr(inner, "dated", found)
    return found


def _edited(item: object, below: Sequence[str | int]) -> list[n.Node]:
    """The expressions of the least condition, amount or group around a place; of the item where there is none."""
    least = item
    for inner in along(item, below):
        least = inner if isinstance(inner, _WHOLE) else least
    return nodes_of(least)


def along(item: object, below: Sequence[str | int]) -> Iterator[object]:
    """What is met on the way to a place, from the part of an item to the place itself."""
    for step in below:
        item = item[int(step)] if isinstance(item, tuple) else getattr(item, str(step))
        yield item


def _using(edges: Edges, parameter: str) -> list[n.Node]:
    """The comparisons with a parameter; where there are none, whatever stands directly around it."""
    around = [
        node for node in edges.expressions() if not isinstance(node, n.Name) and parameter in _names(node)
    ]
    return [node for node in around if isinstance(node, n.Comparison)] or around


def _names(node: n.Node) -> Iterator[str]:
    return (part.name for part in n.walk(node) if isinstance(part, n.Name))
