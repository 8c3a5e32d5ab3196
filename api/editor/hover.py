"""What an editor shows over a name: what it is, its figure or formula on a day, what it rests on."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from datetime import date

from api.editor.open_folder import Folder
from api.editor.subjects import (
    CHOICE,
    CHOICES,
    CONDITION,
    FUNCTION,
    NAME,
    PROGRAM,
    SOURCE,
    Subject,
    libraries_of,
)
from api.rendering.words import Words
from engine.catalog import Catalog
from engine.diagnostics import Text
from engine.explanation.wording import value_text
from engine.language.functions import FUNCTIONS
from engine.language.types import Type
from engine.language.writing import write
from engine.model import Dated, Definition, Evidence, Fact, Parameter, Table, in_force

_LONGEST = 300  # letters of a formula shown
_KINDS = {
    "parameter": ("법정 수치", "parameter"),
    "table": ("결정표", "table"),
    "definition": ("정의", "definition"),
}
_SOURCES = {
    "given": ("주어짐", "given"),
    "derived": ("계산됨", "worked out"),
    "either": ("주어지거나 계산됨", "given or worked out"),
}
_ENTITIES = {
    "person": ("사람", "person"),
    "company": ("회사", "company"),
    "worker": ("근로자", "worker"),
    "any": ("사람·회사", "person, company"),
}


def hover_text(subject: Subject, folder: Folder, day: date, words: Words) -> str | None:
    """Markdown about a subject, its figures as they are on a day; None where nothing is known of it."""
    lines = list(_Hover(folder, day, words).about(subject))
    return "\n\n".join(lines) if lines else None


class _Hover:
    def __init__(self, folder: Folder, day: date, words: Words) -> None:
        self.folder, self.catalog, self.day, self.words = folder, folder.catalog, day, words

    def about(self, subject: Subject) -> Iterator[str]:
        if subject.kind == NAME:
            yield from self.name(subject.name)
        elif subject.kind == CHOICE:
            labels = dict(self._choices(subject.of))
            if subject.name in labels:
                yield self.head(labels[subject.name], f"{subject.of}: {subject.name}")
        elif subject.kind == CHOICES:
            listed = self._choices(subject.name)
            if listed:
                yield self.head(None, subject.name)
                yield "\n".join(f"- `{value}` {self.said(label)}" for value, label in listed)
        elif subject.kind == CONDITION:
            yield from self.condition(subject)
        elif subject.kind == SOURCE:
            yield from self.source(subject.name)
        elif subject.kind == PROGRAM and subject.name in self.catalog.programs:
            program = self.catalog.programs[subject.name]
            yield self.head(program.title, program.id)
            yield f"{self.words('판', 'versions')} {', '.join(str(v.dated.interval.start) for v in program.versions)}"
        elif subject.kind == FUNCTION:
            yield from function_lines(subject.name)

    def name(self, name: str) -> Iterator[str]:
        fact, definition = self.catalog.facts.get(name), self.catalog.definitions.get(name)
        parameter, table = self.catalog.parameters.get(name), self.catalog.tables.get(name)
        if fact is not None:
            yield from self.fact(fact)
        if parameter is not None:
            yield from self.parameter(parameter)
        if table is not None:
            yield from self.item(table, "table")
            yield from self.dated([version.dated for version in table.versions])
        if definition is not None:
            if fact is None:
                yield from self.item(definition, "definition")
            yield from self.definition(definition)

    def fact(self, fact: Fact) -> Iterator[str]:
        yield self.head(fact.label, fact.name)
        optional = [self.words("없을 수 있음(null)", "may be null")] if fact.type.optional else []
        kind = [self.words("사실", "fact"), self.type(fact.type), *optional]
        yield " · ".join([*kind, self.words(*_ENTITIES[fact.entity]), self.words(*_SOURCES[fact.source])])
        if fact.fields:
            yield "\n".join(f"- `{f.name}` {self.said(f.label)} ({self.type(f.type)})" for f in fact.fields)

    def item(self, item: Parameter | Table | Definition, kind: str) -> Iterator[str]:
        yield self.head(item.label, item.name)
        key = [] if item.keyed_to is None else [f"{self.words('기준일', 'keyed to')} `{item.keyed_to}`"]
        yield " · ".join([self.words(*_KINDS[kind]), self.type(item.type), *key])

    def parameter(self, parameter: Parameter) -> Iterator[str]:
        yield from self.item(parameter, "parameter")
        found = in_force([version.dated for version in parameter.versions], self.day, None)
        if found is None:
            yield self.words(f"{self.day}: 정해진 값이 없음", f"{self.day}: nothing is set")
            return
        version = parameter.versions[found]
        choices = parameter.type.of.choices if parameter.type.of is not None else parameter.type.choices
        value = value_text(version.value, parameter.unit, choices, None, self.catalog)
        yield f"{self.day}: **{self.said(value)}**"
        yield self.rests_on(version.dated)

    def definition(self, definition: Definition) -> Iterator[str]:
        dated = [version.dated for version in definition.versions]
        undated = len(dated) == 1 and dated[0].interval.start is None
        found = 0 if undated else in_force(dated, self.day, None)
        if found is None:
            yield self.words(f"{self.day}: 정의가 없음", f"{self.day}: not defined")
            return
        text = write(definition.versions[found].value)
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        yield f"```feel\n{shown}\n```"
        yield self.rests_on(dated[found])

    def dated(self, versions: list[Dated]) -> Iterator[str]:
        found = in_force(versions, self.day, None)
        if found is None:
            yield self.words(f"{self.day}: 정해진 것이 없음", f"{self.day}: nothing is set")
        else:
            yield self.rests_on(versions[found])

    def condition(self, subject: Subject) -> Iterator[str]:
        files = [self.folder.file(name) for name in libraries_of(subject.of)]
        offered = [file.tree.part("conditions") for file in files if file is not None]
        entries = [library.part(subject.name) for library in offered if library is not None]
        written = next((entry.plain() for entry in entries if entry is not None), None)
        if not isinstance(written, dict):
            return
        label = written.get("label")
        if isinstance(label, dict):
            yield self.head(Text(str(label.get("ko")), str(label.get("en"))), subject.name)
        if isinstance(written.get("when"), str):
            yield f"```feel\n{written['when']}\n```"
        cite = written.get("cite")
        if cite:
            cites = tuple(map(str, cite)) if isinstance(cite, list) else (str(cite),)
            yield self.evidence(Evidence(cites, str(written.get("grade") or "A")))

    def source(self, name: str) -> Iterator[str]:
        for file in self.folder.read.files.values():
            entry = file.tree.at(("sources", name)) if file.name.startswith("sources/") else None
            written = entry.plain() if entry is not None else None
            if isinstance(written, dict) and "ko" in written:
                yield self.head(Text(str(written["ko"]), str(written.get("en"))), name)
                return

    def rests_on(self, dated: Dated) -> str:
        """Since when it is so, and by which citation and grade."""
        start, end = dated.interval.start, dated.interval.end
        span = f"{start or ''} ~ {end or ''} · " if start or end else ""
        return span + self.evidence(dated.evidence)

    def evidence(self, evidence: Evidence) -> str:
        grade = f"{self.words('등급', 'grade')} {evidence.grade}"
        source = f" ({self.said(evidence.source)})" if evidence.source else ""
        return f"{', '.join(evidence.cites)} · {grade}{source}"

    def head(self, label: Text | None, name: str) -> str:
        return f"`{name}`" if label is None else f"**{label.ko}** · {label.en}  \n`{name}`"

    def said(self, text: Text) -> str:
        return self.words(text.ko, text.en)

    def type(self, type_: Type) -> str:
        return self.words(type_.describe("ko"), type_.describe("en"))

    def _choices(self, name: str) -> tuple[tuple[str, Text], ...]:
        listed = self.catalog.choices.get(name)
        return listed.labels if listed else ()


def function_lines(name: str) -> Iterator[str]:
    """The ways to call a function and what it gives."""
    function = FUNCTIONS.get(name)
    yield "  \n".join(f"`{name}({arguments})`" for arguments in arguments_of(name))
    if function is None:
        return
    meaning = inspect.getdoc(function.apply)
    if meaning:
        yield meaning


def arguments_of(name: str) -> list[str]:
    """The arguments of a function, one text for each way to call it; "…" for what is no plain function."""
    function = FUNCTIONS.get(name)
    if function is None:
        return ["…"]
    texts = [
        ", ".join(f"{p.name}{'?' if p.optional else ''}" for p in signature)
        for signature in function.signatures
    ]
    return [*texts, "a, b, …"] if function.variadic else texts


def catalog_names(catalog: Catalog) -> Iterator[tuple[str, Text, str]]:
    """Every name an expression may use, with its label and its kind."""
    for fact in catalog.facts.values():
        yield fact.name, fact.label, "fact"
    for parameter in catalog.parameters.values():
        yield parameter.name, parameter.label, "parameter"
    for table in catalog.tables.values():
        yield table.name, table.label, "table"
    for definition in catalog.definitions.values():
        if definition.name not in catalog.facts:
            yield definition.name, definition.label, "definition"
