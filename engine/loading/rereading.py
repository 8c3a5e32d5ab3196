"""The same folder examined again and again, as somebody types in it: what did not change is neither read nor checked
anew.

A file is read again where its bytes changed; a program, parameter, table, definition or the facts of a file are built
again where their files changed or something they looked up did; the checks walk again over what was built again, and
later over what looked up something that changed. tests/editor/test_rereading.py holds the answers to `examine`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from pydantic import BaseModel

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, Span, Text
from engine.language.nodes import Node
from engine.loading import vocabulary
from engine.loading.checks import every_check
from engine.loading.dated_law import LawReader
from engine.loading.folder import COMMON, Law, Loader, ProgramFiles, Shared
from engine.loading.from_tree import Findings, Reader, SourceFile
from engine.loading.watching import Keeping, Read, Watched, differences
from engine.model import Choices, Definition, Fact, Parameter, Program, Table
from schemas import rulesets as shapes

PARTS = ("facts", "choices", "parameters", "tables", "definitions", "programs")
Made = TypeVar("Made")
Focus = Mapping[str, tuple[object, ...]]  # by part of the catalogue: what is walked over


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of a reading: the catalogue as far as it could be built, everything found, sorted by place, and the
    files that could be read.
    """

    catalog: Catalog
    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[str, SourceFile]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is checked together: the vocabulary, the definitions and tables of a file, or a program.

    `places` are the files it is made of, or the beginnings of their names.
    """

    name: str
    places: tuple[str, ...]
    focus: Focus

    @property
    def own(self) -> tuple[object, ...]:
        """The objects it is about."""
        return tuple(item for items in self.focus.values() for item in items)

    def holds(self, file: str) -> bool:
        """Whether it is made of a file."""
        return file.startswith(self.places)


@dataclass(slots=True)
class _Checked:
    """What the checks said about a unit, and what they looked up."""

    own: tuple[object, ...]
    diagnostics: list[Diagnostic]
    reads: set[Read]

    def is_about(self, own: tuple[object, ...]) -> bool:
        """Whether these are the very objects it was said about: equal ones may stand on other lines."""
        return len(own) == len(self.own) and all(
            one is other for one, other in zip(own, self.own, strict=True)
        )


class Rereader:
    """Reads the texts of one folder as often as they change."""

    def __init__(self) -> None:
        self._keeping = Keeping()
        self._parts: dict[str, Mapping[str, object]] = {}
        self._loaded: tuple[_Rereading, Catalog] | None = None
        self._checked: dict[str, _Checked] = {}
        self._units: dict[str, _Unit] = {}
        self._stale: dict[str, None] = {}

    def read(self, texts: Mapping[str, bytes]) -> Reread:
        """Everything that can be said about texts by their names inside the rulesets folder, as `examine` does.

        What changed is checked at once; what only follows from it in other files is as it was until `settle` has run.
        The first reading leaves all checks to `settle`.
        """
        is_first = self._loaded is None
        loader = _Rereading(self._keeping)
        catalog = loader.load(texts)
        self._loaded = (loader, catalog)
        self._units = {unit.name: unit for unit in _units(catalog)}
        changed = self._changed(loader, catalog)
        for name, unit in self._units.items():
            known = self._checked.get(name)
            typed_in = not is_first and any(map(unit.holds, loader.fresh))
            if typed_in and (known is None or not known.is_about(unit.own)):
                self._check(name)
            elif known is None or not known.is_about(unit.own) or not known.reads.isdisjoint(changed):
                self._stale[name] = None
                self._checked.setdefault(name, _Checked((), [], set()))
        self._checked = {name: self._checked[name] for name in self._units}
        return self.reread()

    def settle(self) -> Iterator[None]:
        """Check what the last reading left, one unit a step. Whoever stops between steps has lost nothing."""
        while self._stale:
            name = next(iter(self._stale))
            del self._stale[name]
            if name in self._units:
                self._check(name)
            yield

    def doubt(self) -> None:
        """Let `settle` check everything again."""
        self._stale = dict.fromkeys(self._units)

    def reread(self) -> Reread:
        """What is known by now."""
        if self._loaded is None:
            return Reread(Catalog({}, {}, {}, {}, {}, {}), (), {})
        loader, catalog = self._loaded
        told = [d for checked in self._checked.values() for d in checked.diagnostics]
        ordered = sorted(dict.fromkeys([*loader.found, *told]), key=Diagnostic.sort_key)
        return Reread(catalog, tuple(ordered), loader.files)

    def _changed(self, loader: _Rereading, catalog: Catalog) -> set[Read]:
        parts: dict[str, Mapping[str, object]] = {part: getattr(catalog, part) for part in PARTS}
        parts["hidden"] = dict.fromkeys(loader.found.hidden)
        changed = {
            read for part, now in parts.items() for read in differences(part, self._parts.get(part, {}), now)
        }
        self._parts = parts
        return changed

    def _check(self, name: str) -> None:
        if self._loaded is None:
            return
        loader, catalog = self._loaded
        unit, reads = self._units[name], set[Read]()
        watched = _focused(catalog, unit.focus, reads.add)
        source = _Source(loader, reads)
        found = list(every_check(watched, source))
        self._checked[name] = _Checked(unit.own, found, reads)
        self._stale.pop(name, None)


def _focused(catalog: Catalog, focus: Focus, note: Callable[[Read], None]) -> Catalog:
    """The catalogue for checks that walk over the focus only; what they look up beside it is noted."""

    def part(name: str, inner: Mapping[str, Any]) -> Watched[Any]:
        return Watched(name, inner, note, focus.get(name, ()))

    return Catalog(
        facts=part("facts", catalog.facts),
        choices=part("choices", catalog.choices),
        parameters=part("parameters", catalog.parameters),
        tables=part("tables", catalog.tables),
        definitions=part("definitions", catalog.definitions),
        programs=part("programs", catalog.programs),
        statutes=catalog.statutes,
    )


def _units(catalog: Catalog) -> Iterator[_Unit]:
    words = {"facts": tuple(catalog.facts.values()), "parameters": tuple(catalog.parameters.values())}
    yield _Unit("vocabulary", ("facts/", "parameters/"), words)
    files: dict[str, dict[str, list[object]]] = {}
    parts: tuple[tuple[str, Mapping[str, Definition | Table]], ...] = (
        ("definitions", catalog.definitions),
        ("tables", catalog.tables),
    )
    for part, items in parts:
        for item in items.values():
            file = item.span.file if item.span else ""
            files.setdefault(file, {}).setdefault(part, []).append(item)
    for file, found in files.items():
        yield _Unit(f"file {file}", (file,), {part: tuple(items) for part, items in found.items()})
    for program in catalog.programs.values():
        folder, shared = f"{program.domain}/{program.id}/", f"{program.domain}/{COMMON}"
        yield _Unit(f"program {folder}", (folder, shared), {"programs": (program,)})


class _Source:
    """What the checks ask of the files, and the notes of what they asked."""

    def __init__(self, loader: _Rereading, reads: set[Read]) -> None:
        self.loader, self.reads = loader, reads

    def inside(self, root: Node, place: tuple[int, int]) -> Span | None:
        """The span of a place inside an expression; None for one that stood in no file."""
        trees = (found.places.get(id(root)) for found in self.loader.keeping.found())
        return next((tree.within(*place) for tree in trees if tree is not None), None)

    def hides(self, name: object) -> bool:
        """Whether a name stands in a part of the files that could not be read."""
        self.reads.add(("hidden", name))
        return self.loader.found.hides(name)


class _Rereading(Loader):
    """A loader that takes from memory what is as it was."""

    def __init__(self, keeping: Keeping) -> None:
        super().__init__()
        self.keeping = keeping
        self.files: dict[str, SourceFile] = {}
        self.fresh: set[str] = set()  # the files that are not as they were
        keeping.begin()

    def _read(self, name: str, data: bytes) -> None:
        complete = f"{name.rsplit('/', 1)[0]}/{COMMON}" not in self.names
        make = partial(self._read_anew, name, data)
        documents, programs, broken = self._keep(("file", name), (data, complete), make)
        self.documents += documents
        for folder, files in programs.items():
            self.programs.setdefault(folder, []).extend(files)
        self.broken |= broken
        for file, _ in (*documents, *(pair for files in programs.values() for pair in files)):
            self.files[file.name] = file

    def _read_anew(
        self, name: str, data: bytes
    ) -> tuple[list[tuple[SourceFile, BaseModel]], dict[str, ProgramFiles], set[str]]:
        self.fresh.add(name)
        outer = self.documents, self.programs, self.broken
        self.documents, self.programs, self.broken = [], {}, set()
        try:
            super()._read(name, data)
            return self.documents, self.programs, self.broken
        finally:
            self.documents, self.programs, self.broken = outer

    def _choices(self) -> dict[str, Choices]:
        self.keeping.note("hidden", dict.fromkeys(self.found.hidden))
        choices = super()._choices()
        self.keeping.note("choices", choices)
        return choices

    def _facts(self, choices: Mapping[str, Choices]) -> dict[str, Fact]:
        watched = self.keeping.watched("choices", choices)
        facts = self._named(
            fact
            for file, read in self._of(shapes.FactsFile)
            for fact in self._keep(
                ("facts", file.name), (file,), partial(self._facts_of, file, read, watched)
            )
        )
        self.keeping.note("facts", facts)
        return facts

    def _facts_of(
        self, file: SourceFile, read: shapes.FactsFile, choices: Mapping[str, Choices]
    ) -> list[Fact]:
        return vocabulary.read_facts(Reader(file, self.found), read, choices)

    def _law(self, file: SourceFile, sources: Mapping[str, Text], facts: Mapping[str, Fact]) -> LawReader:
        self.keeping.note("sources", sources)
        watched = self.keeping.watched("sources", sources), self.keeping.watched("facts", facts)
        return _KeptLaw(self, file, *watched)

    def _program(self, folder: str, files: ProgramFiles, law: Law, shared: Shared) -> Program | None:
        own = (
            *(file for file, _ in files),
            *(file for file, _ in shared),
            *sorted(name for name in self.broken if name.startswith(f"{folder}/")),
        )
        make = partial(super()._program, folder, files, law, shared)
        return self._keep(("program", folder), own, make)

    def _keep(self, key: Hashable, own: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """What `make` makes, or made before; what is found goes to the findings of all."""
        outer = self.found

        def inside(found: Findings) -> Made:
            self.found = found
            try:
                return make()
            finally:
                self.found = outer

        kept = self.keeping.keep(key, own, inside, outer)
        outer.extend(kept.found)
        outer.hidden |= kept.found.hidden
        return kept.value

    def kept_law(self, kind: str, law: LawReader, name: str, make: Callable[[LawReader], Made]) -> Made:
        """A parameter, table or definition of a file: what a reader makes of it, or made before."""
        file = law.reader.file

        def anew() -> Made:
            return make(LawReader(Reader(file, self.found), law.sources, law.facts))

        return self._keep((kind, file.name, name), (file,), anew)


class _KeptLaw(LawReader):
    """A reader of dated parts that asks memory first."""

    def __init__(
        self, loader: _Rereading, file: SourceFile, sources: Mapping[str, Text], facts: Mapping[str, Fact]
    ) -> None:
        super().__init__(Reader(file, loader.found), sources, facts)
        self.loader = loader

    def parameter(self, name: str, document: shapes.ParameterDocument) -> Parameter:
        """A parameter and its values."""
        return self.loader.kept_law("parameter", self, name, lambda law: law.parameter(name, document))

    def table(self, name: str, document: shapes.TableDocument) -> Table:
        """A decision table and its versions."""
        return self.loader.kept_law("table", self, name, lambda law: law.table(name, document))

    def definition(self, name: str, document: shapes.DefinitionDocument) -> Definition:
        """A definition."""
        return self.loader.kept_law("definition", self, name, lambda law: law.definition(name, document))
