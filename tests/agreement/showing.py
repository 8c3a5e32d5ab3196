"""Profiles of scenarios under which a change at a place of the law would show: found by the compiled plan alone, before two engines are set
against each other. Somebody who edits a place asks so: what would have been answered otherwise?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Any

from engine.catalog import Catalog
from engine.determination import Detail
from engine.diagnostics import Refused
from engine.drawing.chance import Sown
from engine.drawing.edges import Edges
from engine.drawing.edited import along, edited_at
from engine.drawing.placing import Raw, is_day, moved
from engine.model import Dated
from engine.periods import ONE_DAY
from engine.profile import Profile, read_profile
from engine.screening import Screener
from tests.agreement.apart import Apart
from tests.agreement.faults import BY_ONE, DROP, SWAP, Fault, Path, faults_in

ENOUGH = 12  # profiles that show a change; more of them find nothing that these do not
ONE_YEAR = timedelta(days=365)
_MOST = 800  # profiles of one program that are looked at for one place
_MOVED = 60  # profiles of one program that are moved in time
_ALTERED = 120  # profiles of one program that are altered
_KEPT = 20_000  # answers that are kept
_OTHERS = 4  # values of a fact that are tried instead of none
_OWN = 0.7  # of what a profile says, how much a program must read for the profile to be about it
_SAID = Detail(reasons=True)


class Showing:
    """The profiles of scenarios by the programs that they are about, each with the answer of the law as it stands."""

    def __init__(self, screener: Screener, edges: Edges, documents: Sequence[Raw]) -> None:
        self.screener, self.catalog, self.edges = screener, screener.catalog, edges
        self._own = {
            id_: {fact.name for fact in edges.facts_of(program)}
            for id_, program in self.catalog.programs.items()
        }
        self._apart = Apart(self.catalog)
        self._answers: dict[str, Any] = {}
        self._about: dict[str, list[Raw]] = {id_: [] for id_ in self.catalog.programs}
        for raw in documents:
            said = _said(raw)
            for id_, own in self._own.items():
                if said and len(said & own) >= _OWN * len(said):
                    self._about[id_].append({**raw, "programs": [id_]})

    def about(self, fault: Fault, programs: Sequence[str]) -> Iterator[Raw]:
        """Profiles whose answer some change at the place of a fault would change, whichever of the changes that are made there."""
        changed = self._changed(fault.path, programs)
        wrong, come_apart = [Screener(other) for other in changed], self._apart.of(fault.path, changed)
        found = 0
        ways = (self._asked, self._moved, self._altered, self._in_force)
        for raw in chain.from_iterable(way(fault, programs) for way in ways):
            profile = self._read(raw)
            if profile is None or not come_apart(profile):
                continue
            right = self._right(raw)
            if self._reads(right, fault) and any(self.answer(other, raw) != right for other in wrong):
                yield raw
                found += 1
                if found >= ENOUGH:
                    return

    def _asked(self, fault: Fault, programs: Sequence[str]) -> Iterator[Raw]:
        return (raw for program in programs for raw in self._near(program, fault))

    def _moved(self, fault: Fault, programs: Sequence[str]) -> Iterator[Raw]:
        """About a day on which law changes some of them moved in time, so that the day that selects it is that day or the one before;
        each as it is, and by what was known on the day of publication.
        """
        dated, key = self._dated(fault)
        if dated is None or dated.interval.start is None or key is None:
            return
        published = dated.published or dated.interval.start
        for program in programs:
            for raw in self._mixed(program)[:_MOVED]:
                own = raw["facts"].get(key, raw["on"])
                if not is_day(own):
                    continue
                for day in (dated.interval.start, dated.interval.start - ONE_DAY):
                    then = moved_to(self.catalog, raw, day - date.fromisoformat(own))
                    yield then
                    yield {**then, "known_at": published.isoformat()}

    def _in_force(self, fault: Fault, programs: Sequence[str]) -> Iterator[Raw]:
        """About a version of a program what scenarios ask of the others, moved in time into it: to its first day and to one amid."""
        part, name, *below = fault.path
        if part != "programs" or below[:1] != ["versions"] or name not in programs:
            return
        program = self.catalog.programs[name]
        start, end = (
            program.versions[below[1]].dated.interval.start,
            program.versions[below[1]].dated.interval.end,
        )
        first = start or (end and end - ONE_YEAR)
        if first is None:
            return
        amid = first + ((end or first + ONE_YEAR) - first) / 2
        for raw in self._mixed(name):
            own = raw["facts"].get(program.keyed_to, raw["on"])
            for day in (first, amid) if is_day(own) else ():
                yield moved_to(self.catalog, raw, day - date.fromisoformat(own))

    def _dated(self, fault: Fault) -> tuple[Dated | None, str | None]:
        """The time that a fault stands in, and the fact whose day selects by it."""
        item = getattr(self.catalog, fault.path[0])[fault.path[1]]
        *above, right = (item, *along(item, fault.path[2:]))
        keys = [key for inner in above if (key := getattr(inner, "keyed_to", None)) is not None]
        return (right, keys[-1] if keys else None) if isinstance(right, Dated) else (None, None)

    def _altered(self, fault: Fault, programs: Sequence[str]) -> Iterator[Raw]:
        """Some of them with one fact that bears on the place not said, said not to be, or with one record otherwise."""
        bearing = edited_at(self.edges, fault.path).facts
        for program in programs:
            for raw in self._mixed(program)[:_ALTERED]:
                for name in sorted(bearing & raw["facts"].keys()):
                    facts = {other: value for other, value in raw["facts"].items() if other != name}
                    yield {**raw, "facts": facts}
                    for value in (None, *_otherwise(raw["facts"][name])):
                        yield {**raw, "facts": {**facts, name: value}}

    def kept(self, fact: str, program: str) -> Iterator[Raw]:
        """Pairs of profiles, one after the other: in the second a fact is not said, and the value of the first would change its answer."""
        found = 0
        saying = [raw for raw in self._about[program] if fact in raw["facts"]]
        values = list({repr(raw["facts"][fact]): raw for raw in saying}.values())[:_OTHERS]
        for asked in self._mixed(program):
            raw = {**asked, "facts": {n: v for n, v in asked["facts"].items() if n != fact}}
            right = self._right(raw)
            for other in values:
                with_it = {**raw, "facts": {**raw["facts"], fact: other["facts"][fact]}}
                if right is not None and self.answer(self.screener, with_it) not in (None, right):
                    yield from (other, raw)
                    found += 1
                    break
            if found >= ENOUGH:
                return

    def _right(self, raw: Raw) -> Any:
        """The answer of the law as it stands, worked out once."""
        key = repr(raw)
        if key not in self._answers:
            if len(self._answers) >= _KEPT:
                return self.answer(self.screener, raw)
            self._answers[key] = self.answer(self.screener, raw)
        return self._answers[key]

    def _reads(self, right: Any, fault: Fault) -> bool:
        """Whether an answer is given by the version that a fault stands in, where it stands in one."""
        part, name, *below = fault.path
        if right is None or part != "programs" or below[:1] != ["versions"] or below[2:3] == ["dated"]:
            return right is not None
        start = self.catalog.programs[name].versions[below[1]].dated.interval.start
        return any(version == (start and start.isoformat()) for _, version, _, _ in right)

    def any_of(self, program: str) -> Iterator[Raw]:
        """Some profiles about a program, mixed."""
        yield from self._mixed(program)[: ENOUGH * ENOUGH]

    def answer(self, screener: Screener, raw: Raw) -> Any:
        """Verdict, outcomes and figures of the program that a profile is about; None where it is no profile."""
        profile = self._read(raw)
        if profile is None:
            return None
        return [
            (each["verdict"], each["version"], each["amounts"], _outcomes(each["reasons"]))
            for each in screener.screen(profile, _SAID)["determinations"]
        ]

    def _read(self, raw: Raw) -> Profile | None:
        try:
            return read_profile(raw, self.catalog, date.fromisoformat(raw["on"]))
        except Refused:
            return None

    def _changed(self, path: Path, programs: Sequence[str]) -> list[Catalog]:
        here = [fault for fault in faults_in(self.catalog, tuple(programs)) if fault.path == path]
        return [fault.planted(self.catalog) for fault in here if fault.kind in (SWAP, DROP, BY_ONE)] or [
            fault.planted(self.catalog) for fault in here
        ]

    def _mixed(self, program: str) -> list[Raw]:
        """The profiles about a program in an order of chance, the same each time."""
        chance, listed = Sown(len(self._about[program])), [*self._about[program]]
        return [listed.pop(chance.below(len(listed))) for _ in range(min(len(listed), _MOST * 4))]

    def _near(self, program: str, fault: Fault) -> Iterator[Raw]:
        """Profiles about a program; about a day on which law changes those that name the day or one beside it, and such as are asked by what
        was known on the day of publication.
        """
        dated, _ = self._dated(fault)
        if dated is None or dated.interval.start is None:
            yield from self._mixed(program)[:_MOST]
            return
        start, published = dated.interval.start, dated.published or dated.interval.start
        days = [day.isoformat() for day in (start - ONE_DAY, start, start + ONE_DAY)]
        for raw in self._mixed(program):
            if any(day in repr(raw) for day in days):
                yield raw
        for raw in self._mixed(program)[:_ALTERED]:
            yield {**raw, "known_at": published.isoformat()}


def moved_to(catalog: Catalog, raw: Raw, by: timedelta) -> Raw:
    """A document with all its days moved."""
    on, facts = moved(catalog, date.fromisoformat(raw["on"]), raw["facts"], by)
    then = {**raw, "on": on.isoformat(), "facts": facts}
    if "company" in raw:
        company = raw["company"]
        then["company"] = {**company, "facts": moved(catalog, on - by, company.get("facts", {}), by)[1]}
    if "workers" in raw:
        then["workers"] = [{**w, "facts": moved(catalog, on - by, w["facts"], by)[1]} for w in raw["workers"]]
    return then


def _otherwise(value: Any) -> Iterator[list[Any]]:
    """A list with one field of one record not said, a day earlier or later, or on a day that another record names."""
    records = value if isinstance(value, list) else []
    days = sorted({day for record in records for day in record.values() if is_day(day)})
    for place, record in enumerate(records):
        for field, said in record.items():
            others: list[Any] = [{name: inner for name, inner in record.items() if name != field}]
            if is_day(said):
                day = date.fromisoformat(said)
                near = [(day + ONE_DAY * step).isoformat() for step in (-1, 1)]
                others += [{**record, field: other} for other in (*near, *days) if other != said]
            for other in others:
                yield [*records[:place], other, *records[place + 1 :]]


def _said(raw: Raw) -> set[str]:
    workers = [worker["facts"] for worker in raw.get("workers", ())]
    return set(raw["facts"]).union(raw.get("company", {}).get("facts", {}), *workers)


def _outcomes(reason: Any) -> Any:
    """What a tree of reasons says of each condition."""
    if reason is None:
        return None
    return reason["id"], reason["outcome"], [_outcomes(member) for member in reason.get("members", ())]
