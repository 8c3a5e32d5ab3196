"""Where a word of a step stands in its feature file: in the sentence, or in the row of examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A step's line in a file. `lines` are the file's; `example` is the row that the scenario runs with."""

    file: str
    line: int
    column: int  # of the sentence after its keyword
    lines: Sequence[str] = field(repr=False, default=())
    example: Mapping[str, str] = field(default_factory=dict)

    def of(self, piece: str) -> Span:
        """The place of a piece of the sentence; where it came from a row of 예, its cell there."""
        written = self.lines[self.line - 1] if self.line <= len(self.lines) else ""
        at = written.find(piece, self.column - 1) if piece else -1
        if at >= 0:
            return Span(self.file, self.line, at + 1, len(piece))
        return self._in_examples(piece) or Span(self.file, self.line, self.column)

    def cell(self, line: int, column: int, length: int) -> Span:
        """The place of a cell of the step's table."""
        return Span(self.file, line, column, max(1, length))

    def _in_examples(self, piece: str) -> Span | None:
        values = list(self.example.values())
        value = next((v for v in values if v and v in piece), None)
        number = row_line(self.lines, self.line, values) if value else None
        if number is None:
            return None
        return Span(self.file, number, self.lines[number - 1].index(str(value)) + 1, len(str(value)))


def row_line(lines: Sequence[str], after: int, values: Sequence[str]) -> int | None:
    """The line, counted from 1, of the first row of a table below line `after` that holds these values."""
    return next((n for n, line in enumerate(lines[after:], start=after + 1) if _cells(line) == values), None)


def _cells(line: str) -> list[str]:
    text = line.strip()
    is_row = text.startswith("|") and text.endswith("|")
    return [cell.strip() for cell in text[1:-1].split("|")] if is_row else []
