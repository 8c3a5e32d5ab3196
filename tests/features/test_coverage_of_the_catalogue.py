"""The scenarios see the whole catalogue: every condition met, unmet and unknown, every row, date to the day, finding and amount.

What nobody can see is written down with its reason in features/unreachable.yaml.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_scenarios_see_the_whole_catalogue() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "api.command_line.main", "test", "--coverage", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode in (0, 1), ran.stderr
    document = json.loads(ran.stdout)
    assert document["failures"] == []
    assert [found["message"]["en"] for found in document["diagnostics"]] == [], "reasons that explain nothing"
    missing = [
        f"{program['program']}: {lack['file']}:{lack['line']} {lack['kind']} {' '.join(lack['words'])} {lack['part']}"
        for program in document["coverage"]["programs"]
        for lack in (*program["missing"], *program["missing_to_the_day"])
    ]
    assert missing == []
