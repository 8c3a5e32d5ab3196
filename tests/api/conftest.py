"""What the tests of the door share: an application and the command line in this process, the examples as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.command_line import main as program
from api.requests import read_document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """A client of the application; an error inside is answered as a stranger would see it."""
    with TestClient(create_app(), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def person() -> dict[str, Any]:
    return _example("person.yaml")


@pytest.fixture
def company() -> dict[str, Any]:
    return _example("company.yaml")


@pytest.fixture
def run(capsys, monkeypatch):
    """Run `haedang` with some arguments in this process: its exit code, its output, its errors."""

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["haedang", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            program.main()
        captured = capsys.readouterr()
        return ended.value.code, captured.out, captured.err

    return call


def _example(name: str) -> dict[str, Any]:
    plain = read_document((EXAMPLES / name).read_bytes(), name).plain
    return json.loads(json.dumps(plain))
