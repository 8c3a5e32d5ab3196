"""Documents of one program's folder to the model: common.yaml and its version files, expanded to complete versions.

What a version names is taken from the library: the program's common.yaml, then its domain's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.diagnostics import Related, Text
from engine.language.nodes import Node
from engine.language.types import parse_unit
from engine.loading.dated_law import LawReader
from engine.loading.from_tree import text_of
from engine.loading.library import Library, Shelf
from engine.model import (
    Amount,
    Apply,
    Cap,
    Condition,
    Dated,
    Evidence,
    Group,
    Part,
    Program,
    ProgramVersion,
    Step,
    Variant,
)
from engine.periods import Interval
from schemas.programs import ConditionDocument, GroupDocument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.diagnostics import Span
    from schemas.programs import (
        AmountDocument,
        ApplyDocument,
        PartDocument,
        ProgramCommonFile,
        ProgramParts,
        ProgramVersionFile,
    )

Slice = tuple[LawReader, "ProgramVersionFile"]


def read_program(
    domain: str,
    law: LawReader,
    common: ProgramCommonFile,
    versions: Sequence[Slice],
    shared: Sequence[Shelf] = (),
    whole: bool = True,
) -> Program:
    """One program with all its versions, each complete. `shared` is what its domain offers to all its programs. Where not the `whole` of it
    could be read, gaps between versions say nothing.
    """
    own_shelf = Shelf(law, common.conditions)
    library = Library((own_shelf, *shared))
    readings = [_Version(own, document, law, common, library) for own, document in versions]
    built = [reading.build() for reading in readings]
    if whole:
        own_shelf.unused({name for reading in readings for name in reading.seen})
    return Program(
        id=common.program,
        title=text_of(common.title),
        domain=domain,
        subject=common.for_,
        per_worker=common.per is not None,
        keyed_to=common.keyed_to,
        versions=law.tiled(common.program, built, whole),
        span=law.reader.file.key_span("program"),
    )


class _Version:
    """Expands one version file: what it names is taken from the library, what it writes wins."""

    def __init__(
        self,
        own: LawReader,
        document: ProgramVersionFile,
        common_law: LawReader,
        common: ProgramCommonFile,
        library: Library,
    ) -> None:
        self.own, self.document, self.common_law, self.common = own, document, common_law, common
        self.library = library
        self.seen: dict[str, Span] = {}

    def build(self) -> ProgramVersion:
        document = self.document
        evidence = Evidence(self.own.cites(document.cite, "cite"))
        start, end = self.own.reader.day(document.from_, "from"), self.own.reader.day(document.until, "until")
        if start and end and start >= end:
            self.own.reader.fault("M121", "until")
        dated = Dated(
            Interval(start, end),
            self.own.reader.day(document.published, "published"),
            evidence,
            end is not None,
            self.own.reader.file.span("from"),
        )
        law, parts = self._parts("amounts")
        cap_law, cap_parts = self._parts("cap")
        workers = document.worker_conditions
        return ProgramVersion(
            dated=dated,
            conditions=self._group(self.own, document.conditions, dated, "conditions"),
            worker_conditions=self._group(self.own, workers, dated, "worker_conditions") if workers else None,
            amounts=self._amounts(law, parts, evidence),
            apply=self._apply(*self._parts("apply")),
            cap=_cap(cap_law, cap_parts),
            not_together_with=tuple(self._parts("not_together_with")[1].not_together_with or ()),
        )

    def _parts(self, key: str) -> tuple[LawReader, ProgramParts]:
        """The file that says `key`: the version's, else common.yaml."""
        if getattr(self.document, key) is not None:
            return self.own, self.document
        return self.common_law, self.common

    def _group(self, law: LawReader, document: GroupDocument, dated: Dated, *path: object) -> Group:
        kind, written = _members(document)
        members: list[Condition | Group] = []
        for index, member in enumerate(written):
            here = (*path, kind) if kind == "not" else (*path, kind, index)
            read = self._member(law, member, dated, *here)
            if read is not None:
                members.append(read)
        return Group(kind, tuple(members), document.id, text_of(document.label) if document.label else None)

    def _member(
        self, law: LawReader, member: str | ConditionDocument | GroupDocument, dated: Dated, *path: object
    ) -> Condition | Group | None:
        """One member of a group, written in the file of `law` or named there."""
        if isinstance(member, GroupDocument):
            return self._group(law, member, dated, *path)
        reader = law.reader
        id_ = member if isinstance(member, str) else member.id
        if id_ is None:
            reader.fault("M102", *path, name="id")
            return None
        shared = self.library.find(id_)
        if isinstance(member, str) and shared is None:
            reader.unknown("M116", member, self.library.names(), *path)
            return None
        is_first = self._first(
            id_, reader.file.span(*path) if isinstance(member, str) else reader.file.span(*path, "id"), law
        )
        own = ConditionDocument() if isinstance(member, str) else member
        if shared is None:
            return self._built(id_, law, own, path, None, dated)
        source, entry = shared
        if isinstance(entry, GroupDocument):
            return self._named(id_, source, entry, dated) if is_first else None
        return self._built(id_, law, own, path, (source, entry), dated)

    def _first(self, id_: str, place: Span, law: LawReader) -> bool:
        """Whether a version has not named this before: a group that named itself would have no end."""
        first = self.seen.setdefault(id_, place)
        if first is not place:
            law.reader.fault_at("M134", place, (Related(first, Text("처음", "first here")),), name=id_)
        return first is place

    def _named(self, id_: str, law: LawReader, document: GroupDocument, dated: Dated) -> Group:
        return replace(self._group(law, document, dated, "conditions", id_), id=id_)

    def _built(
        self,
        id_: str,
        written: LawReader,
        own: ConditionDocument,
        path: tuple[object, ...],
        shared: tuple[LawReader, ConditionDocument] | None,
        dated: Dated,
    ) -> Condition:
        """A condition as `own` says it in the file of `written`; what that leaves out is said by the library."""
        library = ("conditions", id_)
        source_law, source = shared or (written, own)
        label = own.label or source.label
        if label is None:
            written.reader.fault("M115", *path)
        rewritten = own.when is not None or bool(own.variants)
        law, text, where = (
            (written, own, path) if rewritten or shared is None else (source_law, source, library)
        )
        if (text.when is None) == (not text.variants):
            law.reader.fault("M117", *where)
        keyed_to = own.keyed_to or source.keyed_to if text.variants else None
        if text.variants and keyed_to is None:
            law.reader.fault("M102", *where, name="keyed_to")
        base = source_law.evidence(source, *library) if shared is not None and source.cite else None
        if own.cite is not None or base is None:
            if own.cite is None and not text.variants:
                written.reader.fault("M114", *path)
            base = written.evidence(own, *path, fallback=Evidence(()))
        return Condition(
            id=id_,
            label=text_of(label) if label else text_of(self.common.title),
            variants=_variants(law, text, dated, base, where),
            keyed_to=keyed_to,
            judged=(own.judged_by or source.judged_by) is not None,
            discretion=(own.discretion or source.discretion) is not None,
            span=law.reader.file.span(*where),
        )

    def _amounts(self, law: LawReader, parts: ProgramParts, version: Evidence) -> tuple[Amount, ...]:
        if parts.amounts is None:
            if not self.own.reader.found.hides("amounts"):
                self.own.reader.fault("M125", "program", name="amounts")
            return ()
        built = tuple(_amount(law, id_, amount, version) for id_, amount in parts.amounts.items())
        ranked = [amount for amount in built if amount.ranks]
        if len(ranked) != 1 or ranked[0].unit != "KRW":
            law.reader.fault_at("M126", law.reader.file.key_span("amounts"))
        return built

    def _apply(self, law: LawReader, parts: ProgramParts) -> Apply:
        document = parts.apply
        if document is None:
            if not self.own.reader.found.hides("apply"):
                self.own.reader.fault("M125", "program", name="apply")
            return Apply(text_of(self.common.title), None, (), (), ())
        return _apply(law, document)


def _members(document: GroupDocument) -> tuple[str, Sequence[str | ConditionDocument | GroupDocument]]:
    if document.all is not None:
        return "all", document.all
    if document.any is not None:
        return "any", document.any
    return "not", [] if document.not_ is None else [document.not_]


def _variants(
    law: LawReader, text: ConditionDocument, dated: Dated, base: Evidence, path: tuple[object, ...]
) -> tuple[Variant, ...]:
    if not text.variants:
        node = law.reader.expression(text.when if text.when is not None else False, *path, "when")
        return (Variant(Dated(Interval(), dated.published, base, span=law.reader.file.span(*path)), node),)
    built = []
    for index, variant in enumerate(text.variants):
        here = (*path, "variants", index)
        if (variant.when is None) != variant.none:
            law.reader.fault("M117", *here)
        when = None if variant.when is None else law.reader.expression(variant.when, *here, "when")
        built.append(Variant(law.dated(variant, *here, fallback=base), when))
    return law.tiled(str(path[-1]), built)


def _amount(law: LawReader, id_: str, document: AmountDocument, version: Evidence) -> Amount:
    reader, path = law.reader, ("amounts", id_)
    try:
        parse_unit(document.unit)
    except ValueError:
        reader.fault("M107", *path, "unit", unit=document.unit)
    bounds = document.bound_by
    return Amount(
        id=id_,
        label=text_of(document.label),
        value=reader.expression(document.value, *path, "value"),
        unit=document.unit,
        evidence=law.evidence(document, *path, fallback=version),
        round=document.round,
        to=document.to,
        ranks=document.ranks,
        floor=None if bounds.floor is None else reader.expression(bounds.floor, *path, "bound_by", "floor"),
        ceiling=None
        if bounds.ceiling is None
        else reader.expression(bounds.ceiling, *path, "bound_by", "ceiling"),
        schedule=tuple(_part(law, part, *path, "schedule", i) for i, part in enumerate(document.schedule)),
        span=reader.file.key_span(*path),
    )


def _part(law: LawReader, document: PartDocument, *path: object) -> Part:
    def optional(text: str | int | bool | None, key: str) -> Node | None:
        return None if text is None else law.reader.expression(text, *path, key)

    return Part(
        label=text_of(document.part),
        start=optional(document.from_, "from"),
        end=optional(document.to, "to"),
        payable_from=optional(document.payable_from, "payable_from"),
        value=law.reader.expression(document.value, *path, "value"),
        cites=law.cites(document.cite, *path, "cite"),
    )


def _apply(law: LawReader, document: ApplyDocument) -> Apply:
    until = None if document.until is None else law.reader.expression(document.until, "apply", "until")
    return Apply(
        where=text_of(document.where),
        until=until,
        cites=law.cites(document.cite, "apply", "cite"),
        documents=tuple(text_of(text) for text in document.documents),
        first=tuple(Step(step.id, text_of(step.label)) for step in document.first),
    )


def _cap(law: LawReader, parts: ProgramParts) -> Cap | None:
    if parts.cap is None:
        return None
    return Cap(law.reader.expression(parts.cap.workers, "cap", "workers"), law.evidence(parts.cap, "cap"))
