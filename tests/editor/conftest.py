"""What the editor tests share: the ruleset files, and a rulesets folder of their own to change."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def rulesets(tmp_path: Path) -> Path:
    """A copy of the rulesets."""
    return Path(shutil.copytree(ROOT / "rulesets", tmp_path / "rulesets"))
