"""The one layout of a ruleset file. The text changes, values and comments never: that is checked before it is given.

Keys in the order of schemas.keys; two spaces deeper for every level; at most one blank line. Texts for people, rows of
tables and short lists stand on one line where it is not longer than 140 characters; other mappings and lists on one
line only if they were, and fit. An expression too long for its line is folded before `and`, `or`, `then`, `else`; the
lines that an author folded are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from api.editor.commented import Commented, Entry, block_lines, comments_of, read_commented
from api.editor.scalars import key_text, quote, scalar_text
from api.editor.shapes import Shape, file_shape
from engine.diagnostics import Refused, Text, diagnose
from engine.documents import read_tree

WIDEST = 140
_ENTRIES = Text("키와 값, 또는 목록", "keys with values, or a list")
_BREAKS = re.compile(r" (?=(?:and|or|then|else) )")


def formatted(text: str, name: str) -> str:
    """The text of a YAML file in its one layout; formatting it again changes nothing.

    Raises Refused with every diagnostic where the file cannot be read.
    """
    tree = read_tree(text, name)
    before = tree.plain()
    if not isinstance(before, dict | list | None):
        raise Refused([diagnose("M103", span=tree.span, expected=_ENTRIES)])
    document = read_commented(text)
    answer = _written(document)
    again = read_commented(answer)
    if read_tree(answer, name).plain() != before or comments_of(again) != comments_of(document):
        raise AssertionError(f"the layout would change {name}")
    return answer


def _written(document: Commented) -> str:
    if document.root is None:
        return "".join(f"{comment}\n" for comment in document.comments)
    root = document.root
    writer = _Writer(document.lines)
    shape = file_shape(root.value)
    line = None if root.entries and not root.in_flow else writer.one_line(root, shape, 0)
    lines = [line] if line is not None else list(writer.block(root, shape, ""))
    return "".join(f"{line}\n" for line in (*root.before, *lines))


class _Writer:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def block(self, above: Entry, shape: Shape, indent: str) -> Iterator[str]:
        """The entries of a mapping or list, each on lines of its own."""
        if not above.entries:
            yield from self.long_scalar(above.value, indent)
            return
        # What is said above the first entry is said about all of them: it stays there when keys change places.
        yield from _remarks(_without_first_blank(above.entries[0].before), indent)
        for index, entry in enumerate(_ordered(above.entries, shape)):
            if entry is not above.entries[0]:
                yield from _remarks(
                    _without_first_blank(entry.before) if index == 0 else entry.before, indent
                )
            yield from self.entry(entry, shape.below(entry.key, entry.value), indent)
            yield from _remarks(entry.after, indent)

    def entry(self, entry: Entry, shape: Shape, indent: str) -> Iterator[str]:
        head = "-" if entry.key is None else f"{key_text(entry.key, flow=False)}:"
        tail = f"  {entry.tail}" if entry.tail else ""
        line = self.one_line(entry, shape, len(indent) + len(head) + 1)
        if line is not None:
            yield f"{indent}{head} {line}".rstrip() + tail
        elif isinstance(entry.value, yaml.ScalarNode):
            first, *rest = self.long_scalar(entry.value, indent + "  ")
            yield f"{indent}{head} {first.lstrip()}{tail}"
            yield from rest
        elif entry.key is not None:
            yield f"{indent}{head}{tail}"
            yield from self.block(entry, shape, indent + "  ")
        else:
            yield from self._element(entry, shape, indent)

    def _element(self, entry: Entry, shape: Shape, indent: str) -> Iterator[str]:
        """A list element of several lines: its first stands behind the dash, comments above it."""
        if entry.tail:
            yield f"{indent}{entry.tail}"
        lines = list(self.block(entry, shape, indent + "  "))
        while lines[0].lstrip().startswith("#") or not lines[0]:
            yield indent + lines.pop(0).lstrip()
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]

    def one_line(self, entry: Entry, shape: Shape, used: int) -> str | None:
        """The value on one line, or None where it takes several."""
        node = entry.value
        if isinstance(node, yaml.ScalarNode):
            return self._short_scalar(node, shape, used)
        if not node.value:
            return "{}" if isinstance(node, yaml.MappingNode) else "[]"
        if not (entry.in_flow or shape.on_one_line(node)) or any(inner.remarked for inner in entry.entries):
            return None
        line = self._flow(entry, shape)
        return line if line is not None and used + len(line) <= WIDEST else None

    def _flow(self, entry: Entry, shape: Shape) -> str | None:
        node = entry.value
        if isinstance(node, yaml.ScalarNode):
            text = None if "\n" in node.value else scalar_text(node, flow=True, quoted=shape.is_cell)
            return "null" if text == "" else text  # `{key:}` is no YAML
        parts = []
        for inner in _ordered(entry.entries, shape):
            part = self._flow(inner, shape.below(inner.key, inner.value))
            if part is None:
                return None
            parts.append(part if inner.key is None else f"{key_text(inner.key, flow=True)}: {part}")
        joined = ", ".join(parts)
        return f"{{{joined}}}" if isinstance(node, yaml.MappingNode) else f"[{joined}]"

    def _short_scalar(self, node: yaml.ScalarNode, shape: Shape, used: int) -> str | None:
        line = scalar_text(node, flow=shape.is_text, quoted=shape.is_cell)
        if "\n" not in node.value:
            if len(self._folded_by_hand(node)) > 1:
                return None
            if used + len(line) <= WIDEST or not _BREAKS.search(node.value) or not _foldable(node.value):
                return line
            return None
        return None if _literal(node.value) else quote(node.value)

    def long_scalar(self, node: yaml.Node, indent: str) -> Iterator[str]:
        """A scalar of several lines: folded where its lines are joined by blanks, literal where by line ends."""
        text = str(node.value)
        if "\n" in text:
            yield "|" if text.endswith("\n") else "|-"
            yield from (f"{indent}{line}".rstrip() for line in text.removesuffix("\n").split("\n"))
            return
        yield ">-"
        lines = self._folded_by_hand(node)
        yield from (
            f"{indent}{line}" for line in (lines if len(lines) > 1 else _folded(text, WIDEST - len(indent)))
        )

    def _folded_by_hand(self, node: yaml.Node) -> list[str]:
        """The lines an author folded a text into; empty where they are not simply joined by blanks."""
        if not isinstance(node, yaml.ScalarNode) or node.style != ">":
            return []
        lines = [self.lines[number].strip() for number in block_lines(node, self.lines)]
        return lines if " ".join(lines) == node.value and all(lines) else []


def _folded(text: str, width: int) -> list[str]:
    """An expression over several lines, cut before the last `and`, `or`, `then` or `else` that fits."""
    lines = [""]
    for part in _BREAKS.split(text):
        joined = f"{lines[-1]} {part}".lstrip()
        if lines[-1] and len(joined) > width:
            lines.append(part)
        else:
            lines[-1] = joined
    return lines


def _foldable(text: str) -> bool:
    return text == text.strip() and "  " not in text and text.isprintable()


def _literal(text: str) -> bool:
    """Whether a text of several lines can be a literal block without marks for indentation or keeping."""
    lines = text.removesuffix("\n").split("\n")
    sound = all(line == line.rstrip() and line.isprintable() for line in lines)
    return sound and bool(lines[0]) and bool(lines[-1]) and not any(line[:1].isspace() for line in lines)


def _ordered(entries: list[Entry], shape: Shape) -> list[Entry]:
    if any(entry.key is None for entry in entries):
        return entries
    return sorted(entries, key=lambda entry: shape.rank(str(entry.key.value) if entry.key else ""))


def _remarks(remarks: list[str], indent: str) -> Iterator[str]:
    for remark in remarks:
        yield f"{indent}{remark}" if remark else ""


def _without_first_blank(remarks: list[str]) -> list[str]:
    return remarks[1:] if remarks and not remarks[0] else remarks
