"""Profiles of scenarios under which a change at a place of the law would show: found by the compiled plan alone, before two engines are set
against each other. Somebody who edits a place asks so: what would have been answered otherwise?
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, islice
from typing import Any

from engine.agreeing import Path
from engine.catalog import Catalog
from engine.determination import Detail
from engine.diagnostics import Refused
from engine.drawing.chance import Sown
from engine.drawing.changes import changes_of
from engine.drawing.edges import Edges, nodes_of
from engine.drawing.edited import along, edited_at
from engine.drawing.placing import Raw, is_day
from engine.model import Dated
from engine.periods import ONE_DAY
from engine.profile import Profile, read_profile
from engine.screening import Screener
from tests.agreement.altering import Altering, crossed, said, selected_on, shifted, with_fact, without
from tests.agreement.answers import outcomes, told_apart
from tests.agreement.apart import Apart, ComeApart
from tests.agreement.faults import BY_ONE, DROP, SWAP, Fault, Faults
from tests.agreement.turns import by_turns, some_of

ENOUGH = 12  # profiles that show a kept value; more of them find nothing that these do not
_OF_EACH = 4  # profiles that show a change, of each that is made at a place
ONE_YEAR = timedelta(days=365)
HALF_A_YEAR = timedelta(days=183)
_MOST = 800  # profiles of one program that are looked at for one place
_MOVED = 60  # profiles of one program that are moved in time
_ALTERED = 120  # profiles of one program that are altered
_WHOLLY = 8  # profiles that are altered in every way
_LATER = 200  # ways in which each of the others is altered
_HUNG = 100  # profiles of one program that come apart if a place is forced, and are asked about
_ALIKE = 4  # profiles of which such follow as are alike but for one thing
_HIDDEN = 16  # profiles, found in one way, that come apart at the place and are answered alike
_CROSSED = 24  # profiles of one program into which the like is put
_LOOKED = 20_000  # profiles that are looked at for one place in one way
_ASKED = 2_000  # those of them that are asked about
_KEPT = 20_000  # answers that are kept
_OTHERS = 6  # values of a fact that are tried instead of none
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
        self._apart, self._faults = Apart(self.catalog), Faults(self.catalog)
        self._altering = Altering(edges)
        self._answers: dict[str, Any] = {}
        self._ordered: dict[str, list[Raw]] = {}
        self._borne: dict[tuple[str, Path], list[Raw]] = {}  # about the place looked at
        self._about: dict[str, list[Raw]] = {id_: [] for id_ in self.catalog.programs}
        for raw in documents:
            names = said(raw).keys()
            for id_, own in self._own.items():
                if names and len(names & own) >= _OWN * len(names):
                    self._about[id_].append({**raw, "programs": [id_]})

    def about(self, fault: Fault, programs: Sequence[str]) -> Iterator[Raw]:
        """Profiles whose answer some change at the place of a fault would change, whichever of the changes that are made there."""
        self._borne.clear()
        changed = self._changed(fault.path)
        wrong, come_apart = [Screener(other) for other in changed], self._apart.of(fault.path, changed)
        left = dict.fromkeys(range(len(wrong)), _OF_EACH)
        hidden: list[Raw] = []
        ways = (self._asked, self._moved, self._on_named, self._in_force, self._altered, self._told_more)
        tried = [*(way(fault, programs) for way in ways), self._borrowed(programs)]
        tried.append(self._uncovered(fault, programs, hidden))
        for number, some in enumerate(tried, 1):
            for raw, apart in self._looked(some, come_apart, left):
                right = self._right(raw)
                reads = self._reads(right, fault)
                shown = [n for n in apart if reads and told_apart(right, self.answer(wrong[n], raw))]
                if shown:
                    yield raw
                    _count_off(left, shown)
                elif len(hidden) < number * _HIDDEN and raw not in hidden:
                    hidden.append(raw)

    def _looked(
        self, some: Iterator[Raw], come_apart: ComeApart, left: Mapping[int, int]
    ) -> Iterator[tuple[Raw, Collection[int]]]:
        """Those of some profiles that come apart at the place, with the changes from which; while any is left that was not shown often."""
        asked = 0
        for raw in islice(some, _LOOKED):
            if not left or asked >= _ASKED:
                return
            profile = self._read(raw)
            apart = () if profile is None else come_apart(profile, tuple(left))
            if apart:
                asked += 1
                yield raw, apart

    def _asked(self, fault: Fault, programs: Sequence[str]) -> Iterator[Raw]:
        return by_turns([self._near(program, fault) for program in programs])

    def _moved(self, fault: Fault, programs: Sequence[str]) -> Iterator[Raw]:
        """About a day on which law changes some of them moved in time to it, of each program by turns."""
        dated = self._time(fault)
        if dated is not None and dated.interval.start is not None:
            start = dated.interval.start
            yield from by_turns([self._put_on(program, fault, dated, start) for program in programs])

    def _put_on(self, program: str, fault: Fault, dated: Dated, start: date) -> Iterator[Raw]:
        """Some about one program, moved so that the day that selects the law is its first day or the one before: with all days, with all but
        those that select other law, and that day alone. Each as it is and by what was known on the day of publication, half a year on too.
        """
        published = dated.published or start
        keys = changes_of(self.catalog, self.catalog.programs[program], {fault.path[1]}, only=dated)
        others = self.edges.keys - keys.keys()
        amid = islice(self._in_force(fault, (program,)), 1, _MOVED, 2)
        for raw in chain(self._bearing(program, fault)[:_MOVED], amid):
            for then in selected_on(self.catalog, raw, start, keys.keys(), others):
                yield then
                yield {**then, "known_at": published.isoformat()}
            # What is not known yet may be first missed when other law has changed too.
            for then in selected_on(self.catalog, raw, start + HALF_A_YEAR, keys.keys(), others):
                yield {**then, "known_at": published.isoformat()}

    def _on_named(self, fault: Fault, programs: Sequence[str]) -> Iterator[Raw]:
        """Some of them moved in time, so that the question is asked on a day that the place names, or what is compared with it lies there."""
        about = edited_at(self.edges, fault.path)
        for program in programs if about.days else ():
            for raw in self._bearing(program, fault)[:_MOVED]:
                facts = said(raw)
                own = [raw["on"], *(facts[n] for n in sorted(about.spoken) if is_day(facts.get(n)))]
                for by in (
                    day - date.fromisoformat(then) for day in about.days for then in dict.fromkeys(own)
                ):
                    yield shifted(self.catalog, raw, date.fromisoformat(raw["on"]) + by)

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
        for raw in self._bearing(name, fault):
            own = said(raw).get(program.keyed_to, raw["on"])
            for day in (first, amid) if is_day(own) else ():
                by = day - date.fromisoformat(own)
                yield shifted(self.catalog, raw, date.fromisoformat(raw["on"]) + by)

    def _time(self, fault: Fault) -> Dated | None:
        """The time that a fault stands in."""
        part, name, *below = fault.path
        *_, right = along(getattr(self.catalog, part)[name], below)
        return right if isinstance(right, Dated) else None

    def _altered(self, fault: Fault, programs: Sequence[str]) -> Iterator[Raw]:
        """Some of them with one thing that bears on the place said otherwise or not at all; about a version or a day, once they are moved."""
        about = edited_at(self.edges, fault.path)
        for number, raw in enumerate(self._begun(fault, programs)):
            ways = self._altering.altered(raw, about.facts, about.spans)
            yield from ways if number < _WHOLLY else some_of(ways, _LATER)

    def _told_more(self, fault: Fault, programs: Sequence[str]) -> Iterator[Raw]:
        """Some of them with one thing said that would be worked out: in a year for which some figure is not set yet it could not be."""
        for raw in self._begun(fault, programs):
            own = self._own[raw["programs"][0]] & self.catalog.definitions.keys()
            for name in sorted(own - said(raw).keys()):
                for value in self._altering.values(name, raw)[:_OF_EACH]:
                    yield with_fact(self.catalog, raw, name, value)

    def _begun(self, fault: Fault, programs: Sequence[str]) -> Iterator[Raw]:
        """Some profiles to change one thing in."""
        amid = islice(self._in_force(fault, programs), 1, 2 * _ALTERED, 2)
        at_the_day = islice(self._moved(fault, programs), _ALTERED)
        mixed = by_turns([iter(self._bearing(program, fault)[:_ALTERED]) for program in programs])
        return chain(amid, at_the_day, mixed)

    def _borrowed(self, programs: Sequence[str]) -> Iterator[Raw]:
        """What scenarios ask of other programs, asked of these."""
        for other, some in self._about.items():
            for program in programs if other not in programs else ():
                if self.catalog.programs[program].subject == self.catalog.programs[other].subject:
                    yield from ({**raw, "programs": [program]} for raw in some)

    def _uncovered(self, fault: Fault, programs: Sequence[str], hidden: list[Raw]) -> Iterator[Raw]:
        """Of those that come apart at the place and are answered alike: without what may hide it, and put into others."""
        about = edited_at(self.edges, fault.path)
        bearing = about.facts | about.spoken | about.names
        worked_out = self.catalog.definitions.keys() | self.catalog.tables.keys()
        for raw in [*hidden]:
            yield from (without(raw, names) for names in (about.names, worked_out))
            yield from (without(raw, {*about.names, name}) for name in sorted(said(raw).keys() - bearing))
        for program in programs:
            eligible = [*islice(self._in_force(fault, (program,)), 1, 2 * _CROSSED, 2)]
            for other in (*eligible, *self._mixed(program)[: 2 * _CROSSED : 2]):
                yield from (crossed(self.catalog, other, raw, bearing) for raw in [*hidden])
                yield from (crossed(self.catalog, other, raw, bearing | worked_out) for raw in [*hidden])

    def kept(self, fact: str, program: str) -> Iterator[Raw]:
        """Pairs of profiles, one after the other, alike but for a fact that the second does not say: the value of the first would change its
        answer.
        """
        found = 0
        lent = self._borrowed((program,))
        saying = [raw for raw in chain(self._about[program], lent) if fact in said(raw)]
        # What leans on a fact through records few profiles show: those first that say most.
        saying.sort(key=lambda raw: -len(repr(raw)))
        values = list({repr(said(raw)[fact]): said(raw)[fact] for raw in saying}.values())[:_OTHERS]
        silent = chain(self._mixed(program)[:_MOVED], self._silent(program))
        hidden: list[Raw] = []
        lent_to = self._lent_to(fact, program, hidden)
        ways = (by_turns([iter(saying), silent]), self._beside(fact, program), lent_to)
        for with_it, raw in chain.from_iterable(self._otherwise(fact, way, values) for way in ways):
            if found >= ENOUGH:
                return
            if told_apart(self._right(raw), self.answer(self.screener, with_it)):
                yield from (with_it, raw)
                found += 1
            elif len(hidden) < _HIDDEN:
                hidden.append(with_it)

    def _otherwise(self, fact: str, some: Iterator[Raw], values: Sequence[Any]) -> Iterator[tuple[Raw, Raw]]:
        """The pairs of which the rules are not told the same, some of them."""
        asked, last, without_it = 0, None, None
        for with_it, raw in islice(self._pairs(fact, some, values), _LOOKED):
            if asked >= _ASKED:
                return
            if raw is not last:
                last, without_it = raw, self._told(raw)
            if without_it is not None and self._told(with_it) not in (None, without_it):
                asked += 1
                yield with_it, raw

    def _lent_to(self, fact: str, program: str, lenders: list[Raw]) -> Iterator[Raw]:
        """Some of them with what others say of a fact, of what hangs on it, and of what that hangs on besides; at the time of either."""
        catalog, leaning = self.catalog, self.edges.leaning_on({fact})
        worked_out = {**catalog.definitions, **catalog.tables}
        named = [node for name in leaning if name in worked_out for node in nodes_of(worked_out[name])]
        names = leaning | self.edges.names_below(named) | {fact}
        for other in self._mixed(program)[:_CROSSED]:
            for raw in [*lenders]:
                yield crossed(catalog, other, raw, names)
                yield crossed(catalog, raw, other, said(other).keys() - names)

    def _told(self, raw: Raw) -> Any:
        """What the rules are told of a profile; None where it is none."""
        profile = self._read(raw)
        return None if profile is None else self._apart.told(profile)

    def _pairs(self, fact: str, some: Iterator[Raw], values: Sequence[Any]) -> Iterator[tuple[Raw, Raw]]:
        """Some profiles with a fact and without it."""
        for asked in some:
            raw, own = without(asked, {fact}), [said(asked)[fact]] if fact in said(asked) else []
            for value in (*own, *values, *self._altering.values(fact, raw)):
                yield with_fact(self.catalog, raw, fact, value), raw

    def _beside(self, fact: str, program: str) -> Iterator[Raw]:
        """Some of them with something said that would be worked out from a fact: the two may not be true together."""
        leaning = sorted((self.edges.leaning_on({fact}) - {fact}) & self._own[program])
        for raw in self._mixed(program)[:_CROSSED]:
            for name in leaning:
                for value in self._altering.values(name, raw)[:_OF_EACH]:
                    yield with_fact(self.catalog, raw, name, value)

    def _silent(self, program: str) -> Iterator[Raw]:
        """Some of them without one fact each: what it tells may hide what another does."""
        for raw in self._mixed(program)[:_ALTERED]:
            yield from (without(raw, {name}) for name in sorted(said(raw)))

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
        """Some profiles about a program, mixed, first such as are alike but for one thing."""
        mixed = self._mixed(program)
        for raw in mixed[:_ALIKE]:
            yield raw
            yield from islice(self._altering.altered(raw, said(raw).keys()), _ALTERED)
        yield from mixed[:_MOST]

    def answer(self, screener: Screener, raw: Raw) -> Any:
        """Verdict, outcomes and figures of the program that a profile is about; None where it is no profile."""
        profile = self._read(raw)
        if profile is None:
            return None
        return [
            (each["verdict"], each["version"], each["amounts"], outcomes(each["reasons"]))
            for each in screener.screen(profile, _SAID)["determinations"]
        ]

    def _read(self, raw: Raw) -> Profile | None:
        try:
            return read_profile(raw, self.catalog, date.fromisoformat(raw["on"]))
        except Refused:
            return None

    def _changed(self, path: Path) -> list[Catalog]:
        """The law with each change that is made at a place: in what it says, or else in time."""
        here = self._faults.at(path)
        said_otherwise = [fault for fault in here if fault.kind in (SWAP, DROP, BY_ONE)]
        return [fault.planted(self.catalog) for fault in said_otherwise or here]

    def _mixed(self, program: str) -> list[Raw]:
        """The profiles about a program in an order of chance, the same each time; of the first some, the eligible by turns with the others."""
        if program not in self._ordered:
            chance, listed = Sown(len(self._about[program])), [*self._about[program]]
            some = [listed.pop(chance.below(len(listed))) for _ in range(min(len(listed), _MOST))]
            eligible = [raw for raw in some if self._is_eligible(raw)]
            others = [raw for raw in some if not self._is_eligible(raw)]
            self._ordered[program] = [*by_turns([iter(eligible), iter(others)]), *listed]
        return self._ordered[program]

    def _bearing(self, program: str, fault: Fault) -> list[Raw]:
        """The same, by turns with those in which something hangs on the edited place, those that say most of what it names, and those of most
        records that bear on it.
        """
        if (program, fault.path) not in self._borne:
            self._borne[program, fault.path] = self._ordered_by(program, fault)
        return self._borne[program, fault.path]

    def _ordered_by(self, program: str, fault: Fault) -> list[Raw]:
        about, facts, mixed = edited_at(self.edges, fault.path), self.catalog.facts, self._mixed(program)
        lists = [name for name in about.facts & facts.keys() if facts[name].type.kind == "list"]
        saying = sorted(mixed, key=lambda raw: -len(about.spoken & said(raw).keys()))
        telling = sorted(mixed, key=lambda raw: -sum(len(said(raw).get(name) or ()) for name in lists))
        hanging = self._hanging(fault.path, telling)
        ordered = by_turns([hanging, *(iter(some) for some in (saying, telling, mixed))])
        return list({id(raw): raw for raw in ordered}.values())

    def _hanging(self, path: Path, some: Sequence[Raw]) -> Iterator[Raw]:
        """Those of some profiles that would be answered otherwise if what stands at a place always held, or never; if a figure were another."""
        forced, come_apart = self._apart.forced(path)
        wrong = [Screener(other) for other in forced]
        looked = self._looked(iter(some[:_MOST]), come_apart, dict.fromkeys(range(len(forced)), 1))
        for raw, apart in islice(looked, _HUNG):
            if any(told_apart(self._right(raw), self.answer(wrong[number], raw)) for number in apart):
                yield raw

    def _is_eligible(self, raw: Raw) -> bool:
        right = self._right(raw)
        return bool(right) and right[0][0] == "eligible"

    def _near(self, program: str, fault: Fault) -> Iterator[Raw]:
        """Profiles about a program; about a day on which law changes those that name the day or one beside it, and such as are asked by what
        was known on the day of publication.
        """
        dated = self._time(fault)
        if dated is None or dated.interval.start is None:
            yield from self._mixed(program)
            return
        start, published = dated.interval.start, dated.published or dated.interval.start
        days = [day.isoformat() for day in (start - ONE_DAY, start, start + ONE_DAY)]
        for raw in self._mixed(program):
            if any(day in repr(raw) for day in days):
                yield raw
        for raw in self._mixed(program)[:_ALTERED]:
            yield {**raw, "known_at": published.isoformat()}


def _count_off(left: dict[int, int], shown: Collection[int]) -> None:
    for number in shown:
        left[number] -= 1
        if not left[number]:
            del left[number]
