"""The words of our own around an answer, and the choice of language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.diagnostics import Text
from engine.explanation.wording import quantity_text
from engine.rational import Fraction

LANGUAGES = ("ko", "en", "both")
VERDICTS = {
    "eligible": Text("해당", "eligible"),
    "open": Text("미정", "open"),
    "ineligible": Text("비해당", "ineligible"),
    "not_in_force": Text("시행 중 아님", "not in force"),
}
SIGNS = {"eligible": "✓", "open": "?", "ineligible": "✗", "not_in_force": "-"}
COLOURS = {"eligible": "green", "open": "yellow", "ineligible": "red", "not_in_force": "bright_black"}
OUTCOME_SIGNS = {"met": "✓", "unmet": "✗", "unknown": "?"}
OUTCOME_COLOURS = {"met": "green", "unmet": "red", "unknown": "yellow"}
KNOWN_BY = {
    "applicant": Text("본인", "the applicant"),
    "employer": Text("회사", "the employer"),
    "agency": Text("기관", "the agency"),
}
CLOSING = Text(
    "이 결과는 입력한 사실로 셈한 추정이며 담당 기관의 결정이 아닙니다.",
    "This is an estimate from the facts given, not the agency's decision.",
)


class Words:
    """Chooses the language. Of both, the law's own texts are shown in both and our words around them in Korean."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else "ko"  # one that there is not is told so in one language

    def __call__(self, ko: str, en: str) -> str:
        return self.of(Text(ko, en))

    def of(self, text: Text) -> str:
        """A text of our own."""
        return text.en if self.lang == "en" else text.ko

    def said(self, text: Mapping[str, str]) -> str:
        """A text of the law or about the input, {"ko", "en"}; once where both languages say the same."""
        return text["ko"] if text["ko"] == text["en"] else Text(text["ko"], text["en"]).in_language(self.lang)

    def listed(self, items: list[str], most: int, joint: str = ", ") -> str:
        """Items in one line, those beyond `most` counted."""
        shown = joint.join(items[:most])
        rest = len(items) - most
        return shown + (joint + self(f"그 밖 {rest}가지", f"{rest} more") if rest > 0 else "")


def quantity(value: int | str, unit: str | None) -> Text:
    """A JSON number (an integer, or an exact text) with its unit."""
    return quantity_text(value if isinstance(value, int) else Fraction(value), unit)


def money(amount: Mapping[str, Any]) -> Text:
    """One amount: its value, its range, the most it can be, or that it is not known."""
    low, high, unit = amount["low"], amount["high"], amount["unit"]
    if low is None or high is None:
        return Text("아직 모름", "not known yet")
    most = quantity(high, unit)
    if low == high:
        return most
    if low == 0:
        return Text(f"최대 {most.ko}", f"up to {most.en}")
    least = quantity(low, unit)
    return Text(f"{least.ko} ~ {most.ko}", f"{least.en} to {most.en}")


def days_left(deadline: str, on: str) -> Text:
    """How long from the day of the question to a deadline."""
    left = (date.fromisoformat(deadline) - date.fromisoformat(on)).days
    if left < 0:
        return Text(f"{-left}일 지남", f"{-left} days ago")
    return Text(f"{left}일 남음", f"{left} days left") if left else Text("오늘까지", "today")
