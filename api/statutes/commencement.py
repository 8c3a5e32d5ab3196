"""From when a promulgation changes an article: its first supplementary provision, read for days and article numbers only.

A clause is not trusted where it names a day that was not understood, or not the day that the text's head gives: then the day of promulgation
is the first that is possible, and the day in the head the last.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from api.statutes.texts import StatuteText

_CLAUSE = re.compile(r"(이 (?:법|영|규칙)은.*?)(?=^\s*제\d+조\s*\(|\Z)", re.DOTALL | re.MULTILINE)
_DAY = (
    r"(?:(?P<same>공포 ?한 날)|공포 후 (?P<count>\d+)(?P<unit>개월|년|일)이? ?경과한 날"
    r"|(?P<y>\d{4})년 (?P<m>\d+)월 (?P<d>\d+)일)"
)
_ANY_DAY = r"공포 ?한 날|경과한 날|\d{4}년 \d+월 \d+일"
_FIRST = re.compile(rf"이 (?:법|영|규칙)은\s*{_DAY}")
_EXCEPTION = re.compile(
    rf"(?P<what>(?:제\d+조|별표|별지)(?:(?!개정규정).)*?)의 개정규정(?: 및 부칙 제\d+조)?[은는:]?\s*{_DAY}",
    re.DOTALL,
)
_REFERENCE = re.compile(
    r"제(?P<n>\d+)조(?:의(?P<b>\d+))?(?P<part>제\d+항|제\d+호|\s*(?:단서|후단|본문|각 호))?"
    r"(?:부터\s*제(?P<n2>\d+)조(?:의(?P<b2>\d+))?까지)?"
)
Numbered = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Named:
    """Articles that an exception names: all from one to another, or a part of one."""

    first: Numbered
    last: Numbered
    whole: bool

    def holds(self, number: Numbered) -> bool:
        return self.first <= number <= self.last


@dataclass(frozen=True, slots=True)
class Commencement:
    """The general day of a promulgation, and the days of what it names apart."""

    general: date
    apart: tuple[tuple[tuple[_Named, ...], date], ...]

    def of(self, number: str) -> date:
        """The first day on which a new article holds; where only a part of it is named apart, the earlier of the two."""
        plain = numbered(number)
        days = {self.general}
        for named, day in self.apart:
            found = [one for one in named if one.holds(plain)]
            if any(one.whole for one in found):
                return day
            days |= {day} if found else set()
        return min(days)


def commencement(text: StatuteText) -> Commencement | None:
    """When the parts of a promulgation begin; None where its clause cannot be read to the end."""
    clause = _CLAUSE.search(text.addendum)
    first = _FIRST.search(clause[1]) if clause else None
    if clause is None or first is None:
        return None
    general = _begins(first, text.promulgated)
    apart = tuple(
        (tuple(_named(match["what"])), _begins(match, text.promulgated))
        for match in _EXCEPTION.finditer(clause[1], first.end())
    )
    days = [general, *(day for _, day in apart)]
    whole = len(re.findall(_ANY_DAY, clause[1])) == len(days) and text.last_start in days
    return Commencement(general, apart) if whole else None


def numbered(number: str) -> Numbered:
    """ "10의2" as numbers that sort as articles do."""
    article, _, branch = number.partition("의")
    return int(article), int(branch or 0)


def _named(what: str) -> Iterator[_Named]:
    for match in _REFERENCE.finditer(what):
        first = (int(match["n"]), int(match["b"] or 0))
        last = (int(match["n2"]), int(match["b2"] or 0)) if match["n2"] else first
        yield _Named(first, last, not match["part"])


def _begins(match: re.Match[str], promulgated: date) -> date:
    if match["same"]:
        return promulgated
    if match["y"]:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    count = int(match["count"])
    if match["unit"] == "일":
        return promulgated + timedelta(days=count + 1)
    return _months_later(promulgated, count * (12 if match["unit"] == "년" else 1)) + timedelta(days=1)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
