"""The part of the plan that a program needs once its dates have chosen the law: figures as constants, one version each.

A slice is the same for every profile whose dates fall between the same changes of law, so it is cut once and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from engine.compiling.plan import Op, below
from engine.compiling.programs import (
    CompiledCatalog,
    PlannedAmount,
    PlannedCondition,
    PlannedGroup,
    PlannedProgram,
    PlannedVersion,
)
from engine.language.nodes import Node
from engine.model import Apply, Condition, Dated, Evidence, Group, ParameterValue, in_force

BLURRED: Final = "blurred"  # a key whose day is left open: whatever it selects is unknown
# key fact -> a day of its cell, BLURRED, or None where it is known that there is none
Days = Mapping[str, date | str | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which law to read: a day for each selecting fact, and by when it must have been published."""

    days: Days
    known_at: date | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure, table or definition that has no version in force: law that is not set."""

    name: str
    start: date | None  # first day without law; None where the law begins later
    end: date | None


@dataclass(frozen=True, slots=True)
class Figure:
    """Something dated that the slice reads, with what it rests on."""

    name: str
    kind: str  # parameter, table, definition, condition or amount
    dated: Dated


@dataclass(frozen=True, slots=True)
class SlicedCondition:
    """A condition in the version chosen: the step that holds its outcome, and the evidence of that version."""

    condition: Condition
    step: int
    evidence: Evidence
    when: Node | None = None  # None where no law is set
    blurred: bool = False  # whether it reads a date left open, or law that such a date selects


@dataclass(frozen=True, slots=True)
class SlicedGroup:
    """A group of sliced conditions; those that did not exist are left out."""

    group: Group
    members: tuple[SlicedCondition | SlicedGroup, ...]
    number: int  # its place among the outcomes of groups, members before their group


@dataclass(frozen=True, slots=True)
class SlicedPart:
    """The steps of one part of a schedule."""

    start: int | None
    end: int | None
    payable_from: int | None
    value: int


@dataclass(frozen=True, slots=True)
class SlicedAmount:
    """The steps of an amount; its texts are those of `version.amounts` at the same place."""

    step: int
    floor: int | None
    ceiling: int | None
    parts: tuple[SlicedPart, ...]
    blurred: bool = False  # whether it reads a date left open, or law that such a date selects


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition that the agency judges, the numbers of the groups above it, and whether all of them say `all`."""

    condition: SlicedCondition
    above: tuple[int, ...]
    only_all: bool


@dataclass(frozen=True, slots=True, eq=False)
class Slice:
    """Steps in order, inputs first; `inputs` of a step are numbers of earlier steps.

    The first `decided` steps are what the conditions need; the amounts, deadline and cap need the rest too.
    """

    planned: PlannedVersion
    steps: tuple[Op, ...]
    decided: int
    conditions: SlicedGroup
    amounts: tuple[SlicedAmount, ...]
    until: int | None
    cap: int | None
    figures: tuple[tuple[int, Figure], ...]  # (first step that reads it, figure)
    known_at: date | None
    judged: tuple[Judged, ...]
    blurred: tuple[int, ...]  # the steps of the conditions that read a date left open

    @property
    def apply(self) -> Apply:
        """How to apply under this version."""
        return self.planned.version.apply


def cut(compiled: CompiledCatalog, program: PlannedProgram, choice: Choice) -> Slice | None:
    """The slice of a program under a choice of law, or None where no version of it is in force."""
    day = choice.days[program.program.keyed_to]
    found = in_force(
        [v.version.dated for v in program.versions], day if isinstance(day, date) else None, choice.known_at
    )
    return None if found is None else _Cutter(compiled, choice).cut(program.versions[found])


def steps_of(compiled: CompiledCatalog, op: int) -> tuple[Op, ...]:
    """The steps that one operation needs, itself last: of what no date selects."""
    cutter = _Cutter(compiled, Choice({}, None))
    cutter.step(op)
    return tuple(cutter.steps)


class _Cutter:
    def __init__(self, compiled: CompiledCatalog, choice: Choice) -> None:
        self.compiled = compiled
        self.choice = choice
        self.numbers: dict[int, int] = {}
        self.steps: list[Op] = []
        self.figures: list[tuple[int, Figure]] = []
        self.groups = 0

    def step(self, op: int) -> int:
        """The step of an operation, after all that it needs."""
        return self._step(op)

    def cut(self, planned: PlannedVersion) -> Slice:
        groups = [planned.conditions, *([planned.worker_conditions] if planned.worker_conditions else [])]
        members = tuple(sliced for group in groups if (sliced := self._group(group)) is not None)
        one = len(members) == 1
        conditions = members[0] if one else SlicedGroup(Group("all", ()), members, self._number())
        for key in self.choice.days:
            # A program reads the dates that choose its law: given otherwise than the records tell, they choose nothing.
            self._step(self.compiled.selecting[key])
        decided = len(self.steps)
        amounts = tuple(self._amount(amount) for amount in planned.amounts)
        for amount, priced in zip(planned.amounts, amounts, strict=True):
            dated = Dated(planned.version.dated.interval, None, amount.amount.evidence)
            self._figure(priced.step, amount.amount.id, "amount", dated)
        until, cap = self._optional(planned.until), self._optional(planned.cap)
        return Slice(
            planned,
            tuple(self.steps),
            decided,
            conditions,
            amounts,
            until,
            cap,
            tuple(self.figures),
            self.choice.known_at,
            tuple(_judged(conditions, (), True)),
            tuple(c.step for c in conditions_of(conditions) if c.blurred)
            if BLURRED in self.choice.days.values()
            else (),
        )

    def _group(self, planned: PlannedGroup) -> SlicedGroup | None:
        """The group without the members that did not exist; None where none existed, so that it is left out itself."""
        members = (
            self._group(m) if isinstance(m, PlannedGroup) else self._condition(m) for m in planned.members
        )
        kept = tuple(m for m in members if m is not None)
        return SlicedGroup(planned.group, kept, self._number()) if kept else None

    def _amount(self, amount: PlannedAmount) -> SlicedAmount:
        optional = self._optional
        step, floor, ceiling = self._step(amount.op), optional(amount.floor), optional(amount.ceiling)
        parts = tuple(
            SlicedPart(optional(p.start), optional(p.end), optional(p.payable_from), self._step(p.value))
            for p in amount.parts
        )
        return SlicedAmount(step, floor, ceiling, parts, self._reads_blurred(step))

    def _number(self) -> int:
        self.groups += 1
        return self.groups - 1

    def _day(self, key: object) -> date | None:
        day = self.choice.days[str(key)]
        return day if isinstance(day, date) else None

    def _in_force(self, versions: Sequence[Dated], key: object, known_at: date | None) -> int | None:
        """Which version is the law for a key; None where none is, or where the key is left open."""
        if key is not None and self.choice.days[str(key)] == BLURRED:
            return None
        return in_force(versions, self._day(key) if key is not None else None, known_at)

    def _condition(self, planned: PlannedCondition) -> SlicedCondition | None:
        condition = planned.condition
        versions = [variant.dated for variant in condition.variants]
        key = condition.keyed_to
        found = self._in_force(versions, key, self.choice.known_at if key else None)
        if found is None:
            gap = self._gap(condition.id, versions, key, self.choice.known_at if key else None)
            return SlicedCondition(condition, gap, Evidence(()), blurred=True)
        op = planned.ops[found]
        if op is None:
            return None
        step = self._step(op)
        self._figure(step, condition.id, "condition", versions[found])
        when = condition.variants[found].when
        return SlicedCondition(condition, step, versions[found].evidence, when, self._reads_blurred(step))

    def _optional(self, op: int | None) -> int | None:
        return None if op is None else self._step(op)

    def _inputs(self, op: Op) -> tuple[int, ...]:
        return tuple(self._step(number) for number in op.inputs)

    def _step(self, number: int) -> int:
        """The step of an operation of the plan, made with all it needs where it is not there yet."""
        if number not in self.numbers:
            op = self.compiled.plan.ops[number]
            self.numbers[number] = _CHOOSE.get(op.kind, _Cutter.copied)(self, op)
        return self.numbers[number]

    def copied(self, op: Op) -> int:
        step = self._add(Op(op.kind, self._inputs(op), op.data))
        if op.kind in ("either", "derived"):
            self._undated(step, str(op.data[0]))
        return step

    def _undated(self, step: int, name: str) -> None:
        definition = self.compiled.catalog.definitions.get(name)
        if definition is not None and definition.keyed_to is None:
            self._figure(step, name, "definition", definition.versions[0].dated)

    def parameter(self, op: Op) -> int:
        name, key = str(op.data[0]), op.data[1]
        parameter = self.compiled.catalog.parameters[name]
        versions = [value.dated for value in parameter.versions]
        found = self._in_force(versions, key, self.choice.known_at)
        if found is None:
            return self._gap(name, versions, key, self.choice.known_at)
        step = self._add(Op("figure", (), (name, parameter.versions[found].value)))
        self._figure(step, name, "parameter", versions[found])
        return step

    def parameter_at(self, op: Op) -> int:
        parameter = self.compiled.catalog.parameters[str(op.data[0])]
        known = self.choice.known_at
        return self._add(
            Op("figure_at", (self._step(op.inputs[0]),), (parameter.name, parameter.versions, known))
        )

    def pick(self, op: Op) -> int:
        name, key, versions = op.data
        found = self._in_force(versions, key, self.choice.known_at)
        if found is None:
            return self._gap(str(name), versions, key, self.choice.known_at)
        step = self._step(op.inputs[found])
        self._figure(step, str(name), self._kind(str(name)), versions[found])
        return step

    def pick_at(self, op: Op) -> int:
        return self._add(Op("pick_at", self._inputs(op), (*op.data, self.choice.known_at)))

    def _reads_blurred(self, root: int) -> bool:
        open_keys = {key for key, day in self.choice.days.items() if day == BLURRED}
        read = (self.steps[step] for step in below(self.steps, [root] if open_keys else []))
        return any(op.kind == "gap" or (op.kind == "fact" and op.data[1] in open_keys) for op in read)

    def _kind(self, name: str) -> str:
        return "table" if name in self.compiled.catalog.tables else "definition"

    def _figure(self, step: int, name: str, kind: str, dated: Dated) -> None:
        self.figures.append((step, Figure(name, kind, dated)))

    def _gap(self, name: str, versions: Sequence[Dated], key: object, known_at: date | None) -> int:
        known = [version for version in versions if version.known(known_at)]
        return self._add(Op("gap", (), (_gap(name, known, self._day(key)),)))

    def _add(self, op: Op) -> int:
        self.steps.append(op)
        return len(self.steps) - 1


def priced_in(slice_: Slice) -> list[int]:
    """The steps of all that is paid under a slice, how it is bound, and until when it can be asked for."""
    steps = [slice_.until, slice_.cap]
    for amount in slice_.amounts:
        steps += [amount.step, amount.floor, amount.ceiling]
        steps += [
            step for part in amount.parts for step in (part.start, part.end, part.payable_from, part.value)
        ]
    return [step for step in steps if step is not None]


def conditions_of(group: SlicedGroup) -> Iterator[SlicedCondition]:
    """The conditions below a group, in the order written."""
    for member in group.members:
        if isinstance(member, SlicedGroup):
            yield from conditions_of(member)
        else:
            yield member


def _judged(group: SlicedGroup, above: tuple[int, ...], only_all: bool) -> Iterator[Judged]:
    path, plain = (*above, group.number), only_all and group.group.kind == "all"
    for member in group.members:
        if isinstance(member, SlicedGroup):
            yield from _judged(member, path, plain)
        elif member.condition.judged:
            yield Judged(member, path, plain)


_CHOOSE: dict[str, Callable[[_Cutter, Op], int]] = {
    "parameter": _Cutter.parameter,
    "parameter_at": _Cutter.parameter_at,
    "pick": _Cutter.pick,
    "pick_at": _Cutter.pick_at,
}


def _gap(name: str, versions: Iterable[Dated], day: date | None) -> Gap:
    listed = list(versions)
    ends = [d.interval.end for d in listed if d.interval.end and day and d.interval.end <= day]
    starts = [d.interval.start for d in listed if d.interval.start and day and d.interval.start > day]
    return Gap(name, max(ends, default=None), min(starts, default=None))


def value_at(versions: tuple[ParameterValue, ...], day: date, known_at: date | None) -> object | None:
    """The figure in force on a computed day, or None where there is none."""
    found = in_force([value.dated for value in versions], day, known_at)
    return None if found is None else versions[found].value
