"""Documents of parameters, tables and definitions to the model."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from engine.diagnostics import Related, Text
from engine.language.exact import LanguageError, exact_number
from engine.language.nodes import Literal
from engine.language.types import ANY, Type, Unit
from engine.loading.from_tree import Reader, text_of
from engine.loading.vocabulary import label_or, read_unit
from engine.model import (
    Dated,
    Definition,
    DefinitionVersion,
    Evidence,
    Fact,
    Parameter,
    ParameterValue,
    PlainValue,
    ProgramVersion,
    Row,
    Table,
    TableVersion,
    Variant,
)
from engine.periods import Interval
from engine.rational import Fraction

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from schemas.programs import VariantDocument
    from schemas.rulesets import (
        DatedDocument,
        DefinitionDocument,
        Evidenced,
        ParameterDocument,
        ParameterValueDocument,
        TableDocument,
        TableVersionDocument,
    )

Version = TypeVar("Version", ParameterValue, TableVersion, DefinitionVersion, Variant, ProgramVersion)
_KINDS = {
    "integer": Text("정수", "a whole number"),
    "decimal": Text('수 ("0.6")', 'a number ("0.6")'),
    "boolean": Text("true 또는 false", "true or false"),
    "date": Text("날짜 YYYY-MM-DD", "a day YYYY-MM-DD"),
    "choices": Text("선택값의 목록", "a list of choices"),
}
_CITATION = re.compile(r"[^\d\s].*\S")


class LawReader:
    """Reads the dated parts of one file. `sources` are the entries of rulesets/sources by id."""

    def __init__(self, reader: Reader, sources: Mapping[str, Text], facts: Mapping[str, Fact]) -> None:
        self.reader = reader
        self.sources = sources
        self.facts = facts

    def evidence(self, document: Evidenced, *path: object, fallback: Evidence | None = None) -> Evidence:
        """What a figure rests on. `fallback` gives what is not written: the version's, or common.yaml's."""
        if document.cite in ([], "") or (document.cite is None and fallback is None):
            self.reader.fault("M114", *path)
        cites = (
            fallback.cites if document.cite is None and fallback else self.cites(document.cite, *path, "cite")
        )
        if document.grade is None:
            kept = fallback if fallback is not None and document.cite is None else Evidence(())
            return Evidence(cites, kept.grade, kept.source)
        return Evidence(cites, document.grade, self._source(document, *path))

    def cites(self, written: str | list[str] | None, *path: object) -> tuple[str, ...]:
        """Citations as written; a fault where one is empty."""
        cites = (written,) if isinstance(written, str) else tuple(written or ())
        for cite in cites:
            if not _CITATION.fullmatch(cite):
                self.reader.fault("M137", *path)
        return cites

    def _source(self, document: Evidenced, *path: object) -> Text | None:
        if document.source is None:
            self.reader.fault("M112", *path, "grade", grade=document.grade)
            return None
        if document.source not in self.sources:
            self.reader.unknown("M113", document.source, tuple(self.sources), *path, "source")
        return self.sources.get(document.source)

    def dated(
        self, document: DatedDocument | VariantDocument, *path: object, fallback: Evidence | None = None
    ) -> Dated:
        """Interval, day of publication and evidence of one version."""
        start, end = (
            self.reader.day(document.from_, *path, "from"),
            self.reader.day(document.until, *path, "until"),
        )
        if start and end and start >= end:
            self.reader.fault("M121", *path, "until")
            end = None
        published = self.reader.day(document.published, *path, "published")
        evidence = self.evidence(document, *path, fallback=fallback)
        return Dated(
            Interval(start, end), published, evidence, end is not None, self.reader.file.span(*path, "from")
        )

    def parameter(self, name: str, document: ParameterDocument) -> Parameter:
        """A parameter and its values."""
        path = ("parameters", name)
        unit = read_unit(self.reader, document.unit, *path, "unit")
        choice = Type("choice", choices=document.choices)
        kind = {
            "choices": Type("list", of=choice),
            "integer": Type("number", unit, integer=True),
            "decimal": Type("number", unit),
        }.get(document.type, Type(document.type))
        values = [
            self._value(value, document.type, *path, "values", i) for i, value in enumerate(document.values)
        ]
        return Parameter(
            name,
            text_of(document.label),
            kind,
            document.unit,
            document.keyed_to,
            self.tiled(name, values),
            self.reader.file.key_span(*path),
        )

    def _value(self, document: ParameterValueDocument, kind: str, *path: object) -> ParameterValue:
        return ParameterValue(
            self.dated(document, *path), self._literal(document.value, kind, *path, "value")
        )

    def _literal(self, written: object, kind: str, *path: object) -> PlainValue:
        try:
            if kind == "choices" and isinstance(written, list):
                return tuple(written)
            if (
                kind in ("integer", "decimal")
                and isinstance(written, str | int)
                and not isinstance(written, bool)
            ):
                number = exact_number(str(written))
                if kind == "decimal" or not isinstance(number, Fraction):
                    return number
            if kind == "boolean" and isinstance(written, bool):
                return written
            if kind == "date" and isinstance(written, str):
                return date.fromisoformat(written)
        except LanguageError as error:
            self.reader.fault(error.code, *path)
            return False
        except ValueError:
            pass
        self.reader.fault("M103", *path, expected=_KINDS[kind])
        return False

    def table(self, name: str, document: TableDocument) -> Table:
        """A decision table and its versions."""
        path = ("tables", name)
        unit = read_unit(self.reader, document.unit, *path, "unit")
        versions = [
            self._table_version(version, len(document.inputs), *path, "versions", i)
            for i, version in enumerate(document.versions)
        ]
        order = self._order(document, versions, *path)
        if document.aggregation is not None and document.hit != "collect":
            self.reader.fault("M140", *path, "aggregation")
        return Table(
            name,
            text_of(document.label),
            Type(document.type, unit, choices=document.choices),
            document.unit,
            document.keyed_to,
            document.hit,
            tuple(self.reader.expression(e, *path, "inputs", i) for i, e in enumerate(document.inputs)),
            self.tiled(name, versions),
            document.aggregation,
            order,
            self.reader.file.key_span(*path),
        )

    def _order(
        self, document: TableDocument, versions: Sequence[TableVersion], *path: object
    ) -> tuple[PlainValue, ...]:
        """The possible results, best first: `priority` and `output order` need them, and every row's result among them."""
        kind = {"number": "decimal", "boolean": "boolean"}.get(document.type)
        order = tuple(
            self._literal(value, kind, *path, "values", i) if kind else value
            for i, value in enumerate(document.values)
        )
        if (document.hit in ("priority", "output order")) != bool(order):
            self.reader.fault("M139", *path, "hit")
        for row in (row for version in versions for row in version.rows if order):
            if isinstance(row.result, Literal) and row.result.value not in order:
                self.reader.fault_at("M141", row.span)
        return order

    def _table_version(self, document: TableVersionDocument, width: int, *path: object) -> TableVersion:
        rows = []
        for i, row in enumerate(document.rows):
            here = (*path, "rows", i)
            if len(row.when) != width:
                self.reader.fault("M133", *here)
                continue
            tests = tuple(self.reader.tests(cell, *here, "when", j) for j, cell in enumerate(row.when))
            result = self.reader.expression(row.then, *here, "then")
            rows.append(Row(tests, result, self.reader.file.span(*here)))
        return TableVersion(self.dated(document, *path), tuple(rows))

    def definition(self, name: str, document: DefinitionDocument) -> Definition:
        """A definition; label, type and unit come from the vocabulary where the name stands there."""
        path = ("definitions", name)
        fact = self.facts.get(name)
        if fact is not None and fact.source == "given":
            self.reader.fault("M111", *path, name=name)
        unit = read_unit(self.reader, document.unit, *path, "unit")
        kind = fact.type.required() if fact else self._own_type(document, unit, *path)
        if (
            fact is None and document.label is None
        ):  # a fact of the vocabulary, if anything: its type stands there
            kind = ANY
        if document.value is not None:
            dated = Dated(
                Interval(), evidence=self.evidence(document, *path), span=self.reader.file.span(*path)
            )
            node = self.reader.expression(document.value, *path, "value")
            versions: Sequence[DefinitionVersion] = [DefinitionVersion(dated, node)]
        else:
            versions = [
                DefinitionVersion(
                    self.dated(v, *path, "versions", i),
                    self.reader.expression(v.value, *path, "versions", i, "value"),
                )
                for i, v in enumerate(document.versions)
            ]
        return Definition(
            name,
            label_or(self.reader, document, fact, *path),
            kind,
            fact.unit if fact else document.unit,
            document.keyed_to,
            self.tiled(name, versions),
            self.reader.file.key_span(*path),
        )

    def _own_type(self, document: DefinitionDocument, unit: Unit, *path: object) -> Type:
        """The type of a name that the vocabulary does not have."""
        if document.records is None:
            return Type(document.type, unit, choices=document.choices)
        listed = self.facts.get(document.records)
        if listed is None or listed.type.kind != "list":
            lists = tuple(name for name, fact in self.facts.items() if fact.type.kind == "list")
            self.reader.unknown("M108", document.records, lists, *path, "records")
        return Type("list", of=Type("record", record=document.records))

    def tiled(self, name: str, versions: Sequence[Version], whole: bool = True) -> tuple[Version, ...]:
        """The versions in order of time; one without an end lasts until the next begins. Gaps, overlaps are faults."""
        ordered: list[Version] = sorted(
            versions, key=lambda version: version.dated.interval.start or date.min
        )
        closed = []
        for version, following in zip(ordered, [*ordered[1:], None], strict=True):
            end, start = version.dated.interval.end, following.dated.interval.start if following else None
            if following is None or start is None or end == start:
                closed.append(version)
                continue
            if whole:
                self._joined(name, version.dated, following.dated)
            interval = Interval(version.dated.interval.start, start)
            closed.append(replace(version, dated=replace(version.dated, interval=interval)))
        return tuple(closed)

    def _joined(self, name: str, before: Dated, after: Dated) -> None:
        """Faults where one version and the next leave a gap, overlap, or begin on the same day."""
        begun, end, start = before.interval.start, before.interval.end, after.interval.start
        if begun is None or start is None or (end is None and begun < start):
            return
        end = end or start
        code = "M138" if begun == start else "M119" if end > start else "M120"
        until = Text(f"앞의 것은 {begun}부터 {end}까지", f"the one before runs from {begun} until {end}")
        related = (Related(before.span, until),) if before.span else ()
        self.reader.fault_at(code, after.span, related, name=name, until=end, start=start)
