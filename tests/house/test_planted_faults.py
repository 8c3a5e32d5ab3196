"""The tests notice what they are for: every fault of tests/cases/planted_faults.yaml, planted alone, makes one of them fail.

A fault whose text is no longer in the engine must be written anew; it is not skipped. All of them run every time.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

SHARES = 4
LEAST = 30


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_every_planted_fault_is_noticed(share: int, root: Path, tmp_path: Path) -> None:
    if not hasattr(__import__("os"), "fork"):
        pytest.skip("planting faults needs fork")
    command = [
        sys.executable,
        str(root / "tests" / "house" / "planting.py"),
        str(root),
        str(tmp_path),
        str(share),
        str(SHARES),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603 - our own script
    assert done.returncode == 0, done.stderr
    outcomes = json.loads(done.stdout)
    assert outcomes.pop("nothing planted") == 0
    assert {fault: outcome for fault, outcome in outcomes.items() if outcome != 1} == {}


def test_there_are_faults_enough(root: Path) -> None:
    faults = yaml.safe_load((root / "tests" / "cases" / "planted_faults.yaml").read_text("utf-8"))
    assert len({fault["fault"] for fault in faults}) == len(faults) >= LEAST
