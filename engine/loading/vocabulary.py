"""Documents of rulesets/facts to facts and choice lists."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from engine.diagnostics import Text
from engine.language.exact import LanguageError, exact_number
from engine.language.types import BASE_UNITS, NO_UNIT, Type, Unit, parse_unit
from engine.loading.from_tree import Reader, text_of
from engine.model import Bound, Choices, Fact, Filed, RecordField, RecordRule
from engine.periods import Months

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.rulesets import (
        FactDocument,
        FactsFile,
        RecordFieldDocument,
        RecordRuleDocument,
        TextDocument,
    )

_FROM_TODAY = re.compile(r"today(?: \+ P(\d+)([YM]))?")
_THE_ONE_SCREENED = "this"
_IDS = Text("제도 id의 목록, 또는 `this`만", "a list of program ids, or `this` alone")
_MONTHS = {"Y": 12, "M": 1}


def read_choices(name: str, document: Mapping[str, TextDocument]) -> Choices:
    """One choice list."""
    return Choices(name, tuple((value, text_of(label)) for value, label in document.items()))


def read_unit(reader: Reader, text: str | None, *path: object) -> Unit:
    """A unit; a fault where it does not exist."""
    try:
        return parse_unit(text)
    except ValueError:
        reader.fault("M107", *path, unit=text, units=", ".join(sorted(BASE_UNITS)))
        return NO_UNIT


def read_facts(reader: Reader, file: FactsFile, choices: Mapping[str, Choices]) -> list[Fact]:
    """The facts of one file, their types resolved against the choice lists."""
    return [_fact(reader, name, document, choices) for name, document in file.facts.items()]


def _fact(reader: Reader, name: str, document: FactDocument, choices: Mapping[str, Choices]) -> Fact:
    path = ("facts", name)
    kind = _type(reader, document, choices, *path)
    kind = (
        Type("list", of=Type("record", record=name), optional=document.optional)
        if document.type == "list"
        else kind
    )
    low, high = _range(reader, document.range, document.type, *path, "range")
    return Fact(
        name=name,
        label=text_of(document.label),
        entity=document.entity,
        type=kind,
        source=document.source,
        known_by=tuple(document.known_by),
        changes=document.changes,
        sensitive=document.sensitive,
        unit=document.unit,
        low=low,
        high=high,
        without=tuple(document.without),
        judged=document.judged_by is not None,
        assumed=document.assumed is not None,
        filed=_filed(reader, document, *path),
        not_before=document.not_before,
        not_after=document.not_after,
        records=document.records or 0,
        fields=_fields(reader, document, choices, *path),
        counter=text_of(document.counter) if document.counter else None,
        in_question=document.in_question,
        rules=tuple(
            _rule(reader, rule, tuple(document.fields), *path, "rules", index)
            for index, rule in enumerate(document.rules)
        ),
        span=reader.file.key_span(*path),
    )


def _rule(reader: Reader, document: RecordRuleDocument, fields: tuple[str, ...], *path: object) -> RecordRule:
    for name in (*document.fields, *document.same, *document.where):
        if name not in fields:
            reader.unknown("M108", name, fields, *path)
    cites = (document.cite,) if isinstance(document.cite, str) else tuple(document.cite or ())
    where = tuple((name, tuple(values)) for name, values in document.where.items())
    named, same, label = tuple(document.fields), tuple(document.same), text_of(document.label)
    return RecordRule(document.kind, named, label, same, where, document.inclusive, cites)


def _filed(reader: Reader, document: FactDocument, *path: object) -> Filed | None:
    if document.filed is None:
        return None
    named = document.filed.program
    programs = (named,) if isinstance(named, str) else tuple(named)
    if len(programs) > 1 and _THE_ONE_SCREENED in programs:
        reader.fault("M103", *path, "filed", "program", expected=_IDS)
        # Told once: as an id it would be told again, being that of no program.
        programs = tuple(id_ for id_ in programs if id_ != _THE_ONE_SCREENED)
    return Filed(() if programs == (_THE_ONE_SCREENED,) else programs, document.filed.kind)


def _fields(
    reader: Reader, document: FactDocument, choices: Mapping[str, Choices], *path: object
) -> tuple[RecordField, ...]:
    written = document.fields.items()
    return tuple(_field(reader, name, inner, choices, *path, "fields", name) for name, inner in written)


def _field(
    reader: Reader, name: str, document: RecordFieldDocument, choices: Mapping[str, Choices], *path: object
) -> RecordField:
    low, high = _range(reader, document.range, document.type, *path, "range")
    return RecordField(name, text_of(document.label), _type(reader, document, choices, *path), low, high)


def _type(
    reader: Reader,
    document: FactDocument | RecordFieldDocument,
    choices: Mapping[str, Choices],
    *path: object,
) -> Type:
    optional = getattr(document, "optional", False)
    if document.type in ("integer", "decimal"):
        unit = read_unit(reader, document.unit, *path, "unit")
        return Type("number", unit, optional=optional, integer=document.type == "integer")
    if document.type == "choice":
        if document.choices not in choices:
            reader.unknown("M109", document.choices, tuple(choices), *path, "choices")
        return Type("choice", choices=document.choices, optional=optional)
    return Type({"text": "string"}.get(document.type, document.type), optional=optional)


def _range(
    reader: Reader, written: list[str | int] | None, kind: str, *path: object
) -> tuple[Bound | None, Bound | None]:
    if written is None:
        return None, None
    low, high = (_bound(reader, text, kind, *path, index) for index, text in enumerate(written))
    return low, high


def _bound(reader: Reader, written: str | int, kind: str, *path: object) -> Bound | None:
    text = str(written)
    try:
        if kind != "date":
            return Bound(exact_number(text))
        moved = _FROM_TODAY.fullmatch(text)
        if moved:
            return Bound(from_today=Months(int(moved[1] or 0) * _MONTHS.get(moved[2], 0)))
        return Bound(date.fromisoformat(text))
    except LanguageError as error:
        reader.fault(error.code, *path)
    except ValueError:
        reader.fault("M106", *path)
    return None


def label_or(reader: Reader, document: object, fact: Fact | None, *path: object) -> Text:
    """The label written, else the vocabulary's; a fault where there is neither."""
    written = getattr(document, "label", None)
    if written is not None:
        return text_of(written)
    if fact is not None:
        return fact.label
    if not reader.found.hides(path[-1]):
        reader.fault_at("M110", reader.file.key_span(*path), name=str(path[-1]))
    return Text(str(path[-1]), str(path[-1]))
