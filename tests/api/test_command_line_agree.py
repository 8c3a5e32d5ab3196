"""`haedang agree`: what it says where the engines agree, and of what it cannot be asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.agreement.asking import Asked, Difference, Part
from api.agreement.running import Result
from api.rendering.agreement import agreement_text
from engine.agreeing import Found
from engine.catalog import Catalog
from engine.loading.folder import load_folder
from engine.second_opinion import Difference as OneDifference

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "cases" / "small"
DOCUMENT = {"subject": "person", "on": "2024-03-01", "facts": {"region": "island"}, "programs": ["grant"]}


def _agree(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "api.command_line.main", "agree", *arguments],
        cwd=ROOT,
        env={**os.environ, "HAEDANG_RULESETS": str(SMALL)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_agreeing_engines_are_counted_by_program_and_verdict() -> None:
    done = _agree("--profiles", "300", "--seed", "5", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["profiles"], answer["refused"], answer["differing"]) == (300, 0, 0)
    assert answer["engines"] == ["compiled", "clips"]
    assert set(answer["verdicts"]) == {"grant", "hire_aid"}
    assert sum(answer["verdicts"]["grant"].values()) + sum(answer["verdicts"]["hire_aid"].values()) >= 300


def test_several_processes_give_what_one_gives() -> None:
    runs = [_agree("--profiles", "400", "--jobs", jobs, "--json") for jobs in ("1", "2")]
    answers = [{**json.loads(run.stdout), "seconds": 0} for run in runs]
    assert answers[0] == answers[1]


def test_a_run_in_pieces_is_one_run() -> None:
    whole, *parts = (
        json.loads(_agree("--profiles", count, "--from", first, "--json").stdout)
        for count, first in (("200", "0"), ("120", "0"), ("80", "120"))
    )
    for program, counted in whole["verdicts"].items():
        for verdict, number in counted.items():
            assert number == sum(part["verdicts"].get(program, {}).get(verdict, 0) for part in parts)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--engines", "clips"), "R105"),
        (("--engines", "compiled"), "R105"),
        (("--engines", "compiled,prolog"), "R106"),
        (("--programs", "grand"), "R101"),
        (("--lang", "fr"), "R105"),
    ],
)
def test_what_cannot_be_asked_is_said(arguments: tuple[str, ...], code: str) -> None:
    done = _agree(*arguments, "--json")
    assert done.returncode == 2
    (found,) = json.loads(done.stderr)["error"]["diagnostics"]
    assert found["code"] == code


def _result(part: Part) -> tuple[Result, Catalog]:
    return Result(Asked(None, ("compiled", "clips"), (), 7), 0, 3.2, part), load_folder(SMALL)


def test_a_difference_is_shown_with_a_profile_that_can_be_screened() -> None:
    one = OneDifference("grant", None, "verdict", "eligible", "ineligible")
    found = Difference(41, Found("clips", DOCUMENT, (one,)))
    result, catalog = _result(Part(profiles=90, differing=2, differences={found.kind: found}))
    assert not result.agreed
    answer = result.as_json(catalog)
    assert answer["differences"][0] == {
        "voice": "clips",
        "number": 41,
        "profile": DOCUMENT,
        "left_out": None,
        "differences": [
            {
                "program": "grant",
                "worker": None,
                "field": "verdict",
                "compiled": "eligible",
                "clips": "ineligible",
            }
        ],
    }
    text = agreement_text(answer, "en")
    assert "grant · verdict\n    compiled: eligible\n    clips: ineligible" in text
    assert "2 of 90 profiles differ" in text
    profile = text.split("takes it):\n")[1].split("\n\n")[0]
    shown: Any = yaml.safe_load("\n".join(line[4:] for line in profile.splitlines()))
    assert {**shown, "on": str(shown["on"])} == DOCUMENT


def test_what_was_left_out_is_shown() -> None:
    one = OneDifference("grant", None, "amount total with less said", (310000, 310000), 930000)
    found = Difference(4, Found("clips", DOCUMENT, (one,), ("facts", "history", 0, "days")))
    result, catalog = _result(Part(profiles=9, differing=1, differences={found.kind: found}))
    answer = result.as_json(catalog)
    assert answer["differences"][0]["left_out"] == "facts.history.0.days"
    text = agreement_text(answer, "en")
    assert "compiled: 310000, 310000\n    clips: 930000\n  with less said: compiled heard nothing of" in text
    assert "facts.history.0.days" in agreement_text(answer, "ko")


def test_a_voice_that_is_mostly_silent_has_not_agreed() -> None:
    result, catalog = _result(Part(profiles=89))
    result.part.unheard["durable", "not_installed"] = 9
    assert not result.agreed
    assert "no opinion: durable, 9 profiles (durable-rules is not installed" in agreement_text(
        result.as_json(catalog), "en"
    )
    result.part.profiles = 90
    assert result.agreed
    result.part.unheard["durable", "died"] = 1
    assert not result.agreed
