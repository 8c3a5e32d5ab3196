"""The text of a value to the value, by the type of its fact: 3,000,000원, 2026-03-31, 예, 상용, 없음."""

from __future__ import annotations

import re
from datetime import date

from engine.diagnostics import Text
from engine.explanation.wording import NULL_TEXT, TRUTHS, quantity_text
from engine.language.types import unit_text
from engine.model import Fact, RecordField
from features.steps.lexicon import Lexicon
from features.steps.mistakes import Mistake

_NUMBER = re.compile(r"(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(.*)")
_TRUE_OR_FALSE = {text.ko: truth for truth, text in TRUTHS.items()}
_EXPECTED = {
    "date": Text("날짜, 예: 2026-03-31", "a date, such as 2026-03-31"),
    "boolean": Text("예 또는 아니오", "예 or 아니오"),
}


def read_value(text: str, what: Fact | RecordField, lexicon: Lexicon) -> object:
    """The value of a fact or field as a profile has it; 없음 is None where the fact may be null.

    Ranges are the profile reader's to check. Raises Mistake S103 for an unknown choice, S107 for another
    type, S112 for another unit, S113 for a list.
    """
    kind = what.type.kind
    if what.type.optional and text == NULL_TEXT.ko and not lexicon.has_choice(what, text):
        return None
    if kind == "choice":
        return lexicon.choice(what, text)
    if kind == "number":
        if isinstance(what, Fact):
            return read_number(text, what.unit, what.counter)
        return read_number(text, unit_text(what.type.unit))
    if kind == "date":
        return read_day(text)
    if kind == "boolean":
        if text not in _TRUE_OR_FALSE:
            raise Mistake("S107", text, name=text, expected=_EXPECTED[kind])
        return _TRUE_OR_FALSE[text]
    if kind == "list":
        raise Mistake("S113", text, name=what.label.ko)
    return text.strip('"')


def read_number(text: str, unit: str | None, counter: Text | None = None) -> int | str:
    """A number with its unit, which may be short (원 for 원/일) or left out. Raises Mistake S107 or S112."""
    wanted = quantity_text(0, unit, counter).ko.removeprefix("0")
    match = _NUMBER.fullmatch(text)
    if match is None:
        example = quantity_text(1200, unit, counter).ko
        expected = Text(f"수와 단위, 예: {example}", f"a number and its unit, such as {example}")
        raise Mistake("S107", text, name=text, expected=expected)
    number, said = match[1].replace(",", ""), match[2]
    if said not in ("", wanted, wanted.split("/")[0]):
        raise Mistake("S112", text, name=said, unit=wanted or "-")
    return number if "." in number else int(number)


def read_day(text: str) -> str:
    """A day as 2026-03-31. Raises Mistake S107."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Mistake("S107", text, name=text, expected=_EXPECTED["date"]) from None
