"""The engines beside each other on the sample person and company, and one changed fact in a session."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.documents.from_yaml import read_tree
from engine.loading.opening import open_catalog
from engine.profile import Profile, read_profile
from engine.rete import Network
from engine.rete.clips_chain import ClipsChain
from engine.rete.durable import DurableChain
from engine.screening import Screener
from engine.session import Change, Sessions

ROOT = Path(__file__).parents[2]
Benchmark = Callable[..., Any]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_catalog(ROOT / "rulesets")


@pytest.fixture(scope="module", params=["person", "company"])
def profile(catalog: Catalog, request: pytest.FixtureRequest) -> Profile:
    text = (ROOT / "examples" / f"{request.param}.yaml").read_text(encoding="utf-8")
    return read_profile(read_tree(text, request.param).plain(), catalog, date(2026, 11, 23))


@pytest.mark.parametrize("engine", ["compiled", "clips", "durable"])
def test_deciding_a_profile(engine: str, catalog: Catalog, profile: Profile, benchmark: Benchmark) -> None:
    benchmark.group = f"engines, {profile.subject}"
    if engine == "compiled":
        benchmark(Screener(catalog, patience=0).screen, profile)
        return
    if engine == "durable" and importlib.util.find_spec("durable") is None:
        pytest.skip("durable-rules is not installed: it needs a C compiler and Python 3.11 or 3.12")
    network = Network(catalog, ClipsChain() if engine == "clips" else DurableChain())
    benchmark(network.decide, profile)
    network.close()


def test_one_changed_fact_in_a_session(catalog: Catalog, benchmark: Benchmark) -> None:
    benchmark.group = "session"
    text = (ROOT / "examples" / "person.yaml").read_text(encoding="utf-8")
    session = read_profile(read_tree(text, "person").plain(), catalog, date(2026, 11, 23))
    sessions, days = Sessions(catalog), cycle((100, 300))

    def step() -> None:
        nonlocal session
        session = sessions.step(session, Change("insured_unit_days", next(days))).session

    benchmark(step)
    sessions.close()
