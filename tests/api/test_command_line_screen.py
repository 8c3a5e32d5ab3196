"""`haedang screen` in process: answers, flags, what it prints where."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from api.requests import read_document

ROOT = Path(__file__).resolve().parents[2]
PERSON = ROOT / "examples" / "person.yaml"
COMPANY = ROOT / "examples" / "company.yaml"
SUMMARY = ["program", "for", "about", "title", "verdict", "version", "likelihood", "amounts", "apply"]


def answer(run, *arguments):
    code, out, err = run("screen", *arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def by_program(screening):
    return {found["program"]: found for found in screening["determinations"]}


def test_the_top_level_is_in_the_order_of_the_contract(run):
    keys = list(answer(run, PERSON))
    assert keys[:4] == ["screening_id", "decision_id", "receipt", "on"]
    assert [key for key in keys if key != "working"][3:] == [
        "on",
        "known_at",
        "release",
        "engine",
        "assumptions",
        "facts_used",
        "determinations",
    ]


def test_nothing_is_recorded_and_the_name_is_random(run):
    first, second = answer(run, PERSON), answer(run, PERSON)
    assert first["decision_id"] is None
    assert first["receipt"] is None
    assert re.fullmatch("[0-9a-f]{32}", first["screening_id"])
    assert first.pop("screening_id") != second.pop("screening_id")
    assert first == second


def test_the_person_of_the_example(run):
    found = by_program(answer(run, PERSON))
    benefit, card = found["job_seeking_benefit"], found["learning_card"]
    assert (benefit["verdict"], card["verdict"]) == ("eligible", "open")
    assert [amount["value"] for amount in benefit["amounts"] if amount["ranks"]] == [11_973_780]
    assert len(benefit["reservations"]) == 1
    assert [fact["fact"] for fact in card["open_facts"]] == ["is_registered_jobseeker"]


def test_the_company_of_the_example(run):
    (found,) = answer(run, COMPANY, "--program", "employment_promotion_subsidy")["determinations"]
    verdicts = {worker["id"]: worker["verdict"] for worker in found["workers"]}
    assert verdicts == {"제빵사": "eligible", "판매원": "ineligible", "배달원": "open"}


def test_summary_holds_these_keys_only(run):
    for found in answer(run, PERSON, "--detail", "summary")["determinations"]:
        assert list(found) == SUMMARY
        assert list(found["apply"]) == ["deadline"]
        assert all("schedule" not in amount for amount in found["amounts"])


def test_flags_beat_the_file(run):
    screening = answer(
        run, PERSON, "--on", "2027-01-04", "--known-at", "2026-06-01", "--program", "learning_card"
    )
    assert (screening["on"], screening["known_at"]) == ("2027-01-04", "2026-06-01")
    assert list(by_program(screening)) == ["learning_card"]


def test_include_is_what_is_asked_for(run):
    without = answer(run, COMPANY, "--include", "workers")["determinations"]
    assert all(found["reasons"] is None for found in without)
    named = next(found for found in without if found.get("workers"))
    assert all("reasons" in worker for worker in named["workers"])
    assert all(
        "reasons" not in w for f in answer(run, COMPANY)["determinations"] for w in f.get("workers", [])
    )


def test_the_present_release_may_be_named(run):
    digest = answer(run, PERSON)["release"]
    assert answer(run, PERSON, "--release", digest)["release"] == digest


def test_options_may_stand_in_the_profile(run, tmp_path):
    profile = tmp_path / "p.json"
    profile.write_text(
        '{"on": "2026-11-23", "facts": {}, "detail": "summary", "programs": ["learning_card"]}'
    )
    (found,) = answer(run, profile)["determinations"]
    assert list(found) == SUMMARY


def test_json_and_yaml_give_the_same_answer(run, tmp_path):
    profile = tmp_path / "p.json"
    profile.write_text(json.dumps(read_document(PERSON.read_bytes(), "p.yaml").plain), "utf-8")
    first, second = answer(run, PERSON), answer(run, profile)
    assert first["determinations"] == second["determinations"]


def test_save_keeps_profile_and_screening_together(run, tmp_path):
    saved = tmp_path / "saved.json"
    screening = answer(run, PERSON, "--save", saved)
    kept = json.loads(saved.read_text("utf-8"))
    assert kept["screening"] == screening
    assert kept["profile"]["facts"]["birth_date"] == "1990-05-01"


def test_text_says_what_a_reader_needs(run):
    code, out, err = run("screen", PERSON)
    assert (code, err) == (0, "")
    assert out.startswith("심사 기준일 2026-11-23")
    for said in (
        "✓ 해당 (판단 남음)",
        "? 미정",
        "11,973,780원",
        "2027-10-31",
        "고용보험법 제40조제1항제1호",
        "412일 ≥",
    ):
        assert said in out
    assert out.rstrip().endswith("담당 기관의 결정이 아닙니다.")


def test_text_shows_why_a_worker_is_not_paid_for(run):
    _, out, _ = run("screen", COMPANY)
    assert "✗ 사업주와 제외되는 가족 관계가 아님" in out


def test_text_is_plain_where_nobody_watches(run):
    from rich.cells import cell_len

    _, out, _ = run("screen", PERSON)
    assert "\x1b" not in out
    assert max(cell_len(line) for line in out.splitlines()) <= 100
    assert "…" not in out


@pytest.mark.parametrize(("lang", "said"), [("en", "eligible"), ("both", "구직급여 (근로자) / Job-seeking")])
def test_text_in_other_languages(run, lang, said):
    code, out, _ = run("screen", PERSON, "--lang", lang)
    assert code == 0
    assert said in out


def test_a_program_that_is_not_in_force_says_so(run, tmp_path):
    profile = tmp_path / "p.yaml"
    profile.write_text('on: "2001-02-03"\nfacts: {}\n')
    code, out, _ = run("screen", profile)
    assert code == 0
    assert "시행 중 아님" in out


def test_no_program_at_all_is_an_answer(run, tmp_path):
    profile = tmp_path / "p.yaml"
    profile.write_text("programs: []\nfacts: {}\n")
    code, out, _ = run("screen", profile)
    assert code == 0
    assert "심사할 제도가 없습니다" in out


class TestProcess:
    """The same as a real process."""

    haedang = Path(sys.executable).with_name("haedang")

    def call(self, *arguments, given=""):
        return subprocess.run(  # noqa: S603 - our own program
            [self.haedang, *arguments],
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def test_standard_input(self):
        ended = self.call("screen", "-", "--json", given='{"on": "2026-11-23", "facts": {}}')
        assert ended.returncode == 0
        assert json.loads(ended.stdout)["on"] == "2026-11-23"
        assert ended.stderr == ""

    def test_without_a_home_there_is_no_cache_and_still_an_answer(self, monkeypatch):
        monkeypatch.setenv("HOME", "/proc/nowhere")
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        assert self.call("screen", PERSON, "--detail", "summary").returncode == 0

    def test_a_reader_that_goes_away_is_no_error(self):
        command = f"'{self.haedang}' screen '{PERSON}' --json | head -c 1"
        ended = subprocess.run(  # noqa: S603 - our own program
            ["/bin/sh", "-c", command], capture_output=True, text=True, check=False
        )
        assert ended.stdout == "{"
        assert ended.stderr == ""

    def test_the_terminal_may_not_know_hangul(self, monkeypatch):
        monkeypatch.setenv("PYTHONIOENCODING", "ascii")
        assert "해당" in self.call("screen", PERSON).stdout
