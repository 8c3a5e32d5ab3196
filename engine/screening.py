"""A profile and a catalogue in, a screening out: every program for the subjects given, decided, explained and ranked.

A request goes down once (profile -> vectors -> decisions) and comes back once (registers -> reasons, open facts,
figures).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from engine.catalog import Catalog
from engine.compiling import compile_catalog
from engine.determination import Detail, Determiner
from engine.evaluation.deciding import SLICES_KEPT, Decider
from engine.evaluation.emitting import PATIENCE
from engine.evaluation.outcomes import NOT_IN_FORCE, OPEN, Decided
from engine.evaluation.slicing import Chosen
from engine.evaluation.workers import Worker, decide_firm, in_line
from engine.profile import Layout, Profile, Subject, subjects_of

ENGINE = "compiled"
HIRED_ON = "hired_on"
_TOGETHER_KEPT = 512
_VERDICT_ORDER = {"eligible": 0, "open": 1, "ineligible": 2, "not_in_force": 3}


class Screener:
    """Screens profiles against one catalogue. Opening one costs the plan; screening costs microseconds a program.

    `watch` is told every decision, a worker's too, with every register and the `known_at` it was asked for; it changes no answer. Nor
    does `patience`: how often the law of some dates is asked for before code is written for it; nor `keep`: for how many dates it is kept.
    """

    def __init__(
        self,
        catalog: Catalog,
        watch: Callable[[Decided, date | None], None] | None = None,
        patience: int = PATIENCE,
        keep: int = SLICES_KEPT,
    ) -> None:
        self.catalog = catalog
        self.watch = watch
        self._keep = keep
        self.compiled = compile_catalog(catalog)
        self.decider = Decider(self.compiled, keep, patience, lean=watch is None)
        self.determiner = Determiner(catalog, keep)
        self.layout = Layout(catalog, self.compiled.indexes)
        self._by_subject = {
            subject: tuple(p for p in catalog.programs.values() if p.subject == subject)
            for subject in ("person", "company")
        }

    def looking_at_all(self) -> Screener:
        """A screener of the same law whose decisions hold every register, also of what only a branch not taken would read."""
        other = copy(self)
        other.decider = Decider(self.compiled, self._keep, lean=False)
        return other

    def screen(self, profile: Profile, detail: Detail | None = None) -> dict[str, Any]:
        """The screening of a profile as JSON-ready values: `on`, `known_at`, `release`, `assumptions`, `facts_used` and
        the `determinations` in order. Programs named in the profile must exist (the door checks them).
        """
        detail = detail or Detail()
        subjects = subjects_of(profile, self.layout)
        used = _Used()
        determinations = [
            self._determine(program.id, listed, profile, detail, used)
            for entity, listed in subjects.items()
            for program in self._by_subject[entity]
            if profile.programs is None or program.id in profile.programs
        ]
        determinations.sort(key=_rank)
        return {
            "on": profile.on.isoformat(),
            "known_at": profile.known_at.isoformat() if profile.known_at else None,
            "release": self.catalog.digest,
            "working": self.catalog.working,
            "engine": ENGINE,
            "assumptions": used.assumptions(),
            "facts_used": used.facts(),
            "determinations": [determination for determination, _ in determinations],
        }

    def law_of(self, profile: Profile) -> tuple[Chosen, ...]:
        """The law by which each program is decided, for each subject of a profile."""
        return tuple(
            self.decider.slicing.law_of(program.id, subject.vector(program.id)[0], profile.known_at)
            for entity, listed in subjects_of(profile, self.layout).items()
            for subject in listed
            for program in self._by_subject[entity]
            if profile.programs is None or program.id in profile.programs
        )

    def _determine(
        self, program: str, subjects: Sequence[Subject], profile: Profile, detail: Detail, used: _Used
    ) -> tuple[dict[str, Any], tuple[Any, ...]]:
        if not self.catalog.programs[program].per_worker:
            told = self._told(program, subjects[0], profile, used) if detail.is_brief else None
            if told is not None:
                return told
            decided = self._decide(program, subjects[0], profile, used)
            return self.determiner.single(decided, subjects[0].contradictions, detail)
        workers = [
            Worker(s.worker or "", self._of_worker(program, s, profile, used), _hired_on(s)) for s in subjects
        ]
        planned = self.compiled.programs[program]
        if not workers:
            return self.determiner.without_workers(planned, profile.on, profile.known_at, detail)
        shown = [worker.decided.shown for worker in sorted(workers, key=in_line)]
        lead = next((outcome for outcome in shown if outcome.slice), shown[0])
        amounts = lead.slice.planned.version.amounts if lead.slice else ()
        ranked = next((i for i, amount in enumerate(amounts) if amount.ranks), 0)
        caps = [w.decided.shown.cap for w in workers if w.decided.shown.cap is not None]
        cap = (min(c[0] for c in caps), max(c[1] for c in caps)) if caps else None
        firm = decide_firm(workers, cap, ranked, [amount.unit for amount in amounts])
        named = bool(subjects[0].worker)
        clashes = {subject.worker or "": subject.contradictions for subject in subjects}
        return self.determiner.firm(firm, workers if named else [], clashes[firm.speaker.id], detail)

    def _told(
        self, program: str, subject: Subject, profile: Profile, used: _Used
    ) -> tuple[dict[str, Any], tuple[Any, ...]] | None:
        """The summary of a program where nobody asks for reasons and the case is plain; else None."""
        if self.watch is not None or subject.contradictions:
            return None
        vector, assumed = subject.vector(program)
        brief = self.decider.brief(program, vector, subject.form.unheard, profile.known_at)
        if brief is None:
            return None
        used.note(self.determiner.read_by(brief.slice), assumed, subject)
        return self.determiner.brief(program, brief)

    def _of_worker(self, program: str, subject: Subject, profile: Profile, used: _Used) -> Decided:
        """The answer for one worker: open where dates that the program reads cannot both be."""
        decided = self._decide(program, subject, profile, used)
        slice_ = decided.shown.slice
        read = self.determiner.read_by(slice_) if slice_ else frozenset()
        impossible = any(read & set(found.facts) for found in subject.contradictions)
        if not impossible or decided.verdict == NOT_IN_FORCE:
            return decided
        return replace(decided, verdict=OPEN, amounts=(), conflict=True)

    def _decide(self, program: str, subject: Subject, profile: Profile, used: _Used) -> Decided:
        vector, assumed = subject.vector(program)
        unheard = subject.form.unheard
        decided = self.decider.decide(
            program, vector, profile.on, profile.known_at, subject.date_bounds, unheard
        )
        if self.watch is not None:
            self.watch(decided, profile.known_at)
        if decided.shown.slice is not None:
            used.note(self.determiner.read_by(decided.shown.slice), assumed, subject)
        return decided


class _Used:
    """The given facts that some program read, and the dates that were assumed for one."""

    def __init__(self) -> None:
        self.read: dict[str | None, tuple[Subject, list[frozenset[str]]]] = {}
        self.assumed: dict[str, date] = {}

    def note(self, read: frozenset[str], assumed: tuple[str, ...], subject: Subject) -> None:
        for name in assumed:
            if name in read:
                self.assumed[name] = subject.on
        if subject.worker in self.read:
            self.read[subject.worker][1].append(read)
        else:
            self.read[subject.worker] = (subject, [read])

    def assumptions(self) -> list[dict[str, Any]]:
        """Name, value and ground of each assumption."""
        return [
            {"fact": name, "value": day.isoformat(), "assumed": "screening_date"}
            for name, day in sorted(self.assumed.items())
        ]

    def facts(self) -> dict[str, Any]:
        """The facts as they were given; a worker's under the worker's id."""
        answer: dict[str, Any] = {}
        for worker, (subject, reads) in self.read.items():
            used = subject.shown(_together(tuple(reads)))
            answer |= {worker: used} if worker else used
        return answer


@lru_cache(_TOGETHER_KEPT)
def _together(reads: tuple[frozenset[str], ...]) -> frozenset[str]:
    """Facts that some of several slices read: the same slices are asked together again and again."""
    return frozenset().union(*reads)


def _hired_on(subject: Subject) -> date | None:
    day = subject.given.get(HIRED_ON)
    return day if isinstance(day, date) else None


def _rank(item: tuple[dict[str, Any], tuple[Any, ...]]) -> tuple[Any, ...]:
    determination, (expected, deadline) = item
    return (
        _VERDICT_ORDER[determination["verdict"]],
        expected is None,
        -expected if expected is not None else 0,
        deadline or "9999-12-31",
        determination["program"],
    )
