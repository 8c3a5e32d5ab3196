"""What of the plan each program version reads, and which dates choose among the versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from engine.catalog import Catalog
from engine.compiling.expressions import ExpressionCompiler
from engine.compiling.plan import Op, Plan, below
from engine.language.nodes import Node
from engine.model import Amount, Condition, Dated, Group, Program, ProgramVersion
from engine.periods import ONE_DAY


@dataclass(frozen=True, slots=True)
class PlannedCondition:
    """A condition and the operation of each of its variants (None: it did not exist)."""

    condition: Condition
    ops: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class PlannedGroup:
    """A group of planned conditions."""

    group: Group
    members: tuple[PlannedCondition | PlannedGroup, ...]


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """The operations of one part of a schedule."""

    start: int | None
    end: int | None
    payable_from: int | None
    value: int


@dataclass(frozen=True, slots=True)
class PlannedAmount:
    """An amount and the operations of its value and bounds."""

    amount: Amount
    op: int
    floor: int | None
    ceiling: int | None
    parts: tuple[PlannedPart, ...]


@dataclass(frozen=True, slots=True)
class PlannedVersion:
    """One version of a program in operations."""

    version: ProgramVersion
    conditions: PlannedGroup
    worker_conditions: PlannedGroup | None
    amounts: tuple[PlannedAmount, ...]
    until: int | None
    cap: int | None


@dataclass(frozen=True, slots=True)
class PlannedProgram:
    """A program, its versions, and for each date fact that selects law the days on which something changes."""

    program: Program
    versions: tuple[PlannedVersion, ...]
    changes: Mapping[str, tuple[date, ...]]


@dataclass(frozen=True, slots=True)
class CompiledCatalog:
    """A catalogue with its plan. `indexes` gives each fact its place in a profile's vector, `keys` each date fact that
    selects law and has a definition the operation of what that gives, `selecting` each date fact that selects law the
    operation of what it comes to.
    """

    catalog: Catalog
    plan: Plan
    programs: Mapping[str, PlannedProgram]
    indexes: Mapping[str, int]
    keys: Mapping[str, int]
    selecting: Mapping[str, int]


def compile_catalog(catalog: Catalog) -> CompiledCatalog:
    """The plan of a whole catalogue. The catalogue must have passed its checks."""
    plan = Plan()
    compiler = ExpressionCompiler(catalog, plan)
    programs = {id_: _program(compiler, program) for id_, program in catalog.programs.items()}
    named = dict.fromkeys(key for program in programs.values() for key in program.changes)
    selecting = {key: compiler.meaning(key) for key in named}
    worked_out = {key: compiler.worked_out(key) for key in named}
    keys = {key: op for key, op in worked_out.items() if op is not None}
    return CompiledCatalog(catalog, plan, programs, compiler.indexes, keys, selecting)


def _program(compiler: ExpressionCompiler, program: Program) -> PlannedProgram:
    versions = tuple(_version(compiler, version) for version in program.versions)
    changes: dict[str, set[date]] = {program.keyed_to: set()}
    for version in versions:
        _note(changes, program.keyed_to, version.version.dated)
        for planned in planned_conditions(version):
            for variant in planned.condition.variants if planned.condition.keyed_to else ():
                _note(changes, planned.condition.keyed_to, variant.dated)
        for key, dated in _dated_below(compiler, roots_of(version)):
            _note(changes, key, dated)
    return PlannedProgram(program, versions, {key: tuple(sorted(days)) for key, days in changes.items()})


def _note(changes: dict[str, set[date]], key: str | None, dated: Dated) -> None:
    days = changes.setdefault(key or "", set())
    days |= {day for day in (dated.interval.start, dated.interval.end) if day is not None}


def _dated_below(compiler: ExpressionCompiler, roots: Iterator[int]) -> Iterator[tuple[str, Dated]]:
    """Every dated thing reached from some operations, with the fact that selects it."""
    ops = compiler.plan.ops
    for op in (ops[number] for number in below(ops, roots)):
        key = key_read(op)
        if key is not None:
            yield from ((key, dated) for dated in versions_read(compiler.catalog, op))


def planned_conditions(version: PlannedVersion) -> Iterator[PlannedCondition]:
    """Every condition of a version, those of its workers too."""
    waiting: list[PlannedCondition | PlannedGroup | None] = [version.conditions, version.worker_conditions]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, PlannedCondition):
            yield item
        elif item is not None:
            waiting += item.members


def roots_of(version: PlannedVersion) -> Iterator[int]:
    """The operations from which everything that a version reads is reached."""
    for planned in planned_conditions(version):
        yield from (op for op in planned.ops if op is not None)
    for amount in version.amounts:
        parts = [op for part in amount.parts for op in (part.start, part.end, part.payable_from, part.value)]
        yield from (op for op in (amount.op, amount.floor, amount.ceiling, *parts) if op is not None)
    yield from (op for op in (version.until, version.cap) if op is not None)


def given_or_worked_out(compiled: CompiledCatalog, program: PlannedProgram) -> Iterator[str]:
    """The facts below a program's conditions, in any version, where a given value can contradict what others give."""
    ops = compiled.plan.ops
    roots = [
        op
        for version in program.versions
        for planned in planned_conditions(version)
        for op in planned.ops
        if op is not None
    ]
    for number in below(ops, roots):
        if ops[number].kind == "either" and ops[number].data[1]:
            yield str(ops[number].data[0])


def key_read(op: Op) -> str | None:
    """The fact by which an operation chooses among versions; None where it does by a computed day, or chooses nothing."""
    return str(op.data[1]) if op.kind in ("pick", "parameter") and op.data[1] is not None else None


def versions_read(catalog: Catalog, op: Op) -> Iterable[Dated]:
    """The versions among which an operation finds the law."""
    if op.kind in ("parameter", "parameter_at"):
        return [value.dated for value in catalog.parameters[str(op.data[0])].versions]
    return op.data[2] if op.kind == "pick" else op.data[1] if op.kind == "pick_at" else ()


def _version(compiler: ExpressionCompiler, version: ProgramVersion) -> PlannedVersion:
    amounts: dict[str, int] = {}
    planned = tuple(_amount(compiler, amount, amounts) for amount in version.amounts)
    workers = version.worker_conditions
    return PlannedVersion(
        version=version,
        conditions=_group(compiler, version.conditions),
        worker_conditions=None if workers is None else _group(compiler, workers),
        amounts=planned,
        until=None if version.apply.until is None else compiler.compile(version.apply.until),
        cap=None if version.cap is None else compiler.compile(version.cap.workers),
    )


def _group(compiler: ExpressionCompiler, group: Group) -> PlannedGroup:
    return PlannedGroup(
        group,
        tuple(
            _group(compiler, member) if isinstance(member, Group) else _condition(compiler, member)
            for member in group.members
        ),
    )


def _condition(compiler: ExpressionCompiler, condition: Condition) -> PlannedCondition:
    ops = (None if v.when is None else compiler.compile(v.when) for v in condition.variants)
    return PlannedCondition(condition, tuple(ops))


def _amount(compiler: ExpressionCompiler, amount: Amount, amounts: dict[str, int]) -> PlannedAmount:
    def optional(node: Node | None) -> int | None:
        return None if node is None else compiler.compile(node, amounts)

    op = compiler.compile(amount.value, amounts)
    if amount.round is not None:
        op = compiler.plan.add("round", op, data=(amount.round, amount.to))
    amounts[f"amount_{amount.id}"] = op
    parts = tuple(
        PlannedPart(
            optional(p.start), optional(p.end), optional(p.payable_from), compiler.compile(p.value, amounts)
        )
        for p in amount.schedule
    )
    return PlannedAmount(amount, op, optional(amount.floor), optional(amount.ceiling), parts)


def cells_of(days: tuple[date, ...], first: date, last: date) -> list[tuple[date, date]]:
    """The days from `first` to `last`, cut where something changes: (first day, last day) of each cell."""
    starts = [first, *(day for day in days if first < day <= last)]
    ends = [*(day - ONE_DAY for day in starts[1:]), last]
    return list(zip(starts, ends, strict=True))
