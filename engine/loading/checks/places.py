"""Walking a catalogue: every expression with what it is for, and what each name reads in the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from engine.catalog import Catalog
from engine.diagnostics import Span
from engine.language.nodes import Name, Node, Place, walk
from engine.model import Amount, Condition, Definition, Group, Program, ProgramVersion, Table, conditions_in


class Source(Protocol):
    """What the checks ask of the files that a catalogue was read from."""

    def inside(self, root: Node, place: Place) -> Span | None:
        """The span of a place inside an expression; None for one that stood in no file."""

    def hides(self, name: object) -> bool:
        """Whether a name stands in a part of the files that could not be read: it may exist, and nothing is said of it."""


@dataclass(frozen=True, slots=True)
class Tested:
    """The expression of one variant of a condition, where it stands."""

    program: Program
    condition: Condition
    node: Node
    of_worker: bool
    negated: bool


def conditions(catalog: Catalog) -> Iterator[Tested]:
    """Every test of every condition of every version, once where versions share it."""
    return _once(_conditions(catalog))


def _conditions(catalog: Catalog) -> Iterator[Tested]:
    for program in catalog.programs.values():
        for version in program.versions:
            yield from _in_group(program, version.conditions, False, False)
            if version.worker_conditions is not None:
                yield from _in_group(program, version.worker_conditions, True, False)


def _once(found: Iterator[Tested]) -> Iterator[Tested]:
    """The tests that say something new: not those that another version of the same program has said, in the same place."""
    seen: set[tuple[object, ...]] = set()
    for tested in found:
        condition = tested.condition
        same = (condition.judged, condition.keyed_to, tested.of_worker, tested.negated)
        key = (tested.program.id, id(tested.node), *same)
        if key not in seen:
            seen.add(key)
            yield tested


def _in_group(program: Program, group: Group, of_worker: bool, negated: bool) -> Iterator[Tested]:
    for member in group.members:
        if isinstance(member, Group):
            yield from _in_group(program, member, of_worker, negated or group.kind == "not")
            continue
        for variant in member.variants:
            if variant.when is not None:
                yield Tested(program, member, variant.when, of_worker, negated or group.kind == "not")


def amount_nodes(amount: Amount) -> Iterator[tuple[str, Node]]:
    """The expressions of an amount with the kind of value each must give."""
    yield "number", amount.value
    for bound in (amount.floor, amount.ceiling):
        if bound is not None:
            yield "boolean", bound
    for part in amount.schedule:
        yield "number", part.value
        for day in (part.start, part.end, part.payable_from):
            if day is not None:
                yield "date", day


def version_expressions(version: ProgramVersion) -> Iterator[Node]:
    """Every expression of a version."""
    for group in (version.conditions, version.worker_conditions):
        for condition in conditions_in(group):
            yield from (variant.when for variant in condition.variants if variant.when is not None)
    for amount in version.amounts:
        yield from (node for _, node in amount_nodes(amount))
    if version.apply.until is not None:
        yield version.apply.until
    if version.cap is not None:
        yield version.cap.workers


def items(catalog: Catalog) -> Iterator[Definition | Table]:
    """Every definition, then every table."""
    yield from catalog.definitions.values()
    yield from catalog.tables.values()


def item_nodes(item: Definition | Table) -> Iterator[Node]:
    """The expressions of a definition or table."""
    if isinstance(item, Definition):
        yield from (version.value for version in item.versions)
        return
    yield from item.inputs
    for version in item.versions:
        for row in version.rows:
            yield from (*row.tests, row.result)


def expressions(catalog: Catalog) -> Iterator[Node]:
    """Every expression of the catalogue, each once: what stands in common.yaml is shared by all versions."""
    for item in items(catalog):
        yield from item_nodes(item)
    seen: set[int] = set()
    for program in catalog.programs.values():
        for version in program.versions:
            for node in version_expressions(version):
                if id(node) not in seen:
                    seen.add(id(node))
                    yield node


def names_in(node: Node) -> Iterator[Name]:
    """The names an expression writes."""
    return (part for part in walk(node) if isinstance(part, Name))


class Behind:
    """What the expressions of one catalogue read, through definitions and tables too. Each of these is walked once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._read: dict[str, tuple[str, ...]] = {}

    def facts(self, node: Node) -> frozenset[str]:
        """Every fact an expression reads."""
        return frozenset(name for name in self.names(node) if name in self._catalog.facts)

    def names(self, node: Node) -> set[str]:
        """Every name an expression reads, whether it means anything or not."""
        seen: set[str] = set()
        waiting = [name.name for name in names_in(node)]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += self._below(name)
        return seen

    def _below(self, name: str) -> tuple[str, ...]:
        if name not in self._read:
            item = self._catalog.definitions.get(name) or self._catalog.tables.get(name)
            nodes = () if item is None else item_nodes(item)
            self._read[name] = tuple({inner.name for part in nodes for inner in names_in(part)})
        return self._read[name]
