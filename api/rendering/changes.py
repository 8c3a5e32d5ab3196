"""The differences between two releases as an indented list, for lawyers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from rich.padding import Padding
from rich.text import Text

from api.rendering.paper import printed
from api.rendering.words import Words
from engine.diagnostics import Text as Said

Change = Mapping[str, Any]
SHORT = 12
MOST_CITES = 3
_SIGNS = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}
_KINDS = {
    "programs": Said("제도", "Programs"),
    "parameters": Said("수치", "Figures"),
    "tables": Said("결정표", "Tables"),
    "definitions": Said("정의", "Definitions"),
    "facts": Said("사실", "Facts"),
    "choices": Said("선택값 목록", "Choice lists"),
}
_WHAT = {
    "version": Said("판", "version"),
    "condition": Said("조건", "condition"),
    "structure": Said("조건의 짜임", "how conditions are joined"),
    "amount": Said("금액", "amount"),
    "apply": Said("신청", "how to apply"),
    "cap": Said("인원 한도", "cap"),
    "value": Said("", ""),
    "row": Said("행", "row"),
    "field": Said("항목", "field"),
    "item": Said("값", "value"),
    "label": Said("이름표", "label"),
    "title": Said("이름", "title"),
    "cites": Said("근거 조문", "citation"),
    "grade": Said("확인 등급", "grade"),
    "source": Said("출처", "source"),
    "published": Said("공포일", "promulgation"),
    "until": Said("끝나는 날", "until"),
    "unit": Said("단위", "unit"),
    "round": Said("끝수 처리", "rounding"),
    "keyed_to": Said("기준일", "keyed to"),
    "order": Said("순서만 다름", "order only"),
    "form": Said("기간을 나눈 자리만 다름", "only where intervals are cut"),
    "judged": Said("기관의 판단", "finding of the agency"),
    "discretion": Said("기관의 재량", "discretion of the agency"),
    "not_together_with": Said("중복 불가", "not together with"),
    "type": Said("꼴", "type"),
    "low": Said("가장 작은 값", "least"),
    "high": Said("가장 큰 값", "most"),
    "inputs": Said("입력", "inputs"),
    "hit": Said("맞추는 방식", "hit policy"),
    "schedule": Said("지급 일정", "schedule"),
    "documents": Said("서류", "documents"),
    "first": Said("먼저 할 일", "first steps"),
    "where": Said("곳", "where"),
}
_NOTHING = Said("달라진 것이 없습니다.", "Nothing has changed.")


def changes_text(document: Mapping[str, Any], lang: str) -> str:
    """The differences, kind by kind; what several versions of a program share is told once, with all of them."""
    writer = _Writer(Words(lang))
    sides = " → ".join(writer.release(document[side]) for side in ("old", "new"))
    lines = [Text(sides, style="bold")]
    told: list[Any] = []
    for kind, changes in document["changes"].items():
        if changes:
            told += [Text(""), Text(writer.words.of(_KINDS[kind]), style="bold")]
            for change in changes:
                told += writer.lines(change, 1)
    return printed(*lines, *(told or [Text(writer.words.of(_NOTHING))]))


class _Writer:
    def __init__(self, words: Words) -> None:
        self.words = words

    def release(self, side: Mapping[str, Any]) -> str:
        """A release by its digest, or the working copy."""
        working = self.words(" (작업본)", " (working copy)") if side["working"] else ""
        return f"{self.words('발행본', 'release')} {side['release'][:SHORT]}{working}"

    def lines(self, change: Change, depth: int) -> Iterator[Padding]:
        """A change and, below it, its parts."""
        yield self._line(change, depth)
        for part in _gathered(change.get("parts", ())):
            yield from self.lines(part, depth + 1)

    def _line(self, change: Change, depth: int) -> Padding:
        sign, colour = _SIGNS[change["change"]]
        text = Text(f"{sign} ", style=colour)
        head = " ".join(filter(None, (self._what(change), self._named(change), self._days(change))))
        text.append(head, style="" if depth > 1 else "bold")
        sides = self._sides(change)
        text.append(("  " if head and sides else "") + sides)
        cites = self._cites(change)
        text.append(f" · {cites}" if cites else "", style="dim")
        return Padding(text, (0, 0, 0, 2 * depth))

    def _what(self, change: Change) -> str:
        if "label" in change and change["what"] in (
            "program",
            "parameter",
            "table",
            "definition",
            "fact",
            "choices",
        ):
            return ""
        known = _WHAT.get(change["what"])
        return self.words.of(known) if known else change["what"]

    def _named(self, change: Change) -> str:
        label = self.words.said(change["label"]) if "label" in change else ""
        name = change.get("id", "")
        if change["what"] == "version":
            against = change.get("against")
            name += self.words(f" (앞 판 {against}에 견줌)", f" (against {against})") if against else ""
        within = f" [{self.words.said(change['within'])}]" if "within" in change else ""
        return f"{label}  {name}{within}".strip() if label else f"{name}{within}"

    def _days(self, change: Change) -> str:
        if change["what"] == "version" or "from" not in change:
            return ""
        start, until = change["from"], change["until"]
        if start is None and until is None:
            return ""
        if until is None:
            return self.words(f"{start}부터", f"from {start}")
        last = date.fromisoformat(until) - timedelta(days=1)
        if start is None:
            return self.words(f"{last}까지", f"until {last}")
        return self.words(f"{start}부터 {last}까지", f"from {start} to {last}")

    def _sides(self, change: Change) -> str:
        told = [self.words.said(change[side]["text"]) for side in ("old", "new") if side in change]
        if change["what"] == "version":
            return ""
        if len(told) == 2 and told[0] == told[1]:  # noqa: PLR2004 - both sides; what differs is told below
            return told[0]
        return " → ".join(told)

    def _cites(self, change: Change) -> str:
        side = change.get("new") or change.get("old") or {}
        old, cites = change.get("old", {}).get("cites", []), side.get("cites", [])
        before = self.words.listed(old, MOST_CITES)
        after = self.words.listed(cites, MOST_CITES)
        return f"{before} → {after}" if old and cites and old != cites else after


def _gathered(parts: Sequence[Change]) -> list[Change]:
    """The parts; what is the same in several changed versions stands under all of them together."""
    versions = [part for part in parts if part["what"] == "version" and part["change"] == "changed"]
    if len(versions) < 2:  # noqa: PLR2004 - nothing to share
        return list(parts)
    shared: dict[str, tuple[Change, list[str]]] = {}
    for version in versions:
        for part in version.get("parts", ()):
            key = json.dumps(part, sort_keys=True)
            shared.setdefault(key, (part, []))[1].append(version["id"])
    together: dict[tuple[str, ...], list[Change]] = {}
    for part, names in shared.values():
        together.setdefault(tuple(names), []).append(part)
    gathered = [
        {"what": "version", "change": "changed", "id": ", ".join(names), "parts": found}
        for names, found in sorted(together.items())
    ]
    return [part for part in parts if part not in versions] + gathered
