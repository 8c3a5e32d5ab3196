"""Reading again only what changed says the same as reading everything."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.loading.folder import examine, read_texts
from engine.loading.rereading import Rereader

ROOT = Path(__file__).resolve().parents[2]
TEXTS = read_texts(ROOT / "rulesets")
PROGRAM = "unemployment/job_seeking_benefit"
Texts = dict[str, bytes]

EDITS = [
    (
        "unemployment/common.yaml",
        "insured_unit_days >= required_unit_days",
        "insured_unit_dayz >= required_unit_days",
    ),
    ("unemployment/common.yaml", "age_at_separation < 65", "age_at_separation < "),
    ("unemployment/common.yaml", "- claimed_within_a_year", "- claimed_within_a_yeer"),
    ("unemployment/common.yaml", "separation_accepted:", "separation_excepted:"),
    ("unemployment/common.yaml", "conditions:", "conditionz:"),
    ("unemployment/common.yaml", "  was_employee:", "  # a remark\n  was_employee:"),
    (f"{PROGRAM}/common.yaml", "amounts:", "amountz:"),
    (f"{PROGRAM}/common.yaml", "for: person", "for: [person"),
    (f"{PROGRAM}/2019-10-01.yaml", "from: 2019-10-01", "from: 2019-10-02"),
    ("facts/separation.yaml", "label: {ko: 이직일", "label: {ko: 그만둔 날"),
    ("facts/separation.yaml", "  separation_date:", "  separation_dat:"),
    ("facts/choices_person.yaml", "severe:", "severer:"),
    ("definitions/wages.yaml", "value:", "value: 1 +"),
    (
        "definitions/job_seeking_benefit.yaml",
        "minimum_wage * daily",
        "base_daily_wage + minimum_wage * daily",
    ),
    ("parameters/minimum_wage.yaml", "keyed_to: separation_date", "keyed_to: separation_dat"),
    ("parameters/minimum_wage.yaml", "6470", "6471"),
    ("sources/unemployment.yaml", "benefit_calculators:", "benefit_calculator:"),
    ("tables/job_seeking_benefit.yaml", '"< 30", "false"', '"< 29", "false"'),
]


def _settled(rereader: Rereader, texts: Texts) -> Rereader:
    rereader.read(texts)
    for _ in rereader.settle():
        pass
    return rereader


@pytest.fixture(scope="module")
def rereader() -> Rereader:
    return _settled(Rereader(), TEXTS)


@pytest.mark.parametrize(("name", "old", "new"), EDITS, ids=[f"{name}: {new[:30]}" for name, _, new in EDITS])
def test_an_edit_is_answered_as_if_all_was_read(rereader: Rereader, name: str, old: str, new: str) -> None:
    edited = {**TEXTS, name: TEXTS[name].replace(old.encode(), new.encode(), 1)}
    assert edited[name] != TEXTS[name]
    assert _settled(rereader, edited).reread().diagnostics == examine(edited).diagnostics


def test_what_is_typed_is_told_before_its_consequences(rereader: Rereader) -> None:
    _settled(rereader, TEXTS)
    name, old, new = EDITS[0]
    read = rereader.read({**TEXTS, name: TEXTS[name].replace(old.encode(), new.encode())})
    assert "L111" in {found.code for found in read.diagnostics} or any(
        "insured_unit_dayz" in found.message.en for found in read.diagnostics
    )


def test_files_come_and_go(rereader: Rereader) -> None:
    fewer = {name: data for name, data in TEXTS.items() if not name.startswith(PROGRAM)}
    for texts in (fewer, TEXTS, {**fewer, f"{PROGRAM}/common.yaml": TEXTS[f"{PROGRAM}/common.yaml"]}, TEXTS):
        assert _settled(rereader, texts).reread().diagnostics == examine(texts).diagnostics


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.sampled_from(sorted(TEXTS)), st.randoms(use_true_random=False))
def test_any_line_lost_or_doubled_or_swapped(rereader: Rereader, name: str, chance: random.Random) -> None:
    lines = TEXTS[name].decode().splitlines(keepends=True)
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    how = chance.choice(("lost", "doubled", "swapped"))
    if how == "lost":
        del lines[at]
    elif how == "doubled":
        lines.insert(at, lines[at])
    else:
        lines[at], lines[other] = lines[other], lines[at]
    edited = {**TEXTS, name: "".join(lines).encode()}
    assert _settled(rereader, edited).reread().diagnostics == examine(edited).diagnostics
