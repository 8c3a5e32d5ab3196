"""What a string written in an expression means: its escapes, as FEEL has them."""

from __future__ import annotations

import re

from engine.language.exact import LanguageError

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))", re.DOTALL)
_SHORT = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "'": "'", "\\": "\\", "/": "/"}
_LAST_CODE_POINT = 0x10FFFF


def unescaped(written: str, place: tuple[int, int]) -> str:
    r"""The text of a string without its quotes; any `\x` that is no escape stands for itself.

    Raises LanguageError for `\u` or `\U` that names no character: too few digits, half of a pair, or beyond Unicode.
    """
    if "\\" not in written:
        return written
    try:
        text = _ESCAPE.sub(_character, written)
        return text.encode("utf-16", "surrogatepass").decode("utf-16")  # two halves make one character
    except (UnicodeDecodeError, OverflowError, ValueError):
        raise LanguageError("L109", place, {}) from None


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if code is None and found[3] in "uU":
        raise ValueError(found[0])
    if code is None:
        return _SHORT.get(found[3], found[0])
    if int(code, 16) > _LAST_CODE_POINT:
        raise ValueError(code)
    return chr(int(code, 16))
