"""Whole profiles: one that is eligible under some version, some facts put on a boundary, replaced, taken away, moved in time.

`of_program` asks about one program and gives a document in one piece; `of_catalog` asks about everything at once and
draws the rest of what a document may say too: histories, further workers or none, no company, the law as published by
a day, facts that another program reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from engine.drawing.bases import Base, Climber
from engine.drawing.chance import Chance, one_in, picked, some_of
from engine.drawing.changes import Change, changes_of
from engine.drawing.edges import nodes_of
from engine.drawing.edited import NOTHING as NOTHING_EDITED
from engine.drawing.edited import Edited
from engine.drawing.placing import Facts, Raw, is_day, moved, placed
from engine.drawing.sharpening import Sharpener
from engine.drawing.values import NOTHING, Values
from engine.model import Fact, Program
from engine.periods import ONE_DAY

_MOST = 4  # facts replaced, and facts taken away
_EARLIEST = 2000  # the year before which no profile is moved
_HALF, _OFTEN, _SELDOM, _RARELY = 2, 3, 8, 40
_SHARP = 2  # values of records put on turns
_TRIED = 12  # records drawn for one profile about an edit that bears on them
_WORKER_ENTITIES = ("person", "worker")


class Drawer:
    """Draws documents about one catalogue. Bases are climbed when first needed, then kept.

    `about`: what somebody has just edited. Profiles then mostly begin at the version it stands in, days are put on its
    changes and publications, and facts that bear on it on their turns. `examples`: by program profiles to begin at beside those that are
    climbed to.
    """

    def __init__(
        self,
        climber: Climber,
        programs: Sequence[str] | None = None,
        about: Edited = NOTHING_EDITED,
        examples: Mapping[str, Sequence[Base]] | None = None,
    ) -> None:
        self._examples = examples or {}
        self.climber, self.edges = climber, climber.edges
        catalog = self.edges.catalog
        self.programs = tuple(catalog.programs[id_] for id_ in (programs or catalog.programs))
        self._values = Values(self.edges)
        self._sharpener = Sharpener(climber.screener)
        self._worked_out = frozenset((*catalog.definitions, *catalog.tables))
        self.about = about
        self._leaning = self.edges.leaning_on(about.names)
        keyed = {program.keyed_to for program in self.programs}
        self._selecting = [catalog.facts[key] for key in sorted(self.edges.keys | keyed)]
        self._telling = {fact.name: self._lists_below(fact) for fact in self._selecting}
        self._changes = {program.id: self._changes_of(program) for program in self.programs}

    def _lists_below(self, fact: Fact) -> tuple[str, ...]:
        """The lists of records from which a fact may be worked out where nobody gives it."""
        catalog = self.edges.catalog
        definition = catalog.definitions.get(fact.name)
        below = self.edges.names_below(nodes_of(definition)) if definition else set[str]()
        lists = sorted(n for n in below if n in catalog.facts and catalog.facts[n].type.kind == "list")
        return (*lists, "applications") if fact.filed is not None else tuple(lists)

    def _changes_of(self, program: Program) -> list[tuple[Change, ...]]:
        """The changes of what a program reads by the date that selects; of what was edited, those of its own time where it has any."""
        about, catalog = self.about, self.edges.catalog
        for only in (about.dated, None):
            changes = changes_of(catalog, program, about.names, about.version, only).values()
            late = [tuple(change for change in some if change.day.year >= _EARLIEST) for some in changes]
            if any(late):
                return [some for some in late if some]
        return []

    def of_program(self, chance: Chance, program: Program, *, dated: bool = False) -> Raw:
        """A document that asks about one program. `dated`: every day that selects law is known."""
        on, facts, _ = self._facts(chance, program, dated=dated)
        others: list[Facts] = []
        if program.per_worker and chance.below(_HALF):
            others = [self._other_worker(chance, program, on, facts)]
        return placed(self.edges.catalog, program, on, facts, others)

    def of_catalog(self, chance: Chance, *, alone: bool = False) -> Raw:
        """A document about all programs drawn for. `alone`: about those alone whose facts it has, one or two."""
        program = picked(chance, self.programs)
        asked, (on, facts, published) = [program], self._facts(chance, program, dated=False)
        if one_in(chance, _OFTEN):
            asked.append(picked(chance, self.programs))
            facts = self._lent(chance, asked[-1], on) | facts
        if facts and not alone and not one_in(chance, _SELDOM):
            facts = self._dated(chance, program, on, facts)
        others: list[Facts] = []
        if program.per_worker:
            others = [self._other_worker(chance, program, on, facts) for _ in range(chance.below(_OFTEN))]
        raw = placed(self.edges.catalog, program, on, facts, others)
        raw.pop("programs")
        if alone or len(self.programs) < len(self.edges.catalog.programs):
            raw["programs"] = list(dict.fromkeys(each.id for each in (asked if alone else self.programs)))
        self._company(chance, raw, program, on)
        if one_in(chance, _SELDOM):
            self._history(chance, raw, program, on)
        self._known_at(chance, raw, program, published)
        return raw

    def _known_at(self, chance: Chance, raw: Raw, program: Program, published: date | None) -> None:
        """The law as published by the day on which some version was, or by the day before: mostly of the law moved to."""
        if not one_in(chance, _HALF if self.about else _RARELY):
            return
        days = self.edges.published_for(program)
        if published is None or not one_in(chance, _HALF):
            published = picked(chance, days) if days else None
        if published is not None:
            raw["known_at"] = (published - ONE_DAY * chance.below(2)).isoformat()

    def _facts(self, chance: Chance, program: Program, *, dated: bool) -> tuple[date, Facts, date | None]:
        """The day of the question, the facts, and the day on which the law that these were moved to was published."""
        near = bool(self.about) and one_in(chance, _HALF)
        base = self._base(chance, program, near=near)
        facts = dict(base.facts)
        turns = [turn for turn in base.turns if turn.fact in self.about.facts] if near else base.turns
        for turn in some_of(chance, turns, 2):
            facts[turn.fact] = picked(chance, turn.values)
        if near and one_in(chance, _HALF):
            self._speak(chance, program, base.on, facts)
        then, after, news = self._moved(chance, program, base.on, facts)
        # A day out of its range is dropped; of one that selects law, the move is.
        lost = (facts.keys() - after.keys()) & (self.edges.keys | {program.keyed_to})
        on, facts, published = (base.on, facts, None) if dated and lost else (then, after, news)
        # Half of what is drawn about an edit is eligible but for the turn: whatever else is changed might hide it.
        if not near or one_in(chance, _HALF):
            facts = self._disturbed(chance, program, on, facts, near=near, dated=dated)
        return on, self._recorded(chance, program, on, facts, near=near), published

    def _speak(self, chance: Chance, program: Program, on: date, facts: Facts) -> None:
        """Say all that the edited place names itself otherwise, or not at all: what it hangs on may be two of them at once."""
        for fact in self.edges.facts_of(program):
            if fact.name in self.about.spoken:
                if one_in(chance, _OFTEN):
                    facts.pop(fact.name, None)
                else:
                    self._say(chance, fact, program, on, facts)

    def _base(self, chance: Chance, program: Program, *, near: bool) -> Base:
        """Where to begin: where the climber came, or where somebody else did, about an edit that bears on records mostly with some."""
        examples = self._examples.get(program.id, ())
        listed = {fact.name for fact in self.edges.facts_of(program) if fact.type.kind == "list"}
        lists = self.about.facts & listed if near else frozenset[str]()
        told = [base for base in examples if any(base.facts.get(name) for name in lists)]
        if examples and chance.below(_OFTEN):
            return picked(chance, told or examples)
        return self.climber.base(program, self._version(chance, program))

    def _recorded(self, chance: Chance, program: Program, on: date, facts: Facts, *, near: bool) -> Facts:
        """The facts with records put on turns; about an edit that bears on records, told by records where facts are not missed."""
        lists = [fact for fact in self.edges.facts_of(program) if fact.type.kind == "list"]
        if near:
            lists = [fact for fact in lists if fact.name in self.about.facts]
            told = any(facts.get(fact.name) for fact in lists)
            if lists and not told and one_in(chance, _HALF):
                facts = self._told_by_records(chance, program, on, facts, lists)
        if one_in(chance, _HALF if self.about else _OFTEN):
            for _ in range(_SHARP):
                facts = self._sharpener.sharpened(chance, program, on, facts, lists)
        return facts

    def _disturbed(
        self, chance: Chance, program: Program, on: date, facts: Facts, *, near: bool, dated: bool
    ) -> Facts:
        """The facts with some taken away, some said otherwise."""
        keys = self.edges.keys | {program.keyed_to}
        if one_in(chance, _SELDOM):
            facts = {name: value for name, value in facts.items() if name in keys}
        if not dated and one_in(chance, _RARELY):
            facts = {}
        given = self.edges.facts_of(program)
        for taken in some_of(chance, given, _MOST):
            if not (dated and taken.name in keys):
                facts.pop(taken.name, None)
        if not one_in(chance, _OFTEN):
            near_by = [fact for fact in given if fact.name in self.about.facts] if near else given
            for fact in some_of(chance, near_by, _MOST):
                self._say(chance, fact, program, on, facts)
        if chance.below(_HALF):
            # Given beside what they are worked out from, two of three would contradict it, and nothing more would be seen.
            kept = keys if dated else frozenset()
            facts = {n: v for n, v in facts.items() if n in kept or n not in self._worked_out}
        if dated and facts.get("applications"):
            facts["applications"] = [r for r in facts["applications"] if {"filed_on", "kind"} <= r.keys()]
        return facts

    def _told_by_records(
        self, chance: Chance, program: Program, on: date, facts: Facts, lists: Sequence[Fact]
    ) -> Facts:
        """The facts with records in the place of what leans on an edit: of some drawn, those that tell most."""
        replaced = self._worked_out if chance.below(_HALF) else self._leaning
        facts = {name: value for name, value in facts.items() if name not in replaced}
        found, most = facts, -1
        for _ in range(_TRIED):
            told = {**facts}
            for fact in lists:
                self._say(chance, fact, program, on, told)
            known = self._sharpener.known(program, on, told)
            found, most = (told, known) if known > most else (found, most)
        return found

    def _version(self, chance: Chance, program: Program) -> int:
        """The place of the version to begin at: mostly the one that was edited."""
        edited = self.about.version if program.id in self.about.names else None
        return chance.below(len(program.versions)) if edited is None or one_in(chance, _OFTEN) else edited

    def _say(self, chance: Chance, fact: Fact, program: Program, on: date, facts: Facts) -> None:
        """Give a fact another value; where none is possible on that day it is not said."""
        value = self._values.value(chance, fact, on, facts, program.id)
        if value is NOTHING:
            facts.pop(fact.name, None)
        else:
            facts[fact.name] = value

    def _moved(
        self, chance: Chance, program: Program, on: date, facts: Facts
    ) -> tuple[date, Facts, date | None]:
        """Put on a change of the program's law or on the day before: the profile as a whole, or one date, alone or with the question. With
        the day on which that change was published.
        """
        stays = one_in(chance, _OFTEN) if self.about else chance.below(_HALF)
        if stays or not self._changes[program.id]:
            return on, facts, None
        change = picked(chance, picked(chance, self._changes[program.id]))
        key, day = change.key, change.day - ONE_DAY * chance.below(2)
        own, kind = facts.get(key), chance.below(_OFTEN)
        by: timedelta = day - (date.fromisoformat(own) if is_day(own) else on)
        if not is_day(own) or kind == 0:
            return *moved(self.edges.catalog, on, facts, by), change.published
        # One date alone, or that and the day of the question: what selects one law then is years from what selects another.
        then = on if kind == 1 else on + by
        alone = moved(self.edges.catalog, then, facts | {key: day.isoformat()}, timedelta(0))
        return *alone, change.published

    def _dated(self, chance: Chance, program: Program, on: date, facts: Facts) -> Facts:
        """The facts with a day for whatever selects law and has none, neither given nor told by records.

        A program that nothing was drawn for would else be asked without its dates: hundreds of cells, of which none says much.
        """
        facts = {**facts}
        for fact in self._selecting:
            if fact.name not in facts and not any(facts.get(name) for name in self._telling[fact.name]):
                self._say(chance, fact, program, on, facts)
        return facts

    def _lent(self, chance: Chance, other: Program, on: date) -> Facts:
        """The facts of somebody eligible for another program, on the same day of the question."""
        base = self.climber.base(other, chance.below(len(other.versions)))
        return moved(self.edges.catalog, base.on, base.facts, on - base.on)[1]

    def _other_worker(self, chance: Chance, program: Program, on: date, facts: Facts) -> Facts:
        """A worker like the first, one fact different."""
        own = [f for f in self.edges.facts_of(program) if f.entity not in ("company", "any")]
        names = {fact.name for fact in own}
        other = {name: value for name, value in facts.items() if name in names}
        if own:
            fact = picked(chance, own)
            self._say(chance, fact, program, on, other)
        return other

    def _company(self, chance: Chance, raw: Raw, program: Program, on: date) -> None:
        """Who else there is: workers beside a person, no workers, nobody said; no company at all."""
        kind = chance.below(_SELDOM)
        person = raw["subject"] == "person"
        holder = raw["company"] if person else raw
        if kind == 1:
            holder["workers"] = []
        elif kind == 2:  # noqa: PLR2004 - one of the ways
            holder.pop("workers", None)
        elif kind == 3 and person:  # noqa: PLR2004 - one of the ways
            holder["workers"] = [{"id": "w1", "facts": self._other_worker(chance, program, on, {})}]
        elif kind == 4 and person:  # noqa: PLR2004 - one of the ways
            raw.pop("company")
            catalog = self.edges.catalog
            raw["facts"] = {k: v for k, v in raw["facts"].items() if catalog.facts[k].entity != "worker"}

    def _history(self, chance: Chance, raw: Raw, program: Program, on: date) -> None:
        """Some facts said from a day on: before the question, on it, or after it (then they do not count yet)."""
        facts = raw["facts"]
        entries = []
        for _ in range(1 + chance.below(2)):
            start = on - timedelta(days=picked(chance, (0, 1, 30, -1)))
            named = some_of(chance, sorted(facts), _MOST)
            entry = {
                name: facts[name] for name in named if self.edges.catalog.facts[name].type.kind != "list"
            }
            for name in some_of(chance, sorted(entry), _MOST):
                fact = self.edges.catalog.facts[name]
                self._say(chance, fact, program, on, facts)
            entries.append({"from": start.isoformat(), "facts": entry})
        raw["history"] = entries
