"""`haedang test`: what it says of scenarios that hold, that do not, that cannot be run, and of what they saw.

A run is made in a process of its own: pytest inside pytest would share this one's plugins.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CARD = ROOT / "features" / "training" / "learning_card.feature"
MIXED = """# language: ko
기능: 맞는 것과 틀린 것

  배경:
    조건 사람을 심사한다

  시나리오: 맞음
    만일 2026-04-10에 심사한다
    그러면 구직급여 (근로자)는 미정이다

  시나리오 개요: 둘 가운데 하나
    조건 이직일 (폐업일)이 <이직일>이다
    만일 2026-04-10에 심사한다
    그러면 구직급여 (근로자)는 <판정>이다

    예:
      | 이직일     | 판정 |
      | 2026-04-01 | 미정 |
      | 2026-04-02 | 해당 |
"""


def _haedang(*arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "api.command_line.main", "test", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    file = tmp_path / "mixed.feature"
    file.write_text(MIXED, encoding="utf-8")
    return file


def test_a_scenario_that_fails_is_told_by_its_place(mixed: Path) -> None:
    ran = _haedang(mixed)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert f"✗ 맞는 것과 틀린 것 ({mixed}): 2개 통과, 1개 실패" in ran.stdout
    assert f"{mixed}:19" in ran.stdout
    assert "S201" in ran.stdout
    assert "와야 하는데 `미정`" in ran.stdout
    assert "Traceback" not in ran.stdout


def test_a_line_of_examples_runs_that_line_alone(mixed: Path) -> None:
    ran = _haedang(f"{mixed}:18", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout) == {
        "passed": 1,
        "failed": 0,
        "features": [{"file": str(mixed), "feature": "맞는 것과 틀린 것", "passed": 1, "failed": 0}],
        "failures": [],
    }


def test_the_json_document_holds_the_mistakes(mixed: Path) -> None:
    ran = _haedang(f"{mixed}:12", "--json")
    assert ran.returncode == 1
    document: dict[str, Any] = json.loads(ran.stdout)
    (failure,) = document["failures"]
    assert failure["example"] == {"이직일": "2026-04-02", "판정": "해당"}
    (mistake,) = failure["diagnostics"]
    assert (mistake["code"], mistake["file"], mistake["line"]) == ("S201", str(mixed), 19)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("none.feature", None, "R103"),
        (".", None, "S304"),
        ("empty.feature", "", "S303"),
        ("latin.feature", "# language: xx\nFeature: x\n", "S303"),
        ("idle.feature", "# language: ko\n기능: 아무것도\n", "S306"),
    ],
)
def test_what_cannot_be_run_is_refused(
    run: Any, tmp_path: Path, name: str, text: str | None, code: str
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    ended, out, error = run("test", path, "--json")
    assert (ended, out) == (2, "")
    assert [found["code"] for found in json.loads(error)["error"]["diagnostics"]] == [code]


def test_a_line_without_a_scenario_is_refused(mixed: Path) -> None:
    ran = _haedang(f"{mixed}:5")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "S302" in ran.stderr


def test_without_the_tools_it_says_how_to_get_them(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: None if name == "pytest_bdd" else found(name, *more)
    )
    ended, out, error = run("test")
    assert (ended, out) == (2, "")
    assert "S301" in error
    assert "requirements/test.txt" in error


def test_a_condition_that_no_scenario_tests_shows_up(tmp_path: Path) -> None:
    """A planted condition: an island is a way around the rule for pupils. The one scenario run knows of no island."""
    rulesets = tmp_path / "rulesets"
    shutil.copytree(ROOT / "rulesets", rulesets)
    file = rulesets / "training" / "learning_card" / "2024-05-01.yaml"
    planted = (
        "- any: [is_not_in_school, is_in_final_high_school_year, {id: is_planted, when: 'total_insured_months > 7', "
        "label: {ko: 심은 조건, en: Planted}, cite: 국민내일배움카드 운영규정 제4조제2항}]"
    )
    text = file.read_text(encoding="utf-8")
    old = "- any: [is_not_in_school, is_in_final_high_school_year]"
    assert old in text
    file.write_text(text.replace(old, planted), encoding="utf-8")
    ran = _haedang(f"{CARD}:{_line()}", "--coverage", "--json", HAEDANG_RULESETS=str(rulesets))
    assert ran.returncode == 0, ran.stderr
    (program,) = json.loads(ran.stdout)["coverage"]["programs"]
    found = [lack for lack in program["missing"] if "is_planted" in lack["words"]]
    assert [(lack["part"], lack["words"]) for lack in found] == [
        (part, ["2024-05-01", "is_planted"]) for part in ("met", "unmet")
    ]
    assert Path(found[0]["file"]) == file
    assert "is_planted" in file.read_text(encoding="utf-8").splitlines()[found[0]["line"] - 1]


def test_a_run_of_some_scenarios_leaves_out_what_other_programs_see_for_it() -> None:
    """The program reads tables below a fact only: in the run of all scenarios others see their rows for it."""
    file = ROOT / "features" / "unemployment" / "training_extended_benefit.feature"
    lines = file.read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines, 1) if line.strip().startswith("시나리오:"))
    ran = _haedang(f"{file}:{first}", "--coverage", "--json")
    assert ran.returncode == 0, ran.stderr
    (program,) = json.loads(ran.stdout)["coverage"]["programs"]
    assert program["counts"]["row"]["of"] == 0
    assert program["counts"]["boundary"]["of"] > 0, "its own dates stay"


def _line() -> int:
    lines = CARD.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if "75번째 생일 전날의 구직자는" in line)
