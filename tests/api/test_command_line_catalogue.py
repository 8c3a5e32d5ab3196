"""`programs`, `facts`, `check`, `serve`: what there is, and whether it holds."""

import json
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RULESETS = ROOT / "rulesets"


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """The rulesets with one name misspelt."""
    folder = tmp_path_factory.mktemp("broken") / "rulesets"
    shutil.copytree(RULESETS, folder)
    file = next(folder.glob("training/*/common.yaml"))
    file.write_text(file.read_text("utf-8").replace("when: age <", "when: agee <", 1), "utf-8")
    return file


def test_programs_as_json(run):
    code, out, err = run("programs", "--on", "2020-06-01", "--json")
    listing = json.loads(out)
    assert (code, err, listing["on"]) == (0, "", "2020-06-01")
    for listed in listing["programs"]:
        assert listed["version"] is None or listed["version"] <= "2020-06-01"
        assert listed["version"] in {None, *(version["from"] for version in listed["versions"])}


def test_programs_as_a_table(run):
    code, out, _ = run("programs")
    assert code == 0
    assert "구직급여 (근로자)" in out
    assert "job_seeking_benefit" in out


def test_facts_as_json(run):
    code, out, err = run("facts", "--json")
    facts = {fact["fact"]: fact for fact in json.loads(out)["facts"]}
    assert (code, err) == (0, "")
    assert facts["insured_unit_days"]["type"] == "integer"
    assert facts["birth_date"]["known_by"]
    assert facts["residence_status"]["values"]["korean"]["ko"]


def test_facts_by_word(run):
    _, out, _ = run("facts", "생년월일")
    assert "birth_date" in out
    assert "insured_unit_days" not in out


def test_check_of_what_is_shipped(run):
    code, out, err = run("check", RULESETS)
    assert (code, err) == (0, "")
    assert out.startswith("이상 없음")
    code, out, _ = run("check", "--json")
    assert (code, json.loads(out)["diagnostics"]) == (0, [])


def test_check_names_file_line_column_and_cure(run, broken):
    code, out, _ = run("check", broken.parents[2], "--json")
    found = json.loads(out)["diagnostics"][0]
    assert code == 1
    assert found["code"] == "L114"
    assert Path(found["file"]) == broken
    assert broken.read_text("utf-8").splitlines()[found["line"] - 1][found["column"] - 1 :].startswith("agee")
    assert "`age`" in found["help"]["en"]


def test_check_shows_the_line(run, broken):
    code, out, _ = run("check", broken)
    assert code == 1
    assert "^^^^" in out
    assert "잘못" in out.splitlines()[-1]


def test_check_of_another_part_is_quiet(run, broken):
    code, out, _ = run("check", broken.parents[2] / "unemployment")
    assert code == 0
    assert "다른 파일에 있음" in out


def test_check_of_nothing(run, tmp_path):
    for path in (tmp_path, tmp_path / "nowhere"):
        code, out, err = run("check", path, "--json")
        assert (code, out) == (2, "")
        assert json.loads(err)["error"]["diagnostics"][0]["code"] in ("R103", "R104")


def test_a_screening_with_broken_rulesets_is_refused(run, broken, monkeypatch):
    monkeypatch.setenv("HAEDANG_RULESETS", str(broken.parents[2]))
    code, out, err = run("screen", ROOT / "examples" / "person.yaml")
    assert (code, out) == (2, "")
    assert "L114" in err


def test_serve_says_when_the_port_is_taken(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, out, err = run("serve", "--port", taken.getsockname()[1])
    assert (code, out) == (2, "")
    assert "R109" in err


@pytest.mark.slow
def test_serve_answers_on_this_machine_only():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    haedang = Path(sys.executable).with_name("haedang")
    server = subprocess.Popen(  # noqa: S603 - our own program
        [haedang, "serve", "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        assert _answers(port)
    finally:
        server.terminate()
        server.communicate(timeout=10)


def _answers(port):
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False
