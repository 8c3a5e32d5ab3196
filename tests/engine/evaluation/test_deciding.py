"""One program, one person: verdicts, versions, reservations, contradictions, dates that nobody has said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Ask = Callable[..., dict[str, Any]]
Raw = dict[str, Any]


def _with(raw: Raw, **facts: Any) -> Raw:
    kept = {k: v for k, v in (raw["facts"] | facts).items() if v != "unknown"}
    return {**raw, "facts": kept}


def _amounts(answer: dict[str, Any]) -> dict[str, Any]:
    return {
        a["id"]: a["value"] if a["value"] is not None else (a["low"], a["high"]) for a in answer["amounts"]
    }


def test_everything_known_and_met(asked: Ask, grant: Raw) -> None:
    answer = asked(grant)
    assert (answer["verdict"], answer["version"], answer["likelihood"]) == ("eligible", "2022-07-01", 1)
    assert _amounts(answer) == {
        "daily": 31_000,
        "total": 310_000,
    }  # the limit of 31,005.5 won cut below 10 won, for 10 days
    assert answer["apply"]["deadline"] == "2024-06-29"
    assert answer["open_facts"] == []
    assert [v["from"] for v in answer["versions"]] == ["2022-07-01"]


@pytest.mark.parametrize(
    ("changed", "days"),
    [
        ({"insured_days": 364}, 10),
        ({"insured_days": 365}, 20),
        ({"insured_days": 365, "birth_date": "1974-03-02"}, 20),
        ({"insured_days": 365, "birth_date": "1974-03-01"}, 30),
        ({"insured_days": 210, "birth_date": "1974-03-01"}, 30),
    ],
)
def test_the_table_of_days(asked: Ask, grant: Raw, changed: Raw, days: int) -> None:
    assert _amounts(asked(_with(grant, **changed)))["total"] == days * 31_000


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({"insured_days": 209}, "ineligible"),
        ({"insured_days": "unknown"}, "open"),
        ({"pay": 2_200_000}, "ineligible"),
        ({"pay": 2_199_999}, "eligible"),
        ({"region": "island"}, "eligible"),
        ({"region": "country"}, "eligible"),
        ({"region": "unknown"}, "open"),
        ({"is_student": True}, "ineligible"),
        ({"is_student": "unknown"}, "open"),
        ({"pay": 5_000_000, "region": "unknown", "insured_days": "unknown"}, "ineligible"),
        ({"is_selected": False}, "ineligible"),
        ({"left_on": None}, "ineligible"),
        ({"left_on": "2019-12-31"}, "not_in_force"),
        (
            {
                "left_on": "2020-01-01",
                "insured_days": 180,
                "pay": 1_999_999,
                "application_date": "2020-06-01",
            },
            "eligible",
        ),
        ({"left_on": "2022-06-30", "insured_days": 200, "application_date": "2022-08-01"}, "eligible"),
        ({"left_on": "2023-06-30", "application_date": "2024-06-29"}, "eligible"),
        ({"left_on": "2023-06-30", "application_date": "2024-06-30"}, "ineligible"),
        ({"left_on": "2024-01-01", "insured_days": 9999}, "open"),  # what is required from 2024 is not set
    ],
)
def test_verdicts(asked: Ask, grant: Raw, changed: Raw, verdict: str) -> None:
    assert asked(_with(grant, **changed))["verdict"] == verdict


def test_a_program_that_has_ended_is_not_in_force(asked: Ask, grant: Raw) -> None:
    moved = {**_with(grant, left_on="2026-01-01", application_date="2026-02-01"), "on": "2026-03-01"}
    assert asked(moved)["verdict"] == "not_in_force"
    moved["facts"]["left_on"] = "2025-12-31"
    assert asked(moved)["version"] == "2022-07-01"


def test_law_that_is_not_set_is_an_open_fact(asked: Ask, grant: Raw) -> None:
    facts = asked(_with(grant, left_on="2024-01-01"))["open_facts"]
    assert [f.get("law") for f in facts] == ["law: required_days from 2024-01-01 not set"]


def test_a_finding_that_is_unknown_is_set_aside_and_named(asked: Ask, grant: Raw) -> None:
    answer = asked(_with(grant, is_selected="unknown"))
    assert (answer["verdict"], [r["id"] for r in answer["reservations"]]) == ("eligible", ["selected"])
    assert asked(_with(grant, is_selected="unknown", pay=9_000_000))["reservations"] == []
    assert asked(grant)["reservations"] == []


def test_a_given_value_that_is_not_the_worked_out_one_contradicts(asked: Ask, grant: Raw) -> None:
    history = [{"days": 200}, {"days": 9}]
    answer = asked(_with(grant, history=history))
    assert (answer["verdict"], answer["amounts"]) == ("open", [])
    assert [c["facts"] for c in answer["contradictions"]] == [["insured_days", "history"]]
    assert asked(_with(grant, history=[{"days": 210}]))["verdict"] == "eligible"
    assert asked(_with(grant, history=[{"days": 210}, {}]))["verdict"] == "eligible"
    assert asked(_with(grant, insured_days="unknown", history=history))["verdict"] == "ineligible"


def test_dates_that_cannot_both_be_contradict(asked: Ask, grant: Raw) -> None:
    answer = asked(_with(grant, birth_date="2023-07-01"))
    assert (answer["verdict"], answer["contradictions"][0]["facts"]) == ("open", ["left_on", "birth_date"])


def test_an_unknown_selecting_date_joins_its_intervals(asked: Ask, grant: Raw) -> None:
    answer = asked(_with(grant, left_on="unknown"))
    assert answer["verdict"] == "open"
    assert "left_on" in [f.get("fact") for f in answer["open_facts"]]
    assert {v["from"] for v in answer["versions"]} == {"2020-01-01", "2022-07-01"}
    assert asked(_with(grant, left_on="unknown", pay=9_000_000))["verdict"] == "ineligible"
    assert (
        asked(_with(grant, left_on="unknown", insured_days=0))["verdict"] == "open"
    )  # from 2024 nothing is required yet


def test_what_was_published_later_is_not_known(asked: Ask, grant: Raw) -> None:
    past = _with(grant, left_on="2021-08-01", insured_days=190, pay=1_000_000, application_date="2021-09-01")
    assert asked(past)["verdict"] == "ineligible"  # 200 days from 2021-07-01
    assert (
        asked(past, date(2021, 6, 14))["verdict"] == "eligible"
    )  # 180 as far as was known the day before the notice
    assert asked(past, date(2021, 6, 15))["verdict"] == "ineligible"
    assert asked(grant, date(2019, 1, 1))["verdict"] == "not_in_force"


def test_the_day_of_application_is_that_of_the_filing_else_given_else_today(asked: Ask, grant: Raw) -> None:
    late = _with(grant, left_on="2023-02-01", application_date="unknown")
    assert asked(late)["verdict"] == "ineligible"  # today is 13 months later
    assert asked(_with(late, application_date="2023-09-01"))["verdict"] == "eligible"
    filing = {"program": "grant", "kind": "claim", "filed_on": "2023-10-01"}
    assert asked(_with(late, applications=[filing]))["verdict"] == "eligible"
    later = filing | {"filed_on": "2024-03-01"}
    for listed in ([filing, later], [later, filing]):  # the latest counts
        assert asked(_with(late, applications=listed))["verdict"] == "ineligible"
    assert asked(_with(late, applications=[filing | {"kind": "plan"}]))["verdict"] == "ineligible"
    assert asked(_with(late, applications=[filing | {"program": "other"}]))["verdict"] == "ineligible"
    assert asked(_with(late, applications=[]))["verdict"] == "ineligible"
    undated = {"program": "grant", "kind": "claim"}
    assert asked(_with(late, applications=[undated]))["verdict"] == "open"


def test_an_unknown_selecting_date_gives_the_hull_of_its_intervals(asked: Ask, grant: Raw) -> None:
    # 30,000 won a day until 2021, 31,000 from 2022; 10 days for fewer than 365 insured days, else 20
    known = {"left_on": "unknown", "pay": 1_000_000, "application_date": "2020-09-01"}
    answer = asked(_with(grant, **known, insured_days=400))
    assert _amounts(answer) == {"daily": (30_000, 31_000), "total": (600_000, 620_000)}
    answer = asked(_with(grant, **known, insured_days="unknown"))
    assert _amounts(answer) == {"daily": (30_000, 31_000), "total": (300_000, 620_000)}
    # With two million the pay is too high before 2022: those intervals pay nothing and do not widen the hull.
    answer = asked(_with(grant, **{**known, "pay": 2_000_000}, insured_days="unknown"))
    assert _amounts(answer) == {"daily": 31_000, "total": (310_000, 620_000)}


COMPANY = {
    "subject": "company",
    "on": "2024-03-01",
    "programs": ["hire_aid"],
    "facts": {"is_company_insured": True, "company_size": 10},
}
WORKER = {"hired_on": "2023-01-01", "region": "city", "worker_rank": 6, "pay": 700_000}


def _firm(*workers: Raw, **facts: Any) -> Raw:
    listed = [{"id": f"w{i}", "facts": w} for i, w in enumerate(workers, 1)]
    return {**COMPANY, "facts": COMPANY["facts"] | facts, "workers": listed}


def test_a_firm_has_what_its_workers_bring_under_the_cap(asked: Ask) -> None:
    workers = [WORKER | {"worker_rank": rank} for rank in (3, 6, 4, 5, 2)]
    answer = asked(_firm(*workers))
    assert answer["verdict"] == "eligible"
    assert [w["verdict"] for w in answer["workers"]] == ["eligible"] * 4 + ["ineligible"]
    assert [w["capped"] for w in answer["workers"]] == [True, False, False, False, False]
    # 100,001 won a rank, a third of it, each rounded to the won: 6, 5 and 4 ranks; three of ten heads
    assert _amounts(answer)["total"] == 200_002 + 166_668 + 133_335


def test_a_firm_without_workers_named(asked: Ask) -> None:
    empty = asked(_firm())
    assert (empty["verdict"], empty["reasons"]["id"]) == ("ineligible", "no_worker_named")
    nobody_said = asked({**COMPANY})
    assert nobody_said["verdict"] == "open"
    refused = asked({**COMPANY, "facts": {"is_company_insured": False}})
    assert refused["verdict"] == "ineligible"


def test_an_open_worker_widens_the_total(asked: Ask) -> None:
    unknown_rank = {k: v for k, v in WORKER.items() if k != "worker_rank"}
    answer = asked(_firm(WORKER, unknown_rank, company_size=4))
    assert [w["verdict"] for w in answer["workers"]] == ["eligible", "open"]
    assert _amounts(answer)["total"] == (200_002, 333_337)  # one seat; ten ranks at most
    assert [w["capped"] for w in answer["workers"]] == [None, None]


def test_a_person_is_a_worker_of_the_company_in_question(asked: Ask) -> None:
    raw = {
        "subject": "person",
        "on": "2024-03-01",
        "programs": ["hire_aid"],
        "facts": WORKER,
        "company": {"facts": COMPANY["facts"]},
    }
    answer = asked(raw)
    assert (answer["verdict"], [w["id"] for w in answer["workers"]]) == ("eligible", ["self"])
