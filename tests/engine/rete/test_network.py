"""The network decides the invented law as the compiled plan does, and says the same of every condition."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.determination import Detail
from engine.profile import read_profile
from engine.rete import Network, Opinion
from engine.rete.chain import Chain
from engine.rete.clips_chain import ClipsChain
from engine.rete.durable import DurableChain
from engine.screening import Screener
from engine.second_opinion import differences

TODAY = date(2024, 3, 1)
Raw = dict[str, Any]


@pytest.fixture(scope="module")
def screener(small: Catalog) -> Screener:
    return Screener(small)


@pytest.fixture(scope="module")
def network(small: Catalog) -> Network:
    return Network(small, ClipsChain())


def agreed(
    raw: Raw, screener: Screener, network: Network, known_at: date | None = None
) -> dict[str, Opinion]:
    profile = read_profile(raw, screener.catalog, TODAY, known_at=known_at)
    opinions = network.decide(profile)
    assert differences(screener.screen(profile, Detail(workers=True)), opinions) == []
    return opinions


def without(raw: Raw, *names: str, **changed: object) -> Raw:
    kept = {name: value for name, value in raw["facts"].items() if name not in names}
    return {**raw, "facts": {**kept, **changed}}


def test_an_eligible_person(grant: Raw, screener: Screener, network: Network) -> None:
    opinion = agreed(grant, screener, network)["grant"]
    (finding,) = opinion.findings
    assert (opinion.verdict, finding.worker, finding.version) == ("eligible", None, "2022-07-01")
    assert finding.firings
    assert finding.amounts


def test_every_fact_left_out_in_turn(grant: Raw, screener: Screener, network: Network) -> None:
    verdicts = {
        name: agreed(without(grant, name), screener, network)["grant"].verdict for name in grant["facts"]
    }
    assert set(verdicts.values()) >= {"open", "eligible"}


def test_every_two_facts_left_out(grant: Raw, screener: Screener, network: Network) -> None:
    names = list(grant["facts"])
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            agreed(without(grant, one, other), screener, network)


def test_nothing_known_at_all(grant: Raw, screener: Screener, network: Network) -> None:
    assert agreed({**grant, "facts": {}}, screener, network)["grant"].verdict == "open"


@pytest.mark.parametrize("day", ["2019-12-31", "2020-01-01", "2022-06-30", "2022-07-01"])
@pytest.mark.parametrize("known_at", [None, date(2020, 6, 1), date(2019, 1, 1)])
def test_the_version_of_the_day(
    grant: Raw, day: str, known_at: date | None, screener: Screener, network: Network
) -> None:
    agreed(without(grant, left_on=day), screener, network, known_at)


def test_a_finding_that_is_unknown_is_a_reservation(grant: Raw, screener: Screener, network: Network) -> None:
    (finding,) = agreed(without(grant, "is_selected"), screener, network)["grant"].findings
    assert finding.verdict == "eligible"
    assert finding.reservations


def test_a_company_with_and_without_workers(screener: Screener, network: Network) -> None:
    company: Raw = {"subject": "company", "on": "2024-03-01", "programs": ["hire_aid"], "facts": {}}
    assert agreed(company, screener, network)["hire_aid"].findings[0].worker == ""
    assert agreed({**company, "workers": []}, screener, network)["hire_aid"].verdict == "ineligible"
    two = {**company, "workers": [{"id": "a", "facts": {}}, {"id": "b", "facts": {"hired_on": "2023-05-01"}}]}
    findings = agreed(two, screener, network)["hire_aid"].findings
    assert [finding.worker for finding in findings] == ["a", "b"]


def test_other_dates_need_no_new_rules(small: Catalog, grant: Raw) -> None:
    network = Network(small, ClipsChain())
    packs = set()
    for day in ("2023-06-30", "2023-08-01", "2023-06-30"):
        profile = read_profile(without(grant, left_on=day), small, TODAY)
        (finding,) = network.decide(profile)["grant"].findings
        packs |= {firing.pack for firing in finding.firings}
    assert len({pack.name for pack in packs}) == len(packs)


@pytest.mark.parametrize("name", ["clips", "durable"])
def test_both_engines_find_what_the_plainest_fixpoint_finds(
    name: str, small: Catalog, grant: Raw, fixpoint: Chain, request: pytest.FixtureRequest
) -> None:
    chain: Chain | DurableChain = ClipsChain() if name == "clips" else request.getfixturevalue("durable")
    plain, other = Network(small, fixpoint), Network(small, chain)
    for left_out in (None, *grant["facts"]):
        profile = read_profile(without(grant, left_out or ""), small, TODAY)
        found = other.decide(profile)["grant"]
        expected = plain.decide(profile)["grant"]
        assert [(f.verdict, f.conditions, f.reservations) for f in found.findings] == [
            (f.verdict, f.conditions, f.reservations) for f in expected.findings
        ]
