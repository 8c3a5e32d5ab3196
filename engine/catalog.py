"""Every version of the law in memory, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.model import Choices, Definition, Fact, Parameter, Program, Statute, Table


@dataclass(frozen=True, slots=True)
class Catalog:
    """All facts, choice lists, parameters, tables, definitions and programs, and the digest of their canonical form.

    `working` is true for a folder that is being edited, false for a published release.
    """

    facts: Mapping[str, Fact]
    choices: Mapping[str, Choices]
    parameters: Mapping[str, Parameter]
    tables: Mapping[str, Table]
    definitions: Mapping[str, Definition]
    programs: Mapping[str, Program]
    digest: str = ""
    working: bool = True
    statutes: Mapping[str, Statute] = field(
        default_factory=dict
    )  # for checks only; no part of the canonical form

    def names(self) -> tuple[str, ...]:
        """Every name an expression may use."""
        return (*self.facts, *self.parameters, *self.tables, *self.definitions)

    def records_of(self, name: str) -> Fact | None:
        """The record list that a name stands for: a fact, or the one of which a definition names some records."""
        definition = self.definitions.get(name)
        record = definition.type.of.record if definition and definition.type.of else None
        return self.facts.get(record or name)
