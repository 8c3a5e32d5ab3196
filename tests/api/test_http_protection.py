"""What surrounds every answer: headers, and silence about what failed."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.problems import KINDS, URN
from engine.diagnostics import MESSAGES, Refused, diagnose
from engine.screening import Screener
from schemas.problem import Problem

SECRET = "1990-05-01"
ASKED = [("GET", "/healthz"), ("GET", "/v1/programs"), ("GET", "/nowhere"), ("POST", "/v1/screenings")]


@pytest.mark.parametrize(("method", "path"), ASKED)
def test_no_answer_is_kept_framed_or_guessed_at(client: TestClient, method: str, path: str) -> None:
    headers = client.request(method, path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert "access-control-allow-origin" not in headers


def test_what_nobody_foresaw_is_answered_and_logged_without_details(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise ValueError(f"cannot decide for somebody born on {SECRET}")

    monkeypatch.setattr(Screener, "screen", fails)
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/v1/screenings", json={"facts": {"birth_date": SECRET}})
    problem = Problem.model_validate_json(answer.content)
    assert (answer.status_code, problem.type, problem.diagnostics) == (500, URN + "internal", [])
    assert answer.headers["cache-control"] == "no-store"
    assert SECRET not in answer.text + caplog.text
    assert "ValueError" not in answer.text
    assert "unexpected ValueError at fails:" in caplog.text


def test_a_fault_of_the_rulesets_is_no_fault_of_the_request(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise Refused([diagnose("M101", path="somewhere", name="something")])

    monkeypatch.setattr(Screener, "screen", refuses)
    answer = client.post("/v1/screenings", json={"facts": {}})
    assert answer.status_code == 500
    assert "something" not in answer.text


def test_a_service_without_law_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(Refused), TestClient(create_app(tmp_path)):
        pass


def test_an_application_that_was_not_started_opens_its_law_when_asked() -> None:
    assert TestClient(create_app()).get("/healthz").status_code == 200


def test_every_kind_of_problem_has_its_own_name() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_every_code_of_a_request_has_a_kind(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(code: str) -> int:
        def screen(*_: object) -> None:
            raise Refused([diagnose(code, path="facts")])

        monkeypatch.setattr(Screener, "screen", screen)
        return client.post("/v1/screenings", json={"facts": {}}).status_code

    answered = {code: refuses(code) for code in MESSAGES if code[0] in "PY"}
    assert {code: status for code, status in answered.items() if status not in (400, 413, 422)} == {}
