"""What the tests of releases share: a small invented law in a folder of its own, and the command line."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from api.command_line import main as program

MOON = Path(__file__).parent / "moon"


@pytest.fixture(autouse=True)  # no test of this folder may ever publish into the checkout
def moon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working copy of the invented law; `haedang` finds it, and keeps its cache beside it."""
    folder = tmp_path / "rulesets"
    shutil.copytree(MOON, folder)
    monkeypatch.setenv("HAEDANG_RULESETS", str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def edit(moon: Path) -> Callable[[str, str, str], None]:
    """Change a text in a file of the working copy; a text that is not there is a fault of the test."""

    def change(name: str, old: str, new: str) -> None:
        text = (moon / name).read_text("utf-8")
        assert old in text, f"{name} holds no {old!r}"
        (moon / name).write_text(text.replace(old, new), "utf-8")

    return change


@pytest.fixture
def run(capsys, monkeypatch):
    """Run `haedang` with some arguments: its exit code, its output, its errors."""

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["haedang", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            program.main()
        captured = capsys.readouterr()
        return ended.value.code, captured.out, captured.err

    return call


@pytest.fixture
def answer(run):
    """Run `haedang` with --json where all goes well: the document."""

    def call(*arguments):
        code, out, err = run(*arguments, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return call


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Somebody who came by rocket and stayed for 45 days."""
    path = tmp_path / "profile.yaml"
    path.write_text('on: "2025-06-01"\nfacts:\n  moon_days: 45\n  craft: rocket\n', "utf-8")
    return path


@pytest.fixture
def codes():
    """The codes of the diagnostics in a refusal."""
    return lambda err: [found["code"] for found in json.loads(err)["error"]["diagnostics"]]
