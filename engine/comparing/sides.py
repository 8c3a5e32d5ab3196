"""The values of a catalogue in words, for one side of a comparison; the fields in which two things of a kind differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

from engine.catalog import Catalog
from engine.comparing.change import CHANGED, Change, Side
from engine.diagnostics import Text
from engine.explanation.wording import NULL_TEXT, choice_text, value_text
from engine.language import nodes as n
from engine.language.types import Type
from engine.language.writing import write, write_tests
from engine.model import Dated, Evidence
from engine.periods import Interval

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_FLAT = (Dated, Evidence)  # compared by what they hold


class Sides:
    """Says what values mean in one catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def expression(self, node: n.Node | None, cites: Sequence[str] = ()) -> Side:
        """An expression: with labels for its names, and as it is written."""
        if node is None:
            return Side(NULL_TEXT, None, tuple(cites))
        return Side(Text(write(node, self._korean), write(node, self._english)), write(node), tuple(cites))

    def cell(self, node: n.Node) -> Text:
        """The tests of a table cell, with labels."""
        return Text(write_tests(node, self._korean), write_tests(node, self._english))

    def figure(self, value: object, unit: str | None, kind: Type, cites: Sequence[str] = ()) -> Side:
        """A figure of the law with its unit."""
        choices = kind.of.choices if kind.of else kind.choices
        if isinstance(value, tuple):
            text = _joined([choice_text(str(item), choices, self.catalog) for item in value])
        else:
            text = value_text(value, unit, choices, None, self.catalog)
        return Side(text, None, tuple(cites))

    def result(self, node: n.Node, unit: str | None, kind: Type, cites: Sequence[str] = ()) -> Side:
        """What a row of a table gives."""
        if isinstance(node, n.Literal):
            return self.figure(node.value, unit, kind, cites)
        return self.expression(node, cites)

    def any(self, value: object) -> Side:
        """Whatever else a field holds."""
        return self.expression(value) if isinstance(value, n.Node) else Side(self._text(value))

    def _text(self, value: object) -> Text:
        if value is None or value == ():
            return NULL_TEXT
        if isinstance(value, Text):
            return value
        if isinstance(value, n.Node):
            return self.expression(value).text
        if isinstance(value, Type):
            return Text(value.describe("ko"), value.describe("en"))
        if isinstance(value, Interval):
            return interval_text(value)
        if isinstance(value, tuple):
            return _joined([self._text(item) for item in value])
        if is_dataclass(value) and not isinstance(value, type):
            return _joined([self._text(part) for part in _said(value)])
        return value_text(value, None, None, None, self.catalog)

    def _korean(self, name: str) -> str:
        return self._named(name, "ko")

    def _english(self, name: str) -> str:
        return self._named(name, "en")

    def _named(self, name: str, lang: str) -> str:
        catalog = self.catalog
        named = (
            catalog.facts.get(name)
            or catalog.parameters.get(name)
            or catalog.definitions.get(name)
            or catalog.tables.get(name)
        )
        return f"‘{named.label.in_language(lang)}’" if named else name


def interval_text(interval: Interval) -> Text:
    """The days of an interval, the last one included."""
    start, last = interval.start, interval.last
    if start is None and last is None:
        return Text("늘", "always")
    if start is None:
        return Text(f"{last}까지", f"until {last}")
    return (
        Text(f"{start}부터", f"from {start}")
        if last is None
        else Text(f"{start} ~ {last}", f"{start} to {last}")
    )


def _joined(texts: Sequence[Text]) -> Text:
    return (
        Text(", ".join(text.ko for text in texts), ", ".join(text.en for text in texts))
        if texts
        else NULL_TEXT
    )


def _said(value: DataclassInstance) -> list[object]:
    """The parts of a thing that say something."""
    parts = (getattr(value, field.name) for field in fields(value) if field.compare)  # places are not
    return [part for part in parts if part is not None and part != () and part is not False]


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides of a comparison."""

    old: Sides
    new: Sides

    def changed(self, what: str, old: object, new: object) -> Change:
        """One field that differs."""
        return Change(what, CHANGED, old=self.old.any(old), new=self.new.any(new))

    def fields(self, old: DataclassInstance, new: DataclassInstance, *beside: str) -> Iterator[Change]:
        """The fields in which two things of one class differ, but for those named in `beside`.

        Goes by the class: a field that the model is given tomorrow is compared from then on.
        """
        for field in fields(old):
            if not field.compare or field.name in beside:
                continue
            ours, theirs = getattr(old, field.name), getattr(new, field.name)
            if ours == theirs:
                continue
            if isinstance(ours, _FLAT) and type(ours) is type(theirs):
                yield from self.fields(ours, theirs, *beside)
            else:
                yield self.changed(field.name, ours, theirs)
