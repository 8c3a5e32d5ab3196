"""Whatever is `keyed_to` something is keyed to a date fact, and no expression cuts time by hand.

Why it matters: a date literal compared with the date that selects the law is a version in disguise; it would escape the
list of changes by which unknown dates are split. And a selecting date is worked out before any law is chosen: its
definition cannot read law that a date selects.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, Span, diagnose, meant, nearest
from engine.language import nodes as n
from engine.language.functions import FUNCTIONS
from engine.loading.checks.places import (
    Source,
    conditions,
    item_nodes,
    items,
    names_in,
    version_expressions,
)
from engine.model import Definition


def check(catalog: Catalog, source: Source) -> Iterator[Diagnostic]:
    """Keys that are no dates, and dates compared with keys."""
    for parameter in catalog.parameters.values():
        yield from _key(catalog, parameter.keyed_to, parameter.span, source)
    selecting = _keys(catalog)
    for item in items(catalog):
        yield from _key(catalog, item.keyed_to, item.span, source)
        for node in item_nodes(item):
            yield from _cut_by_hand(node, item.keyed_to, source)
        if isinstance(item, Definition) and item.name in selecting:
            yield from _reads_law(catalog, item)
    for program in catalog.programs.values():
        yield from _key(catalog, program.keyed_to, program.span, source)
        nodes = {id(node): node for version in program.versions for node in version_expressions(version)}
        for node in nodes.values():
            yield from _cut_by_hand(node, program.keyed_to, source)


def _key(catalog: Catalog, name: str | None, span: Span | None, source: Source) -> Iterator[Diagnostic]:
    if name is None or source.hides(name):
        return
    if name not in catalog.facts or catalog.facts[name].type.kind != "date":
        dates = [fact for fact in catalog.facts if catalog.facts[fact].type.kind == "date"]
        yield diagnose("M118", span=span, name=name, near=meant(nearest(name, dates)))


def _keys(catalog: Catalog) -> frozenset[str | None]:
    """The facts that select law."""
    dated = (*catalog.parameters.values(), *items(catalog), *catalog.programs.values())
    tested = (tested.condition for tested in conditions(catalog))
    return frozenset(one.keyed_to for one in (*dated, *tested))


def _reads_law(catalog: Catalog, selecting: Definition) -> Iterator[Diagnostic]:
    """The first dated thing that the definition of a selecting date reads, through others too."""
    waiting: list[str] = [selecting.name]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        item = catalog.definitions.get(name) or catalog.tables.get(name)
        parameter = catalog.parameters.get(name)
        if (item is not None and item.keyed_to is not None) or (parameter and parameter.keyed_to is not None):
            yield diagnose("M143", span=selecting.span, name=selecting.name, other=name)
            return
        read = [] if item is None else [part.name for node in item_nodes(item) for part in names_in(node)]
        waiting += [other for other in dict.fromkeys(read) if other not in seen]
        seen |= set(read)


def _cut_by_hand(root: n.Node, key: str | None, source: Source) -> Iterator[Diagnostic]:
    for node in n.walk(root):
        if isinstance(node, n.Comparison):
            for side, other in ((node.left, node.right), (node.right, node.left)):
                if isinstance(side, n.Name) and side.name == key and _is_day(other):
                    yield diagnose("M135", span=source.inside(root, node.place), name=key)


def _is_day(node: n.Node) -> bool:
    if isinstance(node, n.Call) and node.function == "date":
        return (
            all(isinstance(argument, n.Literal) for argument in node.arguments) and node.function in FUNCTIONS
        )
    return isinstance(node, n.Literal) and isinstance(node.value, date)
