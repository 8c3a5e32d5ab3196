"""How long reading takes: one long expression, and `haedang check` on as much YAML as the law of a whole ministry.

The least of the rounds is held to the limit: what else the machine does can only add to it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.language.parsing import parse
from tests.bench.big_catalogue import big_catalogue

LONG = 10_000  # characters
LINES = 35_000
LONG_EXPRESSIONS = {
    "a list of numbers": "[" + ", ".join(["1"] * 5_000),
    "a sum": " + ".join(["abc"] * 5_000),
    "a list of texts": "x in [" + ", ".join(['"abcdef"'] * 5_000),
    "a conjunction": " and ".join(["a >= 10"] * 5_000),
}


def _cut(text: str) -> str:
    """The expression cut at its last whole part within 10,000 characters."""
    joint = ", " if text.startswith(("[", "x")) else " and " if " and " in text else " + "
    text = text[: text.rindex(joint, 0, LONG - 1)]
    return text + "]" if "[" in text else text


@pytest.mark.benchmark(group="10,000 characters of expression")
@pytest.mark.parametrize("name", LONG_EXPRESSIONS)
def test_a_long_expression(benchmark: Any, name: str) -> None:
    text = _cut(LONG_EXPRESSIONS[name])
    assert LONG - 20 < len(text) <= LONG
    benchmark.pedantic(lambda: parse(text, chains=True), rounds=10, warmup_rounds=1)
    assert benchmark.stats.stats.min < 0.1


@pytest.mark.benchmark(group="haedang check of 35,000 lines of YAML")
def test_a_large_catalogue(benchmark: Any, tmp_path: Path) -> None:
    texts = big_catalogue()
    assert sum(text.count(b"\n") for text in texts.values()) >= LINES
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text)
    command = [str(Path(sys.executable).parent / "haedang"), "check", str(tmp_path)]

    def check() -> None:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own program

    benchmark.pedantic(check, rounds=5, warmup_rounds=1)
    assert benchmark.stats.stats.min < 2
