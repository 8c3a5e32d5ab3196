"""The words that sentences are made of: the Korean labels of a catalogue, looked up the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from engine.catalog import Catalog
from engine.diagnostics import meant, nearest
from engine.model import Amount, Condition, Definition, Fact, Group, Parameter, Program, RecordField, Table
from features.steps.mistakes import Mistake

Item = TypeVar("Item")


class Lexicon:
    """Labels to facts, programs, amounts, fields and choices.

    A label nobody knows is a Mistake with the nearest one.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Facts by label."""
        return {fact.label.ko: fact for fact in self.catalog.facts.values()}

    @cached_property
    def figures(self) -> Mapping[str, str]:
        """Names of parameters, tables and definitions by label; a fact's label stays the fact's."""
        law = self.catalog
        named: tuple[Parameter | Table | Definition, ...]
        named = (*law.parameters.values(), *law.tables.values(), *law.definitions.values())
        return {item.label.ko: item.name for item in named if item.label.ko not in self.facts}

    @cached_property
    def programs(self) -> Mapping[str, Program]:
        """Programs by title."""
        return {program.title.ko: program for program in self.catalog.programs.values()}

    @cached_property
    def amount_labels(self) -> frozenset[str]:
        """The labels of every amount of every program."""
        return frozenset(label for program in self.catalog.programs.values() for label in _amounts(program))

    def fact(self, label: str) -> Fact:
        """The fact of a label; raises Mistake S101."""
        return _found(self.facts, label, "S101")

    def program(self, title: str) -> Program:
        """The program of a title; raises Mistake S102."""
        return _found(self.programs, title, "S102")

    def choice(self, what: Fact | RecordField, label: str) -> str:
        """The value of a choice by its label; raises Mistake S103.

        A sentence ends in 이다 or 다, so a label that ends in 이 may have lost it.
        """
        values = {text.ko: value for value, text in self.catalog.choices[str(what.type.choices)].labels}
        whole = f"{label}이"
        return values[whole] if whole in values else _found(values, label, "S103", of=what.label)

    def has_choice(self, what: Fact | RecordField, label: str) -> bool:
        """Whether a label stands in the list of a choice."""
        listed = self.catalog.choices[str(what.type.choices)].labels if what.type.choices else ()
        return any(text.ko == label for _, text in listed)

    def field(self, fact: Fact, label: str) -> RecordField:
        """The field of a record list by its label; raises Mistake S106."""
        return _found({field.label.ko: field for field in fact.fields}, label, "S106", of=fact.label)

    def amount(self, program: Program, label: str) -> Amount:
        """The newest amount of a label; raises Mistake S105."""
        return _found(_amounts(program), label, "S105", of=program.title)

    def claim(self, program: Program, label: str) -> str:
        """A label that some version of the program gives a condition or group; raises Mistake S104."""
        groups = (group for v in program.versions for group in (v.conditions, v.worker_conditions) if group)
        labels = {label: label for group in groups for label in _claims(group)}
        return _found(labels, label, "S104", of=program.title)


def _amounts(program: Program) -> dict[str, Amount]:
    return {amount.label.ko: amount for version in program.versions for amount in version.amounts}


def _claims(item: Condition | Group) -> Iterable[str]:
    if item.label is not None:
        yield item.label.ko
    if isinstance(item, Group):
        for member in item.members:
            yield from _claims(member)


def _found(known: Mapping[str, Item], label: str, code: str, of: object = "") -> Item:
    if label in known:
        return known[label]
    raise Mistake(code, label, name=label, near=meant(nearest(label, known)), of=of)
