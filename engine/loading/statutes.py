"""Documents of rulesets/statutes to statutes: which articles and annexes there have been, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from engine.loading.from_tree import Reader
from engine.model import Existence, Statute
from engine.periods import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.statutes import ChangedDocument, StatuteDocument, StatutesFile

_RUN = re.compile(r"(\d+)-(\d+)")
_NUMBER = re.compile(r"\d+(의\d+)?")
_MOST = 2_000  # articles in one run: no statute has so many
Existed = dict[str, tuple[Existence, ...]]


def plain_name(name: str) -> str:
    """A statute's name without blanks and middle dots, which are written in many ways."""
    return re.sub(r"[\sㆍ·・‧]", "", name)


def read_statutes(reader: Reader, file: StatutesFile) -> Iterator[tuple[str, Statute]]:
    """The statutes of one file, each under its plain name and every name it had before."""
    for name, document in file.statutes.items():
        path = ("statutes", name)
        since, complete_to = (
            reader.day(document.since, *path, "since"),
            reader.day(document.complete_to, *path, "complete_to"),
        )
        statute = Statute(
            name,
            since or date.min,
            complete_to or date.max,
            _numbers(reader, document, "articles", *path),
            _numbers(reader, document, "annexes", *path),
        )
        for known_as in (name, *document.formerly):
            yield plain_name(known_as), statute


def _numbers(reader: Reader, document: StatuteDocument, key: str, *path: object) -> Existed:
    existed: Existed = {}
    for part in filter(None, re.split(r",\s*", getattr(document, key).strip())):
        run = _RUN.fullmatch(part)
        if run and int(run[1]) <= int(run[2]) < int(run[1]) + _MOST:
            existed |= {
                str(number): (Existence(Interval()),) for number in range(int(run[1]), int(run[2]) + 1)
            }
        elif _NUMBER.fullmatch(part):
            existed[part] = (Existence(Interval()),)
        else:
            reader.fault("M103", *path, key, expected="1-5, 5의2, 6")
    changed: Sequence[ChangedDocument] = getattr(document, f"{key}_changed")
    for index, entry in enumerate(changed):
        here = (*path, f"{key}_changed", index)
        span = Existence(
            Interval(reader.day(entry.from_, *here, "from"), reader.day(entry.until, *here, "until")),
            reader.day(entry.promulgated, *here, "promulgated"),
            reader.day(entry.removal_promulgated, *here, "removal_promulgated"),
        )
        existed[entry.no] = (*existed.get(entry.no, ()), span)
    return existed
