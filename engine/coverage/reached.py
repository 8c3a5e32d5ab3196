"""The dated things that a program reads, during which days of their own date it reads them, and whether on its own.

A name of the vocabulary with a definition stands between a program and the law below it: whoever knows the fact need not
ask that law, and every program that reads the fact reads the same law. What a program comes to only below such a fact is
shared; what one of its own expressions names, or a definition that is no fact, is its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from engine.compiling import Op
from engine.compiling.programs import CompiledCatalog, PlannedProgram, planned_conditions, roots_of
from engine.diagnostics import Text
from engine.model import Dated
from engine.periods import Interval

PROGRAM, CONDITION_VARIANT = "program", "condition"
PARAMETER, TABLE, DEFINITION = "parameter", "table", "definition"
COMPUTED = "computed"  # the key of what an expression asks for an explicit day
Windows = tuple[tuple[str, Interval], ...]  # for each selecting date, the days it must lie in to come here
_ALWAYS = Interval()


@dataclass(frozen=True, slots=True)
class Thing:
    """Something dated: what it is, the date fact that selects its version, and when its versions are the law.

    The key is COMPUTED where an expression asks for a day, and empty where there is one version for all days.
    """

    kind: str
    name: str
    key: str
    label: Text
    versions: tuple[Dated, ...]

    def at(self, day: date) -> Dated | None:
        """The version whose interval holds a day."""
        return next((dated for dated in self.versions if dated.interval.holds(day)), None)

    def boundaries(self) -> list[date]:
        """The days on which a version begins, or ends and none follows."""
        starts = {dated.interval.start for dated in self.versions}
        ends = {dated.interval.end for dated in self.versions if dated.ends}
        return sorted(day for day in starts | ends if day is not None)


@dataclass(frozen=True, slots=True)
class Reading:
    """The spans of a thing's own date in which a program reads it, and those in which it does so on its own."""

    windows: tuple[Interval, ...]
    own: tuple[Interval, ...]


def reached(compiled: CompiledCatalog, program: PlannedProgram) -> Mapping[Thing, Reading]:
    """The things that some version of a program reads, each once, and when: a figure that only a later version names is
    read from there on.
    """
    walk = _Walk(compiled)
    for planned in program.versions:
        begun: Windows = ((program.program.keyed_to, planned.version.dated.interval),)
        own = [condition for condition in planned_conditions(planned) if condition.condition.keyed_to]
        guarded = {op for condition in own for op in condition.ops}
        for condition in own:
            key, versions = str(condition.condition.keyed_to), condition.condition.variants
            label, dated = condition.condition.label, tuple(variant.dated for variant in versions)
            walk.note(Thing(CONDITION_VARIANT, condition.condition.id, key, label, dated), begun)
            for op, variant in zip(condition.ops, versions, strict=True):
                if op is not None and (inside := _within(begun, key, variant.dated.interval)):
                    walk.follow(op, inside)
        for op in roots_of(planned):
            if op not in guarded:
                walk.follow(op, begun)
    return {
        thing: Reading(tuple(windows), tuple(window for window, own in windows.items() if own))
        for thing, windows in walk.found.items()
    }


def _within(windows: Windows, key: str, interval: Interval) -> Windows | None:
    """The windows narrowed by one more interval of one date; None where nothing is left."""
    narrowed = dict(windows)
    meeting = narrowed.get(key, _ALWAYS).meets(interval)
    if meeting is None:
        return None
    narrowed[key] = meeting
    return tuple(sorted(narrowed.items(), key=lambda window: window[0]))


class _Walk:
    """Follows the plan downward, once for each operation, the windows under which it is come to, and whether below a
    fact.
    """

    def __init__(self, compiled: CompiledCatalog) -> None:
        self.catalog, self.plan = compiled.catalog, compiled.plan
        self.found: dict[Thing, dict[Interval, bool]] = {}
        self._seen: set[tuple[int, Windows, bool]] = set()

    def note(self, thing: Thing, windows: Windows, *, own: bool = True) -> None:
        """A thing is read under some windows, by the program itself or below a fact."""
        spans, span = self.found.setdefault(thing, {}), dict(windows).get(thing.key, _ALWAYS)
        spans[span] = own or spans.get(span, False)

    def follow(self, root: int, windows: Windows) -> None:
        """Everything below an operation."""
        waiting = [(root, windows, True)]
        while waiting:
            step = waiting.pop()
            if step not in self._seen:
                self._seen.add(step)
                number, inside, own = step
                op = self.plan.ops[number]
                self._note_op(op, inside, own=own)
                own = own and not self._is_fact(op)
                waiting += ((below, narrowed, own) for below, narrowed in self._below(op, inside))

    def _is_fact(self, op: Op) -> bool:
        return op.kind in ("either", "derived") and op.data[0] in self.catalog.facts

    def _below(self, op: Op, windows: Windows) -> Iterator[tuple[int, Windows]]:
        if op.kind != "pick":
            yield from ((number, windows) for number in op.inputs)
            return
        for number, dated in zip(op.inputs, op.data[2], strict=True):
            inside = _within(windows, str(op.data[1]), dated.interval)
            if inside is not None:
                yield number, inside

    def _note_op(self, op: Op, windows: Windows, *, own: bool) -> None:
        name = str(op.data[0]) if op.data else ""
        if op.kind in ("parameter", "pick") and op.data[1] is not None:
            self.note(self._thing(name, str(op.data[1])), windows, own=own)
        elif op.kind in ("parameter_at", "pick_at"):
            self.note(self._thing(name, COMPUTED), windows, own=own)
        elif op.kind == "derived" and self._is_undated_table(name):
            self.note(self._thing(name, ""), windows, own=own)

    def _is_undated_table(self, name: str) -> bool:
        return name in self.catalog.tables and self.catalog.tables[name].keyed_to is None

    def _thing(self, name: str, key: str) -> Thing:
        parameter, table = self.catalog.parameters.get(name), self.catalog.tables.get(name)
        if parameter is not None:
            return Thing(PARAMETER, name, key, parameter.label, tuple(v.dated for v in parameter.versions))
        if table is not None:
            return Thing(TABLE, name, key, table.label, tuple(v.dated for v in table.versions))
        definition = self.catalog.definitions[name]
        return Thing(DEFINITION, name, key, definition.label, tuple(v.dated for v in definition.versions))
