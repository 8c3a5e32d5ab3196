"""The count: goals, less what was seen, less what nobody can see for a reason that is written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.coverage.goals import BEFORE, BOUNDARY, KINDS, Goal
from engine.coverage.seen import Seen
from engine.coverage.traces import Words
from engine.diagnostics import Span, Text
from engine.periods import ONE_DAY

DAY_BEFORE, DAY = "day_before", "day"


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why something cannot be seen.

    `words` are the first words of the goals meant: kind, words of the goal, part; `*` stands for any one word.
    """

    program: str
    words: Words
    because: Text
    span: Span | None = None

    def covers(self, goal: Goal, part: str) -> bool:
        """Whether a part of a goal is meant."""
        named = (goal.kind, *goal.words, part)
        return (
            self.program == goal.program
            and len(self.words) <= len(named)
            and all(word in ("*", own) for word, own in zip(self.words, named, strict=False))
        )


@dataclass(frozen=True, slots=True)
class Lack:
    """A part of a goal that no scenario has seen, and the excuse for it where there is one."""

    goal: Goal
    part: str
    excuse: Excuse | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many parts of one kind there are that can be seen, and how many of them were."""

    of: int
    seen: int

    @property
    def percent(self) -> int:
        """Whole percents, cut: 100 only where nothing is missing; 100 where there is nothing to see."""
        return self.seen * 100 // self.of if self.of else 100


@dataclass(frozen=True, slots=True)
class ProgramCount:
    """One program: a count for each kind, the strict count of boundaries (the day itself, and the day before it), and
    what was not seen.
    """

    program: str
    counts: dict[str, Count]
    strict: Count
    missing: tuple[Lack, ...]
    missing_days: tuple[Lack, ...]
    unreachable: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """All programs, and the excuses that excuse nothing: of a thing that is seen, or that does not exist."""

    programs: tuple[ProgramCount, ...]
    idle: tuple[Excuse, ...]


def counted(goals: Sequence[Goal], seen: Seen, excuses: Sequence[Excuse] = ()) -> Counted:
    """The count of every program that has goals, in their order. What is shared is seen by whoever sees it."""
    marks, days = _marks(seen), _days(seen)
    used: set[int] = set()
    programs = []
    for program in dict.fromkeys(goal.program for goal in goals):
        own = [goal for goal in goals if goal.program == program]
        lacks = [
            Lack(goal, part, _excuse(goal, part, excuses))
            for goal in own
            for part in goal.parts
            if not _is_seen(goal, part, marks, days)
        ]
        used |= {id(lack.excuse) for lack in lacks if lack.excuse}
        missing = tuple(lack for lack in lacks if lack.excuse is None)
        unreachable = tuple(lack for lack in lacks if lack.excuse is not None)
        counts = {kind: _count(kind, own, missing, unreachable) for kind in KINDS}
        reachable = [goal for goal in own if not any(_excuse(goal, part, excuses) for part in goal.parts)]
        strict, missing_days = _to_the_day(reachable, days)
        programs.append(ProgramCount(program, counts, strict, missing, missing_days, unreachable))
    return Counted(tuple(programs), tuple(excuse for excuse in excuses if id(excuse) not in used))


def _count(kind: str, goals: list[Goal], missing: tuple[Lack, ...], unreachable: tuple[Lack, ...]) -> Count:
    parts = sum(len(goal.parts) for goal in goals if goal.kind == kind)
    of = parts - sum(lack.goal.kind == kind for lack in unreachable)
    return Count(of, of - sum(lack.goal.kind == kind for lack in missing))


def _excuse(goal: Goal, part: str, excuses: Sequence[Excuse]) -> Excuse | None:
    return next((excuse for excuse in excuses if excuse.covers(goal, part)), None)


def _marks(seen: Seen) -> set[Words]:
    """What each program saw and, under no name, what any program saw."""
    return seen.marks | {("", *mark[1:]) for mark in seen.marks}


def _days(seen: Seen) -> dict[Words, list[date]]:
    """The days on which each dated thing was read: by each program and, under no name, by any program."""
    days: dict[Words, list[date]] = {}
    for program, *thing, day in seen.days:
        for reader in (program, ""):
            days.setdefault((reader, *thing), []).append(date.fromisoformat(day))
    return days


def _reader(goal: Goal) -> str:
    return "" if goal.shared else goal.program


def _is_seen(goal: Goal, part: str, marks: set[Words], days: dict[Words, list[date]]) -> bool:
    if goal.kind != BOUNDARY:
        return (_reader(goal), goal.kind, *goal.words, part) in marks
    day, (previous, following) = date.fromisoformat(goal.words[3]), goal.around
    first, end = (previous or date.min, day) if part == BEFORE else (day, following or date.max)
    return any(first <= read < end for read in days.get((_reader(goal), *goal.words[:3]), ()))


def _to_the_day(goals: list[Goal], days: dict[Words, list[date]]) -> tuple[Count, tuple[Lack, ...]]:
    """The strict count of boundaries: some decision on the day itself, and some on the day before."""
    lacks, of = [], 0
    for goal in goals:
        if goal.kind == BOUNDARY:
            of += 2
            day, read = date.fromisoformat(goal.words[3]), days.get((_reader(goal), *goal.words[:3]), ())
            lacks += [Lack(goal, DAY_BEFORE)] if day - ONE_DAY not in read else []
            lacks += [Lack(goal, DAY)] if day not in read else []
    return Count(of, of - len(lacks)), tuple(lacks)


def as_json(result: Counted, titles: Mapping[str, Text], file: Callable[[str], str]) -> dict[str, Any]:
    """Everything, JSON-ready: counts with whole percents, what is missing, and what cannot be seen with its reason.

    `titles` are those of programs; `file` says how a ruleset file is to be named.
    """

    def lack(found: Lack) -> dict[str, Any]:
        goal, span = found.goal, found.goal.span
        answer: dict[str, Any] = {"kind": goal.kind, "words": list(goal.words), "part": found.part}
        answer["label"] = goal.label.as_json()
        if span:
            answer |= {"file": file(span.file), "line": span.line}
        return answer | ({"because": found.excuse.because.as_json()} if found.excuse else {})

    return {
        "programs": [
            {
                "program": program.program,
                "title": titles[program.program].as_json(),
                "counts": {kind: _count_json(count) for kind, count in program.counts.items()},
                "boundaries_to_the_day": _count_json(program.strict),
                "missing": [lack(found) for found in program.missing],
                "missing_to_the_day": [lack(found) for found in program.missing_days],
                "unreachable": [lack(found) for found in program.unreachable],
            }
            for program in result.programs
        ]
    }


def _count_json(count: Count) -> dict[str, int]:
    return {"of": count.of, "seen": count.seen, "percent": count.percent}
