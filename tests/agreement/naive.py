"""A second opinion: programs decided straight over the model, with no plan, no slices and no generated code.

It shares only the meaning of single operations with the engine under test. Names are looked up when they are met:
facts as given, `either` facts given or worked out, figures, tables and definitions in the version of their date. A
date between two others stands for the law of its first day and stays unknown itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.catalog import Catalog
from engine.evaluation.closures import closure_of, test_of
from engine.evaluation.names import Names
from engine.evaluation.operations import rounded
from engine.evaluation.tables import table_result
from engine.language.nodes import Node
from engine.language.values import UNKNOWN, DayBetween, Unknown
from engine.model import Condition, Group, Program, ProgramVersion, Row, Table

Truth = Any
_CLOSURES: dict[int, tuple[Node, Callable[..., Any]]] = {}  # with its node, which so keeps its number


def evaluated(node: Node, names: Names) -> Any:
    """What a node gives; its closure is made once."""
    if id(node) not in _CLOSURES:
        _CLOSURES[id(node)] = (node, closure_of(node))
    return _CLOSURES[id(node)][1](names)


def chosen(versions: Sequence[Any], day: Any, known_at: date | None) -> Any:
    """The last version published by `known_at` that has begun; None where there is none, or where its text ends it."""
    found = None
    for version in versions:
        start, published = (
            version.dated.interval.start,
            version.dated.published or version.dated.interval.start,
        )
        if known_at is not None and published is not None and published > known_at:
            continue
        if start is None or (isinstance(day, date) and start <= day):
            found = version
    over = (
        found is not None and found.dated.ends and isinstance(day, date) and found.dated.interval.end <= day
    )
    return None if over else found


class NaiveLaw(Names):
    """The names of a catalogue for one subject."""

    def __init__(self, catalog: Catalog, facts: Mapping[str, Any], known_at: date | None = None) -> None:
        self.catalog, self.known_at = catalog, known_at
        self.facts = {name: self._whole(name, value) for name, value in facts.items()}
        self.dated = {**catalog.tables, **catalog.definitions, **catalog.parameters}
        self.amounts: dict[str, Any] = {}

    def _whole(self, name: str, value: Any) -> Any:
        """A record has every field, or has it unknown."""
        fields = [field.name for field in self.catalog.facts[name].fields]
        return [dict.fromkeys(fields, UNKNOWN) | record for record in value] if fields else value

    def value(self, name: str) -> Any:
        """What a name means; a word that means nothing is a choice written bare."""
        if name in self.amounts:
            return self.amounts[name]
        given = self.facts.get(name, UNKNOWN)
        if given is not UNKNOWN or (name in self.catalog.facts and name not in self.dated):
            return given
        return self._read(name, self.selecting(name)) if name in self.dated else name

    def value_at(self, name: str, day: Any) -> Any:
        """A dated name on a day that is asked for."""
        if isinstance(day, Unknown):
            day = (
                day.first
                if any(day is value for value in self.facts.values()) and day is not UNKNOWN
                else UNKNOWN
            )
        return self._read(name, day) if isinstance(day, date) else UNKNOWN

    def selecting(self, name: str) -> Any:
        """The day whose law a dated name has."""
        return self.day_of(self.dated[name].keyed_to)

    def day_of(self, key: str | None) -> Any:
        day = self.facts.get(key, UNKNOWN) if key else None
        if day is UNKNOWN and key in self.catalog.definitions:
            day = self.worked_out(key)
        return day.first if isinstance(day, DayBetween) else day

    def _read(self, name: str, day: Any) -> Any:
        item = self.dated[name]
        version = chosen(item.versions, day, self.known_at)
        if version is None:
            return UNKNOWN
        if isinstance(item, Table):
            return self._looked_up(item, version.rows)
        return evaluated(version.value, self) if isinstance(version.value, Node) else version.value

    def _looked_up(self, table: Table, rows: Sequence[Row]) -> Any:
        values, cells = [evaluated(node, self) for node in table.inputs], []
        for row in rows:
            truth: Truth = True
            for test, value in zip(row.tests, values, strict=True):
                truth = truth & test_of(test)(value, self)
            cells += [truth, evaluated(row.result, self)]
        return table_result(table.hit, tuple(cells), table.aggregation, table.order)

    def tested(self, condition: Condition) -> Truth | None:
        """The truth of a condition; None where it did not exist."""
        key = condition.keyed_to
        variant = chosen(condition.variants, self.day_of(key), self.known_at if key else None)
        if variant is None:
            return UNKNOWN
        return None if variant.when is None else evaluated(variant.when, self)

    def holds(self, group: Group) -> Truth | None:
        """Kleene's truth of a group; None where none of its members existed. An unknown finding of the agency is set aside as true."""
        truths = []
        for member in group.members:
            truth = self.holds(member) if isinstance(member, Group) else self.tested(member)
            aside = isinstance(member, Condition) and member.judged and isinstance(truth, Unknown)
            truths += [] if truth is None else [True if aside else truth]
        if not truths:
            return None
        outcome: Truth = group.kind != "any"
        for truth in truths:
            outcome = outcome | truth if group.kind == "any" else outcome & truth
        return outcome ^ True if group.kind == "not" else outcome

    def worked_out(self, name: str) -> Any:
        """What the definition of a name gives, whatever was given for it."""
        return self._read(name, self.selecting(name))


@dataclass(frozen=True)
class Opinion:
    """The naive answer: verdict, the version in force, the amounts by id (unknown where not one figure)."""

    verdict: str
    version: ProgramVersion | None
    amounts: Mapping[str, Any]
    law: NaiveLaw


def opinion(law: NaiveLaw, program: Program) -> Opinion:
    """Whether and how much, where no given value contradicts another."""
    version = chosen(program.versions, law.day_of(program.keyed_to), law.known_at)
    if version is None:
        return Opinion("not_in_force", None, {}, law)
    truth: Truth = True
    for group in (version.conditions, version.worker_conditions):
        held = None if group is None else law.holds(group)
        truth = truth if held is None else truth & held
    verdict = "eligible" if truth is True else "ineligible" if truth is False else "open"
    law.amounts = {}
    for amount in version.amounts if verdict != "ineligible" else ():
        value = evaluated(amount.value, law)
        law.amounts[f"amount_{amount.id}"] = (
            value if amount.round is None else rounded(value, amount.round, amount.to)
        )
    return Opinion(verdict, version, {k.removeprefix("amount_"): v for k, v in law.amounts.items()}, law)
