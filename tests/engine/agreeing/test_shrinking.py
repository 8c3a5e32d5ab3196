"""A difference is made as small as it goes, and stays a profile that can be screened."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.agreeing import Examiner, shrunk
from engine.catalog import Catalog
from engine.drawing import Climber, Drawer, Edges, Sown
from engine.profile import Profile
from engine.rete import Network, Opinion
from engine.rete.chain import Unavailable
from engine.rete.clips_chain import ClipsChain
from engine.screening import Screener

Raw = dict[str, Any]


@pytest.fixture(scope="module")
def screener(small: Catalog) -> Screener:
    return Screener(small)


@pytest.fixture(scope="module")
def drawer(screener: Screener) -> Drawer:
    return Drawer(Climber(screener))


def test_what_is_not_needed_is_taken_out(small: Catalog) -> None:
    raw: Raw = {
        "subject": "person",
        "on": "2024-03-01",
        "known_at": "2024-01-01",
        "programs": ["grant"],
        "facts": {
            "insured_days": 211,
            "region": "island",
            "pay": 1,
            "history": [{"days": 3, "region": "city"}, {"days": 9, "region": "island"}],
        },
        "history": [{"from": "2024-01-01", "facts": {"pay": 2}}],
        "company": {"facts": {}, "workers": [{"id": "w1", "facts": {}}, {"id": "w2", "facts": {}}]},
    }
    before = str(raw)

    def still(less: Raw) -> bool:
        records = less["facts"].get("history", [])
        return "region" in less["facts"] and any(record.get("days", 0) >= 8 for record in records)

    least = shrunk(raw, still, Edges(small))
    assert least["facts"] == {"region": "city", "history": [{"days": 8}]}
    assert set(least) == {"subject", "on", "programs", "facts"}
    assert str(raw) == before


class _Deaf:
    """A voice that takes whoever lives on an island for ineligible."""

    def __init__(self, catalog: Catalog) -> None:
        self.network = Network(catalog, ClipsChain())

    def decide(self, profile: Profile) -> dict[str, Opinion]:
        opinions = self.network.decide(profile)
        if (profile.person or {}).get("region") == "island" and opinions["grant"].verdict == "eligible":
            (finding,) = opinions["grant"].findings
            opinions["grant"] = replace(
                opinions["grant"], verdict="ineligible", findings=(replace(finding, verdict="ineligible"),)
            )
        return opinions


def test_a_voice_that_errs_is_found_and_what_it_errs_in_is_all_that_stays(
    small: Catalog, screener: Screener, drawer: Drawer
) -> None:
    examiner = Examiner(screener, {"deaf": _Deaf(small)})
    drawn = (drawer.of_catalog(Sown(3, number)) for number in range(3_000))
    raw = next(document for document in drawn if examiner.examine(document))
    found = examiner.reduce(raw, "deaf", drawer.edges)
    assert {each.field for each in found.differences} == {"verdict"}
    assert found.document["programs"] == ["grant"]
    assert found.document["facts"]["region"] == "island"
    assert len(str(found.document)) < len(str(raw))
    for name in found.document["facts"]:
        less = {**found.document, "facts": {k: v for k, v in found.document["facts"].items() if k != name}}
        assert examiner.examine(less) == [], name


class _Silent:
    def decide(self, profile: Profile) -> dict[str, Opinion | None]:
        if profile.known_at is not None:
            raise Unavailable("died")
        return dict.fromkeys(("grant", "hire_aid"))


def test_no_opinion_is_no_difference_and_is_counted(screener: Screener) -> None:
    examiner = Examiner(screener, {"silent": _Silent()})
    raw: Raw = {"subject": "person", "on": "2024-03-01", "facts": {}, "company": {"facts": {}}}
    assert examiner.examine(raw) == []
    assert examiner.examine({**raw, "known_at": "2024-01-01"}) == []
    assert examiner.unheard == {("silent", "died"): 1}
    assert sum(examiner.verdicts.values()) == 4
