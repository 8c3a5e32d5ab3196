"""What scenarios have seen: marks and days, taken from decisions as they are made, put together over processes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from engine.compiling import Slice
from engine.compiling.programs import CompiledCatalog
from engine.coverage.goals import BOUNDARY, RESERVATION, RESERVED, Goal
from engine.coverage.reached import COMPUTED, PROGRAM
from engine.coverage.traces import Trace, Words
from engine.evaluation.outcomes import ELIGIBLE, NOT_IN_FORCE, Decided


@dataclass(slots=True)
class Seen:
    """`marks`: program, kind, words of the goal, part. `days`: program, kind, name and key of a dated thing, day."""

    marks: set[Words] = field(default_factory=set)
    days: set[Words] = field(default_factory=set)

    def add(self, other: Seen) -> None:
        """Take in what another process has seen."""
        self.marks |= other.marks
        self.days |= other.days

    def as_json(self) -> dict[str, Sequence[Sequence[str]]]:
        """Both as sorted lists, for a file or another process."""
        return {
            "marks": [list(words) for words in sorted(self.marks)],
            "days": [list(words) for words in sorted(self.days)],
        }

    @staticmethod
    def from_json(form: Mapping[str, Iterable[Sequence[str]]]) -> Seen:
        """What `as_json` wrote."""
        return Seen({tuple(words) for words in form["marks"]}, {tuple(words) for words in form["days"]})


class Recorder:
    """Takes decisions, one scenario after another, and keeps what they saw of the programs that were asked about."""

    def __init__(self, compiled: CompiledCatalog, goals: Iterable[Goal]) -> None:
        self.compiled = compiled
        self.seen = Seen()
        self._waiting: list[tuple[Decided, date | None]] = []
        self._traces: dict[int, Trace] = {}
        self._keys: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for goal in goals:
            if goal.kind == BOUNDARY:
                kind, name, key, _ = goal.words
                self._keys.setdefault((goal.program, name), set()).add((kind, key))

    def note(self, decided: Decided, known_at: date | None) -> None:
        """Take a decision of the scenario that is running."""
        self._waiting.append((decided, known_at))

    def end(self, programs: Iterable[str]) -> None:
        """The scenario is over: what it saw of these programs counts, the rest was nobody's claim."""
        asked = frozenset(programs)
        for decided, known_at in self._waiting:
            if decided.program.program.id in asked:
                self._keep(decided, known_at)
        self._waiting.clear()

    def _keep(self, decided: Decided, known_at: date | None) -> None:
        program, eligible = decided.program.program.id, decided.verdict == ELIGIBLE
        # By the law as it was known on some day, boundaries lie elsewhere: such a question says nothing about them.
        is_dated = known_at is None
        days = self._days_of(decided) if is_dated else {}
        for outcome in {id(cell): cell for cell in (decided.shown, *decided.cells)}.values():
            if outcome.slice is None:
                if outcome.verdict == NOT_IN_FORCE:
                    self._mark_days(program, PROGRAM, program, days)
                continue
            if outcome.conflict or not outcome.registers:
                continue
            trace = self._trace(outcome.slice)
            marks = (
                *trace.outcomes(outcome.registers),
                *trace.rows(outcome.registers),
                *trace.amounts(outcome),
                *((RESERVATION, c.condition.id, RESERVED) for c in outcome.reservations if eligible),
            )
            self.seen.marks.update((program, *mark) for mark in marks)
            self._mark_days(program, PROGRAM, program, days)
            for kind, name, computed in trace.things(outcome.registers):
                self._mark_days(
                    program, kind, name, days | ({COMPUTED: computed} if computed and is_dated else {})
                )

    def _days_of(self, decided: Decided) -> dict[str, date]:
        """The known day of each date fact that selects law."""
        indexes = self.compiled.indexes
        found = {key: decided.vector[indexes[key]] for key in decided.program.changes}
        return {key: day for key, day in found.items() if type(day) is date}

    def _mark_days(self, program: str, kind: str, name: str, days: Mapping[str, date]) -> None:
        for known, key in self._keys.get((program, name), ()):
            if (known == kind or not kind) and key in days:
                self.seen.days.add((program, known, name, key, days[key].isoformat()))

    def _trace(self, slice_: Slice) -> Trace:
        if id(slice_) not in self._traces:
            self._traces[id(slice_)] = Trace(slice_)
        return self._traces[id(slice_)]
