"""What the house tests share: where the checkout is, and the Python files of its rooms."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("engine", "schemas", "api", "statutes")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def sources() -> list[Path]:
    """Every Python file of the rooms; a room that is gone would make these tests pass for nothing."""
    found = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    assert found, "no Python source found"
    return found
