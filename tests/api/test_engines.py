"""A second opinion through both doors: the answer bears the name of who decided, and says so where an opinion is missing."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.engines import Engines
from api.requests import Options, Request, read_document, read_request
from engine.loading.folder import load_folder
from engine.rete import operations
from engine.rete.durable import DurableChain
from engine.screening import Screener
from schemas.screening import Screening

ROOT = Path(__file__).resolve().parents[2]
PERSON, COMPANY = ROOT / "examples" / "person.yaml", ROOT / "examples" / "company.yaml"
TODAY = date(2026, 11, 23)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener(load_folder(ROOT / "rulesets"))


@pytest.fixture
def needs_durable() -> None:
    if importlib.util.find_spec("durable") is None:
        pytest.skip("durable-rules is not installed: it needs a C compiler and Python 3.11 or 3.12")


def asked(screener: Screener, engine: str, path: Path = PERSON) -> Request:
    document = read_document(path.read_bytes(), path.name)
    return read_request(document, screener.catalog, TODAY, Options(engine=engine))


def answer(run: Run, *arguments: object) -> dict[str, Any]:
    code, out, err = run("screen", *arguments, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    Screening.model_validate_json(out)
    return found


@pytest.mark.parametrize("path", [PERSON, COMPANY])
def test_clips_answers_what_compiled_answers(run: Run, path: Path) -> None:
    first, second = (
        answer(run, path, "--on", "2026-11-22"),
        answer(run, path, "--on", "2026-11-22", "--engine", "clips"),
    )
    assert (first["engine"], second["engine"]) == ("compiled", "clips")
    assert "second_opinion" not in first
    assert second["second_opinion"]["status"] == "agrees"
    assert second["determinations"] == first["determinations"]


def test_a_summary_has_a_second_opinion_too(run: Run) -> None:
    assert answer(run, PERSON, "--detail", "summary", "--engine", "clips")["engine"] == "clips"


def test_the_trace_names_rules_and_tokens_in_order(run: Run) -> None:
    found = answer(run, PERSON, "--engine", "clips", "--trace")["second_opinion"]["firings"]
    by_program: dict[str, list[int]] = {}
    for firing in found:
        assert firing["from"]
        by_program.setdefault(firing["program"], []).append(firing["number"])
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in by_program.values())
    assert {"claim": "job_seeking_benefit eligible", "held": "met"} in [firing["gives"] for firing in found]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_trace_on_a_terminal(run: Run, lang: str) -> None:
    code, out, _ = run("screen", PERSON, "--engine", "clips", "--trace", "--lang", lang)
    assert code == 0
    assert {"ko": "판정이 모두 같음", "en": "decides as compiled does"}[lang] in out
    assert "   1. " in out
    assert "← " in out


def test_no_trace_of_an_engine_without_rules(run: Run) -> None:
    code, out, err = run("screen", PERSON, "--trace")
    assert (code, out) == (2, "")
    assert "R114" in err


def test_over_http(client: TestClient, person: dict[str, Any]) -> None:
    found = client.post("/v1/screenings", json={**person, "engine": "clips"}).json()
    assert (found["engine"], found["second_opinion"]["status"]) == ("clips", "agrees")
    assert client.post("/v1/screenings", json={**person, "engine": "rete"}).status_code == 422


def test_every_line_names_its_engine(run: Run, tmp_path: Path, person: dict[str, Any]) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text("\n".join(json.dumps({**person, "engine": e}) for e in ("clips", "compiled", "clips")))
    code, out, _ = run("screen", "--lines", lines)
    assert code == 0
    assert [json.loads(line)["engine"] for line in out.splitlines()] == ["clips", "compiled", "clips"]


def test_where_the_engines_differ_the_answer_says_so(
    screener: Screener, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = operations.compared
    turned = {">=": ">"}
    monkeypatch.setattr(operations, "compared", lambda sign, *sides: plain(turned.get(sign, sign), *sides))
    request = asked(screener, "clips")
    facts = {**(request.profile.person or {}), "insured_unit_days": 180}
    request = replace(request, profile=replace(request.profile, person=facts))
    with Engines() as engines:
        found = engines.screening(screener, request)
    assert found["engine"] == "compiled"
    assert found["second_opinion"]["status"] == "differs"
    assert found["second_opinion"]["differences"]


@pytest.mark.usefixtures("needs_durable")
def test_durable_rules_answers_too(run: Run) -> None:
    found = answer(run, COMPANY, "--engine", "durable", "--trace")
    assert (found["engine"], found["second_opinion"]["status"]) == ("durable", "agrees")
    assert found["second_opinion"]["firings"]


@pytest.mark.usefixtures("needs_durable")
def test_killed_during_a_run_the_answer_comes_without_a_second_opinion(
    screener: Screener, monkeypatch: pytest.MonkeyPatch
) -> None:
    conclude, calls = DurableChain.conclude, list[int]()

    def killing(self: DurableChain, *arguments: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            assert self.pid is not None
            os.kill(self.pid, signal.SIGKILL)
        return conclude(self, *arguments)

    monkeypatch.setattr(DurableChain, "conclude", killing)
    request = asked(screener, "durable", COMPANY)
    with Engines() as engines:
        found = engines.screening(screener, request)
        after = engines.screening(screener, request)
    plain = screener.screen(request.profile, request.detail)
    assert found["engine"] == "compiled"
    assert (found["second_opinion"]["status"], found["second_opinion"]["reason"]) == ("missing", "died")
    assert found["determinations"] == plain["determinations"]
    assert after["engine"] == "durable"


def test_where_it_is_not_installed_the_answer_says_why(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "durable" else found(name))
    missing = answer(run, PERSON, "--engine", "durable")["second_opinion"]
    assert (missing["status"], missing["reason"]) == ("missing", "not_installed")
    code, out, _ = run("screen", PERSON, "--engine", "durable")
    assert code == 0
    assert "두 번째 의견이 없음" in out
