"""Reasons and words: views of one trace, the person's value beside the law's, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.diagnostics import Text
from engine.explanation.wording import number_text, quantity_text, value_text
from engine.language.values import NULL, UNKNOWN
from engine.periods import Months
from engine.rational import Fraction

Ask = Callable[..., dict[str, Any]]
Raw = dict[str, Any]


def _leaves(node: Raw) -> Iterator[Raw]:
    for member in node.get("members", ()):
        yield from _leaves(member)
    if "members" not in node:
        yield node


def _by_id(answer: Raw) -> dict[str, Raw]:
    return {leaf["id"]: leaf for leaf in _leaves(answer["reasons"])}


def test_the_tree_follows_the_conditions_as_written(asked: Ask, grant: Raw) -> None:
    reasons = asked(grant)["reasons"]
    assert (reasons["kind"], reasons["outcome"]) == ("all", "met")
    shape = [m["id"] if m["kind"] == "condition" else (m["kind"], m["id"]) for m in reasons["members"]]
    assert shape == [
        "insured_long_enough",
        "low_pay",
        ("any", "region_rule"),
        ("not", None),
        "applied_while_open",
        "claimed_in_time",
        "selected",
    ]


def test_a_leaf_shows_the_value_the_threshold_and_the_citation(asked: Ask, grant: Raw) -> None:
    leaf = _by_id(asked(grant))["insured_long_enough"]
    assert leaf["facts"] == {"insured_days": 210}
    assert leaf["parameters"] == {"required_days": 210}
    assert leaf["text"] == {
        "ko": "가입일수 210일 ≥ 필요한 가입일수 210일",
        "en": "Insured days 210 days ≥ Insured days required 210 days",
    }
    assert leaf["cites"] == ["예시법 제3조제1항"]
    assert leaf["label"]["en"] == "Insured for as long as required"


def test_citations_are_those_of_the_version(asked: Ask, grant: Raw) -> None:
    leaves = _by_id(asked(grant))
    assert leaves["claimed_in_time"]["cites"] == ["예시법 제7조"]
    assert leaves["selected"]["judged_by"] == "agency"


def test_outcomes_of_groups_are_kleenes(asked: Ask, grant: Raw) -> None:
    unknown = {
        **grant,
        "facts": {k: v for k, v in grant["facts"].items() if k not in ("region", "is_student")},
    }
    members = asked(unknown)["reasons"]["members"]
    assert [m["outcome"] for m in members] == ["met", "unknown", "unknown", "unknown", "met", "met", "met"]
    student = {**grant, "facts": grant["facts"] | {"is_student": True}}
    answer = asked(student)
    refused = answer["reasons"]["members"][3]
    assert (refused["kind"], refused["outcome"], refused["members"][0]["outcome"]) == ("not", "unmet", "met")
    assert "담당 기관이 달리 결정할 수 있음" in refused["members"][0]["text"]["ko"]
    assert _by_id(answer)["low_pay"]["outcome"] == "unmet"


def test_unknown_and_none_are_told_apart(asked: Ask, grant: Raw) -> None:
    leaf = _by_id(asked(grant))["is_bad_student"]
    assert leaf["facts"] == {"is_student": False, "hours": None}
    without = {**grant, "facts": {k: v for k, v in grant["facts"].items() if k != "hours"}}
    assert _by_id(asked(without))["is_bad_student"]["facts"]["hours"] == "unknown"


def test_a_condition_that_did_not_exist_is_left_out(asked: Ask, grant: Raw) -> None:
    early = {
        **grant,
        "on": "2020-09-01",
        "facts": grant["facts"] | {"left_on": "2020-06-01", "application_date": "2020-08-01"},
    }
    assert "claimed_in_time" not in _by_id(asked(early))
    assert "selected" not in _by_id(asked(early))


def test_open_facts_settle_the_verdict_or_only_the_amounts(asked: Ask, grant: Raw) -> None:
    facts = {k: v for k, v in grant["facts"].items() if k not in ("region", "birth_date")}
    found = {f["fact"]: f["settles"] for f in asked({**grant, "facts": facts})["open_facts"]}
    assert found == {"region": "verdict", "birth_date": "amounts"}


def test_the_confidence_names_the_worst_figure(asked: Ask, grant: Raw) -> None:
    confidence = asked(grant)["confidence"]
    assert confidence["grade"] in ("A", "B", "C")
    known = asked({**grant, "known_at": "2024-02-01"})["confidence"]
    assert (
        known["grade"] == "C"
    )  # some figures have no day of publication, which counts where known_at is asked


NUMBERS = [
    (0, "0"),
    (-5, "-5"),
    (1_234_567, "1,234,567"),
    (Fraction(5, 2), "2.5"),
    (Fraction(-5, 2), "-2.5"),
    (Fraction(-1, 2), "-0.5"),
    (Fraction(12_345_678, 10), "1,234,567.8"),
    (Fraction(1, 3), "≈0.33"),
    (Fraction(-1, 3), "≈-0.33"),
    (Fraction(-7, 3), "≈-2.33"),
    (Fraction(200_000, 3), "≈66,666.66"),
]


@pytest.mark.parametrize(("value", "text"), NUMBERS)
def test_numbers_as_people_read_them(value: int | Fraction, text: str) -> None:
    assert number_text(value) == text


QUANTITIES = [
    (66_048, "KRW/day", "66,048원/일", "66,048 won/day"),
    (1, "day", "1일", "1 day"),
    (2, "day", "2일", "2 days"),
    (3, "month", "3개월", "3 months"),
    (40, "hour/week", "40시간/주", "40 hours/week"),
    (7, "ratio", "7", "7"),
    (7, None, "7", "7"),
    (60, "percent", "60%", "60%"),
]


@pytest.mark.parametrize(("value", "unit", "ko", "en"), QUANTITIES)
def test_quantities_carry_their_unit(value: int, unit: str | None, ko: str, en: str) -> None:
    assert quantity_text(value, unit) == Text(ko, en)


def test_values_of_every_kind(small: Catalog) -> None:
    def said(value: Any, choices: str | None = None) -> tuple[str, str]:
        text = value_text(value, None, choices, None, small)
        return text.ko, text.en

    assert said(True) == ("예", "yes")
    assert said(False) == ("아니오", "no")
    assert said(NULL) == ("없음", "none")
    assert said(UNKNOWN) == ("모름", "unknown")
    assert said("city", "region") == ("도시", "City")
    assert said(date(2026, 1, 2)) == ("2026-01-02", "2026-01-02")
    assert said(Months(14))[1] != ""
    assert said(timedelta(days=3))[0] == "3일"


def test_text_never_holds_markers_of_the_code(asked: Ask, grant: Raw) -> None:
    bare = {**grant, "facts": {"left_on": "2023-06-30"}}
    for answer in (asked(grant), asked(bare)):
        for leaf in _leaves(answer["reasons"]):
            for text in leaf["text"].values():
                assert not any(
                    word in text for word in ("None", "NULL", "Fraction", "object at", "{", "}")
                ), text
