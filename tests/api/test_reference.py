"""The reference page is what the code says: nothing of the language is left out, and every example of it holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from api.reference import PAGE, page, shown, words_of
from engine.calculator import calculate, calculate_table
from engine.diagnostics import MESSAGES
from engine.evaluation.tables import POLICIES
from engine.language.foreign import LEFT_OUT
from engine.language.functions import FUNCTIONS, SPECIAL_FORMS

GRAMMAR = Path(__file__).parents[2] / "engine" / "language" / "grammar.lark"
CONSTRUCTS = [entry for section in words_of("constructs") for entry in section["entries"]]
FUNCTION_WORDS = words_of("functions")
EXPLAINED = [*CONSTRUCTS, *FUNCTION_WORDS.values()]
EXAMPLES = [
    pytest.param(entry.get("facts", {}), *[*example, None][:3], id=example[0])
    for entry in EXPLAINED
    for example in entry.get("examples", ())
]
CELLS = [cell for entry in CONSTRUCTS for cell in entry.get("cells", ())]


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: make reference"


def test_every_form_of_the_grammar_is_explained_once() -> None:
    rules = {"start", "iterators", "iterator", "tests", "entry", "pair"}  # these only hold others
    text = GRAMMAR.read_text("utf-8")
    forms = {*re.findall(r"->\s*(\w+)", text), *re.findall(r"^(\w+):", text, re.MULTILINE)} - rules
    forms = {form for form in forms if not form.isupper()}
    named = [form for entry in CONSTRUCTS for form in entry["forms"]]
    assert sorted(named) == sorted(forms)


def test_every_function_is_explained() -> None:
    assert set(FUNCTION_WORDS) == {*FUNCTIONS, *SPECIAL_FORMS}
    assert not set(LEFT_OUT) & set(FUNCTIONS)


@pytest.mark.parametrize("entry", EXPLAINED, ids=lambda entry: entry["en"][:40])
def test_an_entry_is_whole(entry: dict[str, Any]) -> None:
    assert re.search("[가-힣]", entry["ko"])
    assert entry.get("examples") or entry.get("cells")
    assert not re.search("[가-힣]", entry["en"])


@pytest.mark.parametrize(("facts", "expression", "value", "more"), EXAMPLES)
def test_an_example_of_the_page_holds(facts: dict[str, Any], expression: str, value: Any, more: Any) -> None:
    answer = calculate(expression, facts)
    if value == "?":
        assert set(answer) == {"unknown"}
    elif more is not None:
        assert answer["error"]["code"] == more
        assert more in MESSAGES
    else:
        assert answer == {"value": value}
        assert type(answer["value"]) is type(value)


@pytest.mark.parametrize(("cell", "tested", "outcome"), CELLS)
def test_a_cell_of_the_page_holds(cell: str, tested: Any, outcome: bool) -> None:
    rules = [{"when": [cell], "then": ["true"]}, {"when": ["-"], "then": ["false"]}]
    table = {
        "hit_policy": "first",
        "inputs": [{"expression": "v"}],
        "outputs": [{"name": "o"}],
        "rules": rules,
    }
    assert calculate_table(table, {"v": tested}) == {"value": outcome}


@pytest.mark.parametrize("policy", POLICIES)
def test_a_table_of_the_page_holds(policy: str) -> None:
    words = words_of("tables")[policy]
    table = {
        "hit_policy": policy,
        "aggregation": words.get("aggregation"),
        "inputs": [{"expression": "n"}],
        "outputs": [{"name": "answer", "values": words.get("values", [])}],
        "rules": [{"when": [cell], "then": [answer]} for cell, answer in words["rows"]],
    }
    for tested, value in words["shows"]:
        assert calculate_table(table, {"n": tested}) == {"value": value}


def test_what_is_left_out_is_refused_and_cured() -> None:
    refused = {name: calculate(f"{name}(a)", {"a": 1}) for name in LEFT_OUT}
    assert {name for name, answer in refused.items() if "error" not in answer} == set()
    told = {name: answer["error"] for name, answer in refused.items()}
    assert {
        name for name, error in told.items() if error.get("help", {}).get("ko") != LEFT_OUT[name].ko
    } == set()


def test_values_are_shown_as_an_expression_writes_them() -> None:
    assert shown({"date": "2026-01-02"}) == '@"2026-01-02"'
    assert shown([{"number": "0.5"}, None, True]) == "[0.5, null, true]"
