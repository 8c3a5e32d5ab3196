"""How sure the figures are on which an answer rests: the worst grade, and which figures carry it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter
from typing import Any

from engine.catalog import Catalog
from engine.compiling import Op, Slice
from engine.compiling.slices import Figure, conditions_of, priced_in
from engine.diagnostics import Text
from engine.language.values import UNKNOWN
from engine.model import conditions_in

_ASSUMED = Text(
    "공포일을 확인하지 못해 시행일로 봄", "day of publication not found: taken as the effective date"
)
_KEPT = 8_192
LookUp = Callable[[tuple[Any, ...]], object]


class Sureness:
    """The confidence of answers: worked out once for each slice and the branches that an answer's values took in it. What chooses these is
    kept of at most `keep` slices.
    """

    def __init__(self, catalog: Catalog, keep: int) -> None:
        self._catalog = catalog
        self._choosing = lru_cache(2 * keep)(_choosing)
        self._found: dict[tuple[Slice, bool, object, tuple[bool, ...]], dict[str, Any]] = {}

    def of(self, slice_: Slice, registers: tuple[Any, ...], decided_only: bool) -> dict[str, Any]:
        """The worst grade of the figures read (by the conditions alone where the answer is "ineligible"), those below A."""
        # Of what would be paid there are no registers where nothing is.
        end = min(slice_.decided, len(registers)) if decided_only else len(registers)
        tests, given = self._choosing(slice_, end)
        said = tuple([registers[step] is not UNKNOWN for step in given])
        key = (slice_, decided_only, tests(registers), said)
        if key not in self._found:
            if len(self._found) >= _KEPT:
                self._found.clear()
            self._found[key] = _confidence(slice_, self._catalog, _read(slice_, registers, decided_only))
        return self._found[key]


def _choosing(slice_: Slice, end: int) -> tuple[LookUp, tuple[int, ...]]:
    """What chooses a branch among the first `end` steps of a slice: one look-up in C for the tests, and the steps of facts that may be
    given instead of worked out.
    """
    tests = {op.inputs[0] for op in slice_.steps if op.kind == "if" and op.inputs[0] < end}
    given = {op.inputs[0] for op in slice_.steps if op.kind == "either" and op.inputs[0] < end}
    look_up = itemgetter(*sorted(tests)) if tests else _no_tests
    return look_up, tuple(sorted(given))


def _no_tests(_registers: tuple[Any, ...]) -> None:
    return None


def _read(slice_: Slice, registers: tuple[Any, ...], decided_only: bool) -> set[int]:
    """The steps on which the answer rests: of an `if` whose test is known only the branch taken, of a fact that was given only that."""
    waiting = [condition.step for condition in conditions_of(slice_.conditions)]
    waiting += [] if decided_only else priced_in(slice_)
    seen: set[int] = set()
    while waiting:
        step = waiting.pop()
        if step in seen:
            continue
        seen.add(step)
        waiting += _rested_on(slice_.steps[step], registers)
    return seen


def _rested_on(op: Op, registers: tuple[Any, ...]) -> tuple[int, ...]:
    if op.kind == "either" and _is_said(_register(registers, op.inputs[0])):
        return op.inputs[:1]
    truth = _register(registers, op.inputs[0]) if op.kind == "if" else None
    return (op.inputs[0], op.inputs[1 if truth else 2]) if truth is True or truth is False else op.inputs


def _is_said(value: object) -> bool:
    return value is not None and value is not UNKNOWN


def _register(registers: tuple[Any, ...], step: int) -> object:
    """The value of a step; None where only the conditions were evaluated."""
    return registers[step] if step < len(registers) else None


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
