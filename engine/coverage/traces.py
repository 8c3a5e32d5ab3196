"""What the registers of one slice show: outcomes of conditions, rows of tables that decided, dated things read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.compiling import Op, Slice
from engine.compiling.programs import planned_conditions
from engine.compiling.slices import conditions_of
from engine.coverage.goals import (
    ACCEPTED,
    AMOUNT,
    CONDITION,
    FIGURE,
    HIT,
    MET,
    REFUSED,
    RESERVATION,
    ROW,
    UNKNOWN,
    UNMET,
    version_name,
)
from engine.coverage.reached import CONDITION_VARIANT, TABLE
from engine.evaluation.emitting import Registers
from engine.evaluation.outcomes import ELIGIBLE, OPEN, CellOutcome
from engine.language.values import Unknown
from engine.model import in_force

Words = tuple[str, ...]
FIRST = "first"  # the hit policy under which a row after the first true one does not count


class Trace:
    """Reads the registers of one slice. Registers may end early: an ineligible subject has no amounts worked out."""

    def __init__(self, slice_: Slice) -> None:
        self.slice = slice_  # kept alive: traces are found by the identity of their slice
        self.version = version_name(slice_.planned.version.dated)
        # What hangs on a date left open says nothing about the law of any day.
        self._conditions = [c for c in conditions_of(slice_.conditions) if not c.blurred]
        self._tables = [
            (figure.name, version_name(figure.dated), slice_.steps[step])
            for step, figure in slice_.figures
            if figure.kind == TABLE and slice_.steps[step].kind == "table"
        ]
        self._dated_tables = {name for name, _, _ in self._tables}
        self._keyed = [
            planned.condition.id
            for planned in planned_conditions(slice_.planned)
            if planned.condition.keyed_to is not None
        ]

    def outcomes(self, registers: Registers) -> Iterator[Words]:
        """A mark for each condition, and for each finding that is known."""
        for sliced in self._conditions:
            truth, id_ = registers[sliced.step], sliced.condition.id
            if isinstance(truth, Unknown):
                yield (CONDITION, self.version, id_, UNKNOWN)
            elif truth is True or truth is False:
                yield (CONDITION, self.version, id_, MET if truth else UNMET)
                if sliced.condition.judged:
                    yield (RESERVATION, id_, ACCEPTED if truth else REFUSED)

    def rows(self, registers: Registers) -> Iterator[Words]:
        """A mark for each row that decided its table."""
        for name, version, op in (*self._tables, *self._other_tables(registers)):
            for number in _hits(op, registers):
                yield (ROW, name, version, str(number), HIT)

    def amounts(self, outcome: CellOutcome) -> Iterator[Words]:
        """A mark for each amount that is one figure."""
        if outcome.verdict not in (ELIGIBLE, OPEN):
            return
        for amount, money in zip(self.slice.planned.version.amounts, outcome.amounts, strict=False):
            if money.figure is not None and money.figure[0] == money.figure[1]:
                yield (AMOUNT, self.version, amount.id, FIGURE)

    def things(self, registers: Registers) -> Iterator[tuple[str, str, date | None]]:
        """Kind ("" where only the name is known) and name of each dated thing read, and the day where an expression
        asked for one.
        """
        for step, figure in self.slice.figures:
            if step < len(registers):
                yield figure.kind, figure.name, None
        yield from ((CONDITION_VARIANT, id_, None) for id_ in self._keyed)
        for op in self.slice.steps[: len(registers)]:
            if op.kind == "gap":
                yield "", op.data[0].name, None
            elif op.kind in ("figure_at", "pick_at"):
                day = registers[op.inputs[0]]
                if type(day) is date:
                    yield "", str(op.data[0]), day

    def _other_tables(self, registers: Registers) -> Iterator[tuple[str, str, Op]]:
        """Tables asked for a computed day, and those that have one version for all days."""
        for op in self.slice.steps[: len(registers)]:
            if op.kind == "pick_at":
                day, versions = registers[op.inputs[0]], op.data[1]
                found = in_force(versions, day, self.slice.known_at) if type(day) is date else None
                chosen = None if found is None else self.slice.steps[op.inputs[1 + found]]
                if chosen is not None and chosen.kind == "table":
                    yield str(op.data[0]), version_name(versions[found]), chosen
            elif op.kind == "derived" and op.data[0] not in self._dated_tables:
                below = self.slice.steps[op.inputs[0]]
                if below.kind == "table":
                    yield str(op.data[0]), "", below


def _hits(op: Op, registers: Registers) -> list[int]:
    """The numbers of the rows that are true, counted from 1; of a table that takes the first, the one it takes."""
    truths = [registers[step] if step < len(registers) else None for step in op.inputs[0::2]]
    if op.data[0] == FIRST:
        decisive = next((n for n, truth in enumerate(truths, 1) if truth is not False), None)
        return [decisive] if decisive is not None and truths[decisive - 1] is True else []
    return [n for n, truth in enumerate(truths, 1) if truth is True]
