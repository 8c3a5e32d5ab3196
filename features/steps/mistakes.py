"""A mistake in a scenario, before anyone has said where it stands."""

from __future__ import annotations

from engine.diagnostics import Diagnostic, Span, Word, diagnose


class Mistake(Exception):  # noqa: N818 - the writer of a scenario makes it, not the program
    """A code, the piece of the sentence it is about, and the words of its message.

    `span` is set where the piece stands in a table; otherwise the runner looks it up in the line of the step.
    """

    def __init__(self, code: str, piece: str, span: Span | None = None, **words: Word) -> None:
        super().__init__(code, piece)
        self.code = code
        self.piece = piece
        self.span = span
        self.words = words

    def at(self, span: Span) -> Mistake:
        """The same mistake at a place, unless it has one already."""
        return self if self.span else Mistake(self.code, self.piece, span, **self.words)

    def diagnostic(self) -> Diagnostic:
        """The diagnostic, in Korean and English."""
        return diagnose(self.code, span=self.span, **self.words)


def shown(found: Diagnostic) -> str:
    """A diagnostic on one line: file:line:column, code, what is wrong, and the cure after a slash."""
    cure = f" / {found.help.ko}" if found.help and found.help.ko else ""
    return f"{found.place} {found.code} {found.message.ko}{cure}"
