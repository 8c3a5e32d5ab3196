"""The answers of all cells joined: one verdict, the hull of each amount, the cell whose reasons are shown."""

from __future__ import annotations

from datetime import date

from engine.compiling.programs import PlannedProgram
from engine.evaluation.outcomes import (
    ELIGIBLE,
    INELIGIBLE,
    NOT_IN_FORCE,
    OPEN,
    Cell,
    CellOutcome,
    Decided,
    Vector,
)
from engine.evaluation.ranges import Range


def joined(
    program: PlannedProgram, vector: Vector, cells: list[CellOutcome], on: date, open_dates: tuple[str, ...]
) -> Decided:
    """The answer over all cells (at least one) of the unknown dates `open_dates`; `on` is the day of the question."""
    # What is known rules out that the unknown date lies in an interval where it contradicts the law's own reckoning.
    possible = [cell for cell in cells if not cell.conflict]
    if any(cell.slice is not None for cell in possible):
        cells = possible
    verdicts = {cell.verdict for cell in cells}
    if verdicts == {NOT_IN_FORCE}:
        return Decided(program, vector, NOT_IN_FORCE, tuple(cells), cells[0], ())
    counted = {INELIGIBLE if verdict == NOT_IN_FORCE else verdict for verdict in verdicts}
    verdict = counted.pop() if len(counted) == 1 else OPEN
    shown = _shown(cells, on)
    amounts: tuple[Range | None, ...] = ()
    paying = [cell for cell in cells if cell.verdict in (ELIGIBLE, OPEN)]
    if verdict != INELIGIBLE and paying:
        amounts = _hulls(paying, shown)
    if verdict == INELIGIBLE and shown.slice is None:
        shown = next(cell for cell in cells if cell.slice is not None)
    # In a cell a worked-out value may contradict a given one: then the date does not lie there. Only where it can lie
    # nowhere do the facts contradict each other.
    conflict = all(cell.conflict for cell in cells if cell.slice is not None)
    verdict = OPEN if conflict else verdict
    hangs = open_dates if verdict == OPEN and not conflict else ()
    return Decided(program, vector, verdict, tuple(cells), shown, amounts, conflict, hangs)


def _shown(cells: list[CellOutcome], on: date) -> CellOutcome:
    """The cell that holds `on`, else the latest before it, else the first (of those in force where there are any).

    Date by date, the program's own first: a known date is the same in every cell and settles nothing.
    """
    return min(
        cells, key=lambda cell: (cell.slice is None, *[_distance(days, on) for days in cell.cell.values()])
    )


def _distance(cell: Cell, on: date) -> tuple[int, int]:
    first, last = cell
    if first is None or last is None or first <= on <= last:
        return 0, 0
    return (1, -first.toordinal()) if first <= on else (2, first.toordinal())


def _hulls(cells: list[CellOutcome], shown: CellOutcome) -> tuple[Range | None, ...]:
    named: dict[str, list[Range | None]] = {}
    for cell in cells:
        amounts = cell.slice.planned.version.amounts if cell.slice else ()
        for amount, money in zip(amounts, cell.amounts, strict=False):
            named.setdefault(amount.id, []).append(money.figure)
    wanted = shown.slice.planned.version.amounts if shown.slice else ()
    hulls: list[Range | None] = []
    for amount in wanted:
        figures = named.get(amount.id, [None])
        known = [figure for figure in figures if figure is not None]
        complete = len(known) == len(figures)
        hulls.append((min(f[0] for f in known), max(f[1] for f in known)) if complete else None)
    return tuple(hulls)
