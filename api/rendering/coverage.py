"""What the scenarios have seen of the law: a row for each program, and what is missing with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text as Paper

from api.rendering.paper import printed, ruled
from api.rendering.words import Words
from engine.diagnostics import Text

KINDS = {
    "condition": Text("조건", "conditions"),
    "row": Text("표의 줄", "table rows"),
    "boundary": Text("시행일 앞뒤", "dates, both sides"),
    "reservation": Text("유보", "reservations"),
    "amount": Text("금액", "amounts"),
}
TO_THE_DAY = Text("전날과 당일", "to the day")
PARTS = {
    "met": Text("맞음", "met"),
    "unmet": Text("어긋남", "unmet"),
    "unknown": Text("모름", "unknown"),
    "hit": Text("걸림", "hit"),
    "before": Text("전", "before"),
    "from": Text("당일부터", "from that day"),
    "day_before": Text("전날", "the day before"),
    "day": Text("당일", "the day itself"),
    "accepted": Text("인정", "accepted"),
    "refused": Text("불인정", "refused"),
    "reserved": Text("유보로 남음", "reserved"),
    "figure": Text("한 금액", "one figure"),
}
NOTHING = "–"


def coverage_text(document: Mapping[str, Any], lang: str, *, missing: bool) -> str:
    """The table of programs; with `missing`, everything that is not seen yet and that nobody can see."""
    words = Words(lang)
    columns = [
        KINDS["condition"],
        KINDS["row"],
        KINDS["boundary"],
        TO_THE_DAY,
        KINDS["reservation"],
        KINDS["amount"],
    ]
    heads = [(words.of(column), {"justify": "right"}) for column in columns]
    table = ruled((words("제도", "program"), {}), *heads)
    for program in document["programs"]:
        counts = program["counts"]
        cells = [counts["condition"], counts["row"], counts["boundary"], program["boundaries_to_the_day"]]
        cells += [counts["reservation"], counts["amount"]]
        table.add_row(words.said(program["title"]), *(_cell(count) for count in cells))
    text = printed(table)
    if missing:
        return text + "".join(_lacks(program, words) for program in document["programs"])
    lacking = sum(len(program["missing"]) for program in document["programs"])
    hint = words(
        f"아직 보지 못한 것 {lacking}가지: haedang test --missing",
        f"{lacking} not seen yet: haedang test --missing",
    )
    return text + (hint + "\n" if lacking else "")


def _cell(count: Mapping[str, int]) -> Paper:
    if not count["of"]:
        return Paper(NOTHING, style="dim")
    style = "green" if count["seen"] == count["of"] else "yellow"
    return Paper(f"{count['percent']}% ({count['seen']}/{count['of']})", style=style)


def _lacks(program: Mapping[str, Any], words: Words) -> str:
    title = words.said(program["title"])
    text = ""
    for key, head in (
        ("missing", Text("아직 보지 못한 것", "not seen yet")),
        ("missing_to_the_day", Text("전날이나 당일을 보지 못한 것", "not seen to the day")),
        ("unreachable", Text("볼 수 없는 것", "cannot be seen")),
    ):
        if program[key]:
            text += f"\n{title}: {words.of(head)} ({len(program[key])})\n"
            text += "".join(_lack(lack, words) for lack in _together(program[key]))
    return text


def _together(lacks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The parts of one goal on one line."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for lack in lacks:
        one = found.setdefault(
            (lack["kind"], *lack["words"], str(lack.get("because"))), {**lack, "parts": []}
        )
        one["parts"].append(lack["part"])
    return list(found.values())


def _lack(lack: Mapping[str, Any], words: Words) -> str:
    parts = ", ".join(words.of(PARTS[part]) for part in lack["parts"])
    place = f"{lack['file']}:{lack['line']}  " if "file" in lack else ""
    text = f"  {place}{' '.join((lack['kind'], *lack['words'], '/'.join(lack['parts'])))}\n"
    text += f"      {words.said(lack['label'])}: {parts}\n"
    return text + (f"      {words.said(lack['because'])}\n" if "because" in lack else "")
