"""Which law a program is decided by: the slice of the plan for the days that select it, cut once and kept, and code for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from engine.compiling import Choice, Slice, cut
from engine.compiling.programs import CompiledCatalog, PlannedProgram
from engine.compiling.publications import Publications
from engine.compiling.slices import Days
from engine.evaluation.emitting import Emitted
from engine.evaluation.selecting import SelectingDays
from engine.kept import Kept
from engine.language.values import NULL, UNKNOWN, Value

Sliced = tuple[Slice, Emitted] | tuple[()]  # empty: no version is in force
# A program, for each day that selects its law a stretch without a change, and what was known by then.
Chosen = tuple[object, ...]
_NO_DAY, _OPEN_DAY = -1, -2  # in place of a stretch


class Slicing:
    """The slices of one compiled catalogue, at most `keep` of them. `patience` and `lean`: of the code for them (see Emitted)."""

    def __init__(self, compiled: CompiledCatalog, keep: int, patience: int, *, lean: bool) -> None:
        self._compiled = compiled
        self._patience, self._lean = patience, lean
        self._slices = Kept[Chosen, Sliced](keep)
        self._selecting = SelectingDays(compiled)
        self._published: dict[str, Publications] = {}
        self._rows = {
            id_: tuple((key, compiled.indexes[key], changes) for key, changes in p.changes.items())
            for id_, p in compiled.programs.items()
        }
        self.keys = {id_: tuple((key, index) for key, index, _ in rows) for id_, rows in self._rows.items()}

    def days(self, id_: str, vector: Sequence[Value]) -> Mapping[str, Value]:
        """The days that select the law of a program: given, else as records tell, else unknown."""
        return self._selecting.of(self.keys[id_], vector)

    def chosen(self, id_: str, vector: Sequence[Value], known_at: date | None) -> Chosen | None:
        """The law that a program is decided by; None where a day that selects it is not known."""
        places: list[object] = [id_]
        for key, index, changes in self._rows[id_]:
            day = vector[index]
            if day is UNKNOWN:
                day = self._selecting.of(((key, index),), vector)[key]
            if type(day) is not date:
                return None
            places.append(bisect_right(changes, day))
        places.append(self.last_news(id_, known_at))
        return tuple(places)

    def last_news(self, id_: str, known_at: date | None) -> date | None:
        """The last day up to `known_at` on which something of a program was published: the law known on both is the same."""
        return None if known_at is None else self._publications(id_).last(known_at)

    def kept(self, chosen: Chosen) -> Sliced | None:
        """The slice that was cut for some law, or None where it was not or is not kept."""
        return self._slices.get(chosen)

    def of(self, program: PlannedProgram, days: Days, known_at: date | None) -> Sliced:
        """The slice of a program for some days, each known, left open or known to be none."""
        chosen = self._name(program, days, known_at)
        found = self._slices.get(chosen)
        if found is None:
            # Profiles that each ask for a day of their own would else have the same law cut and compiled anew.
            told = known_at and self._publications(program.program.id).last_telling(known_at, days)
            same = self._name(program, days, told)
            found = self._slices.get(same)
            found = self._slices.put(same, self._cut(program, days, told)) if found is None else found
            self._slices.put(chosen, found)
        return found

    def law_of(self, id_: str, vector: Sequence[Value], known_at: date | None) -> Chosen:
        """The law that a program is decided by, also where days that select it are open: whoever asks much puts together what has the same."""
        days = {key: None if day is NULL else day for key, day in self.days(id_, vector).items()}
        return self._name(self._compiled.programs[id_], days, self.last_news(id_, known_at))

    def _name(self, program: PlannedProgram, days: Mapping[str, Value], known_at: date | None) -> Chosen:
        places = (
            _NO_DAY
            if (day := days[key]) is None
            else bisect_right(changes, day)
            if isinstance(day, date)
            else _OPEN_DAY
            for key, changes in program.changes.items()
        )
        return (program.program.id, *places, known_at)

    def _cut(self, program: PlannedProgram, days: Days, known_at: date | None) -> Sliced:
        slice_ = cut(self._compiled, program, Choice(days, known_at))
        return () if slice_ is None else (slice_, Emitted(slice_, self._patience, lean=self._lean))

    def _publications(self, id_: str) -> Publications:
        if id_ not in self._published:
            self._published[id_] = Publications(self._compiled, self._compiled.programs[id_])
        return self._published[id_]
