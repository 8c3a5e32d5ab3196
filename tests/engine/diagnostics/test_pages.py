"""Every diagnostic code has a whole page, its bad example gives the code and its good one gives nothing at all.

The examples stand in the invented rulesets of tests/cases/sample; engine/diagnostics/pages/y_text.yaml says how.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from api.explanations import read_pages
from engine.diagnostics import MESSAGES, Diagnostic, Refused
from engine.documents import read_json
from engine.loading.folder import examine, load_texts, read_texts
from engine.loading.reasoning import boxes
from engine.profile import read_profile

SAMPLE = read_texts(Path(__file__).parents[2] / "cases" / "sample")
COMMON, DAYS, FIGURES, MONEY = (
    "example/travel_grant/common.yaml",
    "tables/days.yaml",
    "parameters/figures.yaml",
    "definitions/amounts.yaml",
)
TODAY = date(2026, 11, 22)
PAGES = read_pages()
RUN = [code for code in PAGES if code[0] in "YML"]
ASKED = [code for code in PAGES if code[0] == "P"]


def _text(kind: str, example: Mapping[str, str]) -> str:
    text = example[kind]
    return example.get("joined", "").join([text] * int(example.get("times", "1")))


def _put(file: str, pattern: str, text: str, indent: int) -> dict[str, bytes]:
    """The sample with what the pattern finds in a file replaced by lines at an indent."""
    body = SAMPLE[file].decode()
    lines = "".join(f"{' ' * indent}{line}\n" for line in text.strip("\n").split("\n"))
    changed, count = re.subn(pattern, lambda _: lines, body, count=1, flags=re.MULTILINE | re.DOTALL)
    assert count == 1, f"{file} holds nothing like {pattern}"
    return {**SAMPLE, file: changed.encode()}


def _texts(example: Mapping[str, str]) -> dict[str, bytes]:
    if "file" in example:
        return {**SAMPLE, example["file"]: _text("text", example).encode()}
    if "when" in example:
        written = "when: >-\n  " + _text("when", example)
        return _put(COMMON, r"^    when: insured_days >= required_days\n", written, 4)
    if "value" in example:
        return _put(MONEY, r"^    value: [^\n]*\n", "value: >-\n  " + _text("value", example), 4)
    if "condition" in example:
        written = "insured_long_enough:\n  " + example["condition"].replace("\n", "\n  ")
        return _put(COMMON, r"^  insured_long_enough:.*?(?=^  in_need)", written, 2)
    if "amounts" in example:
        return _put(COMMON, r"^  total:.*?(?=^apply)", example["amounts"], 2)
    if "values" in example:
        return _put(FIGURES, r"(?<=^    values:\n)      - [^\n]*180[^\n]*\n", example["values"], 6)
    table = (
        SAMPLE[DAYS].decode().replace("hit: unique", f"hit: {example['hit']}").partition("        rows:\n")[0]
    )
    rows = "".join(f"          {row}\n" for row in example["rows"].strip().split("\n"))
    return {**SAMPLE, DAYS: f"{table}        rows:\n{rows}".encode()}


def _asked(example: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    text = _text("profile", example)
    if "joined" not in example and "times" in example:  # so many records instead
        text = example["profile"].replace("{}", ", ".join(["{}"] * int(example["times"])))
    try:
        read_profile(read_json(text), load_texts(SAMPLE), TODAY)
    except Refused as refused:
        return tuple(refused.diagnostics)
    return ()


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert set(MESSAGES) - set(PAGES) == set()
    assert set(PAGES) - set(MESSAGES) == set()


@pytest.mark.parametrize("code", PAGES)
def test_a_page_is_whole(code: str) -> None:
    page = PAGES[code]
    for text in (page.catches, page.why, page.cure):
        assert len(text.ko) > 5
        assert len(text.en) > 5
        assert re.search("[가-힣]", text.ko)
        assert not re.search(
            "[가-힣]", re.sub(r"`[^`]*`|[가-힣 ,]+or [가-힣 ]+|사람|회사|해당, 비해당, 미정", "", text.en)
        )
        assert text.ko.rstrip(")").endswith((".", "요", "다."))
    assert page.bad
    assert page.good


def test_the_sample_holds() -> None:
    assert examine(SAMPLE).diagnostics == ()


@pytest.mark.parametrize("code", RUN)
def test_the_bad_example_gives_the_code(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if code == "M215":
        monkeypatch.setattr(boxes, "MOST_STEPS", 1)  # a table that is really too large takes seconds
    assert code in {found.code for found in examine(_texts(PAGES[code].bad)).diagnostics}


@pytest.mark.parametrize("code", RUN)
def test_the_good_example_gives_nothing(code: str) -> None:
    assert examine(_texts(PAGES[code].good)).diagnostics == ()


@pytest.mark.parametrize("code", ASKED)
def test_the_bad_profile_gives_the_code(code: str) -> None:
    assert code in {found.code for found in _asked(PAGES[code].bad)}


@pytest.mark.parametrize("code", ASKED)
def test_the_good_profile_is_read(code: str) -> None:
    assert _asked(PAGES[code].good) == ()
