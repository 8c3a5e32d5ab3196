"""The tree of reasons, collapsed: what is not met or not known stands in front, what is met is one list.

Of alternatives only those are shown that matter: once one is met the others say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.rendering.paper import grid
from api.rendering.words import OUTCOME_COLOURS, OUTCOME_SIGNS, Words

Reason = Mapping[str, Any]
MOST_ALTERNATIVES = 4
_MEASURED = re.compile("[≥≤<>]")  # a test of a quantity: the only met ones whose values are worth a place
_STATUTE = re.compile(r"^(?P<name>.+?) (?P<place>(?:제|별표|부칙).*)$")


@dataclass(slots=True)
class Outline:
    """A collapsed tree: the lines in front, and what is met."""

    lines: list[Line] = field(default_factory=list)
    met: list[Reason] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """A condition or group in front, with what stands under it; `more` alternatives are only counted."""

    node: Reason
    under: list[Line] = field(default_factory=list)
    more: int = 0


def outline(reasons: Reason, verdict: str) -> Outline:
    """The collapsed form of a determination's reasons. Of an eligible program the findings left to the agency
    are not in it: they are its reservations.
    """
    found = Outline()
    found.lines = list(_in_front(reasons, found.met, verdict))
    return found


def _in_front(node: Reason, met: list[Reason], verdict: str) -> Iterator[Line]:
    if node["outcome"] == "met":
        met.extend(_met_in(node))
    elif "members" not in node:
        if not (verdict == "eligible" and node.get("judged_by")):
            yield Line(node)
    elif node["kind"] == "all":
        for member in node["members"]:
            if member["outcome"] in ("met", node["outcome"]):
                yield from _in_front(member, met, verdict)
    else:
        yield from _alternatives(node, verdict)


def _alternatives(node: Reason, verdict: str) -> Iterator[Line]:
    """A group of alternatives (or of what must not be): the heading, and those that are as it is."""
    aside: list[Reason] = []
    if node["kind"] == "not":
        lines = [Line(member) for member in node["members"]]
    else:
        alike = [member for member in node["members"] if member["outcome"] == node["outcome"]]
        lines = [line for member in alike for line in _in_front(member, aside, verdict)]
    if len(lines) == 1 and node["id"] is None and node["kind"] != "not":
        yield lines[0]
    elif lines:
        yield Line(node, lines[:MOST_ALTERNATIVES], len(lines[MOST_ALTERNATIVES:]))


def _met_in(node: Reason) -> Iterator[Reason]:
    """What a met part comes down to: a named group by its own name, else its met conditions."""
    if "members" not in node:
        yield node
    elif node["id"] is not None:
        inside = list(_met_in({**node, "id": None}))
        cites = list(dict.fromkeys(cite for found in inside for cite in found["cites"]))
        yield {"label": node["label"], "cites": cites, **_told_alone(inside)}
    elif node["kind"] == "not":
        yield {"label": node["members"][0]["label"], "cites": list(_cites(node)), "denied": True}
    else:
        for member in node["members"]:
            if member["outcome"] == "met":
                yield from _met_in(member)
                if node["kind"] == "any":
                    return


def _cites(node: Reason) -> Iterator[str]:
    yield from node.get("cites", ())
    for member in node.get("members", ()):
        yield from _cites(member)


def _told_alone(inside: list[Reason]) -> Reason:
    """The values of a group that comes down to one condition."""
    only = inside[0] if len(inside) == 1 else {}
    return {key: only[key] for key in ("text", "facts") if key in only}


def cites_text(cites: list[str]) -> str:
    """Citations in one line; the name of a statute is not said twice in a row."""
    shown: list[str] = []
    before = None
    for cite in cites:
        parts = _STATUTE.match(cite)
        name = parts["name"] if parts else None
        shown.append(parts["place"] if parts and name == before else cite)
        before = name
    return ", ".join(shown)


def reasons_view(found: Outline, words: Words, *, with_met: bool = True) -> list[RenderableType]:
    """The lines in front, and the list of what is met."""
    parts: list[RenderableType] = []
    if found.lines:
        parts.append(_lines_view(found.lines, words))
    if found.met and with_met:
        if found.lines:
            count = len(found.met)
            parts.append(Text(words(f"맞은 조건 {count}가지", f"{count} conditions met"), style="dim"))
        parts.append(_met_view(found.met, words))
    return parts


def _lines_view(lines: list[Line], words: Words) -> Table:
    table = grid({"width": 1}, {"ratio": 1})
    for line in lines:
        node, outcome = line.node, line.node["outcome"]
        body: list[RenderableType] = [Text(_label(node, words), style="bold")]
        note = " · ".join(part for part in (_values(node, words), cites_text(node.get("cites", []))) if part)
        if note:
            body.append(Text(note, style="dim"))
        if line.under:
            body.append(_lines_view(line.under, words))
        if line.more:
            body.append(
                Text(words(f"그 밖 {line.more}가지도 같음", f"and {line.more} more alike"), style="dim")
            )
        table.add_row(Text(OUTCOME_SIGNS[outcome], style=OUTCOME_COLOURS[outcome]), Group(*body))
    return table


def _label(node: Reason, words: Words) -> str:
    label = words.said(node["label"])
    return label + words(" (기관이 판단)", " (for the office to judge)") if node.get("judged_by") else label


def _values(node: Reason, words: Words) -> str:
    if "text" not in node or node["text"] == node["label"]:
        return ""
    return words.said(node["text"])


def _met_view(met: list[Reason], words: Words) -> Table:
    table = grid({"width": 1}, {"ratio": 1})
    for node in met:
        label = words.said(node["label"])
        line = Text(label + (words(" — 아님", " — not so") if node.get("denied") else ""))
        values = _values(node, words)
        if _MEASURED.search(values) and "unknown" not in node.get("facts", {}).values():
            line.append(f" · {values}", style="dim")
        first, *others = node["cites"] or [""]
        cite = first + (words(" 등", " etc.") if others else "")
        table.add_row(Text("✓", style="green"), line.append(f" · {cite}" if cite else "", style="dim"))
    return table
