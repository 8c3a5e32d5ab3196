"""YAML with its comments: the nodes of a text, each entry with the comments and blank lines that belong to it.

An entry is a key with its value, or an element of a list. A comment on a line of its own belongs to the entry below
it; one that stands deeper than what follows belongs behind the block above; one at the end of a line belongs to the
entry of that line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

_SIGN = re.compile(r"(?:^|(?<=\s))#")
Places = dict[int, list[tuple[int, int]]]  # by line: the columns, from and to, that scalars take up
_END_OF_LINE = 1 << 30


@dataclass(slots=True)
class Entry:
    """A key with its value, or an element of a list (`key` None). `line` and `column` count from 0.

    `before` and `after` hold comments, and "" for a blank line; `tail` is the comment at the end of its line.
    """

    key: yaml.ScalarNode | None
    value: yaml.Node
    line: int
    column: int
    above: Entry | None = None
    entries: list[Entry] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    tail: str = ""

    @property
    def in_flow(self) -> bool:
        """Whether its value is written as `{…}` or `[…]`."""
        return isinstance(self.value, yaml.CollectionNode) and bool(self.value.flow_style)

    @property
    def remarked(self) -> bool:
        """Whether a comment stands at it or inside it."""
        return any((*self.before, *self.after, self.tail)) or any(inner.remarked for inner in self.entries)


@dataclass(frozen=True, slots=True)
class Commented:
    """A document: its lines, the entry that holds everything (None: it is empty), and the comments of an empty one."""

    lines: list[str]
    root: Entry | None
    comments: list[str]


def read_commented(text: str) -> Commented:
    """The document of a text that `engine.documents.read_tree` accepts."""
    lines = text.splitlines()
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    if node is None or isinstance(node, yaml.ScalarNode):  # the only scalar that is a document is null
        return Commented(lines, None, [comment for _, _, comment in _remarks(lines, {}) if comment])
    root = Entry(None, node, -1, -1)
    root.entries = list(_entries(root))
    taken: Places = {}
    _take(node, lines, taken)
    attaching = _Attaching(root, lines)
    if attaching.placed:
        attaching.attach(_remarks(lines, taken))
    else:  # all on one line, in braces
        root.before = [comment for _, _, comment in _remarks(lines, taken) if comment]
    return Commented(lines, root, [])


def comments_of(document: Commented) -> list[str]:
    """Every comment of a document, sorted."""
    found = [comment for comment in document.comments if comment]
    waiting = [document.root] if document.root else []
    while waiting:
        entry = waiting.pop()
        found += [comment for comment in (*entry.before, *entry.after, entry.tail) if comment]
        waiting += entry.entries
    return sorted(found)


def _entries(above: Entry) -> Iterator[Entry]:
    node = above.value
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            entry = Entry(key, value, key.start_mark.line, key.start_mark.column, above)
            entry.entries = list(_entries(entry))
            yield entry
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            # The dash stands where the list begins; a list element on one line has no dash.
            column = value.start_mark.column if node.flow_style else node.start_mark.column
            entry = Entry(None, value, value.start_mark.line, column, above)
            entry.entries = list(_entries(entry))
            yield entry


def _take(node: yaml.Node, lines: list[str], taken: Places) -> None:
    """Note where scalars stand: a # inside one is no comment, a blank line inside one is no gap."""
    if isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for part in pair:
                _take(part, lines, taken)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            _take(part, lines, taken)
    elif isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        for line in block_lines(node, lines):
            taken.setdefault(line, []).append((0, _END_OF_LINE))
    else:
        start, end = node.start_mark, node.end_mark
        for line in range(start.line, end.line + 1):
            first = start.column if line == start.line else 0
            last = end.column if line == end.line else _END_OF_LINE
            taken.setdefault(line, []).append((first, last))


def block_lines(node: yaml.Node, lines: list[str]) -> range:
    """The lines of a block scalar's text, without the blank ones behind it."""
    last = min(node.end_mark.line, len(lines) - 1)
    if node.end_mark.column == 0 and last == node.end_mark.line:
        last -= 1
    while last > node.start_mark.line and not lines[last].strip():
        last -= 1
    return range(node.start_mark.line + 1, last + 1)


def _remarks(lines: list[str], taken: Places) -> Iterator[tuple[int, int, str]]:
    """Line, column and text of every comment; of a blank line the text is empty."""
    for number, line in enumerate(lines):
        places = taken.get(number, ())
        if not line.strip():
            if not places:
                yield number, 0, ""
            continue
        for sign in _SIGN.finditer(line):
            if not any(first <= sign.start() < last for first, last in places):
                yield number, sign.start(), line[sign.start() :].rstrip()
                break


class _Attaching:
    def __init__(self, root: Entry, lines: list[str]) -> None:
        self.lines = lines
        self.placed = list(_in_blocks(root))
        self.starts = [(entry.line, entry.column) for entry in self.placed]

    def attach(self, remarks: Iterator[tuple[int, int, str]]) -> None:
        """Give each remark to its entry. A blank line goes where the next remark or entry goes."""
        blank = False
        seen = 0
        for line, column, comment in remarks:
            at = bisect_right(self.starts, (line, column))
            if at > seen and blank:
                _add_blank(self.placed[seen].before)
                blank = False
            seen = at
            if not comment:
                blank = True
                continue
            if self.lines[line][:column].strip(" -"):
                self._at_end(at, line, comment)
            else:
                target = self._on_its_own(at, line, column)
                if blank:
                    _add_blank(target)
                target.append(comment)
            blank = False
        if blank and seen < len(self.placed):
            _add_blank(self.placed[seen].before)

    def _at_end(self, at: int, line: int, comment: str) -> None:
        if at == 0:
            self.placed[0].before.append(comment)
            return
        entry = self.placed[at - 1]
        # Behind a dash alone, or among several in {…} that become one line: above it.
        if (
            entry.tail
            or (entry.in_flow and line < entry.value.end_mark.line)
            or (entry.key is None and entry.entries and not entry.in_flow)
        ):
            entry.before.append(comment)
        else:
            entry.tail = comment

    def _on_its_own(self, at: int, line: int, column: int) -> list[str]:
        """The list that a comment on its own line joins."""
        last = self.placed[at - 1] if at else None
        if last is not None and last.in_flow and last.value.end_mark.line >= line:
            return last.before
        following = self.placed[at] if at < len(self.placed) else None
        if following is None or column > following.column:
            floor = -1 if following is None else following.column
            while last is not None and last.column > floor:
                if last.column <= column or (
                    following is None and last.above is not None and last.above.column < 0
                ):
                    return last.after
                last = last.above
        return following.before if following is not None else self.placed[-1].after


def _in_blocks(entry: Entry) -> Iterator[Entry]:
    """The entries of block collections in the order written; the inside of `{…}` and `[…]` is one piece."""
    if not entry.in_flow:
        for inner in entry.entries:
            yield inner
            yield from _in_blocks(inner)


def _add_blank(remarks: list[str]) -> None:
    """One blank line, never two in a row."""
    if not remarks or remarks[-1]:
        remarks.append("")
