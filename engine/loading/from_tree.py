"""A spanned tree to a document: the shape checked by schemas.rulesets, every fault placed in the file.

A fault in one entry of a file does not hide the others: the entry is left out, its name is noted as hidden, and the rest is read on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from engine.diagnostics import Diagnostic, Related, Span, Text, Word, diagnose, meant, nearest
from engine.documents import Tree
from engine.language.exact import LanguageError
from engine.language.nodes import Literal, Node, Unreadable
from engine.language.parsing import parse, parse_tests
from engine.loading.expectations import alternatives, expectation
from schemas.rulesets import TextDocument

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Shape = TypeVar("Shape", bound=BaseModel)
Path = tuple[object, ...]
_A_KEY = re.compile(r"^[\s-]*([a-z가-힣][a-z0-9가-힣_]*)\s*:", re.MULTILINE)
_ENTRY = 2  # section and name: what one fault takes out of a file


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One ruleset file: its name inside rulesets/ and its tree."""

    name: str
    tree: Tree

    def span(self, *path: object) -> Span:
        """The place of a value."""
        return self.tree.at(path).span

    def key_span(self, *path: object) -> Span:
        """The place of the key that leads to a value; of the value itself where it stands in a list."""
        if not path:
            return self.tree.span
        parent = self.tree.at(path[:-1])
        return parent.key_span(str(path[-1])) or self.tree.at(path).span


class Findings(list[Diagnostic]):
    """The diagnostics found so far, where each expression read stands (by the identity of its root node), and the names that stand in
    what could not be read: whoever misses one of them says nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[int, Tree] = {}
        self.read: dict[int, Node] = {}  # by the identity of the tree an expression stood in
        self.hidden: set[str] = set()

    def inside(self, root: Node, place: tuple[int, int]) -> Span | None:
        """The span of a place inside an expression; None for one that stood in no file."""
        tree = self.places.get(id(root))
        return None if tree is None else tree.within(*place)

    def hides(self, name: object) -> bool:
        """Whether a name stands in a part of the files that could not be read."""
        return name in self.hidden

    def hide_text(self, text: str) -> None:
        """Hides whatever may be a key in a text that is no YAML."""
        self.hidden.update(_A_KEY.findall(text))

    def hide_tree(self, tree: Tree) -> None:
        """Hides every key of a tree."""
        if isinstance(tree.value, dict):
            self.hidden.update(tree.value)
            for child in tree.value.values():
                self.hide_tree(child)


def document(shape: type[Shape], file: SourceFile, found: Findings) -> Shape | None:
    """The file as a document of that shape, or None. Faults are added to `found`, and what they take out is hidden there."""
    plain = file.tree.plain()
    told = {str(diagnostic.span) for diagnostic in found}  # what the YAML reader refused stands as null
    try:
        return shape.model_validate(plain)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
    own = [fault for fault in faults if not _follows(file.tree.at(fault["loc"]), fault, told)]
    found.extend(fault for fault in _faults(shape, file, own) if str(fault.span) not in told)
    kept = _without(plain, {fault["loc"] for fault in faults}, file.tree, found)
    try:
        return shape.model_validate(kept)
    except ValidationError:
        found.hide_tree(file.tree)
        return None


def _follows(tree: Tree, fault: ErrorDetails, told: set[str]) -> bool:
    """Whether a mapping lacks only what the YAML reader has refused already."""
    parts = tree.value.values() if isinstance(tree.value, dict) else ()
    return fault["type"] == "value_error" and any(str(part.span) in told for part in parts)


def _without(plain: object, places: set[Path], tree: Tree, found: Findings) -> object:
    """The values without the entries that hold a fault: `facts.x`, or a key that nobody knows."""
    if not isinstance(plain, dict):
        return plain
    kept = dict(plain)
    for path in places:
        section = kept.get(str(path[0])) if path else None
        if len(path) >= _ENTRY and isinstance(section, dict) and path[1] in section:
            kept[str(path[0])] = {key: value for key, value in section.items() if key != path[1]}
        elif len(path) == 1:
            kept.pop(str(path[0]), None)
        if path:
            found.hidden.update(str(step) for step in path[:_ENTRY])
            found.hide_tree(tree.at(path[:_ENTRY]))
    return kept


def _faults(shape: type[BaseModel], file: SourceFile, faults: Sequence[ErrorDetails]) -> Iterator[Diagnostic]:
    expected: dict[Span, list[Text]] = {}
    for fault in faults:
        path: Path = fault["loc"]
        if fault["type"] == "extra_forbidden":
            near = nearest(str(path[-1]), _keys(shape))
            yield diagnose("M101", span=file.key_span(*path), name=path[-1], near=meant(near))
        elif fault["type"] == "missing":
            yield diagnose("M102", span=_holder(file, path[:-1]), name=path[-1])
        else:
            is_key = bool(path) and path[-1] == "[key]"
            span = file.key_span(*path[:-1]) if is_key else file.span(*path)
            expected.setdefault(span, []).append(expectation(fault))
    for span, texts in expected.items():
        yield diagnose("M103", span=span, expected=alternatives(texts))


def _holder(file: SourceFile, path: Path) -> Span:
    """The key that leads to the mapping in which something is missing; pydantic's path may name kinds on the way."""
    steps = [path[:end] for end in range(len(path), 0, -1)]
    named = next((step for step in steps if file.tree.at(step[:-1]).part(step[-1]) is not None), ())
    return file.key_span(*named) if named else Span(file.name, 1, 1)


def _keys(shape: type[BaseModel]) -> list[str]:
    """The keys of every model of the file's shape: near misses are sought among all of them."""
    schema = shape.model_json_schema(by_alias=True)
    keys = set(schema.get("properties", {}))
    for definition in schema.get("$defs", {}).values():
        keys |= set(definition.get("properties", {}))
    return sorted(keys)


class Reader:
    """Reads the leaves of one file's documents: days, texts, expressions. Faults go to `found`."""

    def __init__(self, file: SourceFile, found: Findings) -> None:
        self.file = file
        self.found = found

    def fault(self, code: str, *path: object, **words: Word) -> None:
        """Adds a diagnostic at a path of the file."""
        self.found.append(diagnose(code, span=self.file.span(*path), **words))

    def fault_at(
        self, code: str, span: Span | None, related: tuple[Related, ...] = (), **words: Word
    ) -> None:
        """Adds a diagnostic at a place that is known already."""
        self.found.append(diagnose(code, span=span, related=related, **words))

    def unknown(self, code: str, name: str | None, names: Sequence[str], *path: object) -> None:
        """Adds the diagnostic of a name that is not among `names`, unless it stands where nothing could be read."""
        if not self.found.hides(name):
            self.fault(code, *path, name=name, near=meant(nearest(str(name), names)))

    def day(self, text: str | None, *path: object) -> date | None:
        """The day a text writes."""
        if text is None:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fault("M106", *path)
            return None

    def expression(self, text: str | int | bool, *path: object) -> Node:
        """The node of an expression; `Unreadable` where it cannot be read (its fault is noted)."""
        return self._parsed(parse, text, path)

    def tests(self, text: str | int | bool, *path: object) -> Node:
        """The unary tests of a table cell."""
        return self._parsed(parse_tests, text, path)

    def _parsed(self, reader: Callable[[str], Node], text: str | int | bool, path: Path) -> Node:
        # What stands in common.yaml is read once, whatever number of versions name it.
        tree = self.file.tree.at(path)
        known = self.found.read.get(id(tree))
        if known is not None:
            return known
        node: Node = Literal(text)
        if isinstance(text, str):
            try:
                node = replace(
                    _read(reader, text)
                )  # each place has a root of its own: `places` knows it by identity
            except LanguageError as error:
                self.found.append(diagnose(error.code, span=tree.within(*error.place), **error.words))
                node = Unreadable()
        self.found.places[id(node)] = tree
        self.found.read[id(tree)] = node
        return node


@lru_cache(maxsize=32_768)
def _read(reader: Callable[[str], Node], text: str) -> Node:
    """The same text is read once a process: an editor asks again after every keystroke, and tables repeat their cells."""
    return reader(text)


def text_of(written: TextDocument) -> Text:
    """A TextDocument as a Text."""
    return Text(written.ko, written.en)
