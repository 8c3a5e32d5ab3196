"""How long an exact number can get: the bits of numerator and denominator, from the ranges of what an expression reads.

Every bound is an upper one. A number that somebody gives has at most 34 digits and an exponent of at most 34, in either direction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engine.language import nodes as n
from engine.language.exact import MOST_DIGITS, MOST_EXPONENT
from engine.language.values import Value, is_number
from engine.loading.reasoning.hulls import Hulls
from engine.rational import Fraction

_MOST_RECORDS = 10_000  # of a list whose length nothing states


@dataclass(frozen=True, slots=True)
class Size:
    """The most bits of a numerator and of a denominator."""

    over: int
    under: int

    @property
    def most(self) -> int:
        """The longer of the two."""
        return max(self.over, self.under)


_GIVEN = (10 ** (MOST_DIGITS + MOST_EXPONENT)).bit_length()
_DAYS = Size(64, 0)  # what is no number, and what counts days, months or records


class Sizes:
    """The sizes of one catalogue's names and expressions."""

    def __init__(self, hulls: Hulls) -> None:
        self.catalog, self.hulls = hulls.catalog, hulls
        self._named: dict[str, Size] = {}

    def of(self, node: n.Node) -> Size:
        """The most bits the value of an expression can need."""
        handler = _SIZES.get(type(node))
        return handler(self, node) if handler else self._most(n.children(node))

    def _most(self, nodes: Iterable[n.Node]) -> Size:
        sizes = [_DAYS, *map(self.of, nodes)]
        return Size(max(size.over for size in sizes), max(size.under for size in sizes))

    def named(self, name: str) -> Size:
        """The most bits of a fact, parameter, definition or table."""
        if name not in self._named:
            self._named[name] = _DAYS  # for a circle, which another check reports
            self._named[name] = self._of_name(name)
        return self._named[name]

    def _of_name(self, name: str) -> Size:
        catalog = self.catalog
        fact = catalog.facts.get(name)
        if fact is not None and name not in catalog.definitions:
            hull = self.hulls.named(name)
            if fact.type.kind != "number":
                return _DAYS
            if hull.whole and hull.low is not None and hull.high is not None:
                return _size([hull.low, hull.high])
            return Size(_GIVEN, 0 if hull.whole else _GIVEN)
        if name in catalog.parameters:
            return _size(version.value for version in catalog.parameters[name].versions)
        if name in catalog.definitions:
            return self._most(version.value for version in catalog.definitions[name].versions)
        table = catalog.tables.get(name)
        return _DAYS if table is None else self._most(r.result for v in table.versions for r in v.rows)

    def literal(self, node: n.Literal) -> Size:
        return _size([node.value])

    def name(self, node: n.Name) -> Size:
        return self.named(node.name)

    def at_day(self, node: n.AtDay) -> Size:
        return self.of(node.subject)

    def path(self, node: n.Path) -> Size:
        field = self.hulls.field(node)
        if field is None or field.type.kind != "number":
            return _DAYS
        return Size(_GIVEN, 0 if field.type.integer else _GIVEN)

    def binary(self, node: n.Binary) -> Size:
        left, right = self.of(node.left), self.of(node.right)
        if node.operator in ("+", "-"):
            over = max(left.over + right.under, right.over + left.under) + 1
            return Size(over, left.under + right.under)
        if node.operator == "*":
            return Size(left.over + right.over, left.under + right.under)
        if node.operator == "/":
            return Size(left.over + right.under, left.under + right.over)
        exponent = node.right.value if isinstance(node.right, n.Literal) else None
        times = (
            abs(exponent) if isinstance(exponent, int) else 1
        )  # any other is held to 4,096 bits when it is worked out
        return Size(left.most * times, left.most * times)

    def call(self, node: n.Call) -> Size:
        inner = self._most(node.arguments)
        if node.function == "sum":
            count = (
                self.hulls.most_records(node.arguments[0])
                if len(node.arguments) == 1
                else len(node.arguments)
            )
            return Size(inner.over + (count or _MOST_RECORDS).bit_length(), inner.under)
        if node.function.startswith(("floor", "ceiling", "round")) and len(node.arguments) == 1:
            return Size(inner.over + 1, 0)
        return inner


def _size(values: Iterable[Value]) -> Size:
    numbers = [Fraction(value) for value in values if is_number(value)]
    over = max((number.numerator.bit_length() for number in numbers), default=_DAYS.over)
    under = max(
        (0 if number.denominator == 1 else number.denominator.bit_length() for number in numbers), default=0
    )
    return Size(over, under)


_SIZES: dict[type, Callable[..., Size]] = {
    n.Literal: Sizes.literal,
    n.Name: Sizes.name,
    n.AtDay: Sizes.at_day,
    n.Path: Sizes.path,
    n.Binary: Sizes.binary,
    n.Call: Sizes.call,
}
