"""What is drawn: on every boundary of the catalogue, accepted by the reader, the same for the same seed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.drawing import Climber, Drawer, Sown
from engine.drawing.edges import Edges
from engine.drawing.edited import edited_at
from engine.drawing.placing import is_day
from engine.language import nodes as n
from engine.profile import read_profile
from engine.screening import Screener

TODAY = date(2024, 3, 1)
MANY = 6_000
Raw = dict[str, Any]


@pytest.fixture(scope="module")
def drawer(small: Catalog) -> Drawer:
    return Drawer(Climber(Screener(small)))


@pytest.fixture(scope="module")
def drawn(drawer: Drawer) -> list[Raw]:
    return [drawer.of_catalog(Sown(1, number)) for number in range(MANY)]


def _holders(raw: Raw) -> list[Raw]:
    company = raw if raw["subject"] == "company" else raw.get("company", {})
    workers = [worker["facts"] for worker in company.get("workers", [])]
    return [raw["facts"], company.get("facts", {}), *workers]


def _seen(drawn: list[Raw], name: str) -> set[Any]:
    return {facts[name] for raw in drawn for facts in _holders(raw) if name in facts}


def test_the_same_seed_draws_the_same(drawer: Drawer, drawn: list[Raw]) -> None:
    again = [drawer.of_catalog(Sown(1, number)) for number in range(200)]
    assert again == drawn[:200]
    assert [drawer.of_catalog(Sown(2, number)) for number in range(200)] != again


def test_the_reader_takes_every_document(small: Catalog, drawn: list[Raw]) -> None:
    for raw in drawn:
        read_profile(raw, small, TODAY)


def test_every_threshold_and_both_neighbours_are_drawn(
    drawer: Drawer, drawn: list[Raw], small: Catalog
) -> None:
    missing = {}
    for name, edges in drawer.edges.numbers.items():
        fact = small.facts.get(name)
        if fact is None or not fact.type.integer or fact.source == "derived":
            continue
        wanted = {int(edge) + near for edge in edges for near in (-1, 0, 1)}
        low, high = fact.low and fact.low.value, fact.high and fact.high.value
        wanted = {v for v in wanted if (low is None or v >= low) and (high is None or v <= high)}
        missing[name] = wanted - _seen(drawn, name)
    assert missing
    assert {name: values for name, values in missing.items() if values} == {}


def test_every_change_of_law_and_the_day_before_are_drawn(drawer: Drawer, drawn: list[Raw]) -> None:
    seen = {
        date.fromisoformat(value)
        for raw in drawn
        for facts in _holders(raw)
        for value in facts.values()
        if is_day(value)
    }
    days = [day for day in drawer.edges.days if day.year >= 2000]
    assert days
    assert {day for change in days for day in (change, change - timedelta(days=1))} - seen == set()


def test_a_day_that_an_expression_names_is_a_boundary(small: Catalog) -> None:
    named = n.Comparison(">=", n.Name("left_on"), n.Literal(date(2023, 3, 14)))
    short = small.definitions["is_short_of_pay"]
    versions = tuple(replace(version, value=named) for version in short.versions)
    definitions = {**small.definitions, "is_short_of_pay": replace(short, versions=versions)}
    before, edges = Edges(small).days, Edges(replace(small, definitions=definitions))
    assert {*edges.days} - {*before} == {date(2023, 3, 14)}
    assert edited_at(edges, ("definitions", "is_short_of_pay")).days == (date(2023, 3, 14),)


def test_every_choice_is_drawn(drawer: Drawer, drawn: list[Raw], small: Catalog) -> None:
    read = {fact for program in small.programs.values() for fact in drawer.edges.facts_of(program)}
    choices = [fact for fact in read if fact.type.kind == "choice"]
    assert choices
    for fact in choices:
        assert set(drawer.edges.undated(fact)) - _seen(drawn, fact.name) == set(), fact.name


def test_every_form_of_a_document_is_drawn(drawn: list[Raw]) -> None:
    forms = Counter[str]()
    for raw in drawn:
        company = raw if raw["subject"] == "company" else raw.get("company")
        workers = company.get("workers") if company is not None else None
        lists = [value for facts in _holders(raw) for value in facts.values() if isinstance(value, list)]
        forms.update(
            name
            for name, holds in {
                "nothing known": not any(_holders(raw)),
                "no company": company is None,
                "nobody said who the workers are": company is not None and workers is None,
                "no workers": workers == [],
                "several workers": len(workers or []) > 1,
                "person with workers": raw["subject"] == "person" and bool(workers),
                "known at": "known_at" in raw,
                "history": "history" in raw,
                "history that has not begun": any(e["from"] > raw["on"] for e in raw.get("history", [])),
                "empty list": [] in lists,
                "record": any(lists),
            }.items()
            if holds
        )
    assert {name for name, number in forms.items() if number >= 10} == {
        "nothing known", "no company", "nobody said who the workers are", "no workers", "several workers",
        "person with workers", "known at", "history", "history that has not begun", "empty list", "record",
    }  # fmt: skip


def test_where_a_threshold_lies_behind_a_definition_the_turn_is_found_to_the_won(
    drawer: Drawer, small: Catalog
) -> None:
    program = small.programs["grant"]
    base = drawer.climber.base(program, 1)
    assert {turn.values for turn in base.turns if turn.fact == "insured_days"} == {
        (199, 200),
        (364, 365),  # of a table behind an amount
    }
    closes = [turn.values for turn in base.turns if turn.fact == "application_date"]
    last = date.fromisoformat(base.facts["left_on"]).replace(
        year=date.fromisoformat(base.facts["left_on"]).year + 1
    )
    assert any(is_day(first) and abs((date.fromisoformat(first) - last).days) <= 1 for first, _ in closes)
