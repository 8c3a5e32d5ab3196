"""Two catalogues side by side: everything that was added, removed or changed in the law between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from engine.catalog import Catalog
from engine.comparing.change import ADDED, CHANGED, REMOVED, Change
from engine.comparing.programs import program_changes
from engine.comparing.sides import Pair, Sides
from engine.comparing.timelines import definition_changes, parameter_changes, table_changes
from engine.diagnostics import Text
from engine.model import Choices, Fact

Compare = Callable[[Pair, Any, Any], Iterator[Change]]


def compare(old: Catalog, new: Catalog) -> dict[str, tuple[Change, ...]]:
    """What differs, by kind (programs, parameters, tables, definitions, facts, choices), each in order of name.

    Two catalogues of one digest give no change, two of different digests at least one. Texts of the old side come
    from the old catalogue, those of the new from the new.
    """
    pair = Pair(Sides(old), Sides(new))
    return {
        kind: tuple(_compared(pair, what, getattr(old, kind), getattr(new, kind), inside))
        for kind, what, inside in _KINDS
    }


def _compared(
    pair: Pair, what: str, old: Mapping[str, Any], new: Mapping[str, Any], inside: Compare
) -> Iterator[Change]:
    for name in sorted({*old, *new}):
        ours, theirs = old.get(name), new.get(name)
        if theirs is None:
            yield Change(what, REMOVED, name, _label(ours))
        elif ours is None:
            yield Change(what, ADDED, name, _label(theirs), parts=tuple(inside(pair, None, theirs)))
        elif ours != theirs:
            # Where nothing is told, only the cutting of time into versions differs.
            parts = tuple(inside(pair, ours, theirs)) or (Change("form", CHANGED),)
            yield Change(what, CHANGED, name, _label(theirs), parts=parts)


def _label(item: object) -> Text | None:
    """What people call it: a program by its title, a choice list by its name alone."""
    label = getattr(item, "label", None)
    found = getattr(item, "title", None) or (label if isinstance(label, Text) else None)
    return found if isinstance(found, Text) else None


def _fact_changes(pair: Pair, old: Fact | None, new: Fact) -> Iterator[Change]:
    if old is None:
        return
    yield from pair.fields(old, new, "fields")
    before, after = ({field.name: field for field in fact.fields} for fact in (old, new))
    for name in dict.fromkeys((*before, *after)):
        ours, theirs = before.get(name), after.get(name)
        if ours is None or theirs is None:
            field = theirs or ours
            yield Change("field", REMOVED if theirs is None else ADDED, name, field.label if field else None)
        elif ours != theirs:
            yield Change("field", CHANGED, name, theirs.label, parts=tuple(pair.fields(ours, theirs)))
    yield from _order(tuple(before), tuple(after))


def _choice_changes(pair: Pair, old: Choices | None, new: Choices) -> Iterator[Change]:
    before, after = dict(old.labels) if old else {}, dict(new.labels)
    for value in dict.fromkeys((*before, *after)):
        ours, theirs = before.get(value), after.get(value)
        if ours is None or theirs is None:
            yield Change("item", REMOVED if theirs is None else ADDED, value, theirs or ours)
        elif ours != theirs:
            yield Change("item", CHANGED, value, theirs, parts=(pair.changed("label", ours, theirs),))
    yield from _order(tuple(before), tuple(after))


def _order(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Change]:
    if old != new and set(old) == set(new):
        yield Change("order", CHANGED)


_KINDS: tuple[tuple[str, str, Compare], ...] = (
    ("programs", "program", program_changes),
    ("parameters", "parameter", parameter_changes),
    ("tables", "table", table_changes),
    ("definitions", "definition", definition_changes),
    ("facts", "fact", _fact_changes),
    ("choices", "choices", _choice_changes),
)
