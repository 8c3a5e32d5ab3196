"""What there is to see in a catalogue: outcomes of conditions, rows, both sides of dates, findings, amounts.

| kind | one for each | parts that scenarios must see |
|---|---|---|
| condition | condition of each version of a program | met, unmet, unknown |
| row | row of each version of a table that the program reads | hit |
| boundary | day on which something dated that the program reads begins or ends | before, from |
| reservation | finding of the agency that a verdict may hang on | accepted, refused, reserved |
| amount | amount of each version of a program | figure |

A boundary of something keyed to a date fact lies on day D. `before` is seen by a decision whose date falls into the
interval that ends at D, `from` by one whose date falls on D or later in the interval that begins at D; both must have
read the thing. A day counts where the program reads the thing on both sides: the day on which a program itself begins
is a boundary of the program alone, and a figure that only a later version reads has none where that version begins.

Rows and boundaries that a program comes to only below a fact are shared: what the scenarios of any program see of them
counts for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from engine.compiling.programs import CompiledCatalog, PlannedProgram, PlannedVersion, planned_conditions
from engine.coverage.reached import PROGRAM, TABLE, Reading, Thing, reached
from engine.diagnostics import Span, Text
from engine.model import Dated, Table
from engine.periods import ONE_DAY, Interval

CONDITION, ROW, BOUNDARY, RESERVATION, AMOUNT = "condition", "row", "boundary", "reservation", "amount"
KINDS = (CONDITION, ROW, BOUNDARY, RESERVATION, AMOUNT)
MET, UNMET, UNKNOWN = "met", "unmet", "unknown"
BEFORE, FROM = "before", "from"
ACCEPTED, REFUSED, RESERVED = "accepted", "refused", "reserved"
HIT, FIGURE = "hit", "figure"


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing to see, in parts. `words` name it within its kind; of a boundary they are kind, name, key and day.

    `around` are, for a boundary, the boundaries of the same thing before and after it. `shared`: the program comes to it
    only below a fact, so whoever sees it sees it for all.
    """

    program: str
    kind: str
    words: tuple[str, ...]
    parts: tuple[str, ...]
    label: Text
    span: Span | None
    around: tuple[date | None, date | None] = (None, None)
    shared: bool = False


def goals_of(compiled: CompiledCatalog) -> tuple[Goal, ...]:
    """Everything there is to see in a catalogue, program by program."""
    return tuple(
        goal for program in compiled.programs.values() for goal in _ProgramGoals(compiled, program).all()
    )


def version_name(dated: Dated) -> str:
    """How a version is called: the first day on which it is the law, or nothing where it has no dates."""
    return dated.interval.start.isoformat() if dated.interval.start else ""


class _ProgramGoals:
    def __init__(self, compiled: CompiledCatalog, program: PlannedProgram) -> None:
        self.compiled, self.catalog = compiled, compiled.catalog
        self.program, self.planned = program.program, program
        self.readings = reached(compiled, program)

    def all(self) -> Iterator[Goal]:
        for version in self.planned.versions:
            yield from self._conditions(version)
        yield from self._rows()
        yield from self._boundaries()
        yield from self._reservations()
        for version in self.planned.versions:
            name = version_name(version.version.dated)
            for amount in version.version.amounts:
                yield self._goal(AMOUNT, (name, amount.id), (FIGURE,), amount.label, amount.span)

    def _goal(
        self,
        kind: str,
        words: tuple[str, ...],
        parts: tuple[str, ...],
        label: Text,
        span: Span | None,
        *,
        around: tuple[date | None, date | None] = (None, None),
        shared: bool = False,
    ) -> Goal:
        return Goal(self.program.id, kind, words, parts, label, span, around, shared)

    def _conditions(self, version: PlannedVersion) -> Iterator[Goal]:
        name = version_name(version.version.dated)
        for planned in planned_conditions(version):
            if any(op is not None for op in planned.ops):
                condition = planned.condition
                words, parts = (name, condition.id), (MET, UNMET, UNKNOWN)
                yield self._goal(CONDITION, words, parts, condition.label, condition.span)

    def _reservations(self) -> Iterator[Goal]:
        judged = {
            planned.condition.id: planned.condition
            for version in self.planned.versions
            for planned in planned_conditions(version)
            if planned.condition.judged
        }
        for id_, condition in judged.items():
            yield self._goal(
                RESERVATION, (id_,), (ACCEPTED, REFUSED, RESERVED), condition.label, condition.span
            )

    def _rows(self) -> Iterator[Goal]:
        for thing, reading in self.readings.items():
            if thing.kind == TABLE:
                yield from self._rows_of(self.catalog.tables[thing.name], thing, reading)

    def _rows_of(self, table: Table, thing: Thing, reading: Reading) -> Iterator[Goal]:
        for version in table.versions:
            interval = version.dated.interval
            if not any(window.meets(interval) for window in reading.windows):
                continue
            shared = not any(window.meets(interval) for window in reading.own)
            name = version_name(version.dated) if thing.key else ""
            for number, row in enumerate(version.rows, start=1):
                words, span = (table.name, name, str(number)), row.span or version.dated.span
                yield self._goal(ROW, words, (HIT,), table.label, span, shared=shared)

    def _boundaries(self) -> Iterator[Goal]:
        own = tuple(version.version.dated for version in self.planned.versions)
        title, key = self.program.title, self.program.keyed_to
        yield from self._boundaries_of(Thing(PROGRAM, self.program.id, key, title, own), _ALL_DAYS)
        for thing, reading in self.readings.items():
            if thing.key:
                yield from self._boundaries_of(thing, reading)

    def _boundaries_of(self, thing: Thing, reading: Reading) -> Iterator[Goal]:
        days = thing.boundaries()
        for place, day in enumerate(days):
            if not (_holds_both_sides(reading.windows, day) and self._is_possible_before(thing, day)):
                continue
            begun, ended = thing.at(day), thing.at(day - ONE_DAY)
            dated = begun or ended
            around = (days[place - 1] if place else None, days[place + 1] if place + 1 < len(days) else None)
            words = (thing.kind, thing.name, thing.key, day.isoformat())
            span = dated.span if dated else None
            shared = not _holds_both_sides(reading.own, day)
            yield self._goal(BOUNDARY, words, (BEFORE, FROM), thing.label, span, around=around, shared=shared)

    def _is_possible_before(self, thing: Thing, day: date) -> bool:
        """Whether the date can lie before a day: no fact is given below its range. Programs have all their days."""
        fact = self.catalog.facts.get(thing.key)
        low = fact.low.value if fact is not None and fact.low is not None else None
        return thing.kind == PROGRAM or not (isinstance(low, date) and day <= low)


def _holds_both_sides(windows: Iterable[Interval], day: date) -> bool:
    """Whether a thing is read on the day and on the day before, be it by different versions."""
    spans = tuple(windows)
    return all(any(span.holds(side) for span in spans) for side in (day - ONE_DAY, day))


_ALL_DAYS = Reading((Interval(),), (Interval(),))
