"""Faults in time of which no answer can tell: on the only day that they change no law is in
force that asks, or it is not known yet, or the version before says the same.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from engine.catalog import Catalog
from engine.drawing.changes import read_by
from engine.drawing.edges import Edges, nodes_of
from engine.drawing.edited import along
from engine.language import nodes as n
from engine.model import Dated, Program, ProgramVersion

_OWN = ("versions", 0, "dated")  # the way from a program to the time of a version of its own


class Moot:
    """Looks at times in one catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._worked_out: dict[str, Any] = {**catalog.definitions, **catalog.tables}
        asked = [part for part in Edges(catalog).expressions() if isinstance(part, n.AtDay)]
        # What is asked for a day of its own, and of that what is asked for one that is worked out.
        self._at_days = {part.subject.name for part in asked if isinstance(part.subject, n.Name)}
        self._at_other_days = {
            part.subject.name
            for part in asked
            if isinstance(part.subject, n.Name) and not isinstance(part.day, n.Name)
        }
        self._on_day: dict[tuple[str | None, date | None], frozenset[str]] = {}
        self._read: dict[tuple[str, int], dict[str, set[str | None]]] = {}

    def at(self, path: tuple[Any, ...], put: object) -> bool:
        """Whether another time at a place of the catalogue changes no answer. True only where that is certain."""
        part, name, *below = path
        item = getattr(self._catalog, part)[name]
        *above, right = (item, *along(item, below))
        if not isinstance(right, Dated) or not isinstance(put, Dated):
            return False
        own = part == "programs" and len(below) == len(_OWN)  # the version itself is told, whatever it says
        if not own and _says_the_same(above[-2], below[-2], put):
            return True
        if part == "programs":
            if own:
                return False
            asking, days = [item.versions[below[1]]], {inner.keyed_to for inner in above if _is_keyed(inner)}
            alike = days == {item.keyed_to}
        else:
            if right.interval != put.interval and name not in self._reached(
                item.keyed_to, _changing(right, put)
            ):
                return True
            asking, alike = self._asking(name, item.keyed_to)
        if right.interval == put.interval:
            return not any(_is_known(version.dated, right) for version in asking)
        return alike and not any(_changes(version.dated, right, put) for version in asking)

    def _asking(self, name: str, key: str | None) -> tuple[list[ProgramVersion], bool]:
        """The versions of the programs that read a name, and whether one and the same day selects both."""
        found, alike = list[ProgramVersion](), name not in self._at_other_days
        for program in self._catalog.programs.values():
            for number, version in enumerate(program.versions):
                days = self._days_of(program, number).get(name, set())
                # What no day selects is read for some day alone, and named without one beside it.
                selecting = {day or key for day in days} - {None}
                alike = alike and (not days or selecting == {program.keyed_to})
                found += [version] if days else []
        return found, alike

    def _reached(self, key: str | None, day: date | None) -> frozenset[str]:
        """The names that programs read through what may be in force on a day: what that same day selects and begins later is not."""
        if (key, day) in self._on_day:
            return self._on_day[key, day]
        seen, waiting = set[str](), nodes_of(tuple(self._catalog.programs.values()))
        while waiting:
            names = {part.name for part in n.walk(waiting.pop()) if isinstance(part, n.Name)}
            for name in names - seen:
                seen.add(name)
                item = self._worked_out.get(name)
                if item is not None:
                    selected = key is not None and item.keyed_to == key and name not in self._at_days
                    versions = [v for v in item.versions if not (selected and _is_later(v.dated, day))]
                    waiting += nodes_of(replace(item, versions=tuple(versions)))
        self._on_day[key, day] = frozenset(seen)
        return self._on_day[key, day]

    def _days_of(self, program: Program, number: int) -> dict[str, set[str | None]]:
        """The names that a version of a program reads, each with the days by which it is asked for beside its own."""
        if (program.id, number) not in self._read:
            found = self._read[program.id, number] = {}
            for name, day in read_by(self._catalog, nodes_of(program.versions[number])):
                found.setdefault(name, set()).add(day)
        return self._read[program.id, number]


def _says_the_same(versions: Any, number: int, put: Dated) -> bool:
    """Whether a version says what the one before says, by another article, and that one stands where this no longer does: it has no end of
    its own, or it ends on the very day from which on this one is put earlier.
    """
    if number == 0:
        return False
    before, here = versions[number - 1 : number + 1]
    start, earlier, ends = here.dated.interval.start, put.interval.start, before.dated.interval.end
    is_put_earlier = None not in (start, earlier) and earlier < start and ends == start
    return replace(before, dated=here.dated) == here and (not before.dated.ends or is_put_earlier)


def _changing(right: Dated, put: Dated) -> date | None:
    """The day that changes hands."""
    starts = [start for start in (right.interval.start, put.interval.start) if start is not None]
    return min(starts, default=None)


def _is_later(dated: Dated, day: date | None) -> bool:
    return day is not None and dated.interval.start is not None and dated.interval.start > day


def _is_keyed(inner: object) -> bool:
    return hasattr(inner, "keyed_to")


def _is_known(version: Dated, right: Dated) -> bool:
    """Whether a version of a program is known on the day on which something is published."""
    first, known = version.published or version.interval.start, right.published or right.interval.start
    return first is None or known is None or first <= known


def _changes(version: Dated, right: Dated, put: Dated) -> bool:
    """Whether a version of a program may be in force on the day that changes hands: by what was known before the next one was published, also
    after its last day.
    """
    day = _changing(right, put)
    return day is None or not _is_later(version, day)
