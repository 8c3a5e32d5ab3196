"""How one scalar is written: plain where a reader takes it for the same text, else in double quotes.

Single quotes are for what would need backslashes. In `{…}` and `[…]`, and for texts for people everywhere, a text is
plain only if it could stand in either. What holds no letter and is no day is quoted everywhere: it looks like a number.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache

import yaml

from engine.diagnostics import Refused
from engine.documents import read_tree

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BETTER_QUOTED = re.compile(r"['\"]| \+ ")  # reads as a text without a doubt
_LETTER = re.compile(r"[^\W\d_]")
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_STRING = "tag:yaml.org,2002:str"
_NAME = re.compile(r"[A-Za-z가-힣_][\w가-힣]*")
_WORDS = re.compile(r"yes|no|on|off|y|n|true|false|null", re.IGNORECASE)


def is_text(node: yaml.ScalarNode) -> bool:
    """Whether a scalar is a text: quoted, or plain and neither number, truth, day nor null."""
    return bool(node.style) or node.tag == _STRING


def scalar_text(node: yaml.ScalarNode, *, flow: bool, quoted: bool = False) -> str:
    """A scalar on one line. `quoted`: a text stands in quotes even where it need not (cells of tables)."""
    if not is_text(node):
        return str(node.value)
    text = str(node.value)
    return quote(text) if quoted or not can_be_plain(text, flow) else text


def key_text(node: yaml.ScalarNode, *, flow: bool) -> str:
    """A key: as it is written; in quotes only where it must be, and was or comes to stand in `{…}`."""
    text = str(node.value)
    if _NAME.fullmatch(text) and not _WORDS.fullmatch(text):
        return text
    return quote(text) if node.style or (flow and not _is_key_in_flow(text)) else text


@lru_cache(maxsize=8192)
def _is_key_in_flow(text: str) -> bool:
    """Whether a key without quotes is read as the same key inside `{…}`."""
    try:
        return read_tree(f"{{{text}: a}}", "").plain() == {text: "a"}
    except Refused:
        return False


@lru_cache(maxsize=8192)
def can_be_plain(text: str, flow: bool) -> bool:
    """Whether a text without quotes is read as the same text."""
    if text != text.strip() or not text or len(text.splitlines()) != 1:
        return False
    if _DAY.fullmatch(text):
        return True
    if not _LETTER.search(text) or (flow and _BETTER_QUOTED.search(text)):
        return False
    try:
        return read_tree(f"[{text}]" if flow else f"- {text}", "").plain() == [text]
    except Refused:
        return False


def quote(text: str) -> str:
    """A text in quotes, on one line."""
    if ('"' in text or "\\" in text) and "'" not in text and text.isprintable():
        return f"'{text}'"
    return _UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
