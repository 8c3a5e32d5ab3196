"""What the published standard says of the subset, and what the language adds: one loop over data.

A case that fails here is a difference from the standard that nobody wanted. The wanted ones stand in rulesets/language.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.calculator import calculate

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "feel"
LEAST = 600


def _cases() -> list[Any]:
    return [
        pytest.param(group.get("facts", {}), [*case, None][:3], id=f"{path.stem}: {case[0]}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for group in yaml.safe_load(path.read_text("utf-8"))
        for case in group["cases"]
    ]


CASES = _cases()


@pytest.mark.parametrize(("facts", "case"), CASES)
def test_an_expression_means_what_the_standard_says(facts: dict[str, Any], case: list[Any]) -> None:
    expression, wanted, more = case
    answer = calculate(expression, facts)
    if more is None:
        assert answer == {"value": wanted}
        assert type(answer["value"]) is type(wanted)
    elif wanted == "?":
        assert {name: sorted(listed) for name, listed in answer.items()} == {"unknown": sorted(more)}
    else:
        assert answer["error"]["code"] == more


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= LEAST
