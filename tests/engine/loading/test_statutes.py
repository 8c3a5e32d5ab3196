"""Citations are held to the articles there were, and to nothing that is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.loading.folder import examine, read_texts

SAMPLE = read_texts(Path(__file__).parents[2] / "cases" / "sample")
FIGURES, STATUTES = "parameters/figures.yaml", "statutes/example.yaml"
LISTED = """
statutes:
  예시ㆍ보기법 시행령:
    formerly: [예시법 시행령]
    since: 2010-01-01
    complete_to: 2026-06-08
    articles: "1-3, 3의2, 5"
    articles_changed:
      - {no: "4", until: 2015-07-01}
      - {no: "6", from: 2020-03-01}
      - {no: "8", from: 2020-03-01, promulgated: 2019-09-01, until: 2024-01-01, removal_promulgated: 2023-12-26}
    annexes: "1, 1의2"
"""


def _told(cite: str, start: str) -> list[str]:
    figures = (
        "parameters:\n  required_days:\n    label: {ko: 필요한 가입일수, en: Days}\n    type: integer\n    unit: day\n"
        "    keyed_to: applied_on\n    values:\n      - {from: 2001-01-01, value: 1, cite: 다른 법 제1조}\n"
        f"      - {{from: {start}, value: 2, cite: {cite}}}\n"
        "  travel_rate:\n    label: {ko: 여비, en: Money}\n    type: integer\n    unit: KRW/day\n    values:\n"
        "      - {from: 2001-01-01, value: 30000, cite: 다른 법 제4조}\n"
    )
    texts = {**SAMPLE, FIGURES: figures.encode(), STATUTES: LISTED.encode()}
    return [found.help.en for found in examine(texts).diagnostics if found.help and found.code == "M142"]


@pytest.mark.parametrize(
    ("cite", "start"),
    [
        ("예시ㆍ보기법 시행령 제3조의2제1항", "2012-01-01"),
        ("예시 보기법 시행령 제1조", "2012-01-01"),  # blanks and dots are written in many ways
        ("예시법 시행령 제2조", "2012-01-01"),  # its old name
        ("예시ㆍ보기법 시행령 제4조", "2015-06-30"),
        ("예시ㆍ보기법 시행령 제6조", "2020-03-01"),
        ("예시ㆍ보기법 시행령 별표 1의2", "2012-01-01"),
        ("예시ㆍ보기법 시행령 제99조", "2009-12-31"),  # before anything is known
        ("예시ㆍ보기법 시행령 제99조", "2026-07-01"),  # after it
        ("예시ㆍ보기법 시행령 부칙 제16557호 제99조", "2012-01-01"),
        ("예시ㆍ보기법 제99조", "2012-01-01"),  # another statute
    ],
)
def test_what_existed_or_is_not_known_is_passed_over(cite: str, start: str) -> None:
    assert _told(cite, start) == []


@pytest.mark.parametrize(
    ("cite", "start", "known"),
    [
        ("예시ㆍ보기법 시행령 제4조", "2015-07-01", "it exists until 2015-07-01"),
        ("예시ㆍ보기법 시행령 제6조제1항", "2020-02-29", "it exists from 2020-03-01"),
        (
            "예시ㆍ보기법 시행령 제8조",
            "2019-12-31",
            "it exists from 2020-03-01 (promulgated 2019-09-01) until 2024-01-01 (promulgated 2023-12-26)",
        ),
        ("예시법 시행령 제7조", "2012-01-01", "it has no such number"),
        ("예시ㆍ보기법 시행령 제5조의2", "2012-01-01", "it has no such number"),
        ("예시ㆍ보기법 시행령 별표 3", "2012-01-01", "it has no such number"),
    ],
)
def test_what_did_not_exist_is_told(cite: str, start: str, known: str) -> None:
    assert _told(cite, start) == [f"예시ㆍ보기법 시행령: {known}"]
