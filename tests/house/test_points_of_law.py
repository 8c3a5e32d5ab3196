"""Every point of the law that a domain lists is held by something that exists, and every condition answers to a point.

rulesets/<domain>/points.md is the list. The summary of the law that its numbers come from is no part of the checkout: where it is, every
number of it must be in the list too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.catalog import Catalog
from engine.loading.opening import open_catalog
from engine.model import Group, Program, conditions_in

ROW = re.compile(r"^\| U?(?P<point>\d\S*)[^|]*\| (?P<held>[^|]+) \|$")
KINDS = ("definition", "parameter", "table", "fact")
NOT_MODELLED = re.compile(r"not modelled[^:]*: ?")
REMARK = re.compile(r" ?\([^)]*\)")
SECTION = re.compile(
    r"^#{1,2} (?P<number>\d+(?:\.\d+)?)\.? (?P<title>[^\n]*)\n(?P<text>.*?)(?=^#{1,2} |\Z)",
    re.MULTILINE | re.DOTALL,
)
OF_UNEMPLOYMENT = {str(number) for number in (*range(3, 20), 26, 27, 28)} | {"10.1", "10.2"}
LISTED = "2348"  # conditions, exclusions, amounts, interactions: not purpose, history, filing, transition, examples
PART = re.compile(r"\*\*(?=\()((?:\(\d\))+)[^*]*\*\*")
NUMBERED = re.compile(r"(?:^|\s)(?:- )?(\d{1,2})([a-z]?)\. (?=\S)")
CODE = re.compile(r"^\| (GC\d+(?:-\d)?) \|", re.MULTILINE)


@pytest.fixture(scope="module")
def law(root: Path) -> Catalog:
    return open_catalog(root / "rulesets")


@pytest.fixture(scope="module")
def rows(root: Path) -> dict[str, list[tuple[str, str]]]:
    """By domain: each point and what holds it."""
    lists = {path.parent.name: path.read_text(encoding="utf-8") for path in root.glob("rulesets/*/points.md")}
    assert lists, "no domain lists its points"
    told = {
        domain: [(row["point"], row["held"]) for row in map(ROW.match, text.splitlines()) if row]
        for domain, text in lists.items()
    }
    unread = [
        line
        for text in lists.values()
        for line in text.splitlines()
        if line.startswith("|") and not ROW.match(line) and not line.startswith(("| point", "|---"))
    ]
    assert unread == []
    return told


def _names(program: Program) -> set[str]:
    """What a row may name of a program: conditions, groups, amounts, and how it is applied for."""
    groups = (
        group for version in program.versions for group in (version.conditions, version.worker_conditions)
    )
    amounts = {amount.id for version in program.versions for amount in version.amounts}
    return {name for group in groups for name in _ids(group)} | amounts | {"apply"}


def _ids(group: Group | None) -> Iterator[str]:
    for member in group.members if group else ():
        if isinstance(member, Group):
            yield from _ids(member)
        if member.id is not None:
            yield member.id


def _claims(held: str) -> Iterator[tuple[str, str]]:
    """Each thing that a row says holds its point: a program or a kind, and a name."""
    for part in () if NOT_MODELLED.match(held) else REMARK.sub("", held).split(";"):
        owner, _, names = part.strip().partition(": ")
        yield from ((owner, name.strip()) for name in names.split(","))


def test_every_name_exists(law: Catalog, rows: dict[str, list[tuple[str, str]]]) -> None:
    known = {id_: _names(program) for id_, program in law.programs.items()}
    known |= dict(zip(KINDS, map(set, (law.definitions, law.parameters, law.tables, law.facts)), strict=True))
    lost = [
        f"{point}: {owner}: {name}"
        for told in rows.values()
        for point, held in told
        for owner, name in _claims(held)
        if name not in known.get(owner, ())
    ]
    assert lost == []


def test_what_is_not_modelled_says_why(rows: dict[str, list[tuple[str, str]]]) -> None:
    bare = [
        point
        for told in rows.values()
        for point, held in told
        if held.startswith("not modelled") and len(NOT_MODELLED.sub("", held, count=1).split()) < 3
    ]
    assert bare == []


def test_no_point_is_listed_twice(rows: dict[str, list[tuple[str, str]]]) -> None:
    for told in rows.values():
        points = [point for point, _ in told]
        assert sorted({point for point in points if points.count(point) > 1}) == []


def test_every_condition_answers_to_a_point(
    law: Catalog, root: Path, rows: dict[str, list[tuple[str, str]]]
) -> None:
    for domain, told in rows.items():
        named = {claim for _, held in told for claim in _claims(held)}
        programs = (law.programs[path.parent.name] for path in root.glob(f"rulesets/{domain}/*/common.yaml"))
        assert [
            f"{program.id}: {name}"
            for program in programs
            for name in sorted(
                {
                    condition.id
                    for version in program.versions
                    for group in (version.conditions, version.worker_conditions)
                    for condition in conditions_in(group)
                }
            )
            if (program.id, name) not in named
        ] == []


@pytest.fixture(scope="module")
def sheet(root: Path) -> str:
    """The summary of the law: in the folder that HAEDANG_FACTS names, or in `shared/facts` beside the checkout."""
    named = os.environ.get("HAEDANG_FACTS")
    path = (Path(named) if named else root.parent / "shared" / "facts") / "unemployment.md"
    if not path.is_file():
        pytest.skip("what is no part of the checkout is not here: the summary of the law (HAEDANG_FACTS)")
    return path.read_text(encoding="utf-8")


def test_every_point_of_the_summary_is_listed(
    law: Catalog, sheet: str, rows: dict[str, list[tuple[str, str]]]
) -> None:
    listed = [point for point, _ in rows["unemployment"]]
    asked = list(_points(sheet, law))
    assert len(asked) > len(OF_UNEMPLOYMENT)
    assert [point for point in asked if not any(_answers(given, point) for given in listed)] == []


def _answers(given: str, asked: str) -> bool:
    """A row answers to its number and to every number that it is a finer part of: 16(2)4a and 16(2)4-job to 16(2)4."""
    return (
        given == asked or re.fullmatch(re.escape(asked) + r"(?:[a-z].*|[.(].*|-[a-z].*)", given) is not None
    )


def _points(sheet: str, law: Catalog) -> Iterator[str]:
    """The numbers of every section that is about a program of the catalogue, or about none: rules, amendments, open points."""
    for section in SECTION.finditer(sheet):
        about = [
            id_ for id_ in re.findall(r"`([a-z]+_[a-z_]+)`", section["title"]) if not id_.startswith("rule_")
        ]
        if section["number"] in OF_UNEMPLOYMENT and (not about or any(id_ in law.programs for id_ in about)):
            yield from _of_section(section["number"], section["text"])


def _of_section(number: str, text: str) -> Iterator[str]:
    """The parts that are listed, with their items; items alone; codes of a table; or the section itself."""
    marks = list(PART.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    found = list(CODE.findall(text))
    if marks:
        for mark, end in zip(marks, ends, strict=True):
            for part in re.findall(r"\d", mark[1]):
                items = _items(text[mark.end() : end]) if part in "23" else []
                yield from (f"{number}({part}){item}" for item in items or [""] if part in LISTED)
        if not any(part in LISTED for mark in marks for part in re.findall(r"\d", mark[1])):
            yield number
    elif found:
        yield from (f"{number}.{code}" for code in found)
    else:
        items = _items(text) if number in {"10.1", "28"} else []
        yield from (f"{number}.{item}" for item in items)
        if not items:
            yield number


def _items(text: str) -> list[str]:
    """Numbers of a list in order; a number out of order belongs to a sentence."""
    found: list[str] = []
    last = 0
    for match in NUMBERED.finditer(text):
        number, letter = int(match[1]), match[2]
        if number == last + (0 if letter and number == last else 1):
            found.append(f"{number}{letter}")
            last = number
    return found
