"""What people write who know another language, or all of FEEL: what to write here instead.

Functions of FEEL that are left out are named with their reason; the reference page lists them from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from engine.diagnostics import Text, meant, nearest
from engine.language.functions import FUNCTIONS, SPECIAL_FORMS

_NO_TEXT = Text(
    "글자를 다루는 함수는 없음: 선택값을 =와 in으로 견주세요",
    "no functions on texts: compare choices by = and in",
)
_NO_CLOCK = Text(
    "시계는 없음: 사실 screening_date를 읽으세요", "there is no clock: read the fact screening_date"
)
_NO_TIME = Text("시각은 없음: 날짜를 쓰세요", "there are no times of day: use dates")
_NO_LIST_BUILDING = Text(
    "목록을 고치는 함수는 없음: 거르기 목록[조건]과 for를 쓰세요",
    "no functions that change lists: use a filter list[condition] and for",
)
_NO_RANGES = Text("between, in과 비교를 쓰세요", "use between, in and comparisons")
_NO_RECORDS = Text("기록의 항목은 .으로 읽으세요", "read the fields of a record by .")
_NO_ROOTS = Text("결과가 유리수가 아니므로 없음", "left out: its results are no exact rationals")
_BY_SUM = Text("sum과 count로 나누세요: sum(목록) / count(목록)", "divide: sum(list) / count(list)")


def _each(names: str, instead: Text) -> dict[str, Text]:
    return dict.fromkeys(names.split(", "), instead)


LEFT_OUT: Mapping[str, Text] = {
    **_each("now, today", _NO_CLOCK),
    **_each("time, date and time", _NO_TIME),
    **_each(
        "string, substring, string length, upper case, lower case, substring before, substring after, replace, "
        "contains, starts with, ends with, matches, split, string join, extract, number",
        _NO_TEXT,
    ),
    **_each(
        "append, concatenate, insert before, remove, list replace, reverse, index of, union, distinct values, "
        "flatten, duplicate values, partition",
        _NO_LIST_BUILDING,
    ),
    **_each("list contains", Text("x in 목록", "x in list")),
    "sort": Text("sort by(목록, 항목)", "sort by(list, field)"),
    "sublist": Text("자리로 고르세요: 목록[1], 목록[-1]", "pick by position: list[1], list[-1]"),
    **_each("mean", _BY_SUM),
    **_each(
        "median, stddev, mode", Text("법이 쓰지 않는 통계라 없음", "left out: statistics that no law uses")
    ),
    "product": Text("곱을 *로 적으세요", "write the product with *"),
    "all": Text("every x in 목록 satisfies x", "every x in list satisfies x"),
    "any": Text("some x in 목록 satisfies x", "some x in list satisfies x"),
    "decimal": Text(
        "round half up 같은 이름 있는 올림·버림을 쓰세요", "use a named rounding, such as round half up"
    ),
    "modulo": Text("a - b * floor(a / b)", "a - b * floor(a / b)"),
    "abs": Text("max(x, -x)", "max(x, -x)"),
    **_each("sqrt, log, exp", _NO_ROOTS),
    "even": Text("수라면 x / 2 = floor(x / 2)", "of a number, x / 2 = floor(x / 2)"),
    "odd": Text("수라면 x / 2 != floor(x / 2)", "of a number, x / 2 != floor(x / 2)"),
    **_each(
        "day of year, day of week, month of year, week of year",
        Text("날짜의 .year .month .day .weekday를 쓰세요", "use .year .month .day .weekday of a date"),
    ),
    **_each(
        "before, after, meets, met by, overlaps, overlaps before, overlaps after, finishes, finished by, includes, "
        "during, starts, started by, coincides, range",
        _NO_RANGES,
    ),
    **_each("get value, get entries, context, context put, context merge", _NO_RECORDS),
    "is": Text("=로 견주세요", "compare by ="),
    "is defined": Text("null과 견주세요: x = null", "compare with null: x = null"),
    "function": Text(
        "규칙이 함수를 만들 수 없음: 정의로 나누세요", "rules define no functions: write a definition"
    ),
}
_SIGNS: Mapping[str, Text] = {
    "==": Text("같음은 = 하나로 적음", "equality is a single ="),
    "<>": Text("다름은 !=로 적음", "write != for unequal"),
    "=>": Text(">=로 적음", "write >="),
    "=<": Text("<=로 적음", "write <="),
    "&": Text("그리고는 and로 적음", "write and"),
    "|": Text("또는은 or로 적음", "write or"),
    "!": Text("아님은 not(…)으로 적음", "write not(…)"),
    "%": Text(
        "나머지는 a - b * floor(a / b), 백분율은 소수로",
        "a remainder is a - b * floor(a / b), a percentage a decimal",
    ),
    "^": Text("거듭제곱은 **로 적음", "write ** for a power"),
    "'": Text("글자는 큰따옴표 안에 적음", "texts stand in double quotes"),
    "“": Text('곧은 큰따옴표 "로 적음', 'use the straight double quote "'),
    "”": Text('곧은 큰따옴표 "로 적음', 'use the straight double quote "'),
    '"': Text("따옴표가 닫히지 않음", "the quote is not closed"),
    "@": Text(
        '날짜와 기간은 @"2026-01-02"처럼 따옴표 안에', 'a date or duration stands in quotes: @"2026-01-02"'
    ),
    "..": Text("범위는 in 뒤 괄호 안에 적음: in [1..3]", "a range stands in brackets after in: in [1..3]"),
    "≥": Text(">=로 적음", "write >="),
    "≤": Text("<=로 적음", "write <="),
    "≠": Text("!=로 적음", "write !="),
    "×": Text("곱은 *로 적음", "write * for a product"),
    "÷": Text("나눗셈은 /로 적음", "write / for a quotient"),
}
_WORD = re.compile(r"\d[\d.]*|\w+")
_HALF_WIDTH = {wide: chr(ord(wide) - 0xFEE0) for wide in map(chr, range(0xFF01, 0xFF5F))}
_IN_WORDS = sorted((name for name in LEFT_OUT if " " in name), key=len, reverse=True)
_CALLS_IN_WORDS = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _IN_WORDS))})(?=\s*\()")


def function_instead(name: str) -> Text:
    """What to write instead of a function that does not exist: another way, the nearest name, or nothing."""
    known = LEFT_OUT.get(name)
    return meant(nearest(name, (*FUNCTIONS, *SPECIAL_FORMS))) if known is None else known


def call_in_words(text: str, offset: int) -> tuple[int, int] | None:
    """From where to where the name of several words stands that is called at a place: FEEL has such, as `string length`."""
    found = next((f for f in _CALLS_IN_WORDS.finditer(text) if f.start() <= offset <= f.end()), None)
    return None if found is None else found.span()


def sign_instead(text: str, offset: int, keywords: Iterable[str]) -> tuple[str, Text]:
    """The sign or word at a place where it cannot stand, and what to write instead, as far as that can be told."""
    for length in (2, 1):
        for begin in range(offset, max(-1, offset - length), -1):
            sign = text[begin : begin + length]
            if sign in _SIGNS and begin + length > offset:
                return sign, _SIGNS[sign]
    seen = text[offset : offset + 1]
    if seen in _HALF_WIDTH:
        half = _HALF_WIDTH[seen]
        return seen, Text(f"반각 `{half}`로 적음", f"write it half width: `{half}`")
    word = _WORD.match(text, offset)
    if word is None:
        return seen, Text("", "")
    return word[0], meant(nearest(word[0], tuple(keywords)))
