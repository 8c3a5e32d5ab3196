"""The closed set of sentences: each form is written as it is read, and one sentence is read in one way.

A form's text is its own pattern: `<…>` is a slot, a pair such as 이/가 takes either particle, and 이다 at the
end is also 다. Labels hold particles themselves, so a slot for a label takes the longest label that fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Literal

from engine.diagnostics import meant, nearest
from features.steps.lexicon import Lexicon
from features.steps.mistakes import Mistake

Kind = Literal["given", "when", "then"]
GIVEN: Final = "given"
WHEN: Final = "when"
THEN: Final = "then"
KEYWORDS = {GIVEN: "조건", WHEN: "만일", THEN: "그러면"}
SUBJECTS = {"사람": "person", "회사": "company"}
VERDICTS = {"해당": "eligible", "비해당": "ineligible", "미정": "open", "시행 전후": "not_in_force"}
_PAIRS = ("이/가", "은/는", "을/를")
_PIECE = re.compile(r"<[^>]+>|" + "|".join(_PAIRS) + "|이다$")
_UNKNOWN = {"사실": "S101", "목록": "S101", "제도": "S102", "금액": "S105", "판정": "S110", "대상": "S111"}


@dataclass(frozen=True, slots=True)
class Form:
    """One form of sentence: when it is said, its text with slots, and an example."""

    kind: Kind
    text: str
    example: str

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of its slots, in order."""
        return tuple(re.findall(r"<([^>]+)>", self.text))

    @property
    def weight(self) -> int:
        """How many characters are fixed: the form that says more is tried first."""
        return len(_PIECE.sub("", self.text))


SUBJECT = Form(GIVEN, "<대상>을/를 심사한다", "사람을 심사한다")
FACT = Form(GIVEN, "<사실>이/가 <값>이다", "이직일 (폐업일)이 2026-03-31이다")
UNKNOWN = Form(GIVEN, "<사실>을/를 모른다", "이직사유를 모른다")
RECORDS = Form(GIVEN, "<목록>이/가 다음과 같다", "신청·신고 기록이 다음과 같다")
NO_RECORDS = Form(GIVEN, "<목록>이/가 없다", "신청·신고 기록이 없다")
WORKERS = Form(GIVEN, "근로자들이 다음과 같다", "근로자들이 다음과 같다")
ASKED = Form(WHEN, "<날짜>에 심사한다", "2026-04-10에 심사한다")
ASKED_AS_KNOWN = Form(
    WHEN, "<날짜>에 <공포일>까지 공포된 법으로 심사한다", "2026-04-10에 2025-12-31까지 공포된 법으로 심사한다"
)
VERDICT = Form(THEN, "<제도>은/는 <판정>이다", "구직급여 (근로자)는 해당이다")
AMOUNT = Form(THEN, "<제도>의 <금액>은/는 <값>이다", "구직급여 (근로자)의 구직급여일액은 66,048원이다")
RANGE = Form(
    THEN,
    "<제도>의 <금액>은/는 <값>에서 <끝값> 사이이다",
    "구직급여 (근로자)의 구직급여일액은 66,048원에서 68,100원 사이이다",
)
REASON = Form(
    THEN,
    '<제도>의 까닭은 "<조건>"이다',
    '구직급여 (근로자)의 까닭은 "그 자체로 정당한 사유로 이직함"이다',
)
OPEN_FACT = Form(
    THEN, "<제도>은/는 <사실>을/를 더 알아야 한다", "구직급여 (근로자)는 이직사유를 더 알아야 한다"
)
RESERVATION = Form(
    THEN,
    '<제도>의 유보는 "<조건>"이다',
    '구직급여 (근로자)의 유보는 "그 사정이 정당한 이직사유로 인정됨"이다',
)
DEADLINE = Form(THEN, "<제도>의 신청 기한은 <값>이다", "구직급여 (근로자)의 신청 기한은 2027-03-31이다")
VERSION = Form(THEN, "<제도>의 판은 <날짜> 시행이다", "구직급여 (근로자)의 판은 2021-07-01 시행이다")
GRADE = Form(THEN, "<제도>의 신뢰도는 <등급>이다", "구직급여 (근로자)의 신뢰도는 C이다")
WORKER = Form(THEN, "근로자 <이름>은/는 <제도>에 <판정>이다", "근로자 w1은 고용촉진장려금에 해당이다")
ASSUMED = Form(THEN, "<사실>을/를 가정했다", "수급자격 인정신청일을 가정했다")
CONTRADICTION = Form(THEN, "<제도>은/는 <사실>이/가 모순이다", "구직급여 (근로자)는 구직급여일액이 모순이다")

FORMS = (
    *(SUBJECT, FACT, UNKNOWN, RECORDS, NO_RECORDS, WORKERS),
    *(ASKED, ASKED_AS_KNOWN),
    *(VERDICT, AMOUNT, RANGE, REASON, OPEN_FACT, RESERVATION),
    *(DEADLINE, VERSION, GRADE, WORKER, ASSUMED, CONTRADICTION),
)
_BY_WEIGHT = tuple(sorted(FORMS, key=lambda form: -form.weight))


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence read: its form, and what stands in each slot."""

    form: Form
    slots: dict[str, str]


class Reader:
    """Reads sentences in the words of one catalogue."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._words = {
            "사실": _any_of((*lexicon.facts, *lexicon.figures)),
            "목록": _any_of(lexicon.facts),
            "제도": _any_of(lexicon.programs),
            "금액": _any_of(lexicon.amount_labels),
            "판정": _any_of(VERDICTS),
            "대상": _any_of(SUBJECTS),
            "이름": r"\S+?",
        }
        self._patterns = {form: self._pattern(form) for form in FORMS}
        self._read = lru_cache(maxsize=4096)(self._reading)

    def read(self, kind: str, sentence: str) -> Reading | None:
        """The reading of a sentence said as `kind`, or None where no form of that kind fits."""
        return self._read(kind, sentence)

    def mistake(self, kind: str, sentence: str) -> Mistake:
        """What is wrong with a sentence: the one word that nobody knows, or that it is no form at all."""
        elsewhere = next((k for k in KEYWORDS if k != kind and self.read(k, sentence)), None)
        if elsewhere:
            return Mistake("S108", sentence, keyword=KEYWORDS[elsewhere])
        slots = [(form, slot) for form in _of(kind) for slot in form.slots]
        guesses = [guess for form, slot in slots for guess in self._guesses(form, slot, sentence)]
        if guesses:
            return max(guesses, key=lambda guess: guess[0])[1]
        like = max(_of(kind), key=lambda form: SequenceMatcher(None, form.text, sentence).ratio())
        return Mistake("S109", sentence, form=like.text)

    def _reading(self, kind: str, sentence: str) -> Reading | None:
        for form in _of(kind):
            match = self._patterns[form].fullmatch(sentence)
            if match:
                return Reading(form, match.groupdict())
        return None

    def _pattern(self, form: Form, loose: str = "", pattern: str = ".+?") -> re.Pattern[str]:
        """The pattern of a form; the slot `loose` takes anything, which is how an unknown word is found."""
        made, end = "", 0
        for piece in _PIECE.finditer(form.text):
            made += re.escape(form.text[end : piece.start()])
            word = piece.group()
            if word.startswith("<"):
                name = word[1:-1]
                made += f"(?P<{name}>{pattern if name == loose else self._words.get(name, '.+?')})"
            else:
                made += "(?:이다|다)" if word == "이다" else f"(?:{word.replace('/', '|')})"
            end = piece.end()
        return re.compile(made + re.escape(form.text[end:]))

    def _guesses(self, form: Form, slot: str, sentence: str) -> Iterator[tuple[tuple[float, int], Mistake]]:
        if slot not in _UNKNOWN:
            return
        # A label may hold a particle itself: cut at the first that fits, and at the last.
        for pattern in (".+?", ".+"):
            match = self._pattern(form, slot, pattern).fullmatch(sentence)
            if match:
                word = match[slot]
                near = nearest(word, self._known(slot))
                like = SequenceMatcher(None, word, near).ratio() if near else 0
                of = match.groupdict().get("제도", "")
                mistake = Mistake(_UNKNOWN[slot], word, None, name=word, near=meant(near), of=of)
                yield (like, form.weight), mistake

    def _known(self, slot: str) -> Iterable[str]:
        words = self.lexicon
        if slot == "금액":
            return words.amount_labels
        known = {"제도": words.programs, "판정": VERDICTS, "대상": SUBJECTS}
        return known.get(slot, words.facts)


def _of(kind: str) -> tuple[Form, ...]:
    return tuple(form for form in _BY_WEIGHT if form.kind == kind)


def _any_of(labels: Iterable[str]) -> str:
    return "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True)) or "(?!)"
