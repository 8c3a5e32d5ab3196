"""Every refused request is answered with a problem that says what was wrong and repeats no value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.testclient import TestClient

from api.problems import MEDIA_TYPE, URN
from engine.documents.from_json import LARGEST
from engine.profile.reading import MOST_FAULTS
from schemas.problem import Problem

CASES = yaml.safe_load((Path(__file__).parent / "http_refusals.yaml").read_text(encoding="utf-8"))
TYPES = {"json": "application/json", "yaml": "application/yaml"}


def _refused(answer: Any, status: int, problem: str) -> Problem:
    """The problem, which has the shape of the contract and tells nothing of the code."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert "Traceback" not in answer.text
    assert ".py" not in answer.text
    found = Problem.model_validate_json(answer.content)
    assert found.type == URN + problem
    assert found.status == status
    return found


def _post(client: TestClient, body: bytes | str, media: str = "application/json") -> Any:
    return client.post("/v1/screenings", content=body, headers={"content-type": media})


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_refused(client: TestClient, case: dict[str, Any]) -> None:
    body = case["body"] if "body" in case else json.dumps(case["json"])
    answer = _post(client, body, case.get("as", "application/json"))
    found = _refused(answer, case["status"], case["problem"])
    assert [diagnostic.code for diagnostic in found.diagnostics] == case["codes"]
    assert "path" not in case or found.diagnostics[0].path == case["path"]
    assert "secret" not in case or case["secret"] not in answer.text


def test_a_body_of_just_the_limit_is_read_and_one_byte_more_is_not(client: TestClient) -> None:
    empty = '{"facts": {}}'
    assert _post(client, empty + " " * (LARGEST - len(empty))).status_code == 200
    _refused(_post(client, empty + " " * (LARGEST + 1 - len(empty))), 413, "too-large")


def test_a_body_that_does_not_say_how_long_it_is_has_the_same_limit(client: TestClient) -> None:
    pieces = (b" " * 10_000 for _ in range(LARGEST // 10_000 + 1))
    _refused(_post(client, pieces), 413, "too-large")  # type: ignore[arg-type]


@pytest.mark.parametrize("media", TYPES)
@pytest.mark.parametrize("opening", ["[", '{"a":', "- ", "? "], ids=["lists", "objects", "dashes", "marks"])
def test_nesting_without_end_is_refused(client: TestClient, opening: str, media: str) -> None:
    body = opening * (LARGEST // len(opening))
    _refused(_post(client, body, TYPES[media]), 400, "unreadable-document")


def test_a_flood_of_mistakes_is_cut_off(client: TestClient) -> None:
    body = json.dumps({"facts": {f"unknown_{number}": 1 for number in range(40_000)}})
    assert len(_refused(_post(client, body), 422, "invalid-profile").diagnostics) == MOST_FAULTS


def test_a_flood_of_programs_is_cut_off(client: TestClient) -> None:
    body = json.dumps({"programs": ["none"] * 100_000})
    assert len(_refused(_post(client, body), 422, "unknown-program").diagnostics) == MOST_FAULTS


def test_a_flood_of_keys_with_one_twin_is_answered_at_once(client: TestClient) -> None:
    keys = ",".join(f'"k{number}":1' for number in (*range(80_000), 79_999))
    found = _refused(_post(client, "{" + keys + "}"), 400, "unreadable-document")
    assert [(d.code, d.path) for d in found.diagnostics] == [("P104", "k79999")]


def test_a_compressed_body_is_refused(client: TestClient) -> None:
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    answer = client.post("/v1/screenings", content=b"{}", headers=headers)
    _refused(answer, 415, "unsupported-media-type")
    assert answer.headers["accept-post"] == "application/json, application/yaml"


@pytest.mark.parametrize(
    "path", ["/", "/v1", "/v1/screenings/", "/v1/screenings/1", "/docs", "/redoc", "/.git/config"]
)
def test_there_is_nothing_elsewhere(client: TestClient, path: str) -> None:
    answer = client.get(path + "?birth_date=1990-05-01")
    _refused(answer, 404, "not-found")
    assert "1990" not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("GET", "/v1/screenings", "POST"), ("PUT", "/v1/screenings", "POST"), ("POST", "/v1/programs", "GET")],
)
def test_the_wrong_method_is_told_the_right_one(
    client: TestClient, method: str, path: str, allowed: str
) -> None:
    answer = client.request(method, path)
    _refused(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == allowed
