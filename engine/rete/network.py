"""A profile in, an opinion on every program out: tests judged in Python, everything above them derived by firing rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from engine.catalog import Catalog
from engine.kept import Kept
from engine.language.values import NULL, UNKNOWN, Unknown, Value
from engine.model import Program
from engine.profile import Layout, Profile, Subject, subjects_of
from engine.rete.case import Case, Undated, Worked
from engine.rete.cells import Answer, Cell, Facts, cells, joined
from engine.rete.chain import Chain, Firing
from engine.rete.choice import LEFT_OPEN, Choice, Day
from engine.rete.law import Law
from engine.rete.opinion import ELIGIBLE, INELIGIBLE, NOT_IN_FORCE, OPEN, Finding, Opinion
from engine.rete.statements import MET, Token, token, truth_of

_CHOICES_KEPT = 2_000
Answering = Callable[[Subject, Choice, Cell], Answer]


class Network:
    """Decides programs of one catalogue by a chain. Rules are made once and kept, choices of law at most `keep` of them."""

    def __init__(self, catalog: Catalog, chain: Chain, keep: int = _CHOICES_KEPT) -> None:
        self.catalog = catalog
        self.chain = chain
        self.law = Law(catalog)
        self.layout = Layout(catalog, {name: place for place, name in enumerate(catalog.facts)})
        self._choices = Kept[object, Choice](keep)
        self._last: tuple[list[Value], Facts] | None = None

    def decide(self, profile: Profile) -> dict[str, Opinion]:
        """An opinion on every program for the subjects of a profile, by program id. Raises Unavailable where the chain
        cannot answer.
        """
        shared: dict[int, tuple[Facts, Worked]] = {}

        def answer(_subject: Subject, choice: Choice, cell: Cell) -> Answer:
            # Programs of which no day is open ask of the very same facts; these are held, so that none other can take their place.
            worked = shared.setdefault(id(cell.facts), (cell.facts, Worked()))[1]
            return self._answer(choice, cell, worked)

        return {
            program.id: self.opinion(program, subjects, profile, answer)
            for program, subjects in self.asked(profile)
        }

    def close(self) -> None:
        """Let go of what the chain holds."""
        self.chain.close()

    def asked(self, profile: Profile) -> Iterator[tuple[Program, Sequence[Subject]]]:
        """The programs that a profile asks about, each with those who are decided."""
        for entity, subjects in subjects_of(profile, self.layout).items():
            for program in self.catalog.programs.values():
                if program.subject == entity and (profile.programs is None or program.id in profile.programs):
                    yield program, subjects

    def opinion(
        self, program: Program, subjects: Sequence[Subject], profile: Profile, answer: Answering
    ) -> Opinion:
        """An opinion on one program; `answer` gives that of one cell."""
        if program.per_worker and not subjects:
            begun = self.law.programs[program.id].at(profile.on, profile.known_at)
            return Opinion(program.id, NOT_IN_FORCE if begun is None else INELIGIBLE, ())
        decided = subjects if program.per_worker else subjects[:1]
        findings = tuple(self._finding(program, subject, profile, answer) for subject in decided)
        return Opinion(program.id, _of_firm([finding.verdict for finding in findings]), findings)

    def _finding(self, program: Program, subject: Subject, profile: Profile, answer: Answering) -> Finding:
        worker = subject.worker if program.per_worker else None
        facts = self._dated(subject.vector(program.id)[0])
        if facts[program.keyed_to] is NULL:
            read, finding = self._without_event(program, profile)
            return replace(_sound(finding, read, subject), worker=worker)
        possible = cells(self.law.turns(program), facts, subject.date_bounds)
        if possible is None:
            return replace(self._too_many(program, subject, facts, profile, answer), worker=worker)
        answers = [answer(subject, self._choice(program, cell, profile.known_at), cell) for cell in possible]
        shown, finding = joined(answers, profile.on)
        return replace(_sound(finding, shown.read, subject), worker=worker)

    def _dated(self, vector: list[Value]) -> Facts:
        """The facts with the selecting dates that nobody gave and the records tell; the same object for the same vector as the last time."""
        last = self._last
        if last is None or last[0] is not vector:
            facts = dict(zip(self.catalog.facts, vector, strict=True))
            for key in self.law.keys:
                if facts[key] is UNKNOWN and key in self.catalog.definitions:
                    facts[key] = Undated(self.law, facts).value(key)
            last = self._last = (vector, facts)
        return last[1]

    def _without_event(self, program: Program, profile: Profile) -> tuple[frozenset[str], Finding]:
        """Where it is known that there is no such day: the law of the day of the question says that it does not apply.
        With the names that this law reads.
        """
        today = ((profile.on, profile.on),) * len(self.law.turns(program))
        choice = self._choice(program, Cell(today, {}), profile.known_at)
        if choice.number is None:
            return choice.read, Finding(None, NOT_IN_FORCE)
        first = _first_day(program, choice.number)
        return choice.read, Finding(None, INELIGIBLE, first, (first,))

    def _too_many(
        self,
        program: Program,
        subject: Subject,
        facts: dict[str, Value],
        profile: Profile,
        answer: Answering,
    ) -> Finding:
        """Too many cells: open, unless it is decided with everything left open that the unknown dates select."""
        if not isinstance(facts[program.keyed_to], Unknown):
            days: dict[str, Day] = {}
            for key in self.law.turns(program):
                value = facts[key]
                days[key] = (
                    LEFT_OPEN if isinstance(value, Unknown) else value if type(value) is date else None
                )
            found = answer(subject, Choice(self.law, program, days, profile.known_at), Cell((), dict(facts)))
            if found.verdict == INELIGIBLE and not found.conflict:
                return Finding(None, INELIGIBLE, found.version, (found.version,), firings=found.firings)
        number = self.law.programs[program.id].at(profile.on, profile.known_at)
        return Finding(None, OPEN, None if number is None else _first_day(program, number))

    def _choice(self, program: Program, cell: Cell, known_at: date | None) -> Choice:
        turns = self.law.turns(program)
        starts = [None if stretch is None else stretch[0] for stretch in cell.stretches]
        places = [
            -1 if day is None else bisect_right(days, day)
            for day, days in zip(starts, turns.values(), strict=True)
        ]
        key = (program.id, known_at, *places)
        known = self._choices.get(key)
        if known is not None:
            return known
        days: dict[str, Day] = dict(zip(turns, starts, strict=True))
        return self._choices.put(key, Choice(self.law, program, days, known_at))

    def _answer(self, choice: Choice, cell: Cell, worked: Worked) -> Answer:
        if choice.readable is None:
            return Answer(cell.stretches, NOT_IN_FORCE)
        case = Case(choice, cell.facts, worked)
        told = case.told()
        fired = self.chain.conclude(case.packs(), told)
        return answered(case, cell, told | fired.derived, fired.firings)


def answered(case: Case, cell: Cell, held: Collection[Token], firings: tuple[Firing, ...]) -> Answer:
    """What one cell gives, read off the tokens that are held."""
    choice, ruled = case.choice, case.choice.ruled
    conflict = case.clashes()
    truth = truth_of(ruled.verdict, held)
    verdict = ELIGIBLE if truth is True else INELIGIBLE if truth is False else OPEN
    outcomes = case.outcomes(held)
    hangs = [
        shown.condition.id
        for shown in ruled.conditions
        if shown.reserved is not None and token(shown.reserved, MET) in held
    ]
    return Answer(
        cell.stretches,
        verdict,
        _first_day(choice.program, choice.number or 0),
        outcomes,
        case.groups(held),
        tuple(dict.fromkeys(hangs)) if verdict == ELIGIBLE else (),
        conflict,
        case.figures() if verdict != INELIGIBLE and not conflict else {},
        choice.read,
        firings,
    )


def _sound(finding: Finding, read: frozenset[str], subject: Subject) -> Finding:
    """The finding, open where the law reads facts that cannot be."""
    impossible = any(read & set(found.facts) for found in subject.contradictions)
    if not impossible or finding.verdict == NOT_IN_FORCE:
        return finding
    return replace(finding, verdict=OPEN, conflict=True, amounts={}, reservations=())


def _of_firm(verdicts: Sequence[str]) -> str:
    for verdict in (ELIGIBLE, OPEN, INELIGIBLE):
        if verdict in verdicts:
            return verdict
    return NOT_IN_FORCE


def _first_day(program: Program, number: int) -> str | None:
    start = program.versions[number].dated.interval.start
    return start.isoformat() if start else None
