"""Where in a JSON text a mistake stands that its reader cannot place: it sees numbers and brackets, not their lines."""

from __future__ import annotations

import re

from engine.documents.from_json import DEEPEST
from engine.language.exact import LanguageError, exact_number

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|-?Infinity|NaN|[\[{]|[\]}]')
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def place_in_json(text: str, code: str) -> str:
    """`line L column C` of the first part of a text that a diagnostic code is about; empty where there is none."""
    depth = 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        depth += (word in "[{") - (word in "]}")
        if _is_meant(code, word, depth):
            line = text.count("\n", 0, token.start()) + 1
            return f"line {line} column {token.start() - text.rfind(chr(10), 0, token.start())}"
    return ""


def _is_meant(code: str, word: str, depth: int) -> bool:
    if code == "P103":
        return depth > DEEPEST
    if code == "P105":
        return word in ("NaN", "Infinity", "-Infinity")
    if code == "P106":
        return word[0] in "-0123456789" and not _is_number(word)
    return code == "P101" and word[0] == '"' and bool(_HALF.search(word))


def _is_number(word: str) -> bool:
    try:
        exact_number(word)
    except (LanguageError, ValueError):
        return False
    return True
