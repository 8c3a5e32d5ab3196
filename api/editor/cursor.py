"""What stands under a cursor, told by the text alone: it may be half written, and no YAML at that moment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d]\w*")
_KEY = re.compile(r"""(?P<lead>\s*(?:-\s+)*)(?P<key>"[^"]*"|'[^']*'|[^\W\d]\w*)\s*:(?=\s|$)""")
_DASHES = re.compile(r"\s*(?:-(?:\s+|$))*")
_OPENING, _CLOSING, _QUOTES = "{[", "}]", "'\""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a text. `path`: the keys that lead to it, outermost first. `before`: what stands of its value, on its
    line, up to the cursor. `quote`: the quotes of YAML it stands in, or "". `word` begins at `start`, in characters.
    """

    path: tuple[str, ...]
    before: str
    quote: str
    word: str
    start: int
    line: str
    on_key: bool

    @property
    def key(self) -> str:
        """The innermost key."""
        return self.path[-1] if self.path else ""


def cursor_at(lines: Sequence[str], number: int, column: int) -> Cursor:
    """What stands at a line and column, both counted from 0, the column in characters."""
    line = lines[number] if number < len(lines) else ""
    found = _KEY.match(line)
    word, start = _word(line, column)
    if found and column <= found.end("key"):
        indent = len(found["lead"])
        path = (*_above(lines, number, indent), found["key"].strip(_QUOTES))
        return Cursor(path, "", "", word, start, line, on_key=True)
    dashes = _DASHES.match(line)
    begins = found.end() if found else (dashes.end() if dashes else 0)
    indent = len(found["lead"]) if found else begins
    outer = _above(lines, number, indent if found or begins else len(line) or 1)
    keys, before, quote = _in_value(line[begins:column])
    own = (found["key"].strip(_QUOTES),) if found else ()
    return Cursor((*outer, *own, *keys), before, quote, word, start, line, on_key=False)


def _word(line: str, column: int) -> tuple[str, int]:
    for found in _WORD.finditer(line):
        if found.start() <= column <= found.end():
            return found[0], found.start()
    return "", column


def _above(lines: Sequence[str], number: int, indent: int) -> tuple[str, ...]:
    """The keys of the blocks around a line whose text begins at column `indent`."""
    path: list[str] = []
    for line in reversed(lines[:number]):
        stripped = line.strip()
        found = _KEY.match(line) if stripped and not stripped.startswith("#") else None
        if found is None:
            continue
        # A dash belongs to the list, whose key may stand in the same column.
        at = len(found["lead"])
        if at < indent:
            path.append(found["key"].strip(_QUOTES))
            indent = len(line) - len(line.lstrip())
            if "-" in found["lead"]:
                indent += 1
        if indent == 0:
            break
    return tuple(reversed(path))


def _in_value(text: str) -> tuple[list[str], str, str]:
    """The keys inside the `{…}` and `[…]` open where a value breaks off, what stands of its last scalar, its quote."""
    open_: list[tuple[str, str]] = []
    quote, begins, fresh = "", 0, True
    for index, character in enumerate(text):
        escaped = quote == '"' and (len(text[begins:index]) - len(text[begins:index].rstrip("\\"))) % 2 == 1
        if quote:
            quote = "" if character == quote and not escaped else quote
        elif fresh and (character.isspace() or character in _QUOTES or character in _OPENING):
            begins = index + 1
            fresh = character not in _QUOTES
            quote = "" if fresh else character
            open_ += [(character, "")] if character in _OPENING else []
        elif open_ and character in _CLOSING:
            open_.pop()
            begins, fresh = index + 1, False
        elif open_ and character == ",":
            open_[-1] = (open_[-1][0], "")
            begins, fresh = index + 1, True
        elif open_ and character == ":" and open_[-1][0] == "{" and text[index + 1 : index + 2] in ("", " "):
            open_[-1] = ("{", text[begins:index].strip().strip(_QUOTES))
            begins, fresh = index + 1, True
        else:
            fresh = False
    return [key for _, key in open_ if key], text[begins:], quote
