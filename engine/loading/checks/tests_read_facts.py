"""A condition that reads no fact at all is always true or always false: it says nothing about anybody."""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, diagnose
from engine.language.nodes import Unreadable, walk
from engine.loading.checks.places import Behind, Source, conditions


def check(catalog: Catalog, source: Source) -> Iterator[Diagnostic]:
    """Conditions without facts."""
    behind = Behind(catalog)
    for tested in conditions(catalog):
        names = behind.names(tested.node)
        if any(name in catalog.facts for name in names) or any(source.hides(name) for name in names):
            continue
        unreadable = any(isinstance(part, Unreadable) for part in walk(tested.node))
        if not unreadable and _all_known(catalog, names):
            span = source.inside(tested.node, tested.node.place) or tested.condition.span
            yield diagnose("M136", span=span)


def _all_known(catalog: Catalog, names: set[str]) -> bool:
    """Whether every name means something: one that does not is told by another check, and may have been meant as a fact."""
    parts = (catalog.parameters, catalog.tables, catalog.definitions)
    return all(any(name in part for part in parts) for name in names)
