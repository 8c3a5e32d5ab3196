"""A value read from YAML whose every part knows its place, down to a character inside a quoted or folded text."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import Span

Scalar = str | int | bool | None
Plain = dict[str, "Plain"] | list["Plain"] | Scalar
Mark = tuple[int, int, int]  # line and column from 1, length in characters
_HEX = {"x": 2, "u": 4, "U": 8}
_BLANK_ESCAPES = "nrtbevf0aN_LP \t"


class Source:
    """The text of a file by lines; cut only when somebody asks for a place inside a scalar."""

    __slots__ = ("_lines", "file", "text")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._lines: list[str] | None = None

    @property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        if self._lines is None:
            self._lines = self.text.splitlines()
        return self._lines


class Tree:
    """A scalar, a tuple of trees or a dictionary of trees. `style`: "" for plain, else the sign of a quoted or block scalar.

    A plain class with slots: a large catalogue has a hundred thousand of them, and a frozen dataclass takes three times as long to make.
    """

    __slots__ = ("mark", "marks", "source", "style", "value")

    def __init__(
        self,
        value: Scalar | tuple[Tree, ...] | dict[str, Tree],
        source: Source,
        mark: Mark,
        style: str = "",
        marks: dict[str, Mark] | None = None,
    ) -> None:
        self.value = value
        self.source = source
        self.mark = mark
        self.style = style
        self.marks = marks  # of a dictionary: where each key stands

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.source.file, *self.mark)

    @property
    def keys(self) -> dict[str, Span]:
        """Where each key of a dictionary stands; empty for anything else."""
        return {name: Span(self.source.file, *mark) for name, mark in (self.marks or {}).items()}

    def key_span(self, name: str) -> Span | None:
        """Where one key stands; None where there is no such key."""
        mark = (self.marks or {}).get(name)
        return None if mark is None else Span(self.source.file, *mark)

    def at(self, path: tuple[object, ...]) -> Tree:
        """The deepest part along a path of keys and indexes; steps that name nothing here are passed over."""
        node = self
        for step in path:
            node = node.part(step) or node
        return node

    def part(self, step: object) -> Tree | None:
        """What stands under a key or index; None where nothing does."""
        if isinstance(self.value, dict):
            return self.value.get(step) if isinstance(step, str) else None
        if isinstance(self.value, tuple) and isinstance(step, int):
            return self.value[step] if step < len(self.value) else None
        return None

    def plain(self) -> Plain:
        """The value without places."""
        value = self.value
        if isinstance(value, dict):
            return {key: child.plain() for key, child in value.items()}
        if isinstance(value, tuple):
            return [child.plain() for child in value]
        return value

    def within(self, offset: int, length: int) -> Span:
        """The place of a part of a scalar's text, wherever quotes, escapes and folded lines have put it.

        A part that runs over several lines is marked to the end of its first.
        """
        line, column, _ = self.mark
        text = self.value if isinstance(self.value, str) else ""
        places = list(self._letters(offset + length, text))
        first = len(_letters_of(text[:offset]))
        last = len(_letters_of(text[: offset + length])) - 1
        if not places or first >= len(places):  # behind the last letter: "the expression ends too early"
            end_line, end_column = places[-1] if places else (line, column - 1)
            return Span(self.source.file, end_line, end_column + 1)
        line, column = places[first]
        end_line, end_column = places[max(first, min(last, len(places) - 1))]
        if end_line != line:
            end_column = len(self.source.lines[line - 1].rstrip())
        return Span(self.source.file, line, column, max(1, end_column - column + 1))

    def _letters(self, most: int, text: str) -> Iterator[tuple[int, int]]:
        """Line and column of each letter (blanks left out) of a scalar's text, as far as its letter `most`."""
        count = len(_letters_of(text))
        line, column, _ = self.mark
        if self.style in ("|", ">"):
            line, column = line + 1, 1
        elif self.style:
            column += 1
        given = 0
        while given < min(count, most) and line <= len(self.source.lines):
            raw = self.source.lines[line - 1]
            for start, is_letter in _units(raw, column - 1, self.style):
                if is_letter and given < count:
                    given += 1
                    yield line, start + 1
            line, column = line + 1, 1


def _letters_of(text: str) -> str:
    return "".join(text.split())


def _units(raw: str, start: int, style: str) -> Iterator[tuple[int, bool]]:
    """What one line writes from a column on: where each character or escape starts, and whether it is no blank."""
    at = start
    while at < len(raw):
        here, character = at, raw[at]
        at += 1
        if style == '"' and character == "\\":
            kind = raw[at : at + 1]
            at += 1 + _HEX.get(kind, 0)
            yield here, bool(kind) and kind not in _BLANK_ESCAPES
            continue
        if style == "'" and raw[here : here + 2] == "''":
            at += 1
        yield here, not character.isspace()
