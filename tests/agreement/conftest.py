"""The catalogue in the checkout, opened once for a test process, and what finds profiles in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.catalog import Catalog
from engine.drawing import Climber
from engine.loading.folder import load_folder
from engine.screening import Screener

RULESETS = Path(__file__).resolve().parents[2] / "rulesets"


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_folder(RULESETS)


@pytest.fixture(scope="session")
def screener(catalog: Catalog) -> Screener:
    return Screener(catalog)


@pytest.fixture(scope="session")
def climber(screener: Screener) -> Climber:
    return Climber(screener)
