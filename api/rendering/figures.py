"""Amounts, and how sure the figures behind them are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.text import Text

from api.rendering.words import Words, money
from engine.diagnostics import Text as TwoTexts

MOST_NAMED = 2
_BOUNDS = {"floor": TwoTexts("하한", "the floor"), "ceiling": TwoTexts("상한", "the ceiling")}


def ranked(amounts: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The amount by which programs are ranked."""
    return next((amount for amount in amounts if amount and amount["ranks"]), None)


def amounts_view(amounts: list[dict[str, Any]], words: Words) -> Text:
    """The total first, then what it is made of, then its dated payments."""
    total = ranked(amounts)
    text = Text()
    if total is not None:
        text.append(words.said(total["label"]) + " ").append(words.of(money(total)), style="bold")
        text.append(_bound(total, words))
    others = [amount for amount in amounts if amount and amount is not total]
    named = [f"{words.said(one['label'])} {words.of(money(one))}{_bound(one, words)}" for one in others]
    text.append(("\n" if named and total else "") + " · ".join(named), style="dim")
    for part in (total or {}).get("schedule") or []:
        text.append("\n" + _payment(part, str((total or {})["unit"]), words))
    return text


def _bound(amount: Mapping[str, Any], words: Words) -> str:
    bound = _BOUNDS.get(str(amount.get("bound_by")))
    return words(f" ({bound.ko} 적용)", f" ({bound.en} applies)") if bound else ""


def _payment(part: Mapping[str, Any], unit: str, words: Words) -> str:
    span = f"{part['from'] or ''} ~ {part['to'] or ''}" if part["from"] or part["to"] else ""
    value = words.of(money({"low": part.get("value"), "high": part.get("value"), "unit": unit, **part}))
    payable = f" ({words('지급', 'payable')} {part['payable_from']})" if part["payable_from"] else ""
    return " ".join(piece for piece in (span, words.said(part["part"]), value) if piece) + payable


def sureness(confidence: Mapping[str, Any], words: Words) -> str:
    """The grade in words."""
    grade = confidence["grade"]
    return (
        words("확인됨", "confirmed")
        if grade == "A"
        else words(f"미확인 수치 있음 ({grade})", f"partly unconfirmed ({grade})")
    )


def unconfirmed_view(confidence: Mapping[str, Any], words: Words) -> Text:
    """The figures that are not confirmed, by where they come from."""
    sources: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for figure in confidence["figures"]:
        source = words.said(figure["source"]) if figure["source"] else words("출처 없음", "no source")
        sources.setdefault((figure["grade"], source), []).append(figure)
    text = Text()
    worst_first = sorted(sources.items(), key=lambda item: item[0], reverse=True)
    for index, ((grade, source), figures) in enumerate(worst_first):
        names = [words.said(figure["label"]) for figure in sorted(figures, key=_weight)]
        text.append("\n" if index else "").append(f"{grade} ", style="yellow").append(
            words.listed(names, MOST_NAMED)
        )
        text.append(f" — {source}", style="dim")
    return text


def _weight(figure: Mapping[str, Any]) -> bool:
    """Figures before conditions: they are what one would look up."""
    return bool(figure["kind"] == "condition")
