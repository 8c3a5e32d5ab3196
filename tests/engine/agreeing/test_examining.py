"""What a voice does not know counts as a difference where the plan knows it, and not where the plan has it from ranges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.agreeing import Examiner
from engine.catalog import Catalog
from engine.drawing.placing import Raw
from engine.profile import Profile
from engine.rete import Network, Opinion
from engine.rete.clips_chain import ClipsChain
from engine.screening import Screener

FACTS = {
    "left_on": "2023-06-01",
    "birth_date": "1950-01-01",
    "insured_days": 400,
    "pay": 1,
    "region": "island",
    "is_student": False,
}


class _Forgetful:
    """A voice that knows no figure."""

    def __init__(self, catalog: Catalog) -> None:
        self.network = Network(catalog, ClipsChain())

    def decide(self, profile: Profile) -> dict[str, Opinion]:
        opinions = self.network.decide(profile)
        return {
            program: replace(
                opinion,
                findings=tuple(
                    replace(finding, amounts=dict.fromkeys(finding.amounts or {}))
                    for finding in opinion.findings
                ),
            )
            for program, opinion in opinions.items()
        }


@pytest.mark.parametrize(
    ("left_out", "missed"),
    [
        (None, {"amount daily": (31000, 31000), "amount total": (930000, 930000)}),
        ("birth_date", {"amount daily": (31000, 31000)}),  # of the total there is a range
        ("left_on", {}),  # which law gives the figures is open, and with it every one of them
    ],
)
def test_what_the_plan_works_out_must_be_known(
    small: Catalog, left_out: str | None, missed: dict[str, tuple[int, int]]
) -> None:
    facts = {name: value for name, value in FACTS.items() if name != left_out}
    raw: Raw = {"subject": "person", "on": "2023-07-01", "programs": ["grant"], "facts": facts}
    screener = Screener(small)
    assert Examiner(screener, {"clips": Network(small, ClipsChain())}).examine(raw) == []
    found = Examiner(screener, {"forgetful": _Forgetful(small)}).examine(raw)
    told = {each.field: (each.compiled, each.rete) for _, differences in found for each in differences}
    assert told == {field: (ends, None) for field, ends in missed.items()}
