"""What the shape of a ruleset file wanted at a place, in words for people: pydantic's own are for programmers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.diagnostics import Text
from schemas.rulesets import ID, NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

_KINDS = {
    "string_type": Text("글자", "text"),
    "string_too_short": Text("빈칸이 아닌 글자", "text that is not empty"),
    "int_type": Text("정수", "a whole number"),
    "bool_type": Text("true 또는 false", "true or false"),
    "list_type": Text("목록", "a list"),
    "dict_type": Text("키와 값", "keys and values"),
    "model_type": Text("키와 값", "keys and values"),
    "model_attributes_type": Text("키와 값", "keys and values"),
}
_OWN = {
    "a number, a date, today, or today + P1Y": Text(
        "수, 날짜, today 또는 today + P1Y", "a number, a date, today or today + P1Y"
    ),
    "either value or versions": Text("value와 versions 가운데 하나", "either `value` or `versions`"),
    "exactly one of all, any, not": Text(
        "all, any, not 가운데 꼭 하나", "exactly one of `all`, `any` and `not`"
    ),
}
_NAME = Text(
    "영문 소문자나 한글로 시작하는 이름 (a-z, 가-힣, 0-9, _)",
    "a name of a-z, Hangul, 0-9 and _ that begins with a letter",
)
_ID = Text("영문 소문자로 시작하는 이름 (a-z, 0-9, _)", "a name of a-z, 0-9 and _ that begins with a letter")
_DAY = Text("날짜 YYYY-MM-DD", "a day YYYY-MM-DD")
_QUOTED = re.compile(r"'([^']*)'")


def expectation(fault: ErrorDetails) -> Text:
    """What was expected where pydantic found a fault."""
    kind, context = fault["type"], fault.get("ctx", {})
    if kind in _KINDS:
        return _KINDS[kind]
    if kind == "literal_error":
        values = [f"`{value}`" for value in _QUOTED.findall(str(context.get("expected")))]
        return alternatives(Text(value, value) for value in values)
    if kind == "string_pattern_mismatch":
        return {NAME: _NAME, ID: _ID}.get(str(context.get("pattern")), _DAY)
    if kind == "too_short":
        least = context.get("min_length")
        return Text(f"{least}개 이상", f"at least {least}")
    if kind == "too_long":
        most = context.get("max_length")
        return Text(f"{most}개 이하", f"at most {most}")
    told = fault["msg"].removeprefix("Value error, ")
    return _OWN.get(told, Text(told, told))


def alternatives(expected: Iterable[Text]) -> Text:
    """Several expectations of one place as one: a, b 또는 c."""
    texts = list(dict.fromkeys(expected))
    return Text(_joined([text.ko for text in texts], "또는"), _joined([text.en for text in texts], "or"))


def _joined(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
