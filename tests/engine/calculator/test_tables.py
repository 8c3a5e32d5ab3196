"""Decision tables as `haedang eval --table` takes them: one loop over data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.calculator import calculate_table

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "tables"
LEAST = 60


def _lines() -> list[Any]:
    return [
        pytest.param(case["table"], [*line, None][:3], id=f"{case['shows']}: {line[0]}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text("utf-8"))
        for line in case["lines"]
    ]


LINES = _lines()


@pytest.mark.parametrize(("table", "line"), LINES)
def test_a_table_gives_what_its_policy_says(table: dict[str, Any], line: list[Any]) -> None:
    facts, wanted, more = line
    answer = calculate_table(table, facts)
    if more is None:
        assert answer == {"value": wanted}
    elif wanted == "?":
        assert answer == {"unknown": more}
    else:
        assert answer["error"]["code"] == more


def test_there_are_lines_enough() -> None:
    assert len(LINES) >= LEAST
