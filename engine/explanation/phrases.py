"""A condition's test as a phrase with slots: the person's value beside the legal threshold, in Korean and English.

Built once for a condition of a slice; filling it is joining texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from engine.catalog import Catalog
from engine.diagnostics import Text
from engine.explanation.wording import value_text
from engine.language import nodes as n
from engine.language.functions import FUNCTIONS
from engine.language.values import NULL, Unknown

_OPERATORS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for the value of a step."""

    step: int
    unit: str | None = None
    choices: str | None = None
    counter: Text | None = None


@dataclass(frozen=True, slots=True)
class Instead:
    """What else settles a test: said only where some of the steps `of` is unknown."""

    of: tuple[int, ...]
    phrase: Phrase


Piece = str | Text | Slot | Instead
Pieces = list[Piece]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Texts and slots in order."""

    pieces: tuple[Piece, ...]

    def fill(self, registers: tuple[object, ...], catalog: Catalog) -> Text:
        """The phrase with the values of some registers."""
        texts = []
        for piece in self.pieces:
            if isinstance(piece, Instead):
                if any(isinstance(registers[step], Unknown) for step in piece.of):
                    texts.append(piece.phrase.fill(registers, catalog))
            elif isinstance(piece, str):
                texts.append(Text(piece, piece))
            elif isinstance(piece, Slot):
                texts.append(
                    value_text(registers[piece.step], piece.unit, piece.choices, piece.counter, catalog)
                )
            else:
                texts.append(piece)
        return Text("".join(t.ko for t in texts), "".join(t.en for t in texts))


def phrase_of(node: n.Node, steps: Mapping[str, int], catalog: Catalog) -> Phrase:
    """The phrase of a test. `steps` gives the step that holds the value of each name the test reads."""
    return Phrase(tuple(_Phraser(steps, catalog).phrase(node)))


class _Phraser:
    def __init__(self, steps: Mapping[str, int], catalog: Catalog) -> None:
        self.steps = steps
        self.catalog = catalog

    def phrase(self, node: n.Node) -> Pieces:
        rule = _PHRASE.get(type(node))
        return rule(self, node) if rule else self._facts(node)

    def _facts(self, node: n.Node) -> Pieces:
        """Tests too rich for one line: the values they read, side by side."""
        names = list(
            dict.fromkeys(p.name for p in n.walk(node) if isinstance(p, n.Name) and p.name in self.steps)
        )
        pieces: Pieces = []
        for name in names:
            pieces += [", "] if pieces else []
            pieces += self.name(n.Name(name))
        return pieces

    def name(self, node: n.Name) -> Pieces:
        if node.name not in self.steps:
            return [Text(node.name, node.name)]
        label, slot = self._described(node.name)
        return [label, " ", slot]

    def _described(self, name: str) -> tuple[Text, Slot]:
        catalog, step = self.catalog, self.steps[name]
        fact = catalog.facts.get(name)
        if fact is not None:
            return fact.label, Slot(step, fact.unit, fact.type.choices, fact.counter)
        item = catalog.parameters.get(name) or catalog.definitions.get(name) or catalog.tables.get(name)
        if item is None:
            return Text(name, name), Slot(step)
        choices = item.type.of.choices if item.type.of else item.type.choices
        return item.label, Slot(step, item.unit, choices)

    def literal(self, node: n.Literal, beside: n.Node | None = None) -> Pieces:
        unit, choices, counter = None, None, None
        if isinstance(beside, n.Name) and beside.name in self.steps:
            _, slot = self._described(beside.name)
            unit, choices, counter = slot.unit, slot.choices, slot.counter
        return [value_text(node.value, unit, choices, counter, self.catalog)]

    def _side(self, node: n.Node, beside: n.Node) -> Pieces:
        if isinstance(node, n.Literal):
            return self.literal(node, beside)
        if isinstance(node, n.Name) and node.name not in self.steps:
            return self.literal(n.Literal(node.name), beside)
        return self._counted(self.phrase(node), beside)

    def _counted(self, pieces: Pieces, beside: n.Node) -> Pieces:
        """A limit is counted as what it limits: an age limit in 세, like the age."""
        fact = self.catalog.facts.get(beside.name) if isinstance(beside, n.Name) else None
        if fact is None or fact.counter is None:
            return pieces
        return [
            replace(p, counter=fact.counter) if isinstance(p, Slot) and p.unit == fact.unit else p
            for p in pieces
        ]

    def comparison(self, node: n.Comparison) -> Pieces:
        left, right = self._side(node.left, node.right), self._side(node.right, node.left)
        return [*left, f" {_OPERATORS[node.operator]} ", *right]

    def membership(self, node: n.In) -> Pieces:
        pieces = self.phrase(node.value)
        for index, test in enumerate(node.tests):
            pieces += [Text(" 또는 ", " or ") if index else " "]
            pieces += self._test(test, node.value)
        return pieces

    def _test(self, test: n.Node, value: n.Node) -> Pieces:
        if isinstance(test, n.Range):
            low, high = self._side(test.low, value), self._side(test.high, value)
            return [("≥ " if test.low_in else "> "), *low, ", ", ("≤ " if test.high_in else "< "), *high]
        if isinstance(test, n.UnaryTest):
            return [_OPERATORS[test.operator], " ", *self._side(test.right, value)]
        if isinstance(test, n.Name) and test.name in self.steps:
            label, _ = self._described(test.name)
            return [Text(f"— ‘{label.ko}’ 가운데 하나", f"— one of ‘{label.en}’")]
        if isinstance(test, n.ListOf):
            pieces: Pieces = [Text("— 다음 가운데 하나: ", "— one of: ")]
            for index, item in enumerate(test.items):
                pieces += ([", "] if index else []) + self._side(item, value)
            return pieces
        return ["= ", *self._side(test, value)]

    def joined(self, node: n.And | n.Or) -> Pieces:
        word = Text(" 그리고 ", " and ") if isinstance(node, n.And) else Text(" 또는 ", " or ")
        pieces: Pieces = []
        for index, part in enumerate(_unguarded(node)):
            inner = self.phrase(part)
            pieces += [word] if index else []
            pieces += ["(", *inner, ")"] if isinstance(part, n.And | n.Or) else inner
        return pieces

    def negated(self, node: n.Not) -> Pieces:
        return [*self.phrase(node.operand), Text(" — 아니어야 함", " — must not be so")]

    def binary(self, node: n.Binary) -> Pieces:
        sign = {"*": "×", "/": "÷", "**": "^"}.get(node.operator, node.operator)
        left, right = (
            ["(", *self.phrase(side), ")"]
            if isinstance(side, n.Binary) and node.operator in "*/"
            else self.phrase(side)
            for side in (node.left, node.right)
        )
        return [*left, f" {sign} ", *right]

    def at_day(self, node: n.AtDay) -> Pieces:
        return self.phrase(node.subject)

    def call(self, node: n.Call) -> Pieces:
        written = [argument.value for argument in node.arguments if isinstance(argument, n.Literal)]
        if node.function in ("date", "duration") and len(written) == len(node.arguments):
            value = FUNCTIONS[node.function].apply(*written)
            return self.literal(n.Literal(NULL if value is None else value))
        if node.function == "agreed":
            left, right = (self.phrase(argument) for argument in node.arguments)
            read = tuple(piece.step for piece in left if isinstance(piece, Slot))
            return [*left, Instead(read, Phrase((Text(" 또는 ", " or "), *right)))]
        if node.function == "settled":
            return self.phrase(node.arguments[-1 if isinstance(node.arguments[0], n.Literal) else 0])
        return self._facts(node)


def _unguarded(node: n.And | n.Or) -> list[n.Node]:
    """The parts without `x != null` where another part reads x: the guard is for the language, people see the value."""
    guards = [_guarded(part) if isinstance(node, n.And) else None for part in node.parts]
    read = [{p.name for p in n.walk(part) if isinstance(p, n.Name)} for part in node.parts]
    return [
        part
        for index, (part, name) in enumerate(zip(node.parts, guards, strict=True))
        if name is None or not any(name in names for other, names in enumerate(read) if other != index)
    ]


def _guarded(part: n.Node) -> str | None:
    """The x of `x != null`."""
    if isinstance(part, n.Comparison) and part.operator == "!=" and isinstance(part.left, n.Name):
        return part.left.name if isinstance(part.right, n.Literal) and part.right.value is NULL else None
    return None


# Keyed by the class of the node, so each entry takes that class: a relation the type of a dict cannot state.
_PHRASE: dict[type[n.Node], Callable[..., Pieces]] = {
    n.Name: _Phraser.name,
    n.Literal: _Phraser.literal,
    n.Comparison: _Phraser.comparison,
    n.In: _Phraser.membership,
    n.And: _Phraser.joined,
    n.Or: _Phraser.joined,
    n.Not: _Phraser.negated,
    n.Binary: _Phraser.binary,
    n.AtDay: _Phraser.at_day,
    n.Call: _Phraser.call,
}
