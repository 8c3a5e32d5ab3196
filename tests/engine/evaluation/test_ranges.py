"""What an amount can be while something is unknown: hulls worked out by hand, and every completion inside the hull."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.language.parsing import parse
from engine.profile import read_profile
from engine.rational import Fraction
from engine.screening import Screener

KNOWN = {"left_on": "2023-06-30", "application_date": "2024-02-01"}
NONE = (None, None)
# expression, what is known besides, (low, high). Ranges of the facts: pay 0 to 100,000,000, hours 0 to 100,
# age 0 to 120, insured_days 0 to 10,000.
HULLS: list[tuple[str, dict[str, Any], tuple[Any, Any]]] = [
    ("pay + 1", {}, (1, 100_000_001)),
    ("pay - pay", {}, (-100_000_000, 100_000_000)),
    ("5 - pay", {}, (-99_999_995, 5)),
    ("-pay", {}, (-100_000_000, 0)),
    ("pay * -2", {}, (-200_000_000, 0)),
    ("(pay - 50000000) * (hours - 50)", {}, (-2_500_000_000, 2_500_000_000)),
    ("100 / (pay + 1)", {}, ("100/100000001", 100)),
    ("100 / (-1 - pay)", {}, (-100, "-100/100000001")),
    ("100 / pay", {}, NONE),
    ("pay / (hours - 50)", {}, NONE),
    ("min(pay, 500)", {}, (0, 500)),
    ("max(pay, 500)", {}, (500, 100_000_000)),
    ("min(pay, 500, hours)", {"pay": 70}, (0, 70)),
    ("sum(pay, hours)", {"pay": 70}, (70, 170)),
    ("floor(hours / 7)", {}, (0, 14)),
    ("ceiling(hours / 7)", {}, (0, 15)),
    ("round half up(hours / 8, 0)", {}, (0, 13)),
    ("round half down(hours / 8, 0)", {}, (0, 12)),
    ("round up(-hours / 7, 0)", {}, (-15, 0)),
    ("if is_student then 1 else 5", {}, (1, 5)),
    ("if is_student then 1 else 5", {"is_student": True}, (1, 1)),
    ("if is_student then 1 else pay", {"is_student": False}, (0, 100_000_000)),
    ("if pay > 10 then hours else -1", {}, (-1, 100)),
    ("paid_days", {}, (10, 30)),
    ("paid_days", {"insured_days": 400}, (20, 30)),
    ("paid_days", {"birth_date": "1990-01-01"}, (10, 20)),
    ("paid_days", {"birth_date": "1950-01-01"}, (30, 30)),
    ("paid_days", {"birth_date": "1990-01-01", "insured_days": 0}, (10, 10)),
    ("paid_days", {"birth_date": "1990-01-01", "insured_days": 365}, (20, 20)),
    ("age", {}, (0, 120)),
    ("insured_days", {}, (0, 10_000)),
    ("sum(history.days)", {}, NONE),
    ("required_days + pay", {"left_on": "2024-06-01"}, NONE),
    ("pay ** 2", {}, NONE),
    ("0 * pay", {}, (0, 0)),
]


def _probe(small: Catalog, expression: str) -> Screener:
    """A catalogue whose only condition is open and whose one amount is the expression."""
    program = small.programs["grant"]
    version = program.versions[-1]
    amount = replace(version.amounts[1], value=parse(expression), schedule=(), ceiling=None)
    members = tuple(m for m in version.conditions.members if getattr(m, "id", None) == "selected")
    probed = replace(version, amounts=(amount,), conditions=replace(version.conditions, members=members))
    return Screener(replace(small, programs={"grant": replace(program, versions=(probed,))}), patience=0)


def _amount(screener: Screener, facts: dict[str, Any]) -> tuple[Any, Any]:
    raw = {"subject": "person", "on": "2024-03-01", "facts": facts}
    (answer,) = screener.screen(read_profile(raw, screener.catalog, date(2024, 3, 1)))["determinations"]
    (amount,) = answer["amounts"]
    return amount["low"], amount["high"]


@pytest.mark.parametrize(("expression", "known", "hull"), HULLS, ids=str)
def test_hulls(small: Catalog, expression: str, known: dict[str, Any], hull: tuple[Any, Any]) -> None:
    assert _amount(_probe(small, expression), {**KNOWN, **known}) == hull


@pytest.mark.parametrize("expression", [e for e, known, hull in HULLS if hull != NONE and not known])
def test_every_completion_lies_in_the_hull(small: Catalog, expression: str) -> None:
    screener = _probe(small, expression)
    low, high = (Fraction(end) for end in _amount(screener, KNOWN))
    for pay in (0, 1, 10, 11, 499, 501, 49_999_999, 100_000_000):
        for more in (
            {"hours": 0},
            {"hours": "49.9"},
            {"hours": 50, "is_student": True},
            {"hours": 100, "is_student": False},
        ):
            for about in (
                {"birth_date": "1950-01-01", "insured_days": 0},
                {"birth_date": "2000-01-01", "insured_days": 10_000},
            ):
                value = _amount(screener, {**KNOWN, "pay": pay, **more, **about})
                if value != NONE:
                    assert low <= Fraction(value[0]) <= Fraction(value[1]) <= high
