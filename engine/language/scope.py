"""What an expression may name, as the checker asks it, and where it reports what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from engine.diagnostics import Word
from engine.language import nodes as n
from engine.language.agreement import Present
from engine.language.types import Type
from engine.language.values import Number

Report = Callable[[str, n.Place, dict[str, Word]], None]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means: its type, the optional names it needs present, whether it must be asked `at` a day."""

    type: Type
    needs: Present = frozenset()
    needs_day: bool = False
    dated: bool = False


class Scope(Protocol):
    """The names an expression may use."""

    def meaning(self, name: str) -> Meaning | None:
        """What a name means, or None where there is none."""

    def fields(self, record: str) -> Mapping[str, Type]:
        """The fields of the records of a list fact."""

    def least(self, record: str, field: str) -> Number | None:
        """The least value that a field of numbers may have, where the vocabulary says one."""

    def choices(self, name: str) -> tuple[str, ...]:
        """The values of a choice list."""

    def names(self) -> tuple[str, ...]:
        """All names, for suggestions."""
