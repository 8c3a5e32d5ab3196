"""Text to a spanned tree: plain values whose every part knows its line and column.

libyaml's events are read directly: its C loader is some 15 times faster than the pure one, and composing nodes first, whose tags Python
resolves one by one, takes three times as long again. What YAML would silently turn into something else is refused: duplicate keys, bare
yes/no/on/off, 1_000, 0o17, unquoted decimals, anchors, aliases, tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from engine.diagnostics import Diagnostic, Refused, Span, Text, Word, diagnose
from engine.documents.tree import Mark, Plain, Scalar, Source, Tree
from engine.language.exact import MOST_DIGITS
from engine.language.values import Value

__all__ = ["DEEPEST", "LARGEST", "Plain", "Scalar", "Tree", "read_tree", "scan"]

LARGEST = 2_000_000  # characters in one file
DEEPEST = 40
LONGEST_KEY = 200
_WHOLE = re.compile(r"-?(0|[1-9]\d*)")
_LOOKS_NUMERIC = re.compile(
    r"[-+]?(\d[\d_]*\.?[\d_]*|\.\d+)([eE][-+]?\d+)?|0[xob][\da-fA-F_]+|[-+]?\.(inf|nan)|[-+]?\d[\d_]*(:[0-5]?\d)+(\.\d*)?",
    re.IGNORECASE,
)
_BARE_WORDS = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false", "null", "~"))
_MERGE = "<<"
_NUMBER_STARTS = frozenset("0123456789+-.")
_HIDDEN = re.compile(
    "(?<!^)\ufeff|[\x85\u2028\u2029]"
)  # a mark nobody sees; line ends that editors do not show
_DECIMAL = re.compile(r"[.e](?!.*:)", re.IGNORECASE)

# What libyaml says, in words that tell what to do. Its own sentence may hold nothing of the text.
_PROBLEMS: dict[str, Text] = {
    "mapping values are not allowed": Text(
        "`: `이(가) 여기에 올 수 없음 (들여쓰기나 따옴표를 확인)",
        "`: ` cannot stand here (see indentation and quotes)",
    ),
    "did not find expected key": Text(
        "키가 와야 할 자리 (들여쓰기를 확인)", "a key was expected (see the indentation)"
    ),
    "did not find expected '-'": Text(
        "`-`이(가) 와야 할 자리 (들여쓰기를 확인)", "a `-` was expected (see the indentation)"
    ),
    "did not find expected ',' or '}'": Text("`,` 또는 `}`이(가) 와야 할 자리", "`,` or `}` was expected"),
    "did not find expected ',' or ']'": Text("`,` 또는 `]`이(가) 와야 할 자리", "`,` or `]` was expected"),
    "did not find expected <document start>": Text(
        "파일 하나에는 문서 하나만 둠 (들여쓰기를 확인)", "one file holds one document (see the indentation)"
    ),
    "could not find expected ':'": Text("키 뒤에 `:`이(가) 없음", "no `:` follows the key"),
    "cannot start any token": Text(
        "따옴표 없이 여기에 올 수 없는 글자", "a character that must be quoted here"
    ),
    "unexpected end of stream": Text("따옴표나 괄호가 닫히지 않음", "a quote or bracket is not closed"),
    "tab character": Text("들여쓰기에 탭을 쓸 수 없음", "a tab cannot indent"),
    "unknown escape": Text(
        "큰따옴표 안의 `\\` 뒤에 올 수 없는 글자", "no such escape after `\\` in double quotes"
    ),
    "control characters": Text("쓸 수 없는 제어 문자", "a control character"),
    "block sequence entries": Text("`- `이(가) 여기에 올 수 없음", "`- ` cannot stand here"),
    "undefined tag": Text("태그를 쓸 수 없음", "tags are not allowed"),
}
_UNTOLD = Text("문법이 맞지 않음", "the syntax does not hold")


def read_tree(text: str, file: str) -> Tree:
    """The spanned tree of one YAML document.

    Raises Refused with every mistake found in the file; where the YAML itself breaks off, those before that place and the break.
    """
    tree, found = scan(text, file)
    if tree is None or found:
        raise Refused(found)
    return tree


def scan(text: str, file: str) -> tuple[Tree | None, list[Diagnostic]]:
    """The tree of one YAML document and every mistake in it. What is refused stands as null in the tree; where the YAML itself
    breaks off there is none.
    """
    if len(text) > LARGEST:
        return None, [diagnose("Y001", span=Span(file, 1, 1), most=LARGEST)]
    if hidden := _HIDDEN.search(text):
        before = text[: hidden.start()].splitlines() or [""]
        place = Span(file, len(before), len(before[-1]) + 1)
        return None, [diagnose("Y002", span=place, why=_PROBLEMS["control characters"])]
    reader = _Reader(text, file)
    try:
        return reader.document(), reader.found
    except yaml.YAMLError as error:
        return None, [*reader.found, _broken(error, file)]
    except _TooDeepError:
        return None, reader.found
    except ValueError:  # half a surrogate pair
        return None, [*reader.found, diagnose("Y002", span=Span(file, 1, 1), why=_UNTOLD)]


class _TooDeepError(Exception):
    """The reader gives up: libyaml itself would go on as deep as the text does."""


def _broken(error: yaml.YAMLError, file: str) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    place = Span(file, mark.line + 1, mark.column + 1) if mark else Span(file, 1, 1)
    told = f"{getattr(error, 'problem', '')} {getattr(error, 'reason', '')}"
    why = next((words for key, words in _PROBLEMS.items() if key in told), _UNTOLD)
    return diagnose("Y002", span=place, why=why)


def _is_plain_key(event: Value) -> bool:
    """Whether a key is a text on one line, not too long, and no merge; quoted, << is a key like any other."""
    if not isinstance(event, yaml.ScalarEvent):
        return False
    begin, end = event.start_mark, event.end_mark
    one_line = begin is None or end is None or begin.line == end.line
    return (
        one_line
        and len(event.value) <= LONGEST_KEY
        and (bool(event.style) or event.value not in (_MERGE, ""))
    )


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.source = Source(file, text)
        self.found: list[Diagnostic] = []
        self._next: Callable[[], Value]  # an event; which attributes it has hangs on its kind

    def document(self) -> Tree:
        """The one document of the text; an empty one is null."""
        self._next = yaml.CSafeLoader(self.source.text).get_event
        event = self._next()
        while not isinstance(event, yaml.DocumentStartEvent):
            if isinstance(event, yaml.StreamEndEvent):
                return Tree(None, self.source, (1, 1, 1))
            event = self._next()
        tree = self._value(self._next(), 0)
        self._next()  # the end of the document
        if isinstance(following := self._next(), yaml.DocumentStartEvent):
            self._refuse(
                "Y002", self._mark(following), why=_PROBLEMS["did not find expected <document start>"]
            )
        return tree

    def _value(self, event: Value, depth: int) -> Tree:
        if isinstance(event, yaml.AliasEvent):
            return self._refuse("Y003", self._mark(event))
        if event.anchor is not None:
            self._refuse("Y003", self._mark(event))
        if event.tag is not None:
            self._refuse("Y010", self._mark(event))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth > DEEPEST:
            self._refuse("Y009", self._mark(event), most=DEEPEST)
            raise _TooDeepError
        return (
            self._mapping(event, depth)
            if isinstance(event, yaml.MappingStartEvent)
            else self._list(event, depth)
        )

    def _list(self, start: Value, depth: int) -> Tree:
        items: list[Tree] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(event, depth + 1))
        return Tree(tuple(items), self.source, self._mark(start, event))

    def _mapping(self, start: Value, depth: int) -> Tree:
        entries: dict[str, Tree] = {}
        marks: dict[str, Mark] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            mark = self._mark(event)
            name = event.value if _is_plain_key(event) else None
            if name is None:
                self._value(event, depth + 1)
                self._refuse("Y008", mark)
            elif event.anchor is not None or event.tag is not None:
                self._refuse("Y010" if event.tag is not None else "Y003", mark)
            value = self._value(self._next(), depth + 1)
            if name is None:
                continue
            if name in entries:
                self._refuse("Y004", mark, name=name)
            else:
                entries[name] = value
                marks[name] = mark
        return Tree(entries, self.source, self._mark(start, event), marks=marks)

    def _scalar(self, event: yaml.ScalarEvent) -> Tree:
        text, mark = event.value, self._mark(event)
        if event.style:
            return Tree(text, self.source, mark, event.style)
        lowered = text.lower()
        if lowered in _BARE_WORDS or not text:
            if text in ("null", ""):
                return Tree(None, self.source, mark)
            if text in ("true", "false"):
                return Tree(text == "true", self.source, mark)
            return self._refuse("Y005", mark, text=text)
        if text[0] not in _NUMBER_STARTS:
            return Tree(text, self.source, mark)
        if _WHOLE.fullmatch(text):
            if len(text.lstrip("-")) > MOST_DIGITS:
                return self._refuse("Y011", mark, most=MOST_DIGITS)
            return Tree(int(text), self.source, mark)
        if _LOOKS_NUMERIC.fullmatch(text):
            is_decimal = (
                "_" not in text and not text[:2].lower().startswith("0x") and bool(_DECIMAL.search(text))
            )
            return self._refuse("Y007" if is_decimal else "Y006", mark)
        return Tree(text, self.source, mark)

    def _refuse(self, code: str, mark: Mark, **words: Word) -> Tree:
        self.found.append(diagnose(code, span=Span(self.source.file, *mark), **words))
        return Tree(None, self.source, mark)

    @staticmethod
    def _mark(event: Value, last: Value = None) -> Mark:
        start, end = event.start_mark, (last or event).end_mark
        length = end.column - start.column if end.line == start.line else 1
        return (start.line + 1, start.column + 1, max(1, length))
