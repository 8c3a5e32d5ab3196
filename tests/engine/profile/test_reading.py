"""A profile against the vocabulary: every refusal with its code and path, everything at once, no value repeated."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.diagnostics import MESSAGES, Refused
from engine.language.values import NULL
from engine.profile import read_profile
from engine.profile.resident_numbers import reads_as_resident_number
from engine.rational import Fraction

TODAY = date(2024, 3, 1)
Raw = Any
RECORDS = [{"days": 1}] * 6


def _person(**facts: Any) -> Raw:
    return {"subject": "person", "facts": facts}


def _company(**more: Any) -> Raw:
    return {"subject": "company", "facts": {}} | more


# code, document, path
REFUSED: list[tuple[str, Raw, str]] = [
    ("P107", _person(nickname="900101-1234567"), "facts.nickname"),
    ("P108", {"subject": "person", "factz": {}}, "factz"),
    ("P108", _person(history=[{"dayz": 1}]), "facts.history[0].dayz"),
    ("P108", _company(workers=[{"id": "a", "x": 1}]), "workers[0].x"),
    ("P108", {"subject": "person", "company": {"x": 1}}, "company.x"),
    ("P109", _person(payy=1), "facts.payy"),
    ("P110", _person(pay="much"), "facts.pay"),
    ("P110", _person(pay=Fraction(1, 2)), "facts.pay"),
    ("P110", _person(pay="12"), "facts.pay"),
    ("P110", _person(pay=True), "facts.pay"),
    ("P110", _person(is_student=1), "facts.is_student"),
    ("P110", _person(is_student="true"), "facts.is_student"),
    ("P110", _person(birth_date=20000101), "facts.birth_date"),
    ("P110", _person(region=1), "facts.region"),
    ("P110", _person(nickname=1), "facts.nickname"),
    ("P110", _person(nickname="가" * 201), "facts.nickname"),
    ("P110", _person(history={}), "facts.history"),
    ("P110", _person(history=[1]), "facts.history[0]"),
    ("P110", _person(hours="1O"), "facts.hours"),
    ("P110", {"subject": "person", "facts": []}, "facts"),
    ("P110", {"subject": "person", "history": {}}, "history"),
    ("P110", {"subject": "person", "programs": "grant"}, "programs"),
    ("P110", {"subject": "person", "company": []}, "company"),
    ("P110", _company(workers={}), "workers"),
    ("P110", _company(workers=["a"]), "workers[0]"),
    ("P110", [], ""),
    ("P111", _person(pay=-1), "facts.pay"),
    ("P111", _person(pay=100_000_001), "facts.pay"),
    ("P111", _person(hours="100.01"), "facts.hours"),
    ("P111", _person(birth_date="1899-12-31"), "facts.birth_date"),
    ("P111", _person(birth_date="2024-03-02"), "facts.birth_date"),
    ("P111", _person(left_on="2025-03-02"), "facts.left_on"),
    ("P111", _person(history=[{"days": 5_001}]), "facts.history[0].days"),
    ("P112", _person(birth_date="2023-02-29"), "facts.birth_date"),
    ("P112", _person(birth_date="19900501"), "facts.birth_date"),
    ("P112", _person(birth_date="1990-W18-2"), "facts.birth_date"),
    ("P112", _person(birth_date="1990-5-1"), "facts.birth_date"),
    ("P112", _person(birth_date="1990-05-01T00:00"), "facts.birth_date"),
    ("P112", {"subject": "person", "on": "2024-02-30"}, "on"),
    ("P112", {"subject": "person", "on": "20240301"}, "on"),
    ("P112", {"subject": "person", "on": 3}, "on"),
    ("P112", {"subject": "person", "known_at": "yesterday"}, "known_at"),
    ("P113", _person(region="moon"), "facts.region"),
    ("P113", _person(region="nowhere"), "facts.region"),
    ("P113", {"subject": "dog"}, "subject"),
    ("P114", _person(pay=None), "facts.pay"),
    ("P114", _person(history=[{"days": None}]), "facts.history[0].days"),
    ("P115", _person(age=33), "facts.age"),
    ("P115", _person(screening_date="2024-01-01"), "facts.screening_date"),
    ("P116", _person(company_size=3), "facts.company_size"),
    ("P116", _person(worker_rank=3), "facts.worker_rank"),
    ("P116", _company(facts={"pay": 1}), "facts.pay"),
    ("P116", _company(facts={"workers": []}), "facts.workers"),
    ("P117", {"subject": "person", "history": [{"facts": {}}]}, "history[0]"),
    ("P118", _person(history=RECORDS), "facts.history"),
    ("P118", _company(workers=[{"id": str(n)} for n in range(21)]), "workers"),
    ("P119", _company(workers=[{"facts": {}}]), "workers[0].id"),
    ("P119", _company(workers=[{"id": ""}]), "workers[0].id"),
    ("P119", _company(workers=[{"id": "a"}, {"id": "a"}]), "workers[1].id"),
    ("P119", _company(workers=[{"id": "self"}]), "workers[0].id"),
    ("P119", _company(workers=[{"id": 7}]), "workers[0].id"),
    ("P120", _person(nickname=""), "facts.nickname"),
]
OF_DOCUMENTS = {f"P10{number}" for number in range(1, 7)}  # tests/engine/documents has these


@pytest.mark.parametrize(("code", "raw", "path"), REFUSED, ids=lambda v: str(v)[:40])
def test_refused_with_code_and_path(small: Catalog, code: str, raw: Raw, path: str) -> None:
    with pytest.raises(Refused) as refused:
        read_profile(raw, small, TODAY)
    assert [(d.code, d.path) for d in refused.value.diagnostics] == [(code, path)]


def test_every_code_of_profiles_has_a_case() -> None:
    codes = {code for code in MESSAGES if code.startswith("P")}
    assert codes == {code for code, _, _ in REFUSED} | OF_DOCUMENTS


def test_all_mistakes_are_told_at_once(small: Catalog) -> None:
    raw = {
        "subject": "person",
        "x": 1,
        "facts": {"pay": -1, "payy": 1, "region": "moon", "history": [{"days": "a"}, {"q": 1}]},
    }
    with pytest.raises(Refused) as refused:
        read_profile(raw, small, TODAY)
    assert sorted(d.code for d in refused.value.diagnostics) == [
        "P108",
        "P108",
        "P109",
        "P110",
        "P111",
        "P113",
    ]


VALUES = ["S3CRET", -987_654_321, "1987-65-43", 98_765_432_100, ["S3CRET"], {"S3CRET": 1}]


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_no_value_is_repeated(small: Catalog, value: Any) -> None:
    for name in ("pay", "birth_date", "region", "is_student", "hours", "left_on"):
        with pytest.raises(Refused) as refused:
            read_profile(_person(**{name: value}), small, TODAY)
        told = " ".join(f"{d.message} {d.help} {d.path}" for d in refused.value.diagnostics)
        assert not any(secret in told for secret in ("S3CRET", "987", "1987")), told


RESIDENT = [
    "900101-1234567",
    "9001011234567",
    "900101 1234567",
    "900101 - 1234567",
    "900101–1234567",
    "900101_1234567",
    "900101.1234567",
    "900101‐1234567",
    "900101·1234567",
    "900101/1234567",
    "900101\u200b1234567",
    "900101\u00ad1234567",
    "900101\t-\t1234567",
    "９００１０１－１２３４５６７",
    "제 번호는 900101-1234567 입니다",
    "⁹⁰⁰¹⁰¹-¹²³⁴⁵⁶⁷",
    "000229-3234567",
    "a900101-1234567b",
]
ORDINARY = [
    "",
    "901301-1234567",
    "900132-1234567",
    "19900101-12345678",
    "9001011234567890",
    "010-1234-5678",
    "2026-01-02",
    "900101-123456",
]


@pytest.mark.parametrize("text", RESIDENT)
def test_resident_numbers_in_all_writings(small: Catalog, text: str) -> None:
    assert reads_as_resident_number(text)
    for raw in (
        _person(nickname=text),
        _person(**{text: 1}),
        _company(workers=[{"id": text}]),
        {"subject": text},
        _person(history=[{text: 1}]),
    ):
        with pytest.raises(Refused) as refused:
            read_profile(raw, small, TODAY)
        assert {d.code for d in refused.value.diagnostics} == {"P107"}
        assert text not in str(refused.value)
        assert not any(text in str(d.path) for d in refused.value.diagnostics)


@pytest.mark.parametrize("text", ORDINARY)
def test_what_is_no_resident_number(text: str) -> None:
    assert not reads_as_resident_number(text)


def test_values_as_the_language_has_them(small: Catalog) -> None:
    facts = {
        "pay": 0,
        "hours": "7.5",
        "birth_date": "2000-02-29",
        "left_on": None,
        "region": "city",
        "is_student": False,
        "history": [],
        "nickname": "가",
    }
    profile = read_profile(_person(**facts), small, TODAY)
    assert profile.person == {
        "pay": 0,
        "hours": Fraction(15, 2),
        "birth_date": date(2000, 2, 29),
        "left_on": NULL,
        "region": "city",
        "is_student": False,
        "history": [],
        "nickname": "가",
    }
    assert (profile.on, profile.known_at, profile.programs, profile.company) == (TODAY, None, None, None)


def test_the_caller_beats_the_document(small: Catalog) -> None:
    raw = _person() | {"on": "2023-01-01", "known_at": "2022-01-01", "programs": ["grant"]}
    profile = read_profile(raw, small, TODAY)
    assert (profile.on, profile.known_at, profile.programs) == (
        date(2023, 1, 1),
        date(2022, 1, 1),
        ("grant",),
    )
    other = read_profile(raw, small, TODAY, on=TODAY, known_at=TODAY, programs=())
    assert (other.on, other.known_at, other.programs) == (TODAY, TODAY, ())


def test_history_lies_over_the_facts_in_order_of_time(small: Catalog) -> None:
    entries = [
        {"from": "2024-03-02", "facts": {"pay": 4}},
        {"from": "2024-03-01", "facts": {"pay": 3}},
        {"from": "2020-01-01", "facts": {"pay": 2, "region": "island"}},
    ]
    raw = _person(pay=1, is_student=True) | {"history": entries}
    assert read_profile(raw, small, TODAY).person == {"pay": 3, "region": "island", "is_student": True}
    raw["on"] = "2019-12-31"
    assert read_profile(raw, small, TODAY).person == {"pay": 1, "is_student": True}


def test_bounds_that_move_with_the_day_of_the_question(small: Catalog) -> None:
    read_profile(_person(left_on="2025-03-01"), small, TODAY)
    read_profile(_person(birth_date="2024-03-01"), small, TODAY)
    read_profile(_person(birth_date="2025-01-01") | {"on": "2025-01-01"}, small, TODAY)
