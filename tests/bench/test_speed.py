"""How fast: read the ratios inside one group of one run, not the bare times.

Groups: `deciding` sets the generated code beside plain closures over the same plan; `screening` is a whole answer, with
and without reasons; `opening` is a catalogue from its files, from the cache, and `haedang screen` as a process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.compiling.slices import Slice
from engine.determination import Detail
from engine.documents import read_tree
from engine.evaluation.emitting import Emitted
from engine.evaluation.walking import Walker
from engine.loading.opening import open_catalog
from engine.profile import Profile, read_profile, subjects_of
from engine.screening import Screener

ROOT = Path(__file__).parents[2]
RULESETS = ROOT / "rulesets"
TODAY = date(2026, 11, 23)
THREE = ("job_seeking_benefit", "learning_card", "employment_promotion_subsidy")  # what the aims speak of
Benchmark = Callable[..., Any]


@pytest.fixture(scope="session")
def screener() -> Screener:
    return Screener(open_catalog(RULESETS), patience=0)


@pytest.fixture(scope="session")
def person(screener: Screener) -> Profile:
    """The sample person, with the few facts that settle both programs."""
    raw: Any = read_tree((ROOT / "examples/person.yaml").read_text("utf-8"), "person.yaml").plain()
    raw["facts"] |= {"is_registered_jobseeker": True, "hired_on": "2022-01-03"}
    return read_profile(raw, screener.catalog, TODAY, programs=THREE)


@pytest.fixture(scope="session")
def company(screener: Screener) -> Profile:
    raw = read_tree((ROOT / "examples/company.yaml").read_text("utf-8"), "company.yaml").plain()
    return read_profile(raw, screener.catalog, TODAY)


def _decided(screener: Screener, profile: Profile) -> list[tuple[Slice, list[Any]]]:
    """The slices that the sample person's programs need, each with its vector."""
    subject = subjects_of(profile, screener.layout)["person"][0]
    found = []
    for id_, program in screener.catalog.programs.items():
        if program.subject == "person" and id_ in THREE:
            vector, _ = subject.vector(id_)
            decided = screener.decider.decide(id_, vector, profile.on, None, subject.date_bounds)
            if decided.shown.slice is not None:
                found.append((decided.shown.slice, vector))
    return found


@pytest.mark.benchmark(group="deciding: every step of two programs, one person")
def test_generated_code(benchmark: Benchmark, screener: Screener, person: Profile) -> None:
    work = [(Emitted(slice_, patience=0), vector) for slice_, vector in _decided(screener, person)]

    def run() -> None:
        for emitted, vector in work:
            emitted.pay(vector, emitted.decide(vector)[1])

    benchmark(run)


@pytest.mark.benchmark(group="deciding: every step of two programs, one person")
def test_plain_closures(benchmark: Benchmark, screener: Screener, person: Profile) -> None:
    work = [(Walker(slice_), vector) for slice_, vector in _decided(screener, person)]
    for slice_, vector in _decided(screener, person):
        closures = Walker(slice_).run(vector, slice_.decided)
        for member in slice_.blurred:
            assert closures[member] is not None

    def run() -> None:
        for closures, vector in work:
            closures.run(vector, len(closures.slice.steps))

    benchmark(run)


@pytest.mark.benchmark(group="screening: a person, two programs")
def test_person_without_reasons(benchmark: Benchmark, screener: Screener, person: Profile) -> None:
    answer = benchmark(screener.screen, person, Detail(reasons=False, summary=True))
    assert {d["verdict"] for d in answer["determinations"]} == {"eligible"}


@pytest.mark.benchmark(group="screening: a person, two programs")
def test_person_with_reasons(benchmark: Benchmark, screener: Screener, person: Profile) -> None:
    answer = benchmark(screener.screen, person, Detail())
    assert all(d["reasons"] for d in answer["determinations"])


@pytest.mark.benchmark(group="screening: a person, all programs")
def test_person_and_all_programs(benchmark: Benchmark, screener: Screener, person: Profile) -> None:
    answer = benchmark(screener.screen, replace(person, programs=None), Detail())
    assert len(answer["determinations"]) > len(THREE)


@pytest.mark.benchmark(group="screening: a company, three workers")
def test_company_without_reasons(benchmark: Benchmark, screener: Screener, company: Profile) -> None:
    benchmark(screener.screen, company, Detail(reasons=False, summary=True))


@pytest.mark.benchmark(group="screening: a company, three workers")
def test_company_with_reasons(benchmark: Benchmark, screener: Screener, company: Profile) -> None:
    answer = benchmark(screener.screen, company, Detail())
    assert answer["determinations"][0]["workers"]


@pytest.mark.benchmark(group="screening: from JSON text to JSON text")
def test_person_from_text_to_text(benchmark: Benchmark, screener: Screener) -> None:
    from engine.documents import read_json

    raw = read_tree((ROOT / "examples/person.yaml").read_text("utf-8"), "person.yaml").plain()
    text = json.dumps(raw)

    def run() -> str:
        return json.dumps(
            screener.screen(read_profile(read_json(text), screener.catalog, TODAY)), ensure_ascii=False
        )

    benchmark(run)


@pytest.mark.benchmark(group="opening a catalogue")
def test_from_files(benchmark: Benchmark) -> None:
    benchmark.pedantic(open_catalog, (RULESETS, None), rounds=5)  # type: ignore[attr-defined]


@pytest.mark.benchmark(group="opening a catalogue")
def test_from_cache(benchmark: Benchmark, tmp_path: Path) -> None:
    open_catalog(RULESETS, tmp_path)
    benchmark(open_catalog, RULESETS, tmp_path)


@pytest.mark.benchmark(group="a process: haedang screen")
def test_process(benchmark: Benchmark) -> None:
    command = [str(Path(sys.executable).parent / "haedang"), "screen", "examples/person.yaml"]
    benchmark.pedantic(
        subprocess.run, (command,), {"cwd": ROOT, "check": True, "capture_output": True}, rounds=10
    )  # type: ignore[attr-defined]
