"""What a place in a ruleset file is about: a name of the catalogue, a choice, a condition, a source, a function …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from api.editor.cursor import Cursor
from engine.catalog import Catalog
from engine.language.functions import FUNCTIONS, SPECIAL_FORMS
from engine.language.nodes import Name
from engine.language.types import Type

NAME, CHOICE, CHOICES, CONDITION, SOURCE, PROGRAM, FUNCTION, UNIT = (
    "name",
    "choice",
    "choices",
    "condition",
    "source",
    "program",
    "function",
    "unit",
)
DATE = "date"  # a name that must be a date fact
SECTIONS = ("facts", "parameters", "tables", "definitions")
COMMON = "common.yaml"
_EXPRESSIONS = {
    "definitions": frozenset({"value"}),
    "tables": frozenset({"inputs", "when", "then"}),
    "program": frozenset({"when", "value", "workers", "floor", "ceiling"}),
}
_KEYS = {
    "keyed_to": DATE,
    "not_before": DATE,
    "not_after": DATE,
    "choices": CHOICES,
    "unit": UNIT,
    "not_together_with": PROGRAM,
}
_COMPARED = re.compile(
    r"""(?:(?P<of>\w+)\.)?(?P<name>\w+)\s*(?:!?=|\bin\b)\s*[\[(]?\s*(?:\\?"[^"\\]*\\?"\s*,\s*)*(?P<open>\\?")?\w*$"""
)
_FUNCTION_NAMES = sorted({*FUNCTIONS, *SPECIAL_FORMS}, key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of thing and its name; a choice also says of which list, a condition of which program's folder."""

    kind: str
    name: str
    of: str = ""


def kind_of(file: str) -> str:
    """The kind of a ruleset file by its name inside the folder: facts, parameters, …, or program."""
    first = file.split("/", 1)[0]
    return first if first in (*SECTIONS, "sources") else "program"


def libraries_of(folder: str) -> tuple[str, ...]:
    """The files whose conditions and groups the files of a folder can name, the nearest first."""
    domain = folder.split("/", 1)[0]
    return tuple(dict.fromkeys((f"{folder}/{COMMON}", f"{domain}/{COMMON}")))


def is_version(file: str) -> bool:
    """Whether a file is a version of a program."""
    return kind_of(file) == "program" and PurePosixPath(file).name != COMMON


def is_expression(file: str, cursor: Cursor) -> bool:
    """Whether an expression stands at the cursor."""
    kind, key = kind_of(file), cursor.key
    if cursor.on_key or kind not in _EXPRESSIONS:
        return False
    dated_parts = ("from", "to", "payable_from") if "schedule" in cursor.path else ()
    return key in _EXPRESSIONS[kind] or (
        kind == "program" and (key in dated_parts or cursor.path[-2:] == ("apply", "until"))
    )


def wanted_at(file: str, cursor: Cursor) -> str:
    """What kind of name a value outside expressions takes; "" where it is none of the catalogue's."""
    if cursor.on_key:
        return ""
    in_conditions = bool({"conditions", "worker_conditions"} & set(cursor.path))
    joined = ("all", "any", "not", "id") if is_version(file) else ("all", "any", "not")
    if kind_of(file) == "program" and in_conditions and cursor.key in joined:
        return CONDITION
    if cursor.key == "source" and kind_of(file) not in ("facts", "sources"):
        return SOURCE
    if cursor.key == "program" and "filed" in cursor.path:
        return PROGRAM
    return _KEYS.get(cursor.key, "")


def subject_at(file: str, cursor: Cursor, catalog: Catalog) -> Subject | None:
    """What the word at the cursor names; None where it names nothing."""
    if cursor.on_key:
        return _of_key(file, cursor)
    if is_expression(file, cursor):
        choices = compared_choices(file, cursor, catalog, cursor.line[: cursor.start])
        if choices and cursor.line[: cursor.start].endswith('"'):
            return Subject(CHOICE, cursor.word, choices)
        function = _function_at(cursor)
        return Subject(FUNCTION, function) if function else Subject(NAME, cursor.word)
    wanted = wanted_at(file, cursor)
    if wanted in ("", UNIT) or not cursor.word:
        return None
    folder = file.rsplit("/", 1)[0] if wanted == CONDITION else ""
    return Subject(NAME if wanted == DATE else wanted, cursor.word, folder)


def _of_key(file: str, cursor: Cursor) -> Subject | None:
    kind, path = kind_of(file), cursor.path
    if kind == "facts" and path[0] == "choices":
        found = {
            2: Subject(CHOICES, path[-1]),
            3: Subject(CHOICE, path[-1], path[1] if len(path) > 1 else ""),
        }
        return found.get(len(path))
    if len(path) == 2:  # noqa: PLR2004 - section and name
        if path[0] in SECTIONS:
            return Subject(NAME, path[1])
        if path[0] == "sources":
            return Subject(SOURCE, path[1])
        if path[0] == "conditions" and kind == "program":
            return Subject(CONDITION, path[1], file.rsplit("/", 1)[0])
    return None


def _function_at(cursor: Cursor) -> str:
    for name in _FUNCTION_NAMES:
        for found in re.finditer(rf"\b{re.escape(name)}(?=\s*\()", cursor.line):
            if found.start() <= cursor.start < found.end():
                return name
    return ""


def compared_choices(file: str, cursor: Cursor, catalog: Catalog, before: str) -> str | None:
    """The choice list of what is compared where `before` breaks off; None where nothing of the kind is."""
    if kind_of(file) == "tables" and cursor.key == "when":
        return _cell_choices(cursor, catalog, before)
    found = _COMPARED.search(before)
    return None if found is None else choices_of(found["name"], catalog)


def _cell_choices(cursor: Cursor, catalog: Catalog, before: str) -> str | None:
    table = catalog.tables.get(cursor.path[1]) if len(cursor.path) > 1 else None
    cells = re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', "", before.rpartition("when")[2])
    place = cells.count(",")
    if table is None or place >= len(table.inputs):
        return None
    read = table.inputs[place]
    return choices_of(read.name, catalog) if isinstance(read, Name) else None


def choices_of(name: str, catalog: Catalog) -> str | None:
    """The choice list of a name, or of a record field of that name."""
    item = (
        catalog.facts.get(name)
        or catalog.parameters.get(name)
        or catalog.tables.get(name)
        or catalog.definitions.get(name)
    )
    if item is not None:
        return _listed(item.type)
    fields = (field for fact in catalog.facts.values() for field in fact.fields if field.name == name)
    return next((field.type.choices for field in fields if field.type.choices), None)


def _listed(type_: Type) -> str | None:
    return type_.choices or (type_.of.choices if type_.of is not None else None)
