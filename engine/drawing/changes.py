"""When the law that a program reads changes: the date that selects it, the day, and the day on which that was published."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from engine.catalog import Catalog
from engine.drawing.edges import nodes_of
from engine.language import nodes as n
from engine.model import Dated, Program, conditions_in


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which a version begins or ends, and where it begins the day from which that is known."""

    key: str
    day: date
    published: date | None


def changes_of(
    catalog: Catalog,
    program: Program,
    about: Collection[str] = (),
    version: int | None = None,
    only: Dated | None = None,
) -> dict[str, tuple[Change, ...]]:
    """The changes of all law that a program reads, by the date fact that selects. `about`: of what bears these names alone; `version`: of
    the program itself of this version alone; `only`: of what has this time alone, where it changes at all.
    """
    found: dict[str, dict[Change, None]] = {}
    for name, key, dated in _dated(catalog, program, version):
        if key is None or (about and name not in about) or (only is not None and dated != only):
            continue
        start, end = dated.interval.start, dated.interval.end
        days = [(start, dated.published or start), (end, None)]
        changes = (Change(key, day, published) for day, published in days if day is not None)
        found.setdefault(key, {}).update(dict.fromkeys(changes))
    return {key: tuple(changes) for key, changes in found.items()}


def _dated(catalog: Catalog, program: Program, only: int | None) -> Iterator[tuple[str, str | None, Dated]]:
    """Everything dated that a program reads: its name (a condition has its program's), the date that selects, the version."""
    for version in program.versions if only is None else (program.versions[only],):
        yield program.id, program.keyed_to, version.dated
        for condition in (*conditions_in(version.conditions), *conditions_in(version.worker_conditions)):
            for variant in condition.variants:
                yield program.id, condition.keyed_to, variant.dated
    for name, day in read_by(catalog, nodes_of(program)):
        item = catalog.parameters.get(name) or catalog.tables.get(name) or catalog.definitions.get(name)
        if item is not None:
            yield from ((name, day or item.keyed_to, version.dated) for version in item.versions)


def read_by(catalog: Catalog, waiting: list[n.Node]) -> dict[tuple[str, str | None], None]:
    """Every name that expressions read in any version, through definitions and tables; `x at day` with the name of the day."""
    found: dict[tuple[str, str | None], None] = {}
    while waiting:
        for part in n.walk(waiting.pop()):
            name = _name(part)
            if name is not None and name not in found:
                found[name] = None
                item = catalog.definitions.get(name[0]) or catalog.tables.get(name[0])
                waiting += [] if item is None or name[1] else nodes_of(item)
    return found


def _name(part: n.Node) -> tuple[str, str | None] | None:
    if isinstance(part, n.AtDay) and isinstance(part.subject, n.Name) and isinstance(part.day, n.Name):
        return part.subject.name, part.day.name
    return (part.name, None) if isinstance(part, n.Name) else None
