"""Profile number n of a seed is the same in every process: nothing drawn hangs on the order of a set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
DRAWN = """
import json, sys
from pathlib import Path
from engine.drawing import Climber, Drawer, Sown
from engine.loading.folder import load_folder
from engine.screening import Screener

drawer = Drawer(Climber(Screener(load_folder(Path(sys.argv[1])))), sys.argv[3:] or None)
for number in range(int(sys.argv[2])):
    print(json.dumps(drawer.of_catalog(Sown(1, number)), default=str))
"""


def _drawn(hash_seed: str, *arguments: str) -> str:
    command = [sys.executable, "-c", DRAWN, *arguments]
    told = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=ROOT, env=told, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own program


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("tests/cases/small", "300"),
        ("rulesets", "40", "learning_card", "employment_promotion_subsidy", "job_seeking_benefit"),
    ],
    ids=["the small catalogue", "three programs"],
)
def test_the_order_of_sets_draws_nothing(arguments: tuple[str, ...]) -> None:
    first, second = (_drawn(seed, *arguments) for seed in ("1", "4"))
    assert first == second
    assert first.count("\n") == int(arguments[1])
