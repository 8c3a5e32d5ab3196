"""Whatever is `keyed_to` something is keyed to a date fact, and no expression cuts time by hand.

Why it matters: a date literal compared with the date that selects the law is a version in disguise; it would escape the
list of changes by which unknown dates are split.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, Span, diagnose, meant, nearest
from engine.language import nodes as n
from engine.language.functions import FUNCTIONS
from engine.loading.checks.places import Source, item_nodes, items, version_expressions


def check(catalog: Catalog, source: Source) -> Iterator[Diagnostic]:
    """Keys that are no dates, and dates compared with keys."""
    for parameter in catalog.parameters.values():
        yield from _key(catalog, parameter.keyed_to, parameter.span, source)
    for item in items(catalog):
        yield from _key(catalog, item.keyed_to, item.span, source)
        for node in item_nodes(item):
            yield from _cut_by_hand(node, item.keyed_to, source)
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
