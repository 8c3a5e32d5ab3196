"""Diagnostics as text in the manner of the compilers: the sentence, the place, the line it is about, the cure."""

from __future__ import annotations

from collections.abc import Sequence

from api.rendering.snippets import Lines, marks_of, snippet
from api.rendering.words import Words
from engine.diagnostics import ERROR, Diagnostic

MOST_SHOWN = 20


def faults_text(
    diagnostics: Sequence[Diagnostic], lang: str, source: str | None = None, lines: Lines | None = None
) -> str:
    """Some mistakes, in order, one below the other. `lines` gives the lines of a file that may be shown: a
    ruleset's, never a profile's, whose values are personal.
    """
    words = Words(lang)
    shown = diagnostics if lines else diagnostics[:MOST_SHOWN]
    text = "\n".join(_fault(found, words, source, lines) for found in shown)
    rest = len(diagnostics) - len(shown)
    return text + (words(f"그 밖 {rest}가지 잘못\n", f"{rest} more mistakes\n") if rest else "")


def concise_text(diagnostics: Sequence[Diagnostic], lang: str) -> str:
    """One line a mistake: file, line, column, code and sentence."""
    words = Words(lang)
    return "".join(
        f"{found.place}: {headed(found, words)} {words.said(found.message.as_json())}\n"
        for found in diagnostics
    )


def headed(found: Diagnostic, words: Words) -> str:
    """How bad it is, and its code."""
    label = words("오류", "error") if found.severity == ERROR else words("주의", "warning")
    return f"{label} {found.code}"


def _fault(found: Diagnostic, words: Words, source: str | None, lines: Lines | None) -> str:
    text = f"{headed(found, words)}: {words.said(found.message.as_json())}\n"
    marks = marks_of(found, words.said)
    indent = "  "
    if marks:
        text += snippet(marks, lines or (lambda _: None))
        indent = " " * max(len(str(mark.span.line)) for mark in marks) + " "
    else:
        parts = dict.fromkeys(part for part in (source, found.path) if part)
        text += f" --> {' '.join(parts)}\n" if parts else ""
    if found.span and found.path:
        text += f"{indent}= {words('자리', 'in')}: {found.path}\n"
    if found.help:
        text += f"{indent}= {words('도움', 'help')}: {words.said(found.help.as_json())}\n"
    return text
