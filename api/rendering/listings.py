"""The catalogue and the vocabulary as tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.text import Text

from api.rendering.paper import printed, ruled

_SUBJECTS = {"person": "사람", "company": "회사", "worker": "근로자", "any": "사람·회사"}
_SOURCES = {"given": "줌", "either": "주거나 셈", "derived": "셈"}
_TYPES = {
    "integer": "정수",
    "decimal": "수",
    "boolean": "예·아니오",
    "date": "날짜",
    "choice": "선택",
    "text": "글자",
    "list": "목록",
}
MOST_VALUES = 4


def programs_text(listing: Mapping[str, Any]) -> str:
    """The programs: title, id, for whom, the version for an event on the day."""
    table = ruled(*((title, {}) for title in ("제도", "id", "대상", f"{listing['on']}의 판", "판 수")))
    for program in listing["programs"]:
        subject = _SUBJECTS[program["for"]] + (" (근로자별)" if program["per"] else "")
        version = f"{program['version']} 시행" if program["version"] else "없음"
        title = Text(program["title"]["ko"]).append("\n" + program["title"]["en"], style="dim")
        table.add_row(title, program["program"], subject, version, str(len(program["versions"])))
    release = f"발행본 {listing['release'][:12]}" + (" (작업본)" if listing["working"] else "")
    return printed(table, Text(f"제도 {len(listing['programs'])}가지 · {release}", style="dim"))


def facts_text(listing: Mapping[str, Any]) -> str:
    """The facts: name, label, of whom, type and range."""
    table = ruled(*((title, {}) for title in ("이름", "뜻", "누구의", "꼴", "어떻게")))
    for fact in listing["facts"]:
        table.add_row(
            fact["fact"],
            fact["label"]["ko"],
            _SUBJECTS[fact["entity"]],
            _form(fact),
            _SOURCES[fact["source"]],
        )
    release = f"발행본 {listing['release'][:12]}" + (" (작업본)" if listing["working"] else "")
    return printed(table, Text(f"사실 {len(listing['facts'])}가지 · {release}", style="dim"))


def _form(fact: Mapping[str, Any]) -> str:
    text = _TYPES[fact["type"]] + (f" {fact['unit']}" if fact["unit"] else "")
    if fact["values"]:
        values = list(fact["values"])
        text += (
            ": "
            + ", ".join(values[:MOST_VALUES])
            + (f", … {len(values)}가지" if len(values) > MOST_VALUES else "")
        )
    elif fact["fields"]:
        text += ": " + ", ".join(field["field"] for field in fact["fields"])
    elif fact["low"] is not None or fact["high"] is not None:
        low, high = ("" if fact[end] is None else fact[end] for end in ("low", "high"))
        text += f" {low}~{high}"
    return text + (" (null: 없음)" if fact["optional"] else "")
