"""The service as it runs: `haedang serve` on a free port of this machine, asked by a real client."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from engine.documents.from_json import LARGEST
from schemas.problem import Problem
from schemas.screening import Screening

ROOT = Path(__file__).resolve().parents[2]
HAEDANG = [sys.executable, "-m", "api.command_line.main"]
PATIENCE = 30
SECRET = "secret-7319"
Example = dict[str, Any]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """A client of a running service; nothing that was asked may stand in what the service wrote."""
    said = tmp_path_factory.mktemp("service") / "said.txt"
    port = _free_port()
    with said.open("wb") as stream:
        serve = [*HAEDANG, "serve", "--port", str(port)]
        process = subprocess.Popen(serve, cwd=ROOT, stdout=stream, stderr=stream)  # noqa: S603 - ours
        try:
            with httpx2.Client(
                base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE, trust_env=False
            ) as client:
                _wait(client, process)
                yield client
        finally:
            process.terminate()
            process.wait(PATIENCE)
    log = said.read_text(encoding="utf-8")
    assert not any(word in log for word in ("birth_date", "1990", SECRET, "POST", "Traceback")), log


def _wait(client: httpx2.Client, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            client.get("/healthz")
        except httpx2.TransportError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the service did not start")


def _said(*command: str, document: Example | None = None) -> Example:
    """The JSON document that a command writes, a profile on its standard input."""
    given = json.dumps(document) if document else None
    done = subprocess.run(  # noqa: S603 - ours
        [*HAEDANG, *command, "--json"],
        input=given,
        capture_output=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
    )
    answer: Example = json.loads(done.stdout)
    return answer


def _command_line(document: Example, *flags: str) -> Example:
    """What `haedang screen` answers to a document, without the name of the answer."""
    return _unnamed(_said("screen", "-", *flags, document=document))


def _unnamed(answer: Example) -> Example:
    return {key: value for key, value in answer.items() if key != "screening_id"}


def test_it_answers_as_the_command_line_does(
    service: httpx2.Client, person: Example, company: Example
) -> None:
    for document in (person, company, person | {"detail": "summary"}):
        answer = service.post("/v1/screenings", json=document)
        assert answer.status_code == 200
        Screening.model_validate_json(answer.content)
        assert _unnamed(answer.json()) == _command_line(document)


def test_flags_and_keys_mean_the_same(service: httpx2.Client, person: Example) -> None:
    asked = person | {"on": "2026-11-01", "known_at": "2026-06-01", "include": ["workers"]}
    flags = ("--on", "2026-11-01", "--known-at", "2026-06-01", "--include", "workers")
    assert _unnamed(service.post("/v1/screenings", json=asked).json()) == _command_line(person, *flags)


def test_the_catalogue_is_that_of_the_command_line(service: httpx2.Client) -> None:
    assert service.get("/v1/programs").json() == _said("programs")


def test_it_goes_on_after_what_it_refused(service: httpx2.Client, person: Example) -> None:
    for body in (SECRET, '{"facts": {"residence_status": "' + SECRET + '"}}', "[" * LARGEST):
        answer = service.post("/v1/screenings", content=body, headers={"content-type": "application/json"})
        assert answer.status_code in (400, 422)
        assert SECRET not in Problem.model_validate_json(answer.content).model_dump_json()
    assert service.post("/v1/screenings", json=person).status_code == 200


@pytest.mark.parametrize("size", [LARGEST + 1, 3 * LARGEST])
def test_who_sends_too_much_gets_to_read_why(service: httpx2.Client, size: int) -> None:
    answer = service.post("/v1/screenings", content=b" " * size, headers={"content-type": "application/json"})
    assert answer.status_code == 413
    assert Problem.model_validate_json(answer.content).diagnostics[0].code == "P102"


def test_it_does_not_say_what_it_is_made_of(service: httpx2.Client) -> None:
    assert "server" not in service.get("/healthz").headers


def test_a_client_that_goes_away_does_no_harm(service: httpx2.Client) -> None:
    with socket.create_connection(("127.0.0.1", service.base_url.port or 80)) as raw:
        head = "POST /v1/screenings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        raw.sendall((head + "Content-Length: 100\r\n\r\n{").encode())
    assert service.get("/healthz").json()["status"] == "ok"


def test_it_does_not_start_without_law_and_says_so_in_a_sentence(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - ours
        [*HAEDANG, "serve", "--port", str(_free_port())],
        capture_output=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
        timeout=PATIENCE,
        env=os.environ | {"HAEDANG_RULESETS": str(tmp_path)},
    )
    assert done.returncode == 2
    assert "R104" in done.stderr
    assert "Traceback" not in done.stderr
