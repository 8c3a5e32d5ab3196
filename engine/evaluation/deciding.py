"""One program, one subject: which law, which verdict, how much, in every cell of the dates that are unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product

from engine.compiling import Choice, Slice, cut
from engine.compiling.programs import (
    CompiledCatalog,
    PlannedProgram,
    cells_of,
    given_or_worked_out,
)
from engine.compiling.slices import BLURRED, Days, SlicedAmount
from engine.evaluation.brief import Brief, Briefing, NoBriefing, has_brief_answers
from engine.evaluation.emitting import PATIENCE, Registers
from engine.evaluation.fitting import FITTING, Unheard
from engine.evaluation.joining import joined
from engine.evaluation.outcomes import (
    ELIGIBLE,
    INELIGIBLE,
    NOT_IN_FORCE,
    OPEN,
    Cell,
    CellOutcome,
    Decided,
    Money,
    Payment,
    Vector,
)
from engine.evaluation.ranges import Range, Ranging
from engine.evaluation.reserving import reservations_of
from engine.evaluation.slicing import Chosen, Sliced, Slicing
from engine.kept import Kept
from engine.language.values import NULL, UNKNOWN, DayBetween, Unknown, Value, is_number
from engine.model import Fact
from engine.rational import Fraction

MOST_CELLS = 512
SLICES_KEPT = 2_000
Bounds = Callable[[str], tuple[date, date]]  # how early and how late an unknown date fact can be


class Decider:
    """Decides programs of one compiled catalogue. Keeps the slices it has cut, at most `keep` of them, and writes code for those that were
    asked more often than `patience` says. `lean`: without what only branches not taken would read (see Emitted).
    """

    def __init__(
        self,
        compiled: CompiledCatalog,
        keep: int = SLICES_KEPT,
        patience: int = PATIENCE,
        *,
        lean: bool = True,
    ) -> None:
        self.compiled = compiled
        self.bounds = _number_bounds(compiled.catalog.facts)
        self._patience = patience
        self._asked = Kept[Chosen, int](keep)  # how often briefly, until there is code for it
        self._briefs = Kept[Chosen, Briefing | NoBriefing](keep)
        self.slicing = Slicing(compiled, keep, patience, lean=lean)
        self._either = {
            id_: tuple(compiled.indexes[name] for name in given_or_worked_out(compiled, p))
            for id_, p in compiled.programs.items()
        }

    def brief(self, id_: str, vector: Vector, unheard: Unheard, known_at: date | None) -> Brief | None:
        """The answer for a program without what it rests on; None where only `decide` can give it. `unheard` are places of facts that are
        unknown in the vector.
        """
        chosen = self.slicing.chosen(id_, vector, known_at)
        if chosen is None:
            return None
        briefing = self._briefs.get(chosen) or self._briefing(chosen, id_, vector, known_at)
        return None if briefing is None else briefing.answer(vector, unheard)

    def _briefing(
        self, chosen: Chosen, id_: str, vector: Vector, known_at: date | None
    ) -> Briefing | NoBriefing | None:
        """What answers briefly from now on; None where the law was not asked for often enough."""
        asked = self._asked.get(chosen) or 0
        if asked < self._patience:
            self._asked.put(chosen, asked + 1)
            return None
        days = self.slicing.days(id_, vector)
        found = self.slicing.of(self.compiled.programs[id_], days, self.slicing.last_news(id_, known_at))
        if not found or not has_brief_answers(found[0]):
            return self._briefs.put(chosen, NoBriefing())
        return self._briefs.put(chosen, Briefing(found[0], self.bounds, FITTING * self._patience))

    def decide(
        self,
        id_: str,
        vector: Vector,
        on: date,
        known_at: date | None,
        date_bounds: Bounds,
        unheard: Unheard | None = None,
    ) -> Decided:
        """The answer for a program. `vector` holds a value for every fact; `date_bounds` how early and late an unknown
        selecting date can be; `unheard` are places of facts that are unknown in the vector.
        """
        program, chosen = self.compiled.programs[id_], self.slicing.chosen(id_, vector, known_at)
        kept = None if chosen is None else self.slicing.kept(chosen)
        if kept is not None:
            return _single(program, vector, self._outcome_in(kept, vector, {}, unheard))
        given, known_at = self.slicing.days(id_, vector), self.slicing.last_news(id_, known_at)
        if all(type(day) is date for day in given.values()):
            return _single(program, vector, self._outcome(program, vector, given, known_at, {}))
        if given[program.program.keyed_to] is NULL:
            return _without_event(program, vector, self._law_on(program, on, known_at))
        return self._blurred(program, vector, given, on, known_at, date_bounds) or self._all_cells(
            program, vector, given, on, known_at, date_bounds
        )

    def _blurred(
        self,
        program: PlannedProgram,
        vector: Vector,
        given: Mapping[str, Value],
        on: date,
        known_at: date | None,
        bounds: Bounds,
    ) -> Decided | None:
        """The answer where it does not hang on the unknown dates: with whatever they select left open it is decided
        already, so every cell gives the same (Kleene), and only the cell that is shown need be looked at.
        """
        if isinstance(given[program.program.keyed_to], Unknown):
            return None
        days: dict[str, date | str | None] = {}
        for key, value in given.items():
            known = not isinstance(value, Unknown)
            days[key] = (value if type(value) is date else None) if known else BLURRED
        blurred = self._outcome(program, vector, days, known_at, {})
        figures = tuple(money.figure for money in blurred.amounts)
        amounts = blurred.slice.amounts if blurred.slice else ()
        settled = all(
            not amount.blurred or (figure is not None and figure[0] == figure[1])
            for amount, figure in zip(amounts, figures, strict=False)
        )
        if blurred.slice is None or blurred.verdict == OPEN or blurred.conflict or not settled:
            return None
        plain = all([not isinstance(blurred.registers[step], Unknown) for step in blurred.slice.blurred])  # noqa: C419 - a list costs half of what a generator does
        if plain and all([vector[index] is UNKNOWN for index in self._either[program.program.id]]):  # noqa: C419 - as above
            # No condition shown hangs on the open dates either: this is what the cell would show.
            return Decided(program, vector, blurred.verdict, (blurred,), blurred, figures)
        near = self._near(program, days, bounds, on)
        shown = self._reasons_only(program, vector, near, known_at, blurred)
        # What is left open may hide that a given fact contradicts the law's own reckoning. In one cell without that it holds.
        return (
            None if shown.conflict else Decided(program, vector, blurred.verdict, (blurred,), shown, figures)
        )

    def _reasons_only(
        self,
        program: PlannedProgram,
        vector: Vector,
        cell: Sequence[Cell],
        known_at: date | None,
        answer: CellOutcome,
    ) -> CellOutcome:
        """A cell's values beside an answer that is settled for all cells."""
        narrowed, days, cells = self._narrowed(program, vector, cell)
        found = self.slicing.of(program, days, known_at)
        if not found:
            return answer
        conflict, registers, groups = found[1].decide(narrowed)
        if answer.verdict != INELIGIBLE:
            registers = found[1].pay(narrowed, registers)
        return replace(
            answer, cell=cells, slice=found[0], registers=registers, groups=groups, conflict=conflict
        )

    def _near(self, program: PlannedProgram, days: Days, bounds: Bounds, on: date) -> list[Cell]:
        """For each key the day known, or the cell of its unknown date that holds the day of the question."""
        known = ((key, days[key]) for key, _ in self.slicing.keys[program.program.id])
        return [
            (day, day)
            if day is None or isinstance(day, date)
            else _cell_near(program.changes[key], *bounds(key), on)
            for key, day in known
        ]

    def _law_on(self, program: PlannedProgram, on: date, known_at: date | None) -> Slice | None:
        return cut(self.compiled, program, Choice(dict.fromkeys(program.changes, on), known_at))

    def _all_cells(
        self,
        program: PlannedProgram,
        vector: Vector,
        given: Mapping[str, Value],
        on: date,
        known_at: date | None,
        bounds: Bounds,
    ) -> Decided:
        axes: list[list[Cell]] = []
        for key, value in given.items():
            if type(value) is date:
                axes.append([(value, value)])
            elif value is NULL:
                axes.append([(None, None)])
            else:
                first, last = bounds(key)
                axes.append([*cells_of(program.changes[key], first, last)])
        size = 1
        for axis in axes:
            size *= len(axis)
        open_dates = tuple(key for key, value in given.items() if isinstance(value, Unknown))
        if size > MOST_CELLS:
            shown = CellOutcome({}, self._law_on(program, on, known_at), OPEN)
            return Decided(program, vector, OPEN, (), shown, (), open_dates=open_dates, too_many=True)
        cells = [self._cell(program, vector, cell, known_at) for cell in product(*axes)]
        return joined(program, vector, cells, on, open_dates)

    def _cell(
        self, program: PlannedProgram, vector: Vector, cell: Sequence[Cell], known_at: date | None
    ) -> CellOutcome:
        narrowed, days, cells = self._narrowed(program, vector, cell)
        return self._outcome(program, narrowed, days, known_at, cells)

    def _narrowed(
        self, program: PlannedProgram, vector: Vector, cell: Sequence[Cell]
    ) -> tuple[Vector, dict[str, date | None], dict[str, Cell]]:
        """The vector with each unknown date between the ends of its cell, and the day that chooses by each key."""
        narrowed, days, cells = list(vector), {}, {}
        given = self.slicing.days(program.program.id, vector)
        for (key, index), (first, last) in zip(self.slicing.keys[program.program.id], cell, strict=True):
            days[key], cells[key] = first, (first, last)
            if isinstance(given[key], Unknown) and first is not None and last is not None:
                narrowed[index] = DayBetween(first, last)
        return narrowed, days, cells

    def _outcome(
        self,
        program: PlannedProgram,
        vector: Vector,
        days: Days,
        known_at: date | None,
        cells: Mapping[str, Cell],
    ) -> CellOutcome:
        return self._outcome_in(self.slicing.of(program, days, known_at), vector, cells)

    def _outcome_in(
        self, found: Sliced, vector: Vector, cells: Mapping[str, Cell], unheard: Unheard | None = None
    ) -> CellOutcome:
        if not found:
            return CellOutcome(cells, None, NOT_IN_FORCE)
        slice_, emitted = found
        conflict, registers, groups = emitted.decide(vector, unheard)
        truth = groups[-1]
        verdict = ELIGIBLE if truth is True else INELIGIBLE if truth is False else OPEN
        if verdict == INELIGIBLE:
            return CellOutcome(cells, slice_, verdict, registers, groups, conflict)
        registers = emitted.pay(vector, registers, unheard)
        return CellOutcome(
            cells,
            slice_,
            verdict,
            registers,
            groups,
            conflict,
            () if verdict == OPEN else reservations_of(slice_, emitted, registers, groups),
            () if conflict else self._amounts(slice_, registers),
            registers[slice_.until] if slice_.until is not None else UNKNOWN,
            None
            if slice_.cap is None or conflict
            else Ranging(slice_, registers, self.bounds).of(slice_.cap),
        )

    def _amounts(self, slice_: Slice, registers: Registers) -> tuple[Money, ...]:
        ranging: Ranging | None = None
        found = []
        for amount in slice_.amounts:
            value = registers[amount.step]
            if is_number(value) and not amount.parts:
                figure: Range | None = (value, value)
            else:
                ranging = ranging or Ranging(slice_, registers, self.bounds)
                figure = ranging.of(amount.step)
            bound = (
                "floor"
                if _holds(registers, amount.floor)
                else "ceiling"
                if _holds(registers, amount.ceiling)
                else None
            )
            found.append(Money(figure, bound, _payments(amount, registers, ranging) if amount.parts else ()))
        return tuple(found)


def _holds(registers: Registers, step: int | None) -> bool:
    return step is not None and registers[step] is True


def _payments(amount: SlicedAmount, registers: Registers, ranging: Ranging | None) -> tuple[Payment, ...]:
    def day(step: int | None) -> date | None:
        value = None if step is None else registers[step]
        return value if type(value) is date else None

    return tuple(
        Payment(
            day(part.start),
            day(part.end),
            day(part.payable_from),
            ranging.of(part.value) if ranging else None,
        )
        for part in amount.parts
    )


def _cell_near(changes: Sequence[date], first: date, last: date, on: date) -> Cell:
    """The cell of an unknown date that holds a day, or the one nearest to it."""
    cells = cells_of(tuple(changes), first, last)
    return next((cell for cell in cells if cell[0] <= on <= cell[1]), cells[0] if on < first else cells[-1])


def _single(program: PlannedProgram, vector: Vector, outcome: CellOutcome) -> Decided:
    figures = tuple(money.figure for money in outcome.amounts)
    verdict = OPEN if outcome.conflict else outcome.verdict
    return Decided(program, vector, verdict, (outcome,), outcome, figures, outcome.conflict)


def _without_event(program: PlannedProgram, vector: Vector, slice_: Slice | None) -> Decided:
    if slice_ is None:
        return _single(program, vector, CellOutcome({}, None, NOT_IN_FORCE))
    shown = CellOutcome({}, slice_, INELIGIBLE)
    return Decided(program, vector, INELIGIBLE, (shown,), shown, (), no_event=True)


def _number_bounds(facts: Mapping[str, Fact]) -> dict[str, Range]:
    bounds: dict[str, Range] = {}
    for name, fact in facts.items():
        low, high = (None if bound is None else bound.value for bound in (fact.low, fact.high))
        if isinstance(low, int | Fraction) and isinstance(high, int | Fraction):
            bounds[name] = low, high
    return bounds
