"""A sentence is read in one way, or is told by the one word that nobody knows."""

import pytest

from features.steps.lexicon import Lexicon
from features.steps.sentences import (
    AMOUNT,
    ASKED,
    ASKED_AS_KNOWN,
    FACT,
    FORMS,
    GIVEN,
    NO_RECORDS,
    OPEN_FACT,
    RANGE,
    REASON,
    THEN,
    UNKNOWN,
    VERDICT,
    VERSION,
    WHEN,
    WORKER,
    Form,
    Reader,
)

READINGS = [
    (FACT, "이직일 (폐업일)이 2026-03-31이다", {"사실": "이직일 (폐업일)", "값": "2026-03-31"}),
    (FACT, "구직등록이 예다", {"사실": "구직등록", "값": "예"}),
    (FACT, "구직등록이 예이다", {"사실": "구직등록", "값": "예"}),
    (FACT, "고용보험료 체납 (사업주)이 예다", {"사실": "고용보험료 체납 (사업주)", "값": "예"}),
    (
        FACT,
        "새 사업주와 마지막 사업주의 관계가 관계없음이다",
        {"사실": "새 사업주와 마지막 사업주의 관계", "값": "관계없음"},
    ),
    (UNKNOWN, "근로자를 모른다", {"사실": "근로자"}),
    (NO_RECORDS, "근로자가 없다", {"목록": "근로자"}),
    (ASKED, "2026-04-10에 심사한다", {"날짜": "2026-04-10"}),
    (
        ASKED_AS_KNOWN,
        "2026-04-10에 2025-12-31까지 공포된 법으로 심사한다",
        {"날짜": "2026-04-10", "공포일": "2025-12-31"},
    ),
    (VERDICT, "구직급여 (근로자)은 시행 전후이다", {"제도": "구직급여 (근로자)", "판정": "시행 전후"}),
    (
        AMOUNT,
        "고용촉진장려금의 지원금 총액은 1원이다",
        {"제도": "고용촉진장려금", "금액": "지원금 총액", "값": "1원"},
    ),
    (
        RANGE,
        "고용촉진장려금의 지원금 총액은 1원에서 2원 사이이다",
        {"제도": "고용촉진장려금", "금액": "지원금 총액", "값": "1원", "끝값": "2원"},
    ),
    (
        REASON,
        '국민내일배움카드 (계좌 발급)의 까닭은 "만 75세 미만"이다',
        {"제도": "국민내일배움카드 (계좌 발급)", "조건": "만 75세 미만"},
    ),
    (OPEN_FACT, "고용촉진장려금은 이직사유를 더 알아야 한다", {"제도": "고용촉진장려금", "사실": "이직사유"}),
    (VERSION, "고용촉진장려금의 판은 2019-01-01 시행이다", {"제도": "고용촉진장려금", "날짜": "2019-01-01"}),
    (
        WORKER,
        "근로자 w1은 고용촉진장려금에 미정이다",
        {"이름": "w1", "제도": "고용촉진장려금", "판정": "미정"},
    ),
]
MISTAKES = [
    (GIVEN, "이직 사유가 정년 도달이다", "S101", "이직 사유", "`이직사유`"),
    (GIVEN, "이직사윤를 모른다", "S101", "이직사윤", "`이직사유`"),
    (THEN, "구직급여 (근로지)는 해당이다", "S102", "구직급여 (근로지)", "`구직급여 (근로자)`"),
    (THEN, "구직급여 (근로자)의 구직급여일엑은 1원이다", "S105", "구직급여일엑", "`구직급여일액`"),
    (THEN, "구직급여 (근로자)는 불해당이다", "S110", "불해당", "비해당"),
    (GIVEN, "기관을 심사한다", "S111", "기관", "사람, 회사"),
    (GIVEN, "구직급여 (근로자)는 해당이다", "S108", "구직급여 (근로자)는 해당이다", "그러면"),
    (WHEN, "오늘 심사하자", "S109", "오늘 심사하자", "<날짜>에 심사한다"),
]


@pytest.fixture(scope="module")
def reader(lexicon: Lexicon) -> Reader:
    return Reader(lexicon)


@pytest.mark.parametrize(("form", "sentence", "slots"), READINGS)
def test_a_sentence_reads_as_its_form(
    reader: Reader, form: Form, sentence: str, slots: dict[str, str]
) -> None:
    reading = reader.read(form.kind, sentence)
    assert reading is not None
    assert (reading.form, reading.slots) == (form, slots)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.text)
def test_the_example_of_a_form_reads_as_that_form(reader: Reader, form: Form) -> None:
    reading = reader.read(form.kind, form.example)
    assert reading is not None
    assert reading.form is form


@pytest.mark.parametrize(("kind", "sentence", "code", "piece", "cure"), MISTAKES)
def test_a_mistake_names_the_word(
    reader: Reader, kind: str, sentence: str, code: str, piece: str, cure: str
) -> None:
    assert reader.read(kind, sentence) is None
    mistake = reader.mistake(kind, sentence)
    found = mistake.diagnostic()
    assert (mistake.code, mistake.piece) == (code, piece)
    assert found.help is not None
    assert cure in found.help.ko


def test_every_label_can_be_said(reader: Reader) -> None:
    """Labels hold particles and one begins with another: each is still found whole."""
    misread = []
    for label in reader.lexicon.facts:
        for particle in ("이", "가"):
            reading = reader.read(GIVEN, f"{label}{particle} 예이다")
            if reading is None or reading.slots != {"사실": label, "값": "예"}:
                misread.append(label)
    for title in reader.lexicon.programs:
        reading = reader.read(THEN, f"{title}은 미정이다")
        if reading is None or reading.slots["제도"] != title:
            misread.append(title)
    assert misread == []


def test_no_two_facts_share_a_label(lexicon: Lexicon) -> None:
    assert len(lexicon.facts) == len(lexicon.catalog.facts)
    assert len(lexicon.programs) == len(lexicon.catalog.programs)
