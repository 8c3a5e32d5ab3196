"""Nodes to text: the expression that a node means, written one way. `parse(write(node))` is the node again.

Two expressions that mean the same tree are written alike, whatever spaces and brackets their authors chose: releases
are compared by trees and shown by this text.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from engine.language import nodes as n
from engine.language.values import NULL, duration_as_text, number_as_json
from engine.periods import Months
from engine.rational import Fraction

Naming = Callable[[str], str]  # how a name is written: as it is, or by its label
# How tightly a form binds; a part that binds less than its place asks for stands in brackets.
_OPEN, _OR, _AND, _COMPARED, _SUM, _PRODUCT, _POWER, _SIGNED, _POSTFIX, _ATOM = range(10)
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})


def write(node: n.Node, naming: Naming = str) -> str:
    """The text of an expression. `naming` may put other words for its names: for people, not to be read back."""
    return _Writer(naming).at_least(node, _OPEN)


def write_tests(node: n.Node, naming: Naming = str) -> str:
    """The text of a table cell's unary tests."""
    writer = _Writer(naming)
    if isinstance(node, n.Not):
        return f"not({writer.cells(node.operand)})"
    return writer.cells(node)


def _key(name: str) -> str:
    return f'"{name.translate(_ESCAPED)}"'  # quoted, a key may be anything


class _Writer:
    def __init__(self, naming: Naming) -> None:
        self.naming = naming

    def at_least(self, node: n.Node, level: int) -> str:
        """The text of a part, in brackets where it binds less than its place asks for."""
        bound, text = _WRITTEN[type(node)](self, node)
        return text if bound >= level else f"({text})"

    def cells(self, node: n.Node) -> str:
        """The tests of a cell, without the list's own brackets where there are several."""
        if isinstance(node, n.ListOf) and len(node.items) > 1:
            return self.listed(node.items, _SUM)
        return self.at_least(node, _SUM)

    def listed(self, parts: tuple[n.Node, ...], level: int = _OPEN) -> str:
        return ", ".join(self.at_least(part, level) for part in parts)

    def literal(self, node: n.Literal) -> tuple[int, str]:
        value = node.value
        if value is NULL:
            return _ATOM, "null"
        if isinstance(value, bool):
            return _ATOM, "true" if value else "false"
        if isinstance(value, int | Fraction):
            return (_SIGNED if value < 0 else _ATOM), str(number_as_json(value))
        if isinstance(value, str):
            return _ATOM, f'"{value.translate(_ESCAPED)}"'
        if isinstance(value, date):
            return _ATOM, f'@"{value.isoformat()}"'
        if isinstance(value, Months | timedelta):
            return _ATOM, f'@"{duration_as_text(value)}"'
        raise TypeError(type(value).__name__)

    def name(self, node: n.Name) -> tuple[int, str]:
        return _ATOM, self.naming(node.name)

    def negation(self, node: n.Negation) -> tuple[int, str]:
        return _SIGNED, f"-{self.at_least(node.operand, _SIGNED)}"

    def binary(self, node: n.Binary) -> tuple[int, str]:
        level = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "**": _POWER}[node.operator]
        # a - b - c takes from the left, and so does a ** b ** c.
        sides = self.at_least(node.left, level), self.at_least(node.right, level + 1)
        return level, f" {node.operator} ".join(sides)

    def comparison(self, node: n.Comparison) -> tuple[int, str]:
        sides = self.at_least(node.left, _SUM), self.at_least(node.right, _SUM)
        return _COMPARED, f" {node.operator} ".join(sides)

    def conjunction(self, node: n.And) -> tuple[int, str]:
        return _AND, " and ".join(self.at_least(part, _COMPARED) for part in node.parts)

    def disjunction(self, node: n.Or) -> tuple[int, str]:
        return _OR, " or ".join(self.at_least(part, _AND) for part in node.parts)

    def inverted(self, node: n.Not) -> tuple[int, str]:
        return _ATOM, f"not({self.at_least(node.operand, _OPEN)})"

    def conditional(self, node: n.If) -> tuple[int, str]:
        test, yes = self.at_least(node.test, _OR), self.at_least(node.yes, _OR)
        otherwise = self.at_least(node.no, _OPEN if isinstance(node.no, n.If) else _OR)
        return _OPEN, f"if {test} then {yes} else {otherwise}"

    def range(self, node: n.Range) -> tuple[int, str]:
        low, high = self.at_least(node.low, _SUM), self.at_least(node.high, _SUM)
        return _ATOM, f"{'[' if node.low_in else '('}{low}..{high}{']' if node.high_in else ')'}"

    def membership(self, node: n.In) -> tuple[int, str]:
        tests = self.listed(node.tests, _SUM)
        return (
            _COMPARED,
            f"{self.at_least(node.value, _SUM)} in {tests if len(node.tests) == 1 else f'({tests})'}",
        )

    def unary(self, node: n.UnaryTest) -> tuple[int, str]:
        return _ATOM, f"{node.operator} {self.at_least(node.right, _SUM)}"

    def any_value(self, _node: n.AnyValue) -> tuple[int, str]:
        return _ATOM, "-"

    def list_of(self, node: n.ListOf) -> tuple[int, str]:
        return _ATOM, f"[{self.listed(node.items, _OR)}]"

    def filter(self, node: n.Filter) -> tuple[int, str]:
        return _POSTFIX, f"{self.at_least(node.source, _POSTFIX)}[{self.at_least(node.condition, _OPEN)}]"

    def path(self, node: n.Path) -> tuple[int, str]:
        return _POSTFIX, f"{self.at_least(node.source, _POSTFIX)}.{node.name}"

    def at_day(self, node: n.AtDay) -> tuple[int, str]:
        return _POSTFIX, f"{self.at_least(node.subject, _POSTFIX)} at {self.at_least(node.day, _ATOM)}"

    def loop(self, node: n.Loop) -> tuple[int, str]:
        each = ", ".join(f"{name} in {self.at_least(source, _SUM)}" for name, source in node.iterators)
        word = "return" if node.kind == "for" else "satisfies"
        return _OPEN, f"{node.kind} {each} {word} {self.at_least(node.body, _OR)}"

    def span(self, node: n.Span) -> tuple[int, str]:
        return _SUM, f"{self.at_least(node.low, _SUM)}..{self.at_least(node.high, _SUM)}"

    def call(self, node: n.Call) -> tuple[int, str]:
        if node.misnamed:
            named = zip(node.misnamed, node.arguments, strict=True)
            return _ATOM, f"{node.function}({', '.join(f'{k}: {self.at_least(v, _OPEN)}' for k, v in named)})"
        return _ATOM, f"{node.function}({self.listed(node.arguments, _OR)})"

    def context(self, node: n.Context) -> tuple[int, str]:
        return _ATOM, f"{{{', '.join(f'{_key(k)}: {self.at_least(v, _OPEN)}' for k, v in node.pairs)}}}"


# Keyed by the class of the node, so each entry takes that class: a relation the type of a dict cannot state.
_WRITTEN: dict[type[n.Node], Callable[..., tuple[int, str]]] = {
    n.Literal: _Writer.literal,
    n.Name: _Writer.name,
    n.Negation: _Writer.negation,
    n.Binary: _Writer.binary,
    n.Comparison: _Writer.comparison,
    n.And: _Writer.conjunction,
    n.Or: _Writer.disjunction,
    n.Not: _Writer.inverted,
    n.If: _Writer.conditional,
    n.Range: _Writer.range,
    n.In: _Writer.membership,
    n.UnaryTest: _Writer.unary,
    n.AnyValue: _Writer.any_value,
    n.ListOf: _Writer.list_of,
    n.Filter: _Writer.filter,
    n.Path: _Writer.path,
    n.AtDay: _Writer.at_day,
    n.Loop: _Writer.loop,
    n.Span: _Writer.span,
    n.Call: _Writer.call,
    n.Context: _Writer.context,
}
