"""Every construct through all evaluators: generated code, plain closures over the plan, and the naive one over the model."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.catalog import Catalog
from engine.determination import Detail
from engine.evaluation.walking import Walker
from engine.language.values import Unknown, is_number, number_as_json
from engine.loading.folder import load_folder
from engine.profile import read_profile, subjects_of
from engine.screening import Screener
from tests.agreement.naive import NaiveLaw, opinion

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "language"
TODAY = date(2026, 11, 23)
CASES: Any = yaml.safe_load((FOLDER / "probe.yaml").read_text("utf-8"))
LEAST = 60


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, _data: object) -> bool:
        return True


def _program() -> Iterator[tuple[str, Any]]:
    """The files of the program whose amounts are the probes; one more ranks, as every program must have."""
    text = {"ko": "시험", "en": "Probe"}
    amounts: dict[str, Any] = {
        f"p{number}": {"label": text, "value": expression, "unit": unit or "ratio", "cite": "예시법 제1조"}
        for number, (expression, unit, _) in enumerate(CASES["probes"])
    }
    amounts["total"] = {"label": text, "value": "1000", "unit": "KRW", "ranks": True, "cite": "예시법 제1조"}
    asked = {"when": "is_asked", "label": text, "cite": "예시법 제1조"}
    yield (
        "common",
        {
            "program": "probe",
            "title": text,
            "for": "person",
            "keyed_to": "screening_date",
            "conditions": {"asked": asked},
            "amounts": amounts,
            "apply": {"where": text, "cite": "예시법 제1조", "documents": []},
        },
    )
    yield (
        "2000-01-01",
        {
            "program": "probe",
            "from": date(2000, 1, 1),
            "cite": "예시법 제1조",
            "conditions": {"all": ["asked"]},
        },
    )


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    folder = tmp_path_factory.mktemp("language") / "rulesets"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("probe.yaml"))
    (folder / "made" / "probe").mkdir(parents=True)
    for name, document in _program():
        (folder / "made" / "probe" / f"{name}.yaml").write_text(
            yaml.dump(document, Dumper=_NoAliases, allow_unicode=True, width=200, sort_keys=False), "utf-8"
        )
    return load_folder(folder)


@pytest.fixture(scope="session", params=sorted(CASES["profiles"]))
def answered(request: pytest.FixtureRequest, catalog: Catalog) -> tuple[str, list[Any], list[Any], list[Any]]:
    """For one profile: the screening's amounts, the naive evaluator's values, the plain closures' values."""
    facts = {**CASES["profiles"][request.param], "is_asked": True}
    raw = {"subject": "person", "on": "2026-11-23", "facts": _plain(facts)}
    screener = Screener(catalog, patience=0)
    profile = read_profile(raw, catalog, TODAY)
    (answer,) = screener.screen(profile, Detail())["determinations"]
    (subject,) = subjects_of(profile, screener.layout)["person"]
    vector, _ = subject.vector("probe")
    decided = screener.decider.decide("probe", vector, TODAY, None, subject.date_bounds)
    slice_ = decided.shown.slice
    assert slice_ is not None
    registers = Walker(slice_).run(vector, len(slice_.steps))
    named = ((name, vector[index]) for name, index in screener.decider.compiled.indexes.items())
    known = {name: value for name, value in named if not isinstance(value, Unknown)}
    naive = opinion(NaiveLaw(catalog, known), catalog.programs["probe"])
    closures = [registers[amount.step] for amount in slice_.amounts]
    return request.param, answer["amounts"], list(naive.amounts.values()), closures


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("number", range(len(CASES["probes"])), ids=[probe[0] for probe in CASES["probes"]])
def test_all_evaluators_give_what_is_written(
    number: int, answered: tuple[str, list[Any], list[Any], list[Any]]
) -> None:
    profile, amounts, naive, closures = answered
    _, _, wanted = CASES["probes"][number]
    amount, second, third = amounts[number], naive[number], closures[number]
    if profile in wanted:
        figure = wanted[profile]
        low, high = figure if isinstance(figure, list) else (figure, figure)
        assert (amount["low"], amount["high"]) == (low, high)
    assert is_number(second) == is_number(third)
    if is_number(second):
        assert number_as_json(second) == number_as_json(third) == amount["value"]
    elif amount["value"] is not None:  # unknown, but its range is a single figure
        assert isinstance(second, Unknown)
        assert isinstance(third, Unknown)


def test_there_are_probes_enough() -> None:
    assert len(CASES["probes"]) >= LEAST
