"""What someone who writes a scenario sees: the sentences there are, and mistakes told by line and column."""

import re
from pathlib import Path

import pytest

from features.steps.sentences import FORMS, KEYWORDS

pytest_plugins = ["pytester"]
MOST_FORMS = 25
FEATURES = Path(__file__).resolve().parents[2] / "features"
TITLE = re.compile(r"^\s*시나리오(?: 개요)?:\s*(.+?)\s*$", re.MULTILINE)
WRONG = """# language: ko
기능: 틀린 문장

  배경:
    조건 사람을 심사한다

  시나리오: 사실
    조건 이직 사유가 정년 도달이다

  시나리오: 선택값
    조건 이직사유가 정년 도댤이다

  시나리오 개요: 예의 줄
    조건 이직사유가 <이직사유>이다

    예:
      | 이직사유  |
      | 정년 도달 |
      | 정년 도닿 |

  시나리오: 표의 칸
    조건 신청·신고 기록이 다음과 같다
      | 구분      | 신청일 |
      | 신청·청구 |        |

  시나리오: 범위
    조건 이직 전 1일 소정근로시간이 25시간이다
    만일 2026-04-10에 심사한다

  시나리오: 문장
    만일 오늘 심사하자

  시나리오: 판정
    만일 2026-04-10에 심사한다
    그러면 고용촉진장려금은 해당이다

  시나리오: 기대
    만일 2026-04-10에 심사한다
    그러면 구직급여 (근로자)는 해당이다
"""
TOLD = [
    "x.feature:8:8 S101 모르는 사실 `이직 사유` / `이직사유`를 쓰려던 것입니까?",
    "x.feature:11:14 S103 `이직사유`에 없는 선택값 `정년 도댤` / `정년 도달`을 쓰려던 것입니까?",
    "x.feature:19:9 S103 `이직사유`에 없는 선택값 `정년 도닿` / `정년 도달`을 쓰려던 것입니까?",
    "x.feature:23:19 S106 `신청·신고 기록`에 없는 항목 `신청일` / `신청·신고일`을 쓰려던 것입니까?",
    "x.feature:27:24 facts.daily_contract_hours P111",
    "x.feature:31:8 S109 정해진 문장이 아님 / 가까운 문장: <날짜>에 심사한다",
    "x.feature:35:9 S202 `고용촉진장려금`은 이 심사에서 따지지 않음",
    "x.feature:39:21 S201 구직급여 (근로자): `해당`이 와야 하는데 `미정` / 모르는 것: ",
]

RIGHT = """# language: ko
기능: 드문 문장

  시나리오: 공포된 법과 모순
    먼저 사람을 심사한다
    그리고 계속 고용 개월 (역월)이 48개월이다
    단 입사일 (피보험자격 취득일)이 2026-01-01이다
    하지만 상실일이 없음이다
    만약 2026-04-10에 2025-07-01까지 공포된 법으로 심사한다
    그러면 구직급여 (근로자)는 미정이다
    그리고 구직급여 (근로자)는 계속 고용 개월 (역월)이 모순이다

  시나리오: 근로자의 사실은 고용한 회사와 함께 사람의 것이다
    조건 사람을 심사한다
    그리고 사업주와의 관계가 배우자다
    만일 2026-04-10에 심사한다
    그러면 고용촉진장려금은 비해당이다
"""


def test_mistakes_are_told_by_line_and_column(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_x='from pytest_bdd import scenarios\nscenarios(".")\n')
    (pytester.path / "x.feature").write_text(WRONG, encoding="utf-8")
    result = pytester.runpytest_inprocess(
        "-p", "features.conftest", "-p", "no:xdist", "-p", "no:cacheprovider", "-q"
    )
    told = [line for line in result.outlines if line.startswith("x.feature:")]
    assert [line for line, start in zip(told, TOLD, strict=False) if not line.startswith(start)] == []
    assert len(told) == len(TOLD)
    assert not any("Traceback" in line or "conftest.py" in line for line in result.outlines)


def test_rare_sentences_are_understood(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_x='from pytest_bdd import scenarios\nscenarios(".")\n')
    (pytester.path / "x.feature").write_text(RIGHT, encoding="utf-8")
    result = pytester.runpytest_inprocess(
        "-p", "features.conftest", "-p", "no:xdist", "-p", "no:cacheprovider", "-q"
    )
    result.assert_outcomes(passed=2)


def test_there_are_few_forms() -> None:
    assert len(FORMS) <= MOST_FORMS


def test_the_readme_lists_every_form_with_its_example() -> None:
    readme = (FEATURES / "README.md").read_text(encoding="utf-8")
    assert [
        form.text for form in FORMS if f"| {KEYWORDS[form.kind]} {form.text} | {form.example} |" not in readme
    ] == []


def test_no_scenario_hides_another_of_its_name() -> None:
    """Two scenarios of one name in a file run as one."""
    hidden = {}
    for file in sorted(FEATURES.rglob("*.feature")):
        titles = TITLE.findall(file.read_text(encoding="utf-8"))
        hidden |= {f"{file.name}: {title}": True for title in titles if titles.count(title) > 1}
    assert list(hidden) == []


def test_every_feature_file_is_korean_and_mirrors_a_program_or_tells_of_records() -> None:
    files = sorted(FEATURES.rglob("*.feature"))
    assert files
    stray = [
        str(file.relative_to(FEATURES))
        for file in files
        if not (
            (FEATURES.parent / "rulesets" / file.relative_to(FEATURES).with_suffix("")).is_dir()
            or file.stem.startswith("records")
        )
        or not file.read_text(encoding="utf-8").startswith("# language: ko\n")
    ]
    assert stray == []
