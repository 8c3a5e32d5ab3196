"""The small invented catalogue of tests/cases/small, and questions put to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.determination import Detail
from engine.loading.folder import load_folder
from engine.profile import read_profile
from engine.screening import Screener

SMALL = Path(__file__).resolve().parents[1] / "cases" / "small"
TODAY = date(2024, 3, 1)
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def small() -> Catalog:
    return load_folder(SMALL)


@pytest.fixture(scope="session")
def asked(small: Catalog) -> Ask:
    """asked(raw, known_at=None): the one determination of a document that names one program."""
    screener = Screener(small, patience=0)

    def ask(raw: dict[str, Any], known_at: date | None = None) -> dict[str, Any]:
        profile = read_profile(raw, small, TODAY, known_at=known_at)
        (answer,) = screener.screen(profile, Detail(workers=True))["determinations"]
        return answer

    return ask


@pytest.fixture
def grant() -> dict[str, Any]:
    """A person who has the invented grant under its second version: 10 days of 31,000 won."""
    facts = {
        "birth_date": "1990-05-01",
        "left_on": "2023-06-30",
        "application_date": "2024-02-01",
        "insured_days": 210,
        "pay": 2_000_000,
        "hours": None,
        "region": "city",
        "is_student": False,
        "is_selected": True,
    }
    return {"subject": "person", "on": "2024-03-01", "programs": ["grant"], "facts": facts}
