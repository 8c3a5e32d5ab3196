"""Where a changed law could be told from what stands: which other law is tried for a figure, and of whom it is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.loading.folder import load_folder
from engine.profile import Profile, read_profile
from tests.agreement.apart import Apart

SMALL = Path(__file__).resolve().parents[1] / "cases" / "small"
DAYS: tuple[Any, ...] = ("parameters", "required_days", "versions", 1, "dated")


@pytest.fixture(scope="module")
def small() -> Catalog:
    return load_folder(SMALL)


def _figures(catalog: Catalog, name: str) -> list[Any]:
    return [version.value for version in catalog.parameters[name].versions]


def _asking(catalog: Catalog, program: str) -> Profile:
    raw = {"subject": "person", "on": "2024-03-01", "programs": [program], "facts": {"left_on": "2024-02-01"}}
    if program == "hire_aid":
        raw = {"subject": "company", "on": "2024-03-01", "programs": [program], "facts": {}, "workers": []}
    return read_profile(raw, catalog, date(2024, 3, 1))


def test_a_figure_is_tried_as_it_was_before_and_as_it_is_at_all_times(small: Catalog) -> None:
    before, here, *_ = _figures(small, "required_days")
    assert before != here
    forced, _ = Apart(small).forced(DAYS)
    assert [{*_figures(other, "required_days")} for other in forced] == [{before}, {here}]
    assert all(
        {**other.parameters, "required_days": 0} == {**small.parameters, "required_days": 0}
        for other in forced
    )


def test_a_figure_that_says_what_it_said_is_tried_far_from_it(small: Catalog) -> None:
    days = small.parameters["required_days"]
    same = replace(days, versions=tuple(replace(version, value=180) for version in days.versions))
    forced, _ = Apart(replace(small, parameters={**small.parameters, "required_days": same})).forced(DAYS)
    assert [{*_figures(other, "required_days")} for other in forced] == [{90}, {360}]


@pytest.mark.parametrize(("program", "reading"), [("grant", True), ("hire_aid", False)])
def test_who_reads_a_figure_is_asked_about_it(small: Catalog, program: str, reading: bool) -> None:
    _, come_apart = Apart(small).forced(DAYS)
    assert [*come_apart(_asking(small, program), (0, 1))] == ([0, 1] if reading else [])


def test_what_is_no_truth_and_no_figure_is_not_tried(small: Catalog) -> None:
    forced, _ = Apart(small).forced(("tables", "paid_days", "versions", 0, "rows", 0))
    assert forced == []
