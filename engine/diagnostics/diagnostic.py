"""Spans, two-language texts and diagnostics. Nothing here prints."""

from __future__ import annotations

import difflib
import heapq
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence for people, in Korean and in English."""

    ko: str
    en: str

    def in_language(self, lang: str) -> str:
        """The sentence in `lang` ("ko" or "en"), or both separated by a slash."""
        if lang == "both":
            return f"{self.ko} / {self.en}"
        return self.ko if lang == "ko" else self.en

    def as_json(self) -> dict[str, str]:
        """Both sentences as a JSON object."""
        return {"ko": self.ko, "en": self.en}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: 1-based line and column (in characters), and a length in characters."""

    file: str
    line: int
    column: int
    length: int = 1

    def within(self, offset: int, length: int) -> Span:
        """The part of this span that starts `offset` characters in (for expressions on one line)."""
        return Span(self.file, self.line, self.column + offset, max(1, length))

    def as_json(self) -> dict[str, object]:
        """File, line, column and length as a JSON object."""
        return {"file": self.file, "line": self.line, "column": self.column, "length": self.length}

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


_LIKELY = 12
ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a mistake is about, and what stands there: the first definition, the other interval."""

    span: Span
    text: Text

    def as_json(self) -> dict[str, object]:
        """A JSON object: file, line, column, length, and the text in both languages."""
        return {**self.span.as_json(), "text": self.text.as_json()}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake of a user: what it is, where, and how to mend it.

    `span` places it in a file; `path` places it in a document that has no lines, such as a JSON profile
    (`facts.insured_unit_days`). Either may be missing, never both. A mistake is an `error`; what is only worth a
    second look is a `warning`, and refuses nothing.
    """

    code: str
    message: Text
    help: Text | None = None
    span: Span | None = None
    path: str | None = None
    related: tuple[Related, ...] = ()
    severity: str = ERROR

    @property
    def place(self) -> str:
        """Where it is, as one word: `file:line:column` and the path inside the document."""
        return " ".join(part for part in (str(self.span) if self.span else "", self.path or "") if part)

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Files, then lines, then columns, then paths, then codes: the order in which all are shown."""
        span = self.span or Span("", 0, 0)
        return (span.file, span.line, span.column, self.path or "", self.code)

    def as_json(self) -> dict[str, object]:
        """A JSON object: code, severity, message, help, file, line, column, length or path, and related places."""
        answer: dict[str, object] = {"code": self.code, "severity": self.severity}
        answer["message"] = self.message.as_json()
        if self.help:
            answer["help"] = self.help.as_json()
        if self.span:
            answer |= self.span.as_json()
        if self.path is not None:
            answer["path"] = self.path
        if self.related:
            answer["related"] = [place.as_json() for place in self.related]
        return answer


class Refused(Exception):  # noqa: N818 - it is the door that refuses; the mistakes are the diagnostics
    """Input that cannot be used, carrying every diagnostic found, sorted by place."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: Sequence[Diagnostic] = tuple(sorted(diagnostics, key=Diagnostic.sort_key))
        super().__init__("; ".join(f"{d.code} {d.place}: {d.message.en}" for d in self.diagnostics))


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `name`, or None where none is near enough to be meant."""
    # difflib takes 10 ms for a thousand names; it is asked about the few that share the most pairs of letters.
    pairs = _pairs(name)
    likely = heapq.nlargest(_LIKELY, candidates, key=lambda candidate: len(pairs & _pairs(candidate)))
    found = difflib.get_close_matches(name, likely, n=1)
    return found[0] if found else None


@lru_cache(maxsize=16_384)
def _pairs(name: str) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(f" {name} "))
