"""The figures on which an answer rests: those of a branch that was not taken are not named."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.determination import Detail
from engine.loading.folder import load_folder
from engine.profile import read_profile
from engine.screening import Screener
from tests.engine.conftest import SMALL, TODAY

PLAIN = "    value: min(daily_rate at left_on, daily_extra)\n"
BRANCHED = '    value: "if region = \\"city\\" then daily_extra else daily_guess"\n'
GUESS = """  daily_guess:
    label: {ko: 하루 어림, en: Guess per day}
    type: integer
    unit: KRW/day
    keyed_to: application_date
    values:
      - {from: 2020-01-01, value: 20000, cite: 예시법 제4조, grade: C, source: old_leaflet}
"""


@pytest.fixture
def branched(tmp_path: Path) -> Catalog:
    """The small catalogue with a daily amount that hangs on the region, one branch of it not confirmed."""
    folder = tmp_path / "rules"
    shutil.copytree(SMALL, folder)
    definitions = folder / "definitions" / "worked_out.yaml"
    text = definitions.read_text(encoding="utf-8")
    assert PLAIN in text
    definitions.write_text(text.replace(PLAIN, BRANCHED), encoding="utf-8")
    parameters = folder / "parameters" / "figures.yaml"
    parameters.write_text(parameters.read_text(encoding="utf-8") + GUESS, encoding="utf-8")
    return load_folder(folder)


@pytest.mark.parametrize(
    ("region", "named"),
    [("city", False), ("country", True), (None, True)],
    ids=["city", "country", "unknown"],
)
def test_a_figure_is_named_where_the_answer_may_rest_on_it(
    branched: Catalog, grant: dict[str, Any], region: str | None, named: bool
) -> None:
    facts = {name: value for name, value in grant["facts"].items() if name != "region"}
    raw = {**grant, "facts": facts | ({"region": region} if region else {})}
    profile = read_profile(raw, branched, TODAY)
    (answer,) = Screener(branched).screen(profile, Detail())["determinations"]
    assert ("daily_guess" in [figure["name"] for figure in answer["confidence"]["figures"]]) is named
    assert (answer["confidence"]["grade"] == "C") is named


def test_an_unpriced_answer_names_no_figure_of_its_amounts(branched: Catalog, grant: dict[str, Any]) -> None:
    facts = grant["facts"] | {"region": "country", "insured_days": 1}
    (answer,) = Screener(branched).screen(read_profile({**grant, "facts": facts}, branched, TODAY), Detail())[
        "determinations"
    ]
    assert answer["verdict"] == "ineligible"
    assert "daily_guess" not in [figure["name"] for figure in answer["confidence"]["figures"]]
