"""How sure the figures are on which an answer rests: the worst grade, and which figures carry it."""

from __future__ import annotations

from typing import Any

from engine.catalog import Catalog
from engine.compiling import Slice
from engine.compiling.slices import Figure
from engine.diagnostics import Text
from engine.model import conditions_in

_ASSUMED = Text(
    "공포일을 확인하지 못해 시행일로 봄", "day of publication not found: taken as the effective date"
)


def confidence(slice_: Slice, catalog: Catalog, decided_only: bool) -> dict[str, Any]:
    """The worst grade of the figures read (by the conditions alone where the answer is "ineligible"), those below A."""
    shown: dict[tuple[str, str], dict[str, Any]] = {}
    worst = "A"
    for step, figure in slice_.figures:
        if decided_only and step >= slice_.decided:
            continue
        grade, source = _grade(figure, slice_)
        if grade == "A":
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
