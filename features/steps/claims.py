"""What a scenario claims about an answer. A claim that does not hold is a Mistake S201 with what was seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.diagnostics import Text
from engine.explanation.wording import NULL_TEXT, number_text, quantity_text
from engine.model import Amount
from engine.rational import Fraction
from features.steps.lexicon import Lexicon
from features.steps.mistakes import Mistake
from features.steps.sentences import VERDICTS
from features.steps.values import read_day, read_number

_NAMES = {verdict: name for name, verdict in VERDICTS.items()}
_OUTCOME = {"eligible": "met", "ineligible": "unmet", "open": "unknown", "not_in_force": "unmet"}
_OPPOSITE = {"met": "unmet", "unmet": "met", "unknown": "unknown"}
_SHOWN = 4  # labels in the help of a claim that does not hold
Json = dict[str, Any]


class Claims:
    """The claims of a scenario about one screening."""

    def __init__(self, answer: Json, lexicon: Lexicon) -> None:
        self.answer = answer
        self.lexicon = lexicon

    def verdict(self, title: str, verdict: str) -> None:
        """A program has a verdict."""
        found = self.of(title)
        _expect(title, verdict, _NAMES[found["verdict"]], verdict, _why(found))

    def amount(self, title: str, label: str, low: str, high: str | None = None) -> None:
        """An amount is a figure, or lies between two."""
        amount = self.lexicon.amount(self.lexicon.program(title), label)
        wanted = [Fraction(read_number(text, amount.unit)) for text in (low, high or low)]
        found = self.of(title)
        figure = next((a for a in found["amounts"] if a["id"] == amount.id), None)
        if figure is None:
            raise _missed(low, f"{title}의 {label}", low, _NAMES[found["verdict"]], _why(found))
        seen = [figure["low"], figure["high"]]
        if None in seen or [Fraction(str(end)) for end in seen] != wanted:
            what = f"{title}의 {label}"
            raise _missed(low, what, _span_text(wanted, amount), _span_text(seen, amount), "")

    def reason(self, title: str, label: str) -> None:
        """A condition speaks for the verdict: met, unknown, or unmet together with all that stands above it.

        Under `not` a condition speaks by its opposite.
        """
        self.lexicon.claim(self.lexicon.program(title), label)
        found = self.of(title)
        wanted = _OUTCOME[found["verdict"]]
        reasons = list(_speaking(found["reasons"], wanted, whole_path=wanted == "unmet"))
        if label not in reasons:
            raise _missed(label, f"{title}의 까닭", label, ", ".join(reasons) or NULL_TEXT.ko, "")

    def open_fact(self, title: str, label: str) -> None:
        """A fact, or law that is not set, is among what would settle the program."""
        found = self.of(title)
        _among(
            title,
            label,
            [item["label"]["ko"] for item in found["open_facts"]],
            "더 알아야 할 사실",
            _why(found),
        )

    def reservation(self, title: str, label: str) -> None:
        """The verdict hangs on a finding of the agency."""
        self.lexicon.claim(self.lexicon.program(title), label)
        found = self.of(title)
        _among(title, label, [item["label"]["ko"] for item in found["reservations"]], "유보", _why(found))

    def deadline(self, title: str, text: str) -> None:
        """The last day to apply; 없음 where there is none."""
        day = text if text == NULL_TEXT.ko else read_day(text)
        found = self.of(title)
        _expect(
            f"{title}의 신청 기한", text, found["apply"].get("deadline") or NULL_TEXT.ko, day, _why(found)
        )

    def version(self, title: str, text: str) -> None:
        """The version of the law that decided."""
        found = self.of(title)
        _expect(f"{title}의 판", text, found["version"] or NULL_TEXT.ko, read_day(text), _why(found))

    def grade(self, title: str, grade: str) -> None:
        """How sure the figures are: A, B or C."""
        confidence = self.of(title)["confidence"]
        figures = ", ".join(f"{f['label']['ko']} {f['grade']}" for f in confidence["figures"][:_SHOWN])
        _expect(f"{title}의 신뢰도", grade, confidence["grade"], grade, figures)

    def worker(self, worker: str, title: str, verdict: str) -> None:
        """A worker of the company has a verdict."""
        workers = {found["id"]: found["verdict"] for found in self.of(title).get("workers", [])}
        if worker not in workers:
            raise Mistake("S120", worker, name=worker, names=", ".join(workers) or NULL_TEXT.ko)
        _expect(f"근로자 {worker}의 {title}", verdict, _NAMES[workers[worker]], verdict, "")

    def assumed(self, label: str) -> None:
        """A date was taken to be the day of the question."""
        facts = self.lexicon.catalog.facts
        self.lexicon.fact(label)
        _among(
            "심사", label, [facts[item["fact"]].label.ko for item in self.answer["assumptions"]], "가정", ""
        )

    def contradiction(self, title: str, label: str) -> None:
        """A fact is part of a contradiction that keeps the program open."""
        found = self.of(title)
        facts = self.lexicon.catalog.facts
        seen = [facts[name].label.ko for clash in found["contradictions"] for name in clash["facts"]]
        self.lexicon.fact(label)
        _among(title, label, seen, "모순", _why(found))

    def of(self, title: str) -> Json:
        """The determination of a program; of several, the first: they are in order of verdict."""
        program = self.lexicon.program(title)
        determinations: list[Json] = self.answer["determinations"]
        found = next((d for d in determinations if d["program"] == program.id), None)
        if found is None:
            raise Mistake("S202", title, name=title)
        return found


def _speaking(reason: Json, wanted: str, *, whole_path: bool) -> Iterator[str]:
    if reason["outcome"] == wanted:
        yield reason["label"]["ko"]
    elif whole_path:
        return
    below = _OPPOSITE[wanted] if reason["kind"] == "not" else wanted
    for member in reason.get("members", ()):
        yield from _speaking(member, below, whole_path=whole_path)


def _why(found: Json) -> str:
    """What an unexpected answer rests on: the conditions not met, or the facts missing."""
    if found["contradictions"]:
        return "모순: " + "; ".join(clash["message"]["ko"] for clash in found["contradictions"])
    if found["verdict"] == "ineligible":
        return "맞지 않은 조건: " + ", ".join(list(_leaves(found["reasons"], "unmet"))[:_SHOWN])
    if found["verdict"] == "open":
        return "모르는 것: " + ", ".join(item["label"]["ko"] for item in found["open_facts"][:_SHOWN])
    return ""


def _leaves(reason: Json, wanted: str) -> Iterator[str]:
    if reason["outcome"] != wanted:
        return
    if "members" not in reason:
        yield reason["label"]["ko"]
    for member in reason.get("members", ()):
        yield from _leaves(member, _OPPOSITE[wanted] if reason["kind"] == "not" else wanted)


def _among(what: str, label: str, seen: list[str], of: str, why: str) -> None:
    if label not in seen:
        raise _missed(label, f"{what}의 {of}", label, ", ".join(dict.fromkeys(seen)) or NULL_TEXT.ko, why)


def _expect(what: str, piece: str, seen: str, wanted: str, why: str) -> None:
    if seen != wanted:
        raise _missed(piece, what, wanted, seen, why)


def _missed(piece: str, what: str, wanted: str, seen: str, why: str) -> Mistake:
    return Mistake("S201", piece, what=what, wanted=wanted, seen=seen, why=Text(why, why))


def _span_text(ends: list[Any], amount: Amount) -> str:
    if None in ends:
        return "모름"
    low, high = (Fraction(str(end)) for end in ends)
    last = quantity_text(high, amount.unit).ko
    return last if low == high else f"{number_text(low)}~{last}"
