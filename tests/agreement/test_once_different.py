"""The least documents in which the engines once differed: each names what was wrong, and in which of them."""

from __future__ import annotations

from typing import Any

import pytest

from api.agreement.asking import voice_of
from engine.agreeing import Examiner
from engine.catalog import Catalog
from engine.screening import Screener

DOCUMENTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "the network knew no fields of records that a definition names": (
        "job_seeking_benefit",
        "2019-03-18",
        {"insurance_history": [{"acquired_on": "2019-02-16", "lost_on": "2018-07-30"}]},
    ),
    "the network overlooked impossible records where there was no separation": (
        "job_seeking_benefit",
        "2025-01-17",
        {
            "insurance_history": [],
            "pay_history": [{"from": "2025-01-04", "to": "2025-01-18", "paid_days": 99}],
        },
    ),
    "the compiled plan overlooked a contradiction behind a date left open": (
        "individual_extended_benefit",
        "2019-08-03",
        {
            "birth_date": "2019-01-15",
            "hourly_ordinary_wage": 1,
            "insured_category": "artist",
            "monthly_ordinary_hours": 1,
            "monthly_ordinary_wage": 2500000,
        },
    ),
    "the network took what cannot be for a number that differs": (
        "training_extended_benefit",
        "2026-07-19",
        {
            "separation_date": "2025-12-31",
            "benefit_history": [
                {
                    "program": "job_seeking_benefit",
                    "related_status_loss_date": "2026-01-01",
                    "paid_days": 50,
                }
            ],
            "birth_date": "2017-04-01",
            "insured_category": "worker",
            "insured_period_months": 12,
            "paid_benefit_days": 101,
            "disability": "none",
        },
    ),
    "the compiled plan believed a figure beside a whole one that is worked out by way of decimals": (
        "individual_extended_benefit",
        "2017-10-18",
        {
            "birth_date": "2017-04-01",
            "daily_contract_hours": "7.9",
            "monthly_ordinary_hours": 1,
            "monthly_ordinary_wage": 2500000,
            "ordinary_daily_wage": "10000.1",
        },
    ),
}


@pytest.fixture(scope="module")
def examiner(catalog: Catalog) -> Examiner:
    return Examiner(Screener(catalog), {"clips": voice_of("clips", catalog)})


@pytest.mark.parametrize("what", DOCUMENTS)
def test_the_engines_agree_where_they_once_differed(examiner: Examiner, what: str) -> None:
    program, on, facts = DOCUMENTS[what]
    assert examiner.examine({"subject": "person", "on": on, "facts": facts, "programs": [program]}) == []
    assert examiner.verdicts[program, "open"] > 0
