"""Amounts as JSON-ready values: the figure or its range, what bound it, and its dated payments."""

from __future__ import annotations

from typing import Any

from engine.evaluation.outcomes import Money, Payment
from engine.evaluation.ranges import Range
from engine.language.values import number_as_json
from engine.model import Amount, Part


def money_of(amount: Amount, figure: Range | None, money: Money | None, schedule: bool) -> dict[str, Any]:
    """One amount of a determination. `money` is how it came about, if one decision gave it; `schedule`: show it."""
    answer = filled(blank(amount), figure)
    if schedule:
        answer["schedule"] = _schedule(amount, money) if money else []
        answer["bound_by"] = money.bound_by if money else None
    return answer


def blank(amount: Amount) -> dict[str, Any]:
    """An amount before its figure is known."""
    return {
        "id": amount.id,
        "label": amount.label.as_json(),
        "unit": amount.unit,
        "value": None,
        "low": None,
        "high": None,
        "ranks": amount.ranks,
    }


def filled(blank: dict[str, Any], figure: Range | None) -> dict[str, Any]:
    """A blank with its figure: one value, or the ends of its range; unchanged where no figure can be given."""
    answer = blank.copy()
    if figure is not None:
        low, high = figure
        answer["low"] = first = number_as_json(low)
        answer["high"] = last = first if high is low else number_as_json(high)
        answer["value"] = first if first == last else None
    return answer


def _ends(figure: Range | None) -> tuple[int | str | None, int | str | None]:
    return (None, None) if figure is None else (number_as_json(figure[0]), number_as_json(figure[1]))


def _schedule(amount: Amount, money: Money) -> list[dict[str, Any]]:
    return [
        _payment(part, payment, money.bound_by)
        for part, payment in zip(amount.schedule, money.payments, strict=True)
    ]


def _payment(part: Part, payment: Payment, bound_by: str | None) -> dict[str, Any]:
    low, high = _ends(payment.figure)
    value = {"value": low} if low == high else {"low": low, "high": high}
    return {
        "from": payment.start.isoformat() if payment.start else None,
        "to": payment.end.isoformat() if payment.end else None,
        "part": part.label.as_json(),
        "payable_from": payment.payable_from.isoformat() if payment.payable_from else None,
        **value,
        "bound_by": bound_by,
        "cite": list(part.cites),
    }
