"""From texts to the citation index, on a small invented statute."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from api.statutes.__main__ import regenerated, texts_by_title
from api.statutes.commencement import commencement
from api.statutes.texts import StatuteText

TEXT = """---
제목: 예시법
공포일자: {promulgated}
공포번호: '{number}'
시행일자: {last_start}
첨부파일:
{annexes}---

# 예시법

{articles}
## 부칙

부칙 <제00007호,2001.1.1>

이 법은 공포한 날부터 시행한다.

부칙 <제{number}호,{promulgated}>

제1조(시행일) {clause}

제2조(적용례) 제4조의 개정규정은 2040년 1월 1일부터 적용한다.
"""
DELETED = "삭제 <2019.1.1>"


def _write(
    folder: Path, number: int, promulgated: str, last_start: str, clause: str, held: dict[str, str]
) -> None:
    annexes = "".join(
        f"- 별표번호: '{no[2:]:0>4}'\n  별표가지번호: '00'\n  별표구분: 별표\n  제목: {title}\n"
        for no, title in held.items()
        if no.startswith("별표")
    )
    articles = "".join(
        f"##### 제{no.partition('의')[0]}조{no[len(no.partition('의')[0]) :]} (제목)\n\n{text}\n\n"
        for no, text in held.items()
        if not no.startswith("별표")
    )
    told = TEXT.format(
        number=number,
        promulgated=promulgated,
        last_start=last_start,
        clause=clause,
        annexes=annexes,
        articles=articles,
    )
    (folder / f"{number}.md").write_text(told, encoding="utf-8")


def _index(folder: Path) -> dict[str, object]:
    told = regenerated({"예시법": {"complete_to": "2026-06-08"}}, texts_by_title(folder))
    read: dict[str, object] = yaml.load(told, yaml.BaseLoader)["statutes"]["예시법"]  # noqa: S506 - days stay text
    return read


def test_what_was_always_there_stands_in_runs(tmp_path: Path) -> None:
    held = dict.fromkeys(("1", "2", "3", "3의2", "4", "6", "10의2"), "내용")
    _write(
        tmp_path,
        100,
        "2018-01-01",
        "2018-07-02",
        "이 법은 공포 후 6개월이 경과한 날부터 시행한다.",
        held | {"5": DELETED},
    )
    assert _index(tmp_path) == {
        "since": "2018-07-02",
        "complete_to": "2026-06-08",
        "articles": "1-3, 3의2, 4, 6, 10의2",
    }


def test_what_came_and_went_has_its_days_and_those_of_the_promulgation(tmp_path: Path) -> None:
    first = dict.fromkeys(("1", "2", "3"), "내용")
    _write(tmp_path, 100, "2018-01-01", "2018-01-01", "이 법은 공포한 날부터 시행한다.", first)
    clause = (
        "이 법은 공포 후 1년이 경과한 날부터 시행한다. 다만, 제4조부터 제4조의3까지 및 제7조제2항의 개정규정은 "
        "2019년 3월 1일부터 시행하고, 제2조의 개정규정은 공포한 날부터 시행한다."
    )
    second = {"1": "내용", "2": DELETED, "3": "내용", "4": "내용", "4의2": "내용", "5": "내용", "7": "내용"}
    _write(tmp_path, 200, "2019-01-01", "2020-01-02", clause, second)
    third = {no: text for no, text in second.items() if no != "5"} | {"2": "다시"}
    _write(
        tmp_path, 300, "2021-05-31", "2021-12-01", "이 법은 공포 후 6개월이 경과한 날부터 시행한다.", third
    )
    assert _index(tmp_path)["articles_changed"] == [
        {"no": "2", "until": "2019-01-01", "removal_promulgated": "2019-01-01"},
        {"no": "2", "from": "2021-12-01", "promulgated": "2021-05-31"},
        {"no": "4", "from": "2019-03-01", "promulgated": "2019-01-01"},
        {"no": "4의2", "from": "2019-03-01", "promulgated": "2019-01-01"},
        {
            "no": "5",
            "from": "2020-01-02",
            "promulgated": "2019-01-01",
            "until": "2021-12-01",
            "removal_promulgated": "2021-05-31",
        },
        {"no": "7", "from": "2019-03-01", "promulgated": "2019-01-01"},  # a part of it begins then
    ]


def test_annexes_are_read_from_the_head_and_deleted_ones_left_out(tmp_path: Path) -> None:
    clause = "이 법은 공포한 날부터 시행한다."
    _write(
        tmp_path,
        100,
        "2018-01-01",
        "2018-01-01",
        clause,
        {"1": "내용", "별표1": "삭제", "별표2": "표", "별표0": "표"},
    )
    _write(tmp_path, 200, "2019-01-01", "2019-02-01", clause, {"1": "내용", "별표2": "표", "별표3": "표"})
    told = _index(tmp_path)
    assert told["annexes"] == "2"
    assert told["annexes_changed"] == [{"no": "3", "from": "2019-01-01", "promulgated": "2019-01-01"}]


@pytest.mark.parametrize(
    ("clause", "why"),
    [
        (
            "이 법은 공포한 날부터 시행한다. 다만, 큰 사업의 경우는 2019년 7월 1일부터 시행한다.",
            "a day without articles",
        ),
        ("이 법은 공포 후 3개월이 경과한 날부터 시행한다.", "not the day of the head"),
        ("시행일은 따로 정한다.", "no day at all"),
    ],
)
def test_a_clause_that_cannot_be_read_leaves_the_outer_days(tmp_path: Path, clause: str, why: str) -> None:
    _write(
        tmp_path,
        100,
        "2018-01-01",
        "2018-01-01",
        "이 법은 공포한 날부터 시행한다.",
        {"1": "내용", "2": "내용"},
    )
    _write(tmp_path, 200, "2019-01-01", "2019-07-01", clause, {"1": "내용", "3": "내용"})
    assert _index(tmp_path)["articles_changed"] == [
        {"no": "2", "until": "2019-07-01", "removal_promulgated": "2019-01-01"},
        {"no": "3", "from": "2019-01-01", "promulgated": "2019-01-01"},
    ], why


@pytest.mark.parametrize(
    ("promulgated", "phrase", "begins"),
    [
        ("2026-02-19", "공포 후 6개월이 경과한 날", "2026-08-20"),
        ("2019-08-27", "공포 후 1년이 경과한 날", "2020-08-28"),
        ("2022-12-31", "공포 후 6개월이 경과한 날", "2023-07-01"),
        ("2026-01-01", "공포 후 30일이 경과한 날", "2026-02-01"),
        ("2025-06-02", "2025년 7월 1일", "2025-07-01"),
        ("2018-07-03", "공포한 날", "2018-07-03"),
    ],
)
def test_a_day_after_promulgation_is_counted_as_the_gazettes_do(
    promulgated: str, phrase: str, begins: str
) -> None:
    day = date.fromisoformat(begins)
    text = StatuteText(
        "예시법",
        date.fromisoformat(promulgated),
        "1",
        day,
        {},
        frozenset(),
        f"이 법은 {phrase}부터 시행한다.",
    )
    read = commencement(text)
    assert read is not None
    assert read.general == day
