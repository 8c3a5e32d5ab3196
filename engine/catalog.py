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
