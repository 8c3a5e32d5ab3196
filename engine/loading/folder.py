"""A rulesets folder to a catalogue: every file read, every fault found, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import BaseModel

from engine.catalog import Catalog
from engine.diagnostics import ERROR, Diagnostic, Refused, Related, Span, Text, diagnose
from engine.documents.from_yaml import scan
from engine.loading import vocabulary
from engine.loading.canonical import in_canonical_order
from engine.loading.checks import run_checks
from engine.loading.dated_law import LawReader
from engine.loading.from_tree import Findings, Reader, SourceFile, document, text_of
from engine.loading.library import Shelf, named_in
from engine.loading.programs import read_program
from engine.loading.statutes import read_statutes
from engine.model import Choices, Fact, Program, Statute
from schemas import programs
from schemas import rulesets as shapes
from schemas.statutes import StatutesFile

Item = TypeVar("Item", bound="_Named")
Shape = TypeVar("Shape", bound=BaseModel)
ProgramFile = programs.ProgramCommonFile | programs.ProgramVersionFile
ProgramFiles = list[tuple[SourceFile, ProgramFile]]
Law = Callable[[SourceFile], LawReader]
Shared = tuple[tuple[SourceFile, programs.DomainCommonFile], ...]  # what a domain offers to all its programs
SHAPES: Mapping[str, type[BaseModel]] = {
    "facts": shapes.FactsFile,
    "parameters": shapes.ParametersFile,
    "tables": shapes.TablesFile,
    "definitions": shapes.DefinitionsFile,
    "sources": shapes.SourcesFile,
    "statutes": StatutesFile,
}
RELEASES = "releases"
COMMON = "common.yaml"


def ruleset_files(folder: Path) -> list[Path]:
    """Every YAML file of the working copy, in a fixed order; published releases are not among them."""
    files = (path for path in folder.rglob("*.y*ml") if path.relative_to(folder).parts[0] != RELEASES)
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix())


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of reading a rulesets folder: everything found, errors and warnings, sorted by place, and the catalogue where there is no
    error.
    """

    catalog: Catalog | None
    diagnostics: tuple[Diagnostic, ...]


def examine_folder(folder: Path) -> Examined:
    """Everything that can be said about a folder. Raises Refused where it holds no ruleset file at all."""
    return examine(read_texts(folder))


def read_texts(folder: Path) -> dict[str, bytes]:
    """The files of a rulesets folder by their names inside it. Raises Refused where there are none."""
    files = ruleset_files(folder)
    if not files:
        raise Refused([diagnose("R104", path="rulesets", name=folder.name)])
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def examine(texts: Mapping[str, bytes]) -> Examined:
    """Everything that can be said about texts by their names inside the rulesets folder. A part that cannot be read hides no fault of
    another, and what follows from it alone is not told.
    """
    loader = Loader()
    catalog = loader.load(texts)
    found = [*loader.found, *run_checks(catalog, loader.found)]
    ordered = tuple(sorted(dict.fromkeys(found), key=Diagnostic.sort_key))
    if any(diagnostic.severity == ERROR for diagnostic in ordered):
        return Examined(None, ordered)
    return Examined(in_canonical_order(catalog), ordered)


def load_folder(folder: Path) -> Catalog:
    """The catalogue of a folder.

    Raises Refused with every error of every file, sorted by place. A folder with one error gives no catalogue.
    """
    return _or_refused(examine_folder(folder))


def load_frozen(folder: Path) -> Catalog:
    """The catalogue of a published release, read and not checked: it was when it was published, and a check that came
    later must not undo what was decided by it. Raises Refused where a file cannot be read.
    """
    loader = Loader()
    catalog = loader.load(read_texts(folder))
    errors = [found for found in loader.found if found.severity == ERROR]
    if errors:
        raise Refused(errors)
    return replace(in_canonical_order(catalog), working=False)


def load_texts(texts: Mapping[str, bytes]) -> Catalog:
    """The catalogue of texts by their names inside the rulesets folder; raises Refused as load_folder does."""
    return _or_refused(examine(texts))


def _or_refused(examined: Examined) -> Catalog:
    if examined.catalog is None:
        raise Refused(found for found in examined.diagnostics if found.severity == ERROR)
    return examined.catalog


class _Named(Protocol):
    """What has a name and stands somewhere."""

    @property
    def name(self) -> str:
        """Its name, in one vocabulary with all others."""

    @property
    def span(self) -> Span | None:
        """Where its name is written."""


class Loader:
    """Reads the files of one folder, kind by kind, and builds the catalogue as far as they go."""

    def __init__(self) -> None:
        self.found = Findings()
        self.documents: list[tuple[SourceFile, BaseModel]] = []
        self.names: frozenset[str] = frozenset()
        self.programs: dict[str, ProgramFiles] = {}
        self.defined: dict[str, Span] = {}
        self.broken: set[str] = set()  # files that gave no document

    def load(self, texts: Mapping[str, bytes]) -> Catalog:
        """The catalogue of texts by their names inside the folder, unchecked; every fault is in `found`."""
        self.names = frozenset(texts)
        for name, data in texts.items():
            self._read(name, data)
        choices = self._choices()
        facts = self._facts(choices)
        sources = {
            name: text_of(source)
            for _, read in self._of(shapes.SourcesFile)
            for name, source in read.sources.items()
        }

        def law(file: SourceFile) -> LawReader:
            return self._law(file, sources, facts)

        parameters = self._named(
            law(file).parameter(name, document)
            for file, read in self._of(shapes.ParametersFile)
            for name, document in read.parameters.items()
        )
        tables = self._named(
            law(file).table(name, document)
            for file, read in self._of(shapes.TablesFile)
            for name, document in read.tables.items()
        )
        # A definition may carry the name of a vocabulary fact: it says how that fact is worked out.
        definitions = self._named(
            (
                law(file).definition(name, document)
                for file, read in self._of(shapes.DefinitionsFile)
                for name, document in read.definitions.items()
            ),
            apart="definitions:",
        )
        known = self._programs(law)
        return Catalog(facts, choices, parameters, tables, definitions, known, statutes=self._statutes())

    def _law(self, file: SourceFile, sources: Mapping[str, Text], facts: Mapping[str, Fact]) -> LawReader:
        """The reader of one file's dated parts; rereading keeps what it read before."""
        return LawReader(Reader(file, self.found), sources, facts)

    def _statutes(self) -> dict[str, Statute]:
        read = [(Reader(file, self.found), document) for file, document in self._of(StatutesFile)]
        return {
            name: statute for reader, document in read for name, statute in read_statutes(reader, document)
        }

    def _of(self, shape: type[Shape]) -> list[tuple[SourceFile, Shape]]:
        return [(file, read) for file, read in self.documents if isinstance(read, shape)]

    def _read(self, name: str, data: bytes) -> None:
        shape = _shape(name.split("/"))
        if shape is None:
            self.found.append(diagnose("M104", span=Span(name, 1, 1)))
            return
        file = self._file(name, data)
        if file is None:
            self.broken.add(name)
            return
        beside = name.rsplit("/", 1)[0]
        if (
            shape is programs.ProgramVersionFile
            and f"{beside}/{COMMON}" not in self.names
            and file.tree.part("title")
        ):
            shape = programs.ProgramCompleteFile
        read = document(shape, file, self.found)
        if isinstance(read, ProgramFile):
            self.programs.setdefault(beside, []).append((file, read))
        elif read is not None:
            self.documents.append((file, read))
        else:
            self.broken.add(name)

    def _file(self, name: str, data: bytes) -> SourceFile | None:
        text = data.decode("utf-8", "replace")
        try:
            tree, found = scan(data.decode("utf-8-sig"), name)
        except UnicodeDecodeError:
            tree, found = None, [diagnose("R110", span=Span(name, 1, 1))]
        self.found.extend(found)
        if tree is None:
            self.found.hide_text(text)
            return None
        return SourceFile(name, tree)

    def _choices(self) -> dict[str, Choices]:
        return {
            name: vocabulary.read_choices(name, values)
            for _, read in self._of(shapes.FactsFile)
            for name, values in read.choices.items()
        }

    def _facts(self, choices: Mapping[str, Choices]) -> dict[str, Fact]:
        return self._named(
            fact
            for file, read in self._of(shapes.FactsFile)
            for fact in vocabulary.read_facts(Reader(file, self.found), read, choices)
        )

    def _named(self, items: Iterable[Item], apart: str = "") -> dict[str, Item]:
        return {item.name: item for item in items if self._first(item.name, apart, item.span)}

    def _first(self, name: str, apart: str, span: Span | None) -> bool:
        first = self.defined.get(apart + name)
        if first is not None:
            related = (Related(first, Text("처음 정의된 곳", "defined first here")),)
            self.found.append(diagnose("M105", span=span, related=related, name=name))
            return False
        self.defined[apart + name] = span or Span("", 1, 1)
        return True

    def _programs(self, law: Law) -> dict[str, Program]:
        shared: dict[str, Shared] = {}
        for file, read in self._of(programs.DomainCommonFile):
            shared[file.name.split("/")[0]] = ((file, read),)
        built = [
            self._program(folder, files, law, shared.get(folder.split("/")[0], ()))
            for folder, files in self.programs.items()
        ]
        known = {program.id: program for program in built if program}
        shelves = {domain: _shelves(offered, law) for domain, offered in shared.items()}
        self._unused(shelves, known.values())
        return known

    def _unused(self, shelves: Mapping[str, tuple[Shelf, ...]], known: Iterable[Program]) -> None:
        """Tells what a domain offers and no program of it names; where not all of them could be read, that says nothing."""
        listed = list(known)
        for domain, offered in shelves.items():
            if not any(name.startswith(f"{domain}/") for name in self.broken):
                used = named_in(program for program in listed if program.domain == domain)
                for shelf in offered:
                    shelf.unused(used)

    def _program(self, folder: str, files: ProgramFiles, law: Law, shared: Shared) -> Program | None:
        domain, name = folder.split("/")
        common = [(f, d) for f, d in files if isinstance(d, programs.ProgramCommonFile)] or self._head(files)
        versions = [(f, d) for f, d in files if isinstance(d, programs.ProgramVersionFile)]
        broken = {other for other in self.broken if other.startswith(f"{folder}/")}
        if (not common or not versions) and broken:
            self.found.hidden.add(name)
            return None
        if not common or not versions:
            self.found.append(diagnose("M124", span=Span(f"{folder}/{COMMON}", 1, 1)))
            return None
        for file, read in files:
            if read.program != name:
                self.found.append(diagnose("M123", span=file.span("program"), name=name))
        for file, version in versions:
            if file.name.rsplit("/", 1)[1] != f"{version.from_}.yaml":
                self.found.append(diagnose("M122", span=file.span("from"), name=version.from_))
        own = [(law(file), version) for file, version in versions]
        shelves = _shelves(shared, law)
        return read_program(domain, law(common[0][0]), common[0][1], own, shelves, whole=not broken)

    def _head(self, files: ProgramFiles) -> list[tuple[SourceFile, programs.ProgramCommonFile]]:
        """What complete versions say in common, as a common.yaml with nothing else in it; none where one is incomplete."""
        complete = [(f, d) for f, d in files if isinstance(d, programs.ProgramCompleteFile)]
        if not complete or len(complete) != len(files):
            return []
        file, first = complete[0]
        for other, version in complete[1:]:
            for key, field in programs.ProgramHead.model_fields.items():
                if getattr(version, key) != getattr(first, key):
                    name = field.alias or key
                    related = (Related(file.span(name), Text("처음 적힌 곳", "written first here")),)
                    self.found.append(diagnose("M105", span=other.span(name), related=related, name=name))
        head = {key: getattr(first, key) for key in programs.ProgramHead.model_fields}
        return [(file, programs.ProgramCommonFile.model_validate(head))]


def _shelves(shared: Shared, law: Law) -> tuple[Shelf, ...]:
    """What a domain offers, to be read for one program: what is found there is found for that program."""
    return tuple(Shelf(law(file), read.conditions) for file, read in shared)


def _shape(parts: list[str]) -> type[BaseModel] | None:
    """The shape of a file by its place: <kind>/<file>, <domain>/common.yaml or <domain>/<program>/<file>."""
    if len(parts) == 3:  # noqa: PLR2004 - domain, program, file
        return programs.ProgramCommonFile if parts[2] == COMMON else programs.ProgramVersionFile
    if len(parts) != 2:  # noqa: PLR2004 - kind or domain, file
        return None
    return SHAPES.get(parts[0], programs.DomainCommonFile if parts[1] == COMMON else None)
