"""The text of a value is read by the type of its fact."""

import pytest

from features.steps.lexicon import Lexicon
from features.steps.mistakes import Mistake
from features.steps.values import read_value

VALUES = [
    ("이직 전 3개월 임금총액", "10,200,000원", 10_200_000),
    ("이직 전 3개월 임금총액", "10200000", 10_200_000),
    ("통상임금 (일)", "114,832.5원", "114832.5"),
    ("통상임금 (일)", "66,048원/일", 66_048),
    ("통상임금 (일)", "없음", None),
    ("이직 전 1일 소정근로시간", "4시간", 4),
    ("예술인 단위기간 (24개월)", "2.9개월", "2.9"),
    ("이직일 (폐업일)", "2026-03-31", "2026-03-31"),
    ("구직등록", "예", True),
    ("구직등록", "아니오", False),
    ("이직 당시 근로형태", "상용", "regular"),
    ("장애 등록·정도", "없음", "none"),  # a choice of that label is the choice
    ("상실일", "없음", None),
]
FAULTS = [
    ("이직 전 1일 소정근로시간", "4개월", "S112"),
    ("이직 전 1일 소정근로시간", "네 시간", "S107"),
    ("이직 전 3개월 임금총액", "10,20원", "S112"),
    ("이직일 (폐업일)", "2026-02-30", "S107"),
    ("구직등록", "네", "S107"),
    ("이직 당시 근로형태", "상용직", "S103"),
    ("이직 당시 근로형태", "없음", "S103"),
    ("신청·신고 기록", "없음", "S113"),
]


@pytest.mark.parametrize(("label", "text", "value"), VALUES)
def test_a_value_is_read(lexicon: Lexicon, label: str, text: str, value: object) -> None:
    read = read_value(text, lexicon.fact(label), lexicon)
    assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize(("label", "text", "code"), FAULTS)
def test_a_value_that_does_not_fit_is_a_mistake(lexicon: Lexicon, label: str, text: str, code: str) -> None:
    with pytest.raises(Mistake) as caught:
        read_value(text, lexicon.fact(label), lexicon)
    assert caught.value.code == code


def test_every_choice_can_be_said(lexicon: Lexicon) -> None:
    """Also where a label ends in 이, which the sentence's own ending takes from it."""
    choosing = [fact for fact in lexicon.catalog.facts.values() if fact.type.kind == "choice"]
    lost = [
        (fact.name, value)
        for fact in choosing
        for value, text in lexicon.catalog.choices[str(fact.type.choices)].labels
        if lexicon.choice(fact, text.ko) != value or lexicon.choice(fact, text.ko.removesuffix("이")) != value
    ]
    assert lost == []
