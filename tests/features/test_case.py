"""Where the sentences of a scenario put its facts."""

from typing import Any

import pytest

from engine.diagnostics import Refused, Span
from engine.screening import Screener
from features.steps.case import Case
from features.steps.lexicon import Lexicon
from features.steps.mistakes import Mistake

HERE = Span("features/x.feature", 7, 3)


@pytest.fixture(scope="module")
def screener(lexicon: Lexicon) -> Screener:
    return Screener(lexicon.catalog)


@pytest.fixture
def case(lexicon: Lexicon, screener: Screener) -> Case:
    return Case(lexicon, screener, lambda _: HERE)


def _raw(case: Case) -> Any:
    return case._raw({})


def _row(*texts: str) -> list[tuple[str, Span]]:
    return [(text, Span("features/x.feature", 9, place)) for place, text in enumerate(texts, start=1)]


def test_a_person_has_facts_and_perhaps_a_company(case: Case) -> None:
    case.subject = "person"
    case.say("구직등록", "예")
    assert _raw(case) == {"subject": "person", "facts": {"is_registered_jobseeker": True}}
    case.say("우선지원대상기업", "예")
    assert _raw(case)["company"] == {"facts": {"is_priority_support_firm": True}}
    case.forget("우선지원대상기업")
    assert "company" not in _raw(case)


def test_a_fact_of_anyone_goes_to_the_applicant(case: Case) -> None:
    case.subject = "company"
    case.say_none("신청·신고 기록")
    assert _raw(case) == {"subject": "company", "facts": {"applications": []}}


def test_a_worker_of_a_company_is_w1(case: Case) -> None:
    case.subject = "company"
    case.say("입사일 (피보험자격 취득일)", "2026-03-02")
    assert _raw(case)["workers"] == [{"id": "w1", "facts": {"hired_on": "2026-03-02"}}]


def test_unknown_workers_are_no_key_and_no_workers_an_empty_list(case: Case) -> None:
    case.subject = "company"
    case.say("입사일 (피보험자격 취득일)", "2026-03-02")
    case.forget("근로자")
    assert "workers" not in _raw(case)
    case.say_none("근로자")
    assert _raw(case)["workers"] == []


def test_a_table_of_workers_takes_the_place_of_w1(case: Case) -> None:
    case.subject = "company"
    case.say("상실일", "없음")
    case.say_workers([_row("이름", "입사일 (피보험자격 취득일)"), _row("a", "2026-03-02"), _row("b", "")])
    assert _raw(case)["workers"] == [
        {"id": "a", "facts": {"hired_on": "2026-03-02"}},
        {"id": "b", "facts": {}},
    ]
    with pytest.raises(Mistake, match="S117"):
        case.say("상실일", "없음")


def test_a_list_has_one_record_for_each_row(case: Case) -> None:
    case.subject = "person"
    case.say_records(
        "신청·신고 기록", [_row("구분", "신청·신고일"), _row("신청·청구", "2026-02-10"), _row("", "")]
    )
    assert _raw(case)["facts"]["applications"] == [{"kind": "claim", "filed_on": "2026-02-10"}, {}]


def test_a_mistake_in_a_table_stands_at_its_cell(case: Case) -> None:
    case.subject = "person"
    with pytest.raises(Mistake) as caught:
        case.say_records("신청·신고 기록", [_row("구분"), _row("청원")])
    assert (caught.value.code, caught.value.span) == ("S103", Span("features/x.feature", 9, 1))


def test_a_value_out_of_range_is_told_where_it_was_said(case: Case) -> None:
    case.subject = "person"
    case.say("이직 전 1일 소정근로시간", "25시간")
    with pytest.raises(Refused) as caught:
        case.ask("2026-04-10")
    assert [(found.code, found.span) for found in caught.value.diagnostics] == [("P111", HERE)]


def test_nothing_is_said_before_who_is_screened(case: Case) -> None:
    with pytest.raises(Mistake, match="S114"):
        case.say("구직등록", "예")
