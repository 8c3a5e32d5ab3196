"""The words of the catalogue, read once for these tests."""

from pathlib import Path

import pytest
import yaml  # noqa: F401 - before pytester: each of its runs forgets what it imported, and libyaml can be imported once

from engine.loading.opening import open_catalog
from features.steps.lexicon import Lexicon

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon(open_catalog(ROOT / "rulesets"))
