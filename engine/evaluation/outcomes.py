"""What deciding gives: the outcome of one choice of law, and the answer joined over all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engine.compiling import Slice, SlicedCondition
from engine.compiling.programs import PlannedProgram
from engine.evaluation.emitting import Registers
from engine.evaluation.ranges import Range
from engine.language.values import UNKNOWN, Value, is_number

ELIGIBLE, OPEN, INELIGIBLE, NOT_IN_FORCE = "eligible", "open", "ineligible", "not_in_force"
Vector = list[Value]
Cell = tuple[date | None, date | None]  # first and last day; (None, None): known that there is none

# The results below are plain, not frozen, dataclasses: a frozen one costs four times as much to make, and one is made
# for every program of every screening. Nothing changes them afterwards.


@dataclass(slots=True)
class Payment:
    """One dated part of an amount: days (or None where unknown or without), and its figure."""

    start: date | None
    end: date | None
    payable_from: date | None
    figure: Range | None


@dataclass(slots=True)
class Money:
    """An amount: its figure (None: no figure can be given), what bound it, its schedule."""

    figure: Range | None
    bound_by: str | None = None
    payments: tuple[Payment, ...] = ()


@dataclass(slots=True)
class CellOutcome:
    """What one choice of law gives: the slice read and its registers (None and empty where no law is in force)."""

    cell: Mapping[str, Cell]
    slice: Slice | None
    verdict: str
    registers: Registers = ()
    groups: Registers = ()
    conflict: bool = False
    reservations: tuple[SlicedCondition, ...] = ()
    amounts: tuple[Money, ...] = ()
    until: object = UNKNOWN
    cap: Range | None = None

    def works_out(self, amount: str) -> bool:
        """Whether an amount, by its id, is a number by what is known."""
        if self.slice is None:
            return False
        named = zip(self.slice.planned.version.amounts, self.slice.amounts, strict=True)
        return any(is_number(self.registers[sliced.step]) for each, sliced in named if each.id == amount)


@dataclass(slots=True)
class Decided:
    """The answer for one program and subject, joined over all cells, and the cell whose reasons are shown."""

    program: PlannedProgram
    vector: Vector
    verdict: str
    cells: tuple[CellOutcome, ...]
    shown: CellOutcome
    amounts: tuple[Range | None, ...]
    conflict: bool = False  # what is given cannot all be right
    open_dates: tuple[str, ...] = ()  # selecting dates on which the verdict hangs
    no_event: bool = False  # the program's own date is known to be none
    too_many: bool = False

    @property
    def reservations(self) -> tuple[SlicedCondition, ...]:
        """Findings of the agency on which an eligible verdict hangs."""
        return self.shown.reservations if self.verdict == ELIGIBLE else ()

    def works_out(self, amount: str) -> bool:
        """Whether every choice of law under which something may be paid gives a number for an amount, none from the ends of a range."""
        paying = [cell for cell in self.cells if cell.verdict in (ELIGIBLE, OPEN)]
        return bool(paying) and all(cell.works_out(amount) for cell in paying)
