"""One screening on a terminal: what was asked, the ranking, then each program with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from api.rendering.figures import amounts_view, ranked, sureness, unconfirmed_view
from api.rendering.firings import firings_view, opinion_view
from api.rendering.paper import grid, printed, ruled
from api.rendering.reasons import cites_text, outline, reasons_view
from api.rendering.words import CLOSING, COLOURS, KNOWN_BY, SIGNS, VERDICTS, Words, days_left, money

Determination = Mapping[str, Any]
Named = Callable[[str], Mapping[str, str]]
DIGITS = 12
MOST_OPEN = 8
MOST_TITLES = 6
MARGIN = 2
FEW, FIRST_OPEN = 4, 3  # so many programs are told in full; of more the eligible ones and so many open ones


def screening_text(answer: Mapping[str, Any], lang: str, fact_label: Named, program_title: Named) -> str:
    """The whole answer as text. The two functions give the label of a fact and the title of a program."""
    words = Words(lang)
    view = _Program(words, answer["on"], program_title)
    parts: list[RenderableType] = [_question(answer, words, fact_label)]
    second = answer.get("second_opinion")
    if second is not None:
        parts.append(opinion_view(second, words))
    determinations = answer["determinations"]
    if not determinations:
        parts.append(Text(words("심사할 제도가 없습니다.\n", "There is no program to screen.\n")))
    else:
        parts += [Text(), _ranking(determinations, words), Text()]
    told = [pair for pair in enumerate(determinations, start=1) if "reasons" in pair[1]]
    full = _in_full(determinations)
    for number, determination in told:
        if number in full:
            parts += [view.heading(number, determination), view.body(determination), Text()]
    rest = [pair for pair in told if pair[0] not in full]
    if rest:
        parts += [view.in_short(rest), Text()]
    if second is not None and "firings" in second:
        parts += [*firings_view(second["firings"], words), Text()]
    parts.append(Text(words.of(CLOSING), style="bold"))
    return printed(*parts)


def _in_full(determinations: Sequence[Determination]) -> frozenset[int]:
    """The places of the programs whose reasons are told in full: all of a few, else the eligible ones and the first open ones."""
    if len(determinations) <= FEW:
        return frozenset(range(1, len(determinations) + 1))
    places: dict[str, list[int]] = {"eligible": [], "open": []}
    for number, determination in enumerate(determinations, start=1):
        places.setdefault(determination["verdict"], []).append(number)
    return frozenset((*places["eligible"], *places["open"][:FIRST_OPEN]))


def _question(answer: Mapping[str, Any], words: Words, fact_label: Named) -> Text:
    text = Text()
    text.append(words("심사 기준일 ", "screened for ")).append(answer["on"], style="bold")
    if answer["known_at"]:
        text.append(
            words(f" · {answer['known_at']}까지 공포된 법", f" · law as published by {answer['known_at']}")
        )
    text.append(words(" · 발행본 ", " · release ") + answer["release"][:DIGITS])
    text.append(words(" (작업본)", " (working copy)") if answer.get("working") else "")
    assumed = [words.said(fact_label(assumption["fact"])) for assumption in answer["assumptions"]]
    if assumed:
        lead = words("가정: 모르는 날짜를 심사 기준일로 봄 — ", "assumed, not being given, to be that day: ")
        text.append("\n" + lead + ", ".join(assumed), style="dim")
    return text


def _ranking(determinations: list[dict[str, Any]], words: Words) -> Table:
    full = any("confidence" in determination for determination in determinations)
    columns: list[tuple[str, dict[str, Any]]] = [
        ("", {"justify": "right"}),
        (words("제도", "program"), {"ratio": 1}),
        (words("판정", "verdict"), {"no_wrap": True}),
        (words("금액", "amount"), {"justify": "right"}),
        (words("신청 기한", "apply by"), {"no_wrap": True}),
        *([(words("신뢰도", "figures"), {})] if full else []),
    ]
    table = ruled(*columns, expand=True)
    for number, determination in enumerate(determinations, start=1):
        total = ranked(determination["amounts"])
        row = [
            str(number),
            _title(determination, words),
            _verdict(determination, words, held=True),
            words.of(money(total)) if total else "",
            determination.get("apply", {}).get("deadline") or "",
        ]
        told = full and determination["verdict"] != "not_in_force"
        sure = sureness(determination["confidence"], words) if told else ""
        table.add_row(*row, *([sure] if full else []))
    return table


def _title(determination: Determination, words: Words) -> str:
    about = determination.get("about")
    title = words.said(determination["title"])
    return f"{title} [{about.get('id') or about['index'] + 1}]" if about else title


def _verdict(determination: Determination, words: Words, *, held: bool = False) -> Text:
    """The verdict by sign and word; with `held` also how many findings of the agency it hangs on."""
    verdict = determination["verdict"]
    text = Text(f"{SIGNS[verdict]} {words.of(VERDICTS[verdict])}", style=COLOURS[verdict])
    count = len(determination.get("reservations", ())) if held else 0
    return text.append(words(" (판단 남음)", " (to be judged)"), style="default") if count else text


def _use_of(fact: Mapping[str, Any], words: Words) -> str:
    """What an open fact would settle, and who knows it."""
    verdict = fact["settles"] == "verdict"
    needed = words("판정에 필요", "for the verdict") if verdict else words("금액에 필요", "for the amount")
    if "law" in fact:
        return needed + words(", 법이 아직 정해지지 않음", ", the law is not set")
    who = [KNOWN_BY[name] for name in fact["known_by"]]
    if not who:
        return needed
    ko = "·".join(name.ko for name in who) + ("가" if fact["known_by"][-1] == "employer" else "이") + " 앎"
    return needed + words(f", {ko}", ", known to " + " and ".join(name.en for name in who))


class _Program:
    """The part about one program: a heading, then rows of a label and what it is about."""

    def __init__(self, words: Words, on: str, title_of: Named) -> None:
        self.words = words
        self.on = on
        self.title_of = title_of

    def heading(self, number: int, determination: Determination) -> RenderableType:
        title = Text(f"{number}  {_title(determination, self.words)}  ", style="bold")
        return Rule(title.append_text(_verdict(determination, self.words)), align="left", style="dim")

    def in_short(self, rest: Sequence[tuple[int, Determination]]) -> RenderableType:
        """What is not told in full, a line each: what is not met, or how much must be known; and how to see all of it."""
        words = self.words
        table = grid({"justify": "right"}, {}, {"no_wrap": True}, {"ratio": 1}, gap=2)
        for number, determination in rest:
            unmet = [line.node for line in outline(determination["reasons"], determination["verdict"]).lines]
            is_open, count = determination["verdict"] == "open", len(determination["open_facts"])
            told = words(f"알아볼 것 {count}가지", f"{count} facts to find out") if is_open else ""
            why = told if is_open or not unmet else words.said(unmet[0]["label"])
            table.add_row(str(number), _title(determination, words), _verdict(determination, words), why)
        how = words(
            "이 제도들의 까닭은 --program 제도id 로 봅니다 (제도id: haedang programs).",
            "Their reasons are shown by --program ID (ids: haedang programs).",
        )
        return Group(Rule(style="dim"), table, Text(how, style="dim"))

    def body(self, determination: Determination) -> RenderableType:
        table = grid({"no_wrap": True, "style": "cyan"}, {"ratio": 1}, gap=2)
        for label, content in self._rows(determination):
            table.add_row(Text(label), content)
        return Padding(table, (0, 0, 0, MARGIN))

    def _rows(self, found: Determination) -> Iterator[tuple[str, RenderableType]]:
        words = self.words
        if found["contradictions"]:
            clashes = "\n".join(words.said(clash["message"]) for clash in found["contradictions"])
            yield words("모순", "conflict"), clashes
        if found["amounts"]:
            yield words("금액", "amount"), amounts_view(found["amounts"], words)
        if found.get("workers"):
            yield words("근로자", "workers"), self._workers(found["workers"])
        if found["reasons"]:
            parts = reasons_view(outline(found["reasons"], found["verdict"]), words)
            yield words("조건", "conditions"), Group(*parts)
        if found["reservations"]:
            yield words("기관 판단", "left to judge"), self._reservations(found["reservations"])
        if found["open_facts"]:
            yield words("알아볼 것", "to find out"), self._open_facts(found["open_facts"])
        if found["confidence"]["figures"] and found["verdict"] != "not_in_force":
            yield words("미확인", "unconfirmed"), unconfirmed_view(found["confidence"], words)
        if found["verdict"] in ("eligible", "open"):
            yield from self._apply(found)

    def _reservations(self, reservations: list[dict[str, Any]]) -> Text:
        text = Text()
        for index, held in enumerate(reservations):
            text.append("\n" if index else "").append(self.words.said(held["label"]))
            text.append(" · " + cites_text(held["cites"]), style="dim")
        return text

    def _open_facts(self, facts: list[dict[str, Any]]) -> Text:
        words = self.words
        order = sorted(facts, key=lambda fact: fact["settles"] != "verdict")
        text = Text()
        for index, fact in enumerate(order[:MOST_OPEN]):
            text.append("\n" if index else "").append("? ", style="yellow").append(words.said(fact["label"]))
            text.append(f" · {_use_of(fact, words)}", style="dim")
        rest = len(order) - MOST_OPEN
        if rest > 0:
            text.append("\n  " + words(f"그 밖 {rest}가지", f"{rest} more"), style="dim")
        return text

    def _apply(self, found: Determination) -> Iterator[tuple[str, RenderableType]]:
        words, apply = self.words, found["apply"]
        if apply:
            where = Text(words.said(apply["where"]))
            if apply["deadline"]:
                left = words.of(days_left(apply["deadline"], self.on))
                where.append(
                    "\n" + words(f"{apply['deadline']}까지", f"by {apply['deadline']}"), style="bold"
                )
                where.append(f" ({left})")
            if apply["cites"]:
                where.append(" · " + cites_text(apply["cites"]), style="dim")
            yield words("신청", "apply"), where
            if apply["first"]:
                steps = [
                    f"{i}. {words.said(step['label'])}" for i, step in enumerate(apply["first"], start=1)
                ]
                yield words("먼저", "first"), "  ".join(steps)
            if apply["documents"]:
                yield words("서류", "documents"), ", ".join(words.said(paper) for paper in apply["documents"])
        if found["not_together_with"]:
            titles = [words.said(self.title_of(program)) for program in found["not_together_with"]]
            yield words("중복 불가", "not with"), Text(words.listed(titles, MOST_TITLES), style="dim")

    def _workers(self, workers: list[dict[str, Any]]) -> Table:
        table = grid({"no_wrap": True}, {"no_wrap": True}, {"ratio": 1}, gap=2)
        for worker in workers:
            total = ranked(worker["amounts"])
            body: list[RenderableType] = (
                [Text(self.words.of(money(total)) + self._capped(worker))] if total else []
            )
            if worker.get("reasons") and worker["verdict"] != "eligible":
                body += reasons_view(
                    outline(worker["reasons"], worker["verdict"]), self.words, with_met=False
                )
            table.add_row(Text(worker["id"], style="bold"), _verdict(worker, self.words), Group(*body))
        return table

    def _capped(self, worker: Mapping[str, Any]) -> str:
        if worker["capped"] is None:
            return self.words(" (지원 인원 안인지 아직 모름)", " (within the cap or not: not known yet)")
        return (
            self.words(" (지원 인원을 넘어 제외)", " (beyond the cap: not paid)") if worker["capped"] else ""
        )
