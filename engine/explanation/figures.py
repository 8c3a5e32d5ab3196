"""How sure the figures are on which an answer rests: the worst grade, and which figures carry it."""

from __future__ import annotations

from typing import Any

from engine.catalog import Catalog
from engine.compiling import Slice
from engine.compiling.slices import Figure, conditions_of
from engine.diagnostics import Text
from engine.model import conditions_in

_ASSUMED = Text(
    "공포일을 확인하지 못해 시행일로 봄", "day of publication not found: taken as the effective date"
)


class Sureness:
    """The confidence of answers: worked out once for each slice and the branches that an answer's values took in it."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._tests: dict[int, tuple[Slice, tuple[int, ...]]] = {}
        self._found: dict[tuple[int, bool, tuple[bool | None, ...]], dict[str, Any]] = {}

    def of(self, slice_: Slice, registers: tuple[Any, ...], decided_only: bool) -> dict[str, Any]:
        """The worst grade of the figures read (by the conditions alone where the answer is "ineligible"), those below A."""
        end = slice_.decided if decided_only else len(slice_.steps)
        taken = tuple([_outcome(registers, test) for test in self._tests_of(slice_) if test < end])
        key = (id(slice_), decided_only, taken)
        if key not in self._found:
            self._found[key] = _confidence(slice_, self._catalog, _read(slice_, registers, decided_only))
        return self._found[key]

    def _tests_of(self, slice_: Slice) -> tuple[int, ...]:
        if id(slice_) not in self._tests:
            tests = tuple(op.inputs[0] for op in slice_.steps if op.kind == "if")
            self._tests[id(slice_)] = (slice_, tests)
        return self._tests[id(slice_)][1]


def _outcome(registers: tuple[Any, ...], test: int) -> bool | None:
    """What a test came to; None where it is not known, or where only the conditions were evaluated."""
    value = registers[test] if test < len(registers) else None
    return value if value is True or value is False else None


def _read(slice_: Slice, registers: tuple[Any, ...], decided_only: bool) -> set[int]:
    """The steps on which the answer rests: of an `if` whose test is known only the branch taken."""
    waiting = [condition.step for condition in conditions_of(slice_.conditions)]
    waiting += [] if decided_only else _priced(slice_)
    seen: set[int] = set()
    while waiting:
        step = waiting.pop()
        if step in seen:
            continue
        seen.add(step)
        op = slice_.steps[step]
        outcome = _outcome(registers, op.inputs[0]) if op.kind == "if" else None
        waiting += op.inputs if outcome is None else (op.inputs[0], op.inputs[1 if outcome else 2])
    return seen


def _priced(slice_: Slice) -> list[int]:
    steps = [slice_.until, slice_.cap]
    for amount in slice_.amounts:
        steps += [amount.step, amount.floor, amount.ceiling]
        steps += [
            step for part in amount.parts for step in (part.start, part.end, part.payable_from, part.value)
        ]
    return [step for step in steps if step is not None]


def _confidence(slice_: Slice, catalog: Catalog, read: set[int]) -> dict[str, Any]:
    shown: dict[tuple[str, str], dict[str, Any]] = {}
    worst = "A"
    for step, figure in slice_.figures:
        grade, source = _grade(figure, slice_)
        if grade == "A" or step not in read:
            continue
        worst = max(worst, grade)
        shown[figure.kind, figure.name] = {
            "name": figure.name,
            "kind": figure.kind,
            "label": _label(figure, slice_, catalog).as_json(),
            "grade": grade,
            "source": source.as_json() if source else None,
            "cites": list(figure.dated.evidence.cites),
        }
    return {"grade": worst, "figures": list(shown.values())}


def _grade(figure: Figure, slice_: Slice) -> tuple[str, Text | None]:
    evidence = figure.dated.evidence
    dated = figure.dated.interval.start is not None and figure.kind not in ("condition", "amount")
    if slice_.known_at is not None and dated and figure.dated.published is None and evidence.grade < "C":
        return "C", _ASSUMED
    return evidence.grade, evidence.source


def _label(figure: Figure, slice_: Slice, catalog: Catalog) -> Text:
    if figure.kind == "amount":
        return next(a.label for a in slice_.planned.version.amounts if a.id == figure.name)
    if figure.kind == "condition":
        return _condition_label(figure.name, slice_)
    item = (
        catalog.parameters.get(figure.name)
        or catalog.definitions.get(figure.name)
        or catalog.tables.get(figure.name)
    )
    return item.label if item else Text(figure.name, figure.name)


def _condition_label(id_: str, slice_: Slice) -> Text:
    version = slice_.planned.version
    conditions = (*conditions_in(version.conditions), *conditions_in(version.worker_conditions))
    return next(condition.label for condition in conditions if condition.id == id_)
