"""Where mistakes are told, and the limits of what is read."""

from __future__ import annotations

import pytest

from engine.calculator import calculate
from engine.language import nodes as n
from engine.language.exact import LanguageError, exact_number
from engine.language.parsing import parse, parse_tests

# the place of the mistake stands between the two marks
MISPLACED = [
    ("L100", "1 + 2 *¶ ¶"),
    ("L100", "(1 + 2¶ ¶"),
    ("L101", "1 ¶2¶"),
    ("L101", "a = ¶)¶"),
    ("L101", "a ¶$¶ b"),
    ("L101", "if a ¶else¶ b"),
    ("L102", "a + ¶12345678901234567890123456789012345¶ + b"),
    ("L102", "¶1e35¶"),
    ("L102", "¶1e-35¶"),
    ("L103", 'a < ¶@"2026-02-29"¶'),
    ("L106", "1 + ¶today¶()"),
    ("L106", "¶sqrt¶(4)"),
]


@pytest.mark.parametrize(("code", "marked"), MISPLACED, ids=lambda value: value)
def test_a_mistake_is_told_where_it_stands(code: str, marked: str) -> None:
    before, seen, after = marked.split("¶")
    text = f"{before}{seen}{after}" if seen.strip() else before.rstrip()
    with pytest.raises(LanguageError) as found:
        parse(text)
    assert found.value.code == code
    offset, length = found.value.place
    assert offset == len(before.rstrip() if not seen.strip() else before)
    assert not seen.strip() or length == len(seen)


@pytest.mark.parametrize(
    ("text", "number"),
    [("9" * 34, int("9" * 34)), ("0" * 40 + "1", 1), ("1e34", 10**34), ("0." + "0" * 33 + "1", None)],
)
def test_numbers_as_long_as_allowed(text: str, number: int | None) -> None:
    value = exact_number(text)
    assert number is None or value == number


@pytest.mark.parametrize(
    "text", ["9" * 35, "1" + "0" * 34, "1e35", "1e-35", "1e9999999999", "0.1" + "1" * 40]
)
def test_longer_numbers_are_refused_before_they_are_read(text: str) -> None:
    with pytest.raises(LanguageError) as found:
        exact_number(text)
    assert found.value.code == "L102"


@pytest.mark.parametrize("deep", ["(", "["])
def test_sixty_brackets_and_no_more(deep: str) -> None:
    close = {"(": ")", "[": "]"}[deep]
    parse(deep * 60 + "1" + close * 60)
    with pytest.raises(LanguageError) as found:
        parse(deep * 61 + "1" + close * 61)
    assert (found.value.code, found.value.place) == ("L105", (60, 1))


CHAINS = [
    "1" + " + 1" * 4_000,
    "- " * 4_000 + "x",
    "x" + ".a" * 4_000,
    "if x then 1 else " * 900 + "2",
    "2**" * 4_000 + "1",
]


@pytest.mark.parametrize("text", CHAINS, ids=lambda text: text[:12])
def test_long_chains_are_refused_and_not_walked(text: str) -> None:
    with pytest.raises(LanguageError) as found:
        parse(text)
    assert found.value.code == "L108"


def test_a_sum_of_a_hundred_terms_is_read() -> None:
    assert calculate(" + ".join(["1"] * 100), {}) == {"value": 100}


def test_twenty_thousand_characters_and_no_more() -> None:
    parse("1" + " " * 19_999)
    with pytest.raises(LanguageError) as found:
        parse("1" + " " * 20_000)
    assert found.value.code == "L104"


def test_operators_bind_as_in_feel() -> None:
    assert parse("a or b and c") == parse("a or (b and c)")
    assert parse("a + b * c") == parse("a + (b * c)")
    assert parse("a - b - c") == parse("(a - b) - c")
    assert parse("a + 1 < b") == parse("(a + 1) < b")
    assert parse("not(a) and b") == parse("(not(a)) and b")
    assert parse("a // told to the reader\n+ b") == parse("a + b")


def test_a_place_covers_the_whole_of_a_part() -> None:
    node = parse("a + 10 <= limit and 이름 = 3")
    assert isinstance(node, n.And)
    text = "a + 10 <= limit and 이름 = 3"
    assert [text[p.place[0] : sum(p.place)] for p in node.parts] == ["a + 10 <= limit", "이름 = 3"]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("-", n.AnyValue),
        ("< 50", n.UnaryTest),
        ("[1..5)", n.Range),
        ("1, 2", n.ListOf),
        ("not(1)", n.Not),
        ('"a"', n.Literal),
    ],
)
def test_cells_are_tests(cell: str, kind: type) -> None:
    assert isinstance(parse_tests(cell), kind)


CURES = [
    ("a == 1", "==", "같음은 = 하나로 적음"),
    ("a && b", "&", "그리고는 and로 적음"),
    ("a <> 1", "<>", "다름은 !=로 적음"),
    ("a =< 1", "=<", "<=로 적음"),
    ("'a' = x", "'", "글자는 큰따옴표 안에 적음"),
    ('x = "a', '"', "따옴표가 닫히지 않음"),
    ("min(1，2)", "，", "반각 `,`로 적음"),
    ("x in 1..3", "..", "범위는 in 뒤 괄호 안에 적음: in [1..3]"),
    ("if a thn 1 else 2", "thn", "`then`을(를) 쓰려던 것입니까?"),
    ("나이 15세", "15", ""),
    ("string length(s) > 1", "string length", "글자를 다루는 함수는 없음: 선택값을 =와 in으로 견주세요"),
    ("b and list contains(a, 1)", "list contains", "x in 목록"),
    ("today() > a", "today", "시계는 없음: 사실 screening_date를 읽으세요"),
    ("maxx(a, 1)", "maxx", "`max`을(를) 쓰려던 것입니까?"),
]


@pytest.mark.parametrize(("text", "seen", "cure"), CURES)
def test_a_mistake_of_another_language_is_cured(text: str, seen: str, cure: str) -> None:
    with pytest.raises(LanguageError) as found:
        parse(text)
    offset, length = found.value.place
    assert text[offset : offset + length] == seen
    assert found.value.words["instead"].ko == cure
