"""Expressions and their values, from data, through the calculator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.calculator import calculate

CASES = Path(__file__).resolve().parents[2] / "cases" / "functions.yaml"
LEAST = 190


def _cases() -> list[Any]:
    groups = yaml.safe_load(CASES.read_text("utf-8"))
    return [
        pytest.param(g.get("facts", {}), *case, id=f"{g['group']}: {case[0]}")
        for g in groups
        for case in map(_full, g["cases"])
    ]


def _full(case: list[Any]) -> list[Any]:
    return [*case, None][:3]


@pytest.mark.parametrize(("facts", "expression", "value", "more"), _cases())
def test_expression(facts: dict[str, Any], expression: str, value: Any, more: Any) -> None:
    answer = calculate(expression, facts)
    if more is None:
        assert answer == {"value": value}
    elif value == "?":
        assert set(answer) == {"unknown"}
        assert sorted(answer["unknown"]) == sorted(more)
    else:
        assert answer["error"]["code"] == more


def test_there_are_cases_enough() -> None:
    assert len(_cases()) >= LEAST
