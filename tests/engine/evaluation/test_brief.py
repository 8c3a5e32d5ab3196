"""The brief answer beside the whole one, on the invented grant without its schedule: each fact left out, moved over an edge, contradicted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from engine.determination import Detail
from engine.loading.folder import load_texts, read_texts
from engine.profile import read_profile, subjects_of
from engine.screening import Screener
from tests.engine.conftest import SMALL, TODAY

GRANT = "made/grant/common.yaml"
BRIEF = Detail(reasons=False, summary=True)
EDGES: dict[str, tuple[Any, ...]] = {
    "left_on": ("2019-12-31", "2020-01-01", "2021-01-01", "2022-06-30", "2022-07-01"),
    "history": ([], [{"days": 210}], [{"days": 209}], [{}]),
    "application_date": ("2020-12-31", "2021-01-01", "2024-06-30", "2024-07-01"),
    "insured_days": (0, 179, 180, 181),
    "pay": (0, 1_999_999, 60_000_000),
    "hours": (9, 10),
    "region": ("island",),
    "is_student": (True,),
    "is_selected": (False,),
    "is_short_of_pay": (True, False),
}


@pytest.fixture(scope="module")
def screeners() -> tuple[Screener, Screener]:
    """Two screeners of one catalogue: one may be brief, one must evaluate everything."""
    texts = read_texts(SMALL)
    common = texts[GRANT].decode()
    start, end = common.index("    schedule:"), common.index("    cite: 예시법 제4조\napply:")
    without = common[:start] + common[end:]
    # A fact that is first needed where a settled group is left, and again after it.
    shared = without.replace('when: region = "island"', 'when: region = "island" or is_student')
    catalog = load_texts({**texts, GRANT: shared.encode()})
    return Screener(catalog, patience=0), Screener(
        catalog, watch=lambda _decided, _known_at: None, patience=0
    )


def _variations(grant: dict[str, Any], names: frozenset[str]) -> Iterator[dict[str, Any]]:
    """The profile, each value at an edge, and of all these each fact left out."""
    changed = [{}, *({name: value} for name, values in EDGES.items() if name in names for value in values)]
    for change in changed:
        facts = {**grant["facts"], **change}
        yield {**grant, "facts": facts}
        for left_out in facts:
            yield {**grant, "facts": {name: value for name, value in facts.items() if name != left_out}}


def test_the_brief_answer_is_the_whole_one(
    screeners: tuple[Screener, Screener], grant: dict[str, Any]
) -> None:
    brief, whole = screeners
    given = frozenset(fact.name for fact in brief.catalog.facts.values() if fact.source != "derived")
    for raw in _variations(grant, given):
        profile = read_profile(raw, brief.catalog, TODAY)
        assert brief.screen(profile, BRIEF) == whole.screen(profile, BRIEF), raw


def test_a_plain_case_is_answered_briefly(
    screeners: tuple[Screener, Screener], grant: dict[str, Any]
) -> None:
    brief, _ = screeners
    subject = subjects_of(read_profile(grant, brief.catalog, TODAY), brief.layout)["person"][0]
    told = brief.decider.brief("grant", subject.vector("grant")[0], subject.form.unheard, None)
    assert told is not None
    assert (told.verdict, told.amounts[-1]) == ("eligible", (310_000, 310_000))
