"""The compiled plan against the rule network, over the shipped law: verdicts, versions, outcomes, reservations, figures.

Dates may be unknown, facts may contradict each other, law may be asked for as it was published by a day.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.catalog import Catalog
from engine.determination import Detail
from engine.documents.from_yaml import read_tree
from engine.profile import read_profile
from engine.rete import Network
from engine.rete.clips_chain import ClipsChain
from engine.rete.durable import DurableChain
from engine.screening import Screener
from engine.second_opinion import differences
from tests.agreement.profiles import Climber, documents

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = sorted(path.parent.name for path in (ROOT / "rulesets").glob("*/*/common.yaml"))
TODAY = date(2026, 11, 23)
CAREFUL = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)


@pytest.fixture(scope="session")
def clips(catalog: Catalog) -> Network:
    return Network(catalog, ClipsChain())


@pytest.fixture(scope="session")
def durable(catalog: Catalog) -> Iterator[Network]:
    if importlib.util.find_spec("durable") is None:
        pytest.skip("durable-rules is not installed: it needs a C compiler and Python 3.11 or 3.12")
    network = Network(catalog, DurableChain())
    yield network
    network.close()


def agreed(raw: Any, screener: Screener, network: Network, known_at: date | None = None) -> None:
    profile = read_profile(raw, screener.catalog, TODAY, known_at=known_at)
    screening = screener.screen(profile, Detail(workers=True))
    assert differences(screening, network.decide(profile)) == []


@pytest.mark.parametrize("engine", ["clips", "durable"])
@pytest.mark.parametrize("name", ["person", "company"])
def test_the_examples(name: str, engine: str, screener: Screener, request: pytest.FixtureRequest) -> None:
    text = (ROOT / "examples" / f"{name}.yaml").read_text(encoding="utf-8")
    agreed(read_tree(text, name).plain(), screener, request.getfixturevalue(engine))


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
@settings(CAREFUL, max_examples=40)
@given(data=st.data())
def test_clips_agrees(name: str, data: st.DataObject, climber: Climber, clips: Network) -> None:
    raw = data.draw(documents(climber, name))
    known_at = data.draw(st.sampled_from([None, None, *climber.edges.days]))
    agreed(raw, climber.screener, clips, known_at)


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
@settings(CAREFUL, max_examples=15)
@given(data=st.data())
def test_durable_rules_agrees(name: str, data: st.DataObject, climber: Climber, durable: Network) -> None:
    agreed(data.draw(documents(climber, name, dated=True)), climber.screener, durable)
