"""A history to the YAML of rulesets/statutes, in its one layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from textwrap import wrap

from api.statutes.commencement import numbered
from api.statutes.history import History, Span

HEAD = """\
# Which articles and annexes this statute has had: what citations are held to. Numbers and days only, from the texts at law.go.kr.
# Written by `make statutes`; what is kept of a file are the names of its statutes, `formerly` and `complete_to`.
# from: the day it began, or its promulgation where the clause on that could not be read; until: the day it ended, or the last on which a
# part of the text without it began; promulgated, removal_promulgated: the days of the texts that brought it and took it away.
statutes:
"""
_WIDTH, _FOLDED, _INDENT = 125, 90, 6
_RUN = 3  # a run of two is no shorter than its numbers


def written(histories: Mapping[str, tuple[History, Sequence[str], str]]) -> str:
    """A file of rulesets/statutes: by name a history, the names the statute had before, and the day to which its texts are complete."""
    return HEAD + "".join(_statute(name, *told) for name, told in histories.items())


def _statute(name: str, told: History, formerly: Sequence[str], complete_to: str) -> str:
    lines = [f"  {name}:"]
    lines += [f"    formerly: [{', '.join(formerly)}]"] if formerly else []
    lines += [f"    since: {told.since}", f"    complete_to: {complete_to}"]
    for key, spans in (("articles", told.articles), ("annexes", told.annexes)):
        lines += _numbers(key, [number for number, known in spans.items() if known == [Span()]])
        changed = [(number, span) for number, known in spans.items() if known != [Span()] for span in known]
        lines += [f"    {key}_changed:"] if changed else []
        lines += [_changed(number, span) for number, span in changed]
    return "\n".join(lines) + "\n"


def _numbers(key: str, numbers: Sequence[str]) -> Iterator[str]:
    text = ", ".join(_runs(numbers))
    if not text:
        return
    # Quotes where YAML, or a reader, would take one number or a run of them for something else.
    plain = f'    {key}: "{text}"' if "의" not in text and text.count(",") < 2 else f"    {key}: {text}"  # noqa: PLR2004
    if len(plain) <= _WIDTH:
        yield plain
        return
    yield f"    {key}: >-"
    yield from (" " * _INDENT + line for line in wrap(text, _FOLDED, break_on_hyphens=False))


def _runs(numbers: Sequence[str]) -> Iterator[str]:
    """1, 2, 3, 3의2, 4 as 1-3, 3의2, 4."""
    run: list[int] = []
    for number in [*numbers, ""]:
        article = numbered(number)[0] if number and "의" not in number else 0
        if run and article != run[-1] + 1:
            yield from [f"{run[0]}-{run[-1]}"] if len(run) >= _RUN else map(str, run)
            run = []
        if article:
            run.append(article)
        elif number:
            yield number


def _changed(number: str, span: Span) -> str:
    days: dict[str, date | None] = {
        "from": span.since,
        "promulgated": span.promulgated,
        "until": span.until,
        "removal_promulgated": span.removal_promulgated,
    }
    told = [f"{key}: {day}" for key, day in days.items() if day is not None]
    no = number if "의" in number else f'"{number}"'
    return f"      - {{{', '.join([f'no: {no}', *told])}}}"
