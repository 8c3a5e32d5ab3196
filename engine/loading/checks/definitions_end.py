"""Definitions do not go in a circle, and what is only ever worked out has a definition where it is read."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, Related, Text, diagnose
from engine.loading.checks.places import Source, expressions, item_nodes, items, names_in

ALWAYS_KNOWN = "screening_date"


def check(catalog: Catalog, source: Source) -> Iterator[Diagnostic]:
    """Circles, and derived facts that nothing works out."""
    reads: dict[str, tuple[str, ...]] = {}
    for item in items(catalog):
        circle = _circle(catalog, item.name, reads)
        if circle and item.name == _first(catalog, circle):
            others = [catalog.definitions.get(step) or catalog.tables.get(step) for step in circle[1:-1]]
            links = zip(others, circle[2:], strict=True)
            related = tuple(
                Related(other.span, _reads(step)) for other, step in links if other and other.span
            )
            yield diagnose("M129", span=item.span, related=related, cycle=" → ".join(circle))
    for node in expressions(catalog):
        for read in names_in(node):
            fact = catalog.facts.get(read.name)
            if (
                fact
                and fact.source == "derived"
                and read.name not in catalog.definitions
                and read.name != ALWAYS_KNOWN
                and not source.hides(read.name)
            ):
                yield diagnose("M130", span=source.inside(node, read.place), name=read.name)


def _reads(name: str) -> Text:
    return Text(f"`{name}`을(를) 읽음", f"reads `{name}`")


def _circle(catalog: Catalog, start: str, reads: dict[str, tuple[str, ...]]) -> list[str]:
    """The shortest way from a definition or table back to itself, both ends named; nothing where there is none."""
    came: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        name = waiting.popleft()
        if name not in reads:
            reads[name] = _read_by(catalog, name)
        for inner in reads[name]:
            if inner == start:
                circle = [start, name]
                while circle[-1] != start:
                    circle.append(came[circle[-1]])
                return circle[::-1]
            if inner not in came:
                came[inner] = name
                waiting.append(inner)
    return []


def _read_by(catalog: Catalog, name: str) -> tuple[str, ...]:
    item = catalog.definitions.get(name) or catalog.tables.get(name)
    nodes = () if item is None else item_nodes(item)
    return tuple(dict.fromkeys(read.name for node in nodes for read in names_in(node)))


def _first(catalog: Catalog, circle: list[str]) -> str:
    """The one of a circle that was defined first: the circle is told there and nowhere else."""
    order = [*catalog.definitions, *catalog.tables]
    return min(circle, key=order.index)
