"""What is said of a part of a document leaves room for what another engine says of the whole."""

from __future__ import annotations

from typing import Any

import pytest

from engine.agreeing import Examiner, learned
from engine.agreeing.shrinking import without
from engine.catalog import Catalog
from engine.determination import Detail
from engine.drawing import Climber, Drawer, Edges, Sown
from engine.drawing.placing import Raw
from engine.profile import Profile
from engine.rete import Network
from engine.rete.clips_chain import ClipsChain
from engine.screening import Screener

DRAWN = 200
ELIGIBLE: Raw = {
    "subject": "person",
    "on": "2023-07-01",
    "programs": ["grant"],
    "facts": {
        "left_on": "2023-06-01",
        "birth_date": "1980-01-01",
        "insured_days": 400,
        "pay": 1,
        "region": "island",
        "is_student": False,
    },
}


@pytest.fixture(scope="module")
def screener(small: Catalog) -> Screener:
    return Screener(small)


def test_what_may_be_left_out_as_not_known(small: Catalog) -> None:
    raw: Raw = {
        "subject": "person",
        "facts": {
            "left_on": "2024-02-01",
            "pay": 1,
            "history": [{"days": 3, "region": "city"}, {}],
            "insured_days": 3,  # follows from the history
            "application_date": "2024-02-02",  # assumed
            "applications": [{"kind": "claim"}],
            "is_selected": True,  # a finding of the agency
            "region": "city",  # told of an earlier day too
        },
        "history": [{"from": "2024-01-01", "facts": {"region": "island"}}],
        "company": {"facts": {"company_size": 3}},
        "workers": [{"id": "w1", "facts": {"worker_rank": 1}}],
    }
    assert learned(raw, small) == [
        ("facts", "left_on"),
        ("facts", "pay"),
        ("facts", "history"),
        ("facts", "history", 0, "days"),
        ("facts", "history", 0, "region"),
        ("company", "facts", "company_size"),
        ("workers", 0, "facts", "worker_rank"),
    ]


def test_there_is_room(small: Catalog, screener: Screener) -> None:
    examiner, drawer = Examiner(screener, {"clips": Network(small, ClipsChain())}), Drawer(Climber(screener))
    asked = 0
    for number in range(DRAWN):
        raw = drawer.of_catalog(Sown(5, number))
        for path in learned(raw, small):
            assert examiner.examine(raw, path) == [], path
            asked += without(raw, path) is not None
    assert asked > 5 * DRAWN


class _Hasty(Screener):
    """A plan that takes what it does not know for the least it may be, or whoever may be eligible for ineligible."""

    def __init__(self, catalog: Catalog, *, verdict: bool = False) -> None:
        super().__init__(catalog)
        self.verdict = verdict

    def screen(self, profile: Profile, detail: Detail | None = None) -> dict[str, Any]:
        screening = super().screen(profile, detail)
        for each in screening["determinations"]:
            if self.verdict and each["verdict"] == "open":
                each["verdict"] = "ineligible"
            for amount in each["amounts"]:
                amount["high"] = amount["low"]
        return screening


@pytest.mark.parametrize(
    ("verdict", "left_out", "field", "compiled", "clips"),
    [
        (False, "birth_date", "amount total with less said", (310000, 310000), 930000),
        (True, "pay", "verdict with less said", "ineligible", "eligible"),
    ],
)
def test_no_room_is_found_and_what_it_takes_stays(
    small: Catalog, verdict: bool, left_out: str, field: str, compiled: object, clips: object
) -> None:
    examiner = Examiner(_Hasty(small, verdict=verdict), {"clips": Network(small, ClipsChain())})
    older: Raw = {**ELIGIBLE, "facts": {**ELIGIBLE["facts"], "birth_date": "1950-01-01"}}
    path = ("facts", left_out)
    assert examiner.examine(older) == []
    ((voice, differences),) = examiner.examine(older, path)
    assert (voice, [each.field for each in differences]) == ("clips", [field])
    found = examiner.reduce(older, "clips", Edges(small), path)
    (one,) = found.differences
    assert (one.program, one.field, one.compiled, one.rete) == ("grant", field, compiled, clips)
    assert found.left_out == path
    assert left_out in found.document["facts"]
    assert len(str(found.document)) <= len(str(older))


def test_what_differs_anyway_is_shown_of_the_whole(small: Catalog) -> None:
    class Wrong(Screener):
        def screen(self, profile: Profile, detail: Detail | None = None) -> dict[str, Any]:
            screening = super().screen(profile, detail)
            for each in screening["determinations"]:
                each["verdict"] = "ineligible"
            return screening

    examiner = Examiner(Wrong(small), {"clips": Network(small, ClipsChain())})
    found = examiner.reduce(ELIGIBLE, "clips", Edges(small), ("facts", "birth_date"))
    assert found.left_out is None
    assert {each.field for each in found.differences} == {"verdict"}
