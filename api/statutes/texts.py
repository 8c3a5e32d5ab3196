"""One text of a statute, as promulgated on one day: what a file of the collection says of itself, and the numbers it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_ADDENDA = re.compile(r"^#+ 부칙", re.MULTILINE)
_ADDENDUM = re.compile(
    r"^부칙(?:\([^\n]*\))? <제0*(?P<number>\d+)호,[^>\n]*>(?P<text>.*?)(?=^부칙|\Z)", re.MULTILINE | re.DOTALL
)
_ARTICLE = re.compile(r"^##### 제(\d+)조(?:의(\d+))?[^\n]*\n(.*?)(?=^#+ |\Z)", re.MULTILINE | re.DOTALL)
_DELETED = re.compile(r"\s*삭제\s*<[^>]*>\s*")


@dataclass(frozen=True, slots=True)
class StatuteText:
    """The text that one promulgation made; `last_start` is the last day on which a part of it begins."""

    title: str
    promulgated: date
    number: str
    last_start: date
    articles: Mapping[str, str]  # number ("10", "10의2") to text
    annexes: frozenset[str]
    addendum: str  # the supplementary provisions of this promulgation; empty where they are not found


def read_texts(folder: Path) -> Iterator[StatuteText]:
    """Every text below a folder, in no order. A file without a head that names its statute is no text."""
    for path in sorted(folder.rglob("*.md")):
        source = path.read_text(encoding="utf-8")
        head = _HEAD.match(source)
        if head is not None:
            yield _read(yaml.safe_load(head[1]), source[head.end() :])


def articles_in(body: str) -> dict[str, str]:
    """The articles of a text that have not been deleted, by number."""
    found = ((_numbered(*match.group(1, 2)), match[3]) for match in _ARTICLE.finditer(body))
    return {number: text for number, text in found if not _DELETED.fullmatch(text)}


def _read(head: Mapping[str, Any], source: str) -> StatuteText:
    addenda = _ADDENDA.search(source)
    number = str(head["공포번호"]).lstrip("0")
    return StatuteText(
        str(head["제목"]),
        _day(head["공포일자"]),
        number,
        _day(head["시행일자"]),
        articles_in(source[: addenda.start()] if addenda else source),
        frozenset(_annexes(head.get("첨부파일") or ())),
        _addendum(source[addenda.end() :], number) if addenda else "",
    )


def _annexes(files: Iterable[Mapping[str, str]]) -> Iterator[str]:
    for file in files:
        # An annex without a number is the only one of its text, and is cited without one.
        if file["별표구분"] == "별표" and int(file["별표번호"]) and not str(file["제목"]).startswith("삭제"):
            yield _numbered(file["별표번호"], file["별표가지번호"])


def _addendum(addenda: str, number: str) -> str:
    """The last one of that number: older promulgations may have had the same."""
    found = [match["text"] for match in _ADDENDUM.finditer(addenda) if match["number"] == number]
    return found[-1] if found else ""


def _numbered(number: str, branch: str | None) -> str:
    return f"{int(number)}의{int(branch)}" if branch and int(branch) else str(int(number))


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
