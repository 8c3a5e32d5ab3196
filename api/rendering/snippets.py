"""The lines a mistake is about, with carets under the place itself and dashes under the places beside it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from engine.diagnostics import Diagnostic, Span

Lines = Callable[
    [str], Sequence[str] | None
]  # the lines of a file that may be shown; None of one that may not
WIDEST = 160  # columns; of a longer line only the part around the mark is shown
_BEFORE = 40
_TAB = "    "
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to be underlined: by which sign, and what is said beside it."""

    span: Span
    sign: str
    text: str


def columns(text: str) -> int:
    """How many columns a text takes on a terminal: Hangul and other wide letters two, combining marks none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def snippet(marks: Sequence[Mark], lines: Lines) -> str:
    """The marked lines of every file, the first mark's file first, each under `-->` (or `:::`) and its place.

    A mark on a file that may not be shown, or on a whole file, gives its place alone.
    """
    files: dict[str, list[Mark]] = {}
    for mark in marks:
        files.setdefault(mark.span.file, []).append(mark)
    width = max(len(str(mark.span.line)) for mark in marks)
    parts = [
        _file(found, lines(file), width, "-->" if index == 0 else ":::")
        for index, (file, found) in enumerate(files.items())
    ]
    return "".join(parts)


def _file(marks: Sequence[Mark], source: Sequence[str] | None, width: int, arrow: str) -> str:
    margin = " " * width
    text = f"{margin}{arrow} {marks[0].span}\n"
    shown = [
        mark for mark in marks if source and mark.span.line <= len(source) and not _is_whole_file(mark.span)
    ]
    if not source or not shown:
        said = "".join(f"{margin} = {mark.text}\n" for mark in marks if mark.text)
        return text + said
    text += f"{margin} |\n"
    last, column = 0, 1
    for mark in sorted(shown, key=lambda mark: (mark.span.line, mark.span.column)):
        number, line = mark.span.line, source[mark.span.line - 1]
        if last and number > last + 1:
            text += "...\n"
        if number != last:
            column = mark.span.column
            text += f"{number:>{width}} | {_shown(line, column)}\n"
        text += f"{margin} | {_underline(line, mark, column)}\n"
        last = number
    return text


def _is_whole_file(span: Span) -> bool:
    return (span.line, span.column, span.length) == (1, 1, 1)


@dataclass(frozen=True, slots=True)
class _Window:
    """The part of a line that is shown: what stands before it, and the characters from `start` to `end`."""

    front: str
    start: int
    end: int


def _window(line: str, column: int) -> _Window:
    if columns(line) <= WIDEST:
        return _Window("", 0, len(line))
    start = max(0, column - 1 - _BEFORE)
    return _Window(_CUT if start else "", start, start + WIDEST // 2)


def _shown(line: str, column: int) -> str:
    window = _window(line, column)
    back = _CUT if window.end < len(line) else ""
    return window.front + line[window.start : window.end].replace("\t", _TAB) + back


def _underline(line: str, mark: Mark, column: int) -> str:
    window, start = _window(line, column), mark.span.column - 1
    before = window.front + line[window.start : start].replace("\t", _TAB)
    marked = line[start : min(window.end, start + mark.span.length)].replace("\t", _TAB)
    return (
        " " * columns(before) + mark.sign * max(1, columns(marked)) + (f" {mark.text}" if mark.text else "")
    )


def marks_of(found: Diagnostic, said: Callable[[Mapping[str, str]], str]) -> list[Mark]:
    """The place of a diagnostic and its related places; none where it has no place in a file."""
    if found.span is None:
        return []
    own = Mark(found.span, "^", "")
    return [own, *(Mark(place.span, "-", said(place.text.as_json())) for place in found.related)]
