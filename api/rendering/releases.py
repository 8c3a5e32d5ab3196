"""Releases as a table, a publication and a replay in a few lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.text import Text

from api.rendering.paper import printed, ruled
from api.rendering.words import Words

_STATES = {"there": "", "intact": "그대로임", "missing": "폴더 없음", "changed": "내용이 지문과 다름"}
_DONE = {
    "published": "발행함: 발행본 {name} ({day}) · {folder}",
    "restored": "폴더를 되살림: 발행본 {name} ({day}) · {folder}",
    "unchanged": "이미 발행됨: 발행본 {name} ({day}) · 바뀐 것 없음",
}
SHORT = 12
MOST_SHOWN = 40
_FACT = ".facts"


def published_text(listing: Mapping[str, Any]) -> str:
    """What publishing did."""
    name, day = listing["release"][:SHORT], listing["published"]
    return _DONE[listing["done"]].format(name=name, day=day, folder=listing["folder"]) + "\n"


def releases_text(listing: Mapping[str, Any]) -> str:
    """The releases: digest, day, note, state; and what the working copy is equal to."""
    working = listing["working"]
    if working is None:
        present = "작업본: 잘못이 있어 열 수 없음 (haedang check)"
    else:
        state = "발행됨" if working["published"] else "아직 발행하지 않음"
        present = f"작업본 {working['release'][:SHORT]} · {state}"
    if not listing["releases"]:
        return printed(
            Text("발행본이 아직 없습니다. haedang publish로 발행합니다."), Text(present, style="dim")
        )
    table = ruled(*((title, {}) for title in ("발행본", "발행한 날", "적어 둔 말", "")))
    for release in listing["releases"]:
        table.add_row(
            release["release"][:SHORT], release["published"], release["note"], _STATES[release["state"]]
        )
    return printed(table, Text(present, style="dim"))


def replayed_text(document: Mapping[str, Any], lang: str) -> str:
    """Whether a decision came out the same, and where it did not. Values of facts are personal and are not repeated."""
    words = Words(lang)
    release = words(f"발행본 {document['release'][:SHORT]}", f"release {document['release'][:SHORT]}")
    heads = {key: value[:SHORT] for key, value in document["decision"].items()}
    if document["same"]:
        same = words("같음: 결정", "same: decision")
        return f"{same} {heads['saved']} · {release} · {document['on']}\n"
    lines = [f"{words('다름: 결정', 'differs: decision')} {heads['saved']} → {heads['replayed']} · {release}"]
    for found in document["differences"][:MOST_SHOWN]:
        personal = _FACT in found["path"]
        values = "" if personal else f": {_short(found['saved'])} → {_short(found['replayed'])}"
        lines.append(f"  {found['path']}{values}")
    rest = len(document["differences"]) - MOST_SHOWN
    if rest > 0:
        lines.append("  " + words(f"그 밖 {rest}곳", f"{rest} more"))
    return "\n".join(lines) + "\n"


def _short(value: object) -> str:
    text = "있음/present" if isinstance(value, dict | list) else str(value)
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "…"
