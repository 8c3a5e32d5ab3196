"""What may stand at a cursor: names and choices inside expressions, ids of conditions, and names that keys ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.editor.cursor import Cursor
from api.editor.hover import arguments_of, catalog_names
from api.editor.open_folder import Folder
from api.editor.subjects import (
    CHOICES,
    CONDITION,
    DATE,
    PROGRAM,
    SOURCE,
    UNIT,
    compared_choices,
    is_expression,
    libraries_of,
    wanted_at,
)
from engine.catalog import Catalog
from engine.diagnostics import Text
from engine.language.functions import FUNCTIONS, SPECIAL_FORMS
from engine.language.types import BASE_UNITS
from engine.model import Fact

PROGRAMS = "benefit_program"  # the choice list of programs that exclude each other
_QUOTED = re.compile(r'\\?"\w*$')
_MEMBER = re.compile(r"(?P<name>\w+)\.\w*$")
_FILTER = re.compile(r"(?P<list>\w+)\[[^\]]*$")
_LOOPED = r"\b(?:some|every|for|,)\s*{name}\s+in\s+(?P<list>\w+)"
_IN_LIST = re.compile(r"\bin\s+\w*$")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be written: the text for the word at the cursor, its kind, and what people call it."""

    text: str
    kind: str
    label: Text
    shown: str = ""


def offers_at(file: str, cursor: Cursor, folder: Folder) -> list[Offer]:
    """What may be written at a cursor, in the order of use."""
    catalog = folder.catalog
    if is_expression(file, cursor):
        return list(_in_expression(file, cursor, folder))
    wanted = wanted_at(file, cursor)
    if wanted == CONDITION:
        return list(_conditions(file, folder))
    if wanted == DATE:
        return [_fact(fact) for fact in catalog.facts.values() if fact.type.kind == "date"]
    if wanted == CHOICES:
        return [Offer(name, CHOICES, Text("선택값 목록", "choice list")) for name in catalog.choices]
    if wanted == SOURCE:
        return list(_sources(folder))
    if wanted == PROGRAM:
        return list(_programs(catalog))
    if wanted == UNIT:
        return [Offer(unit, UNIT, Text("단위", "unit")) for unit in sorted(BASE_UNITS | {"ratio"})]
    return []


def _in_expression(file: str, cursor: Cursor, folder: Folder) -> Iterator[Offer]:
    catalog, before = folder.catalog, cursor.before
    quoted = _QUOTED.search(before) is not None and before.replace("\\", "").count('"') % 2 == 1
    choices = compared_choices(file, cursor, catalog, cursor.line[: cursor.start] if quoted else before)
    if choices in catalog.choices and choices is not None:
        mark = "" if quoted else '\\"' if cursor.quote == '"' else '"'
        yield from (
            Offer(f"{mark}{value}{mark}", "choice", label, value)
            for value, label in catalog.choices[choices].labels
        )
    if quoted:
        return
    if choices and _IN_LIST.search(before):
        listed = (
            p for p in catalog.parameters.values() if p.type.of is not None and p.type.of.choices == choices
        )
        yield from (Offer(parameter.name, "parameter", parameter.label) for parameter in listed)
    member = _MEMBER.search(before)
    if member:
        yield from _fields(catalog, _list_of(member["name"], before))
        return
    filtered = _FILTER.search(before)
    if filtered:
        yield from _fields(catalog, filtered["list"])
    yield from (Offer(name, kind, label) for name, label, kind in catalog_names(catalog))
    yield from _functions()
    yield from _amounts(file, cursor, folder)


def _fields(catalog: Catalog, name: str) -> Iterator[Offer]:
    fact = catalog.facts.get(name)
    if fact is not None:
        yield from (Offer(field.name, "field", field.label) for field in fact.fields)


def _list_of(name: str, before: str) -> str:
    """The list a loop variable runs over; the name itself where it is none."""
    found = re.search(_LOOPED.format(name=re.escape(name)), before)
    return found["list"] if found else name


def _fact(fact: Fact) -> Offer:
    return Offer(fact.name, "fact", fact.label)


def _functions() -> Iterator[Offer]:
    for name in (*FUNCTIONS, *SPECIAL_FORMS):
        shape = arguments_of(name)[0]
        yield Offer(f"{name}(", "function", Text(f"함수 ({shape})", f"function ({shape})"), f"{name}()")


def _amounts(file: str, cursor: Cursor, folder: Folder) -> Iterator[Offer]:
    """Amounts of the program that stand before the one at the cursor."""
    if cursor.path[:1] != ("amounts",):
        return
    read = folder.file(file)
    amounts = read.tree.part("amounts") if read is not None else None
    for name in amounts.value if amounts is not None and isinstance(amounts.value, dict) else ():
        if cursor.path[1:2] == (name,):
            return
        yield Offer(f"amount_{name}", "amount", Text("앞에 나온 금액", "an amount above"))


def _conditions(file: str, folder: Folder) -> Iterator[Offer]:
    for shared in map(folder.file, libraries_of(file.rsplit("/", 1)[0])):
        library = shared.tree.part("conditions") if shared is not None else None
        for name, entry in (
            library.value.items() if library is not None and isinstance(library.value, dict) else ()
        ):
            label = entry.at(("label",)).plain()
            texts = label if isinstance(label, dict) else {}
            yield Offer(name, "condition", Text(str(texts.get("ko", name)), str(texts.get("en", name))))


def _sources(folder: Folder) -> Iterator[Offer]:
    for name, file in folder.read.files.items():
        section = file.tree.part("sources") if name.startswith("sources/") else None
        for id_, entry in (
            section.value.items() if section is not None and isinstance(section.value, dict) else ()
        ):
            texts = entry.plain()
            said = texts if isinstance(texts, dict) else {}
            yield Offer(id_, SOURCE, Text(str(said.get("ko", id_)), str(said.get("en", id_))))


def _programs(catalog: Catalog) -> Iterator[Offer]:
    listed = catalog.choices.get(PROGRAMS)
    known = {program.id: program.title for program in catalog.programs.values()}
    for name, label in {**dict(listed.labels if listed else ()), **known}.items():
        yield Offer(name, PROGRAM, label)
