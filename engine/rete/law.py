"""The law of one catalogue as this engine reads it: every dated thing with its timeline and its readable versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from engine.catalog import Catalog
from engine.language.nodes import Node
from engine.model import Condition, Definition, Parameter, Program, ProgramVersion, Table, conditions_in
from engine.rete.formulas import Formulas
from engine.rete.reading import Expression, Reader, Ref
from engine.rete.rules import Rules
from engine.rete.statements import Statements
from engine.rete.timelines import Timeline


@dataclass(frozen=True, slots=True, eq=False)
class ReadableTable:
    """A version of a table: the truth of each row, and its result."""

    tests: tuple[Expression, ...]
    results: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ReadableVersion:
    """A program version's conditions, in the order written, and every other expression that it has."""

    version: ProgramVersion
    conditions: tuple[Condition, ...]
    timelines: tuple[Timeline, ...]
    tests: tuple[tuple[Expression | None, ...], ...]  # of each condition, by variant
    amounts: tuple[Expression, ...]
    others: tuple[Expression, ...]  # schedules, bounds, deadline, cap


class Law:
    """Everything dated, by name, made readable when it is first asked for; the rules; the days on which law turns."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.reader = Reader(catalog)
        self.statements = Statements()
        truths = frozenset(name for name, d in catalog.definitions.items() if d.type.kind == "boolean")
        self.rules = Rules(catalog, Formulas(self.reader, self.statements, truths))
        named: Mapping[str, Parameter | Table | Definition] = {
            **catalog.parameters,
            **catalog.tables,
            **catalog.definitions,
        }
        self.named = named
        self._timelines: dict[str, Timeline] = {}
        self._values: dict[tuple[str, int], Expression] = {}
        self._tables: dict[tuple[str, int], ReadableTable] = {}
        self._versions: dict[str, tuple[ReadableVersion, ...]] = {}
        self._facts: dict[str, frozenset[str]] = {}
        self._turns: dict[str, dict[str, tuple[date, ...]]] = {}
        self.programs = {
            id_: Timeline([version.dated for version in program.versions])
            for id_, program in catalog.programs.items()
        }

    def timeline(self, name: str) -> Timeline:
        """When a parameter, table or definition has which version."""
        if name not in self._timelines:
            self._timelines[name] = Timeline([version.dated for version in self.named[name].versions])
        return self._timelines[name]

    def definition(self, name: str, number: int) -> Expression:
        """A version of a definition, readable."""
        if (name, number) not in self._values:
            node = self.catalog.definitions[name].versions[number].value
            self._values[name, number] = self.reader.expression(node)
        return self._values[name, number]

    def table(self, name: str, number: int) -> ReadableTable:
        """A version of a table, readable."""
        if (name, number) not in self._tables:
            table = self.catalog.tables[name]
            rows = table.versions[number].rows
            self._tables[name, number] = ReadableTable(
                tuple(self.reader.row(row.tests, table.inputs) for row in rows),
                tuple(self.reader.expression(row.result) for row in rows),
            )
        return self._tables[name, number]

    def versions(self, program: Program) -> tuple[ReadableVersion, ...]:
        """The versions of a program, readable."""
        if program.id not in self._versions:
            self._versions[program.id] = tuple(self._readable(version) for version in program.versions)
        return self._versions[program.id]

    def _readable(self, version: ProgramVersion) -> ReadableVersion:
        conditions = (*conditions_in(version.conditions), *conditions_in(version.worker_conditions))
        names: frozenset[str] = frozenset()
        amounts: list[Expression] = []
        others: list[Expression] = []
        for amount in version.amounts:
            amounts.append(self.reader.expression(amount.value, names))
            names |= {f"amount_{amount.id}"}
            parts = [node for p in amount.schedule for node in (p.start, p.end, p.payable_from, p.value)]
            others += self._optional((amount.floor, amount.ceiling, *parts), names)
        others += self._optional((version.apply.until, version.cap.workers if version.cap else None))
        return ReadableVersion(
            version,
            conditions,
            tuple(Timeline([variant.dated for variant in c.variants]) for c in conditions),
            tuple(
                tuple(None if v.when is None else self.reader.expression(v.when) for v in c.variants)
                for c in conditions
            ),
            tuple(amounts),
            tuple(others),
        )

    def _optional(
        self, nodes: tuple[Node | None, ...], names: frozenset[str] = frozenset()
    ) -> list[Expression]:
        return [self.reader.expression(node, names) for node in nodes if node is not None]

    def below(self, name: str, number: int) -> Iterator[Expression]:
        """The expressions of one version of a definition or table; a parameter has none."""
        if name in self.catalog.definitions:
            yield self.definition(name, number)
        elif name in self.catalog.tables:
            table = self.table(name, number)
            yield from (*table.tests, *table.results)

    def facts_of(self, program: Program) -> frozenset[str]:
        """Every fact on which a decision of a program can hang, in any version: what it reads, the dates that select law,
        what bounds or contradicts those, the record of applications where one dates it.
        """
        if program.id not in self._facts:
            expressions = [
                expression
                for version in self.versions(program)
                for expression in (
                    *version.amounts,
                    *version.others,
                    *(t for ts in version.tests for t in ts),
                )
                if expression is not None
            ]
            names = {ref.name for ref in self._refs_below(expressions)} | set(self.turns(program))
            facts = self.catalog.facts.values()
            names |= {"applications" for fact in facts if fact.name in names and fact.filed is not None}
            for fact in facts:
                beside = {name for name in (fact.not_before, fact.not_after) if name is not None}
                names |= beside if fact.name in names else {fact.name} if beside & names else set()
            self._facts[program.id] = frozenset(name for name in names if name in self.catalog.facts)
        return self._facts[program.id]

    def turns(self, program: Program) -> dict[str, tuple[date, ...]]:
        """For every date fact that selects law of a program, in any version, the days on which that law changes."""
        if program.id not in self._turns:
            found: dict[str, set[date]] = {program.keyed_to: self.programs[program.id].turns()}
            expressions: list[Expression] = []
            for version in self.versions(program):
                for condition, timeline in zip(version.conditions, version.timelines, strict=True):
                    if condition.keyed_to is not None:
                        found.setdefault(condition.keyed_to, set()).update(timeline.turns())
                expressions += [test for tests in version.tests for test in tests if test is not None]
                expressions += [*version.amounts, *version.others]
            self._dated_below(expressions, found)
            self._turns[program.id] = {key: tuple(sorted(days)) for key, days in found.items()}
        return self._turns[program.id]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every date fact that selects law of some program."""
        return tuple(dict.fromkeys(key for p in self.catalog.programs.values() for key in self.turns(p)))

    def _dated_below(self, expressions: list[Expression], found: dict[str, set[date]]) -> None:
        for ref in self._refs_below(expressions):
            if ref.name in self.named and not ref.any_day:
                key = ref.day if ref.day is not None else self.named[ref.name].keyed_to
                if key is not None:
                    found.setdefault(key, set()).update(self.timeline(ref.name).turns())

    def _refs_below(self, expressions: list[Expression]) -> list[Ref]:
        """Every name reached from some expressions, through all versions, each once and always in the same order."""
        seen: dict[Ref, None] = {}
        waiting = list(expressions)
        while waiting:
            refs = waiting.pop().refs - seen.keys()
            for ref in sorted(refs, key=lambda ref: (ref.name, ref.day or "", ref.any_day)):
                seen[ref] = None
                if ref.name in self.named:
                    for number in range(len(self.named[ref.name].versions)):
                        waiting += self.below(ref.name, number)
        return list(seen)
