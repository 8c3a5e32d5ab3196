"""A second opinion on a terminal: whether the engines agree, and which rules fired, from what, in which order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from api.rendering.words import Words

_NUMBER = 6  # columns for the number of a firing
_HELD = {
    "met": ("충족", "green"),
    "unmet": ("불충족", "red"),
    "not met": ("충족 아님", "yellow"),
    "not unmet": ("불충족 아님", "yellow"),
}
_STATUS = {
    "agrees": ("compiled와 판정이 모두 같음", "decides as compiled does, in everything", "green"),
    "differs": ("compiled와 다른 판정이 있음", "decides otherwise than compiled", "bold red"),
    "missing": ("두 번째 의견이 없음", "the second opinion is missing", "bold yellow"),
}


def opinion_view(second: Mapping[str, Any], words: Words) -> Text:
    """Whether another engine came to the same, and where not."""
    ko, en, style = _STATUS[second["status"]]
    text = Text(words("엔진 ", "engine ")).append(second["engine"], style="bold").append(": ")
    text.append(words(ko, en), style=style)
    if second["message"] is not None:
        text.append(" — " + words.said(second["message"]))
    for one in second["differences"]:
        who = f" {one['worker']}" if one["worker"] else ""
        text.append(f"\n  {one['program']}{who} {one['field']}: compiled {one['compiled']}, ", style="red")
        text.append(f"{second['engine']} {one['second']}", style="red")
    return text


def firings_view(firings: list[Mapping[str, Any]], words: Words) -> Iterator[RenderableType]:
    """The rules that fired, by program and worker: the token each gave, and below it those it rests on."""
    for (program, worker), fired in groupby(firings, key=lambda one: (one["program"], one["worker"])):
        yield Text(f"\n{program}{f' · {worker}' if worker else ''}", style="bold")
        # In columns, so that a long claim goes on below itself and not below the numbers.
        grid = Table.grid(padding=(0, 1))
        grid.add_column(justify="right", width=_NUMBER, style="dim")
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for one in fired:
            grid.add_row(f"{one['number']}.", _held(one["gives"], words), _claim(one))
            for held in one["from"]:
                grid.add_row("←", _held(held, words), held["claim"])
        yield grid


def _claim(one: Mapping[str, Any]) -> Text:
    text = Text(one["gives"]["claim"])
    # Of a definition's rule the version; a program's own name theirs themselves.
    if not one["rules"].startswith(one["program"]):
        text.append(f"  [{one['rules']}]", style="dim")
    return text


def _held(held: Mapping[str, str], words: Words) -> Text:
    ko, style = _HELD[held["held"]]
    return Text(words(ko, held["held"]), style=style)
