"""Every expression has the type and unit it must have, and uses what may be null only behind a guard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, Word, diagnose
from engine.language import nodes as n
from engine.language import types as t
from engine.language.checking import Checker
from engine.language.scope import Meaning, Report
from engine.language.types import Type, parse_unit
from engine.language.values import Number
from engine.loading.checks.places import Source, amount_nodes, conditions, items
from engine.model import Definition, Program, ProgramVersion, Table
from engine.rational import Fraction

Present = frozenset[str]


class Reporting(Protocol):
    """Where the mistakes of one expression go; without `guards`, names used without one are left to its readers."""

    def __call__(self, root: n.Node, guards: bool = True) -> Report:
        """The report for an expression."""


class CatalogScope:
    """The names of a catalogue, with what reading each one needs."""

    def __init__(self, catalog: Catalog, hides: Callable[[str], bool] = lambda _: False) -> None:
        self.catalog = catalog
        self.hides = hides  # names that stand in what could not be read: they may mean anything
        self.amounts: dict[str, Type] = {}
        self.later: frozenset[str] = frozenset()  # amounts of the same version that are not there yet
        self._needs: dict[str, Present] = {}

    def meaning(self, name: str) -> Meaning | None:
        """What a name means in the catalogue, or as an amount named before."""
        if name in self.amounts:
            return Meaning(self.amounts[name])
        catalog = self.catalog
        if name in catalog.facts:
            return Meaning(catalog.facts[name].type, self.needs(name), dated=name in catalog.definitions)
        if name in catalog.parameters:
            parameter = catalog.parameters[name]
            return Meaning(parameter.type, self._key(parameter.keyed_to), parameter.keyed_to is None, True)
        item = catalog.definitions.get(name) or catalog.tables.get(name)
        if item is None:
            return Meaning(t.ANY, dated=True) if self.hides(name) else None
        type_ = item.result if isinstance(item, Table) else item.type
        return Meaning(type_, self.needs(name), dated=True)

    def _key(self, name: str | None) -> Present:
        """The fact that selects a version, where it may be null."""
        fact = None if name is None else self.catalog.facts.get(name)
        return frozenset({fact.name}) if fact is not None and fact.type.optional else frozenset()

    def needs(self, name: str) -> Present:
        """The optional facts that must be present for a definition or table to have a value."""
        item = self.catalog.definitions.get(name) or self.catalog.tables.get(name)
        if item is None:
            return frozenset()
        if name not in self._needs:
            self._needs[name] = frozenset()  # a circle is another check's business
            checker = Checker(self, lambda *_: None)
            own = self._key(item.keyed_to)
            check_item(checker, item, own)
            self._needs[name] = frozenset(checker.needs) | own
        return self._needs[name]

    def fields(self, record: str) -> Mapping[str, Type]:
        """The fields of a record list."""
        fact = self.catalog.facts.get(record)
        return {field.name: field.type for field in fact.fields} if fact else {}

    def least(self, record: str, field: str) -> Number | None:
        """The least value that a field of numbers may have."""
        fact = self.catalog.facts.get(record)
        low = next((f.low for f in (fact.fields if fact else ()) if f.name == field), None)
        return low.value if low is not None and isinstance(low.value, int | Fraction) else None

    def choices(self, name: str) -> tuple[str, ...]:
        """The values of a choice list."""
        listed = self.catalog.choices.get(name)
        return tuple(value for value, _ in listed.labels) if listed else ()

    def names(self) -> tuple[str, ...]:
        """All names."""
        return (*self.catalog.names(), *self.amounts)


def check_item(checker: Checker, item: Definition | Table, present: Present) -> None:
    """Checks a definition or table; optional names used without a guard end up in the checker's `needs`."""
    if isinstance(item, Definition):
        wanted = item.type
        optional = Type(wanted.kind, wanted.unit, wanted.choices, wanted.of, wanted.record, True)
        for version in item.versions:
            checker.expect(version.value, optional, present)
        return
    inputs = [checker.check(node, present) for node in item.inputs]
    for table_version in item.versions:
        for row in table_version.rows:
            for test, value in zip(row.tests, inputs, strict=False):
                checker.test(test, value, present, {})
            checker.expect(row.result, item.type, present)


def check(catalog: Catalog, source: Source) -> Iterator[Diagnostic]:
    """Mistakes of type, unit, name and guard in every expression."""
    scope = CatalogScope(catalog, source.hides)
    found: list[Diagnostic] = []

    def reporting(root: n.Node, guards: bool = True) -> Report:
        def report(code: str, place: n.Place, words: dict[str, Word]) -> None:
            if code == "L114" and words.get("name") in scope.later:
                code = "M132"
            if code != "L115" or guards:
                found.append(diagnose(code, span=source.inside(root, place), **words))

        return report

    for item in items(catalog):
        _check_item(scope, item, reporting)
    for tested in conditions(catalog):
        keys = (tested.program.keyed_to, tested.condition.keyed_to)
        present = frozenset(key for key in keys if key)
        Checker(scope, reporting(tested.node)).expect(tested.node, t.BOOLEAN, present)
    for program in catalog.programs.values():
        for version in program.versions:
            _check_version(scope, program, version, reporting)
    return iter(found)


def _check_item(scope: CatalogScope, item: Definition | Table, reporting: Reporting) -> None:
    # A definition may leave guarding to its readers: what it needs is reported where it is read.
    if isinstance(item, Definition):
        for version in item.versions:
            single = Definition(item.name, item.label, item.type, item.unit, item.keyed_to, (version,))
            check_item(Checker(scope, reporting(version.value, guards=False)), single, frozenset())
        return
    for root in item.inputs:
        Checker(scope, reporting(root, guards=False)).check(root)
    inputs = [Checker(scope, lambda *_: None).check(node) for node in item.inputs]
    for table_version in item.versions:
        for row in table_version.rows:
            for test, value in zip(row.tests, inputs, strict=False):
                Checker(scope, reporting(test, guards=False)).test(test, value, frozenset(), {})
            Checker(scope, reporting(row.result, guards=False)).expect(row.result, item.type)


def _check_version(
    scope: CatalogScope, program: Program, version: ProgramVersion, reporting: Reporting
) -> None:
    present = frozenset({program.keyed_to})
    scope.amounts = {}
    scope.later = frozenset(f"amount_{amount.id}" for amount in version.amounts)
    for amount in version.amounts:
        try:
            unit = parse_unit(amount.unit)
        except ValueError:  # told where the amount was read
            unit = t.BARE
        for kind, node in amount_nodes(amount):
            wanted = Type("number", unit) if kind == "number" else Type(kind, optional=kind == "date")
            Checker(scope, reporting(node)).expect(node, wanted, present)
        scope.amounts[f"amount_{amount.id}"] = Type("number", unit)
    scope.amounts, scope.later = {}, frozenset()
    if version.apply.until is not None:
        optional = Type("date", optional=True)
        Checker(scope, reporting(version.apply.until)).expect(version.apply.until, optional, present)
    if version.cap is not None:
        Checker(scope, reporting(version.cap.workers)).expect(version.cap.workers, t.LITERAL_NUMBER, present)
