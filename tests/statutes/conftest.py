"""Where the texts of statutes are, if they are here: what no checkout holds."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def collection() -> Path:
    """The folder of texts that HAEDANG_LAW_TEXTS names, or `shared/law` beside the checkout."""
    named = os.environ.get("HAEDANG_LAW_TEXTS")
    folder = Path(named) if named else ROOT.parent / "shared" / "law"
    if not folder.is_dir():
        pytest.skip("what is no part of the checkout is not here: texts of statutes (HAEDANG_LAW_TEXTS)")
    return folder
