"""The conditions and groups that versions take by name: those of the program's common.yaml, then those of its domain's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.model import Condition, Group
from schemas.programs import ConditionDocument, GroupDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.loading.dated_law import LawReader
    from engine.model import Program

Entry = ConditionDocument | GroupDocument


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one common.yaml offers, and the reader of that file."""

    law: LawReader
    entries: Mapping[str, Entry]

    def unused(self, used: set[str]) -> None:
        """Tells of the entries that no version names: nothing reads or checks them. What is wrong in their text is told all the same."""
        for id_ in self.entries.keys() - used:
            self.law.reader.fault_at("M216", self.law.reader.file.key_span("conditions", id_), name=id_)
            _read_all(self.law, self.entries[id_], "conditions", id_)


@dataclass(frozen=True, slots=True)
class Library:
    """The shelves in the order in which they are searched: the nearest says what a name means."""

    shelves: Sequence[Shelf]

    def find(self, id_: str) -> tuple[LawReader, Entry] | None:
        """What a name stands for and the reader of the file that says it; None where no shelf has it."""
        return next(((s.law, s.entries[id_]) for s in self.shelves if id_ in s.entries), None)

    def names(self) -> tuple[str, ...]:
        """Everything that can be named."""
        return tuple(name for shelf in self.shelves for name in shelf.entries)


def named_in(programs: Iterable[Program]) -> set[str]:
    """The ids of all conditions and groups in all versions of some programs."""
    roots = (
        root
        for program in programs
        for version in program.versions
        for root in (version.conditions, version.worker_conditions)
        if root is not None
    )
    return {id_ for root in roots for id_ in _ids(root)}


def _ids(member: Condition | Group) -> Iterator[str]:
    if member.id is not None:
        yield member.id
    if isinstance(member, Group):
        for inner in member.members:
            yield from _ids(inner)


def _read_all(law: LawReader, entry: Entry | str, *path: object) -> None:
    if isinstance(entry, GroupDocument):
        for kind in ("all", "any"):
            for index, member in enumerate(getattr(entry, kind) or ()):
                _read_all(law, member, *path, kind, index)
        if entry.not_ is not None:
            _read_all(law, entry.not_, *path, "not")
    elif isinstance(entry, ConditionDocument) and entry.when is not None:
        law.reader.expression(entry.when, *path, "when")
