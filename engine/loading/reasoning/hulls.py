"""Between which ends the value of an expression lies, by the ranges of what it reads.

Dates count as days (their ordinal numbers), durations as days or months: that the types agree is another check's business.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from engine.catalog import Catalog
from engine.language import nodes as n
from engine.language.functions import FUNCTIONS
from engine.language.values import Number, Value, is_number, whole
from engine.model import Bound, Definition, RecordField, Table
from engine.periods import Months, completed_months, completed_years
from engine.rational import Fraction

_MONTH, _YEAR, _WEEK = (28, 31), 12, 7


@dataclass(frozen=True, slots=True)
class Hull:
    """All numbers from `low` to `high`, ends included (None: without end), or only the whole ones among them."""

    low: Number | None = None
    high: Number | None = None
    whole: bool = False

    def joined(self, other: Hull) -> Hull:
        """The least hull that holds both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Hull(low, high, self.whole and other.whole)

    def __neg__(self) -> Hull:
        return Hull(
            None if self.high is None else -self.high, None if self.low is None else -self.low, self.whole
        )

    def __add__(self, other: Hull) -> Hull:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Hull(low, high, self.whole and other.whole)

    def __sub__(self, other: Hull) -> Hull:
        return self + -other

    def __mul__(self, other: Hull) -> Hull:
        both_whole = self.whole and other.whole
        if self.low is None or self.high is None or other.low is None or other.high is None:
            return Hull(0 if _not_negative(self) and _not_negative(other) else None, None, both_whole)
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Hull(min(ends), max(ends), both_whole)

    def __truediv__(self, other: Hull) -> Hull:
        if other.low is None or other.low <= 0:
            return ANYTHING
        most = Fraction(1) / other.low
        least = Fraction(0) if other.high is None else Fraction(1) / other.high
        times = self * Hull(least, most)
        return Hull(
            None if times.low is None else whole(times.low), None if times.high is None else whole(times.high)
        )


ANYTHING = Hull()
_WHOLE = Hull(whole=True)


def _not_negative(hull: Hull) -> bool:
    return hull.low is not None and hull.low >= 0


def as_number(value: Value) -> Number | None:
    """A number, date or duration as a number; None for anything else."""
    if is_number(value):
        return value
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, Months):
        return value.count
    return value.days if isinstance(value, timedelta) and not value.seconds else None


def ends_of(low: Bound | None, high: Bound | None, is_whole: bool) -> Hull:
    """The hull of a range in the vocabulary; an end that hangs on the day of the question is none."""
    ends = [None if bound is None else as_number(bound.value) for bound in (low, high)]
    return Hull(ends[0], ends[1], is_whole)


class Hulls:
    """The hulls of one catalogue's names and expressions, each worked out once."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._named: dict[str, Hull] = {}

    def named(self, name: str) -> Hull:
        """The hull of a fact, parameter, definition or table."""
        if name not in self._named:
            self._named[name] = ANYTHING  # for a circle, which another check reports
            self._named[name] = self._of_name(name)
        return self._named[name]

    def _of_name(self, name: str) -> Hull:
        catalog = self.catalog
        fact = catalog.facts.get(name)
        if fact is not None:
            own = ends_of(fact.low, fact.high, fact.type.integer or fact.type.kind == "date")
            definition = catalog.definitions.get(name)
            if definition is None or fact.source != "derived" or own.low is not None or own.high is not None:
                return own
            worked_out = self._joined(version.value for version in definition.versions)
            return Hull(worked_out.low, worked_out.high, own.whole or worked_out.whole)
        if name in catalog.parameters:
            return of_values(version.value for version in catalog.parameters[name].versions)
        item = catalog.definitions.get(name) or catalog.tables.get(name)
        return ANYTHING if item is None else self._joined(_results(item))

    def _joined(self, nodes: Iterable[n.Node]) -> Hull:
        hulls = [self.of(node) for node in nodes]
        return _union(hulls)

    def of(self, node: n.Node, local: frozenset[str] = frozenset()) -> Hull:
        """The hull of an expression; of what is no number, date or duration, everything. `local` names hide those of the catalogue."""
        handler = _HULLS.get(type(node))
        return handler(self, node, local) if handler else ANYTHING

    def field(self, node: n.Path) -> RecordField | None:
        """The field of a record list that a path names."""
        fact = self._records(node.source)
        return next((field for field in (fact.fields if fact else ()) if field.name == node.name), None)

    def _records(self, node: n.Node) -> Value:
        if isinstance(node, n.Name):
            return self.catalog.records_of(node.name)
        if isinstance(node, n.Filter):
            return self._records(node.source)
        if isinstance(node, n.Call) and node.function in ("latest", "earliest") and node.arguments:
            return self._records(node.arguments[0])
        return None

    def most_records(self, node: n.Node) -> int | None:
        """How many elements a list has at most; None where nothing says so."""
        if isinstance(node, n.ListOf):
            return len(node.items)
        source = node.source if isinstance(node, n.Path) else node
        fact = self._records(source)
        return fact.records if fact is not None and fact.records else None

    def literal(self, node: n.Literal, _local: frozenset[str]) -> Hull:
        return of_values([node.value])

    def name(self, node: n.Name, local: frozenset[str]) -> Hull:
        return ANYTHING if node.name in local else self.named(node.name)

    def negation(self, node: n.Negation, local: frozenset[str]) -> Hull:
        return -self.of(node.operand, local)

    def binary(self, node: n.Binary, local: frozenset[str]) -> Hull:
        left, right = self.of(node.left, local), self.of(node.right, local)
        if isinstance(constant(node.right), Months):
            return _moved(node.operator, left, right)
        if isinstance(constant(node.left), Months):
            return _moved(node.operator, right, left) if node.operator == "+" else ANYTHING
        if node.operator == "+":
            return left + right
        if node.operator == "-":
            return left - right
        if node.operator == "*":
            return left * right
        return left / right if node.operator == "/" else ANYTHING

    def conditional(self, node: n.If, local: frozenset[str]) -> Hull:
        return _union([self.of(node.yes, local), self.of(node.no, local)])

    def at_day(self, node: n.AtDay, local: frozenset[str]) -> Hull:
        return self.of(node.subject, local)

    def path(self, node: n.Path, local: frozenset[str]) -> Hull:
        field = self.field(node)
        if field is not None:
            return ends_of(field.low, field.high, field.type.integer or field.type.kind == "date")
        if node.name in _PARTS:
            return _PARTS[node.name]
        if node.name == "year":
            inner = self.of(node.source, local)
            return _mapped(inner, lambda day: date.fromordinal(int(day)).year)
        return ANYTHING

    def call(self, node: n.Call, local: frozenset[str]) -> Hull:
        if node.function in ("date", "duration"):
            return of_values([constant(node)])
        arguments = [self.of(argument, local) for argument in node.arguments]
        if node.function in ("min", "max") and len(arguments) > 1:
            return _furthest(node.function, arguments)
        if node.function in ("at least", "at most") and arguments:
            return arguments[0]
        if node.function == "count" and node.arguments:
            return Hull(0, self.most_records(node.arguments[0]), True)
        if node.function == "sum" and len(node.arguments) == 1:
            most = self.most_records(node.arguments[0])
            some = arguments[0] * Hull(0, most, True) if most is not None else ANYTHING
            return Hull(0 if _not_negative(arguments[0]) else some.low, some.high, arguments[0].whole)
        if node.function == "sum":
            return _summed(arguments)
        if node.function in _BETWEEN and len(arguments) == 2:  # noqa: PLR2004 - from a day to a day
            return _between(_BETWEEN[node.function], *arguments)
        function = FUNCTIONS.get(node.function)
        if function is not None and function.monotone and arguments:
            return _rounded(node, arguments[0])
        return ANYTHING


def _results(item: Definition | Table) -> list[n.Node]:
    if isinstance(item, Definition):
        return [version.value for version in item.versions]
    return [row.result for version in item.versions for row in version.rows]


def of_values(values: Iterable[Value]) -> Hull:
    """The hull of some values; everything where one is no number, date or duration."""
    numbers = [as_number(value) for value in values]
    if not numbers or any(number is None for number in numbers):
        return ANYTHING
    known = [number for number in numbers if number is not None]
    return Hull(min(known), max(known), all(isinstance(number, int) for number in known))


def _union(hulls: Sequence[Hull]) -> Hull:
    if not hulls:
        return ANYTHING
    joined = hulls[0]
    for hull in hulls[1:]:
        joined = joined.joined(hull)
    return joined


def _summed(hulls: Sequence[Hull]) -> Hull:
    joined = Hull(0, 0, True)
    for hull in hulls:
        joined = joined + hull
    return joined


def _furthest(function: str, hulls: Sequence[Hull]) -> Hull:
    choose = min if function == "min" else max
    lows, highs = [hull.low for hull in hulls], [hull.high for hull in hulls]
    all_whole = all(hull.whole for hull in hulls)
    known_lows, known_highs = ([end for end in ends if end is not None] for ends in (lows, highs))
    if function == "min":  # one known upper end is enough
        return Hull(
            None if None in lows else choose(known_lows), choose(known_highs, default=None), all_whole
        )
    return Hull(choose(known_lows, default=None), None if None in highs else choose(known_highs), all_whole)


def _mapped(hull: Hull, rule: Callable[[Number], Number]) -> Hull:
    try:
        return Hull(
            None if hull.low is None else rule(hull.low), None if hull.high is None else rule(hull.high), True
        )
    except (ValueError, OverflowError):
        return _WHOLE


def _rounded(node: n.Call, hull: Hull) -> Hull:
    if len(node.arguments) == 1:
        rule = FUNCTIONS[node.function].apply
        return _mapped(hull, rule)
    # To so many places: never further than one unit of the last place off, whatever that is; its sign stays.
    return Hull(0 if _not_negative(hull) else None, None, False)


def constant(node: n.Node) -> Value:
    """What a literal, `date("...")` or `duration("...")` says; None for anything else."""
    if isinstance(node, n.Literal):
        return node.value
    if isinstance(node, n.Call) and node.function in ("date", "duration") and node.arguments:
        values = [argument.value for argument in node.arguments if isinstance(argument, n.Literal)]
        if len(values) == len(node.arguments):
            return FUNCTIONS[node.function].apply(*values)
    return None


def _moved(operator: str, day: Hull, months: Hull) -> Hull:
    """A day moved by months: between the shortest and the longest that those months can be."""
    if operator not in ("+", "-") or months.low is None or not day.whole:
        return ANYTHING
    ends = [months.low * days for days in _MONTH]
    span = Hull(min(ends), max(ends), True)
    return day + span if operator == "+" else day - span


def _between(rule: Callable[[date, date], int], start: Hull, end: Hull) -> Hull:
    def least(first: Number | None, last: Number | None) -> int | None:
        if first is None or last is None:
            return None
        try:
            return rule(date.fromordinal(math.floor(first)), date.fromordinal(math.floor(last)))
        except (ValueError, OverflowError):
            return None

    return Hull(least(start.high, end.low), least(start.low, end.high), True)


_BETWEEN: dict[str, Callable[[date, date], int]] = {
    "completed years": completed_years,
    "completed months": completed_months,
    "days between": lambda start, end: (end - start).days,
    "years and months duration": completed_months,
}
_PARTS = {"month": Hull(1, _YEAR, True), "day": Hull(1, _MONTH[1], True), "weekday": Hull(1, _WEEK, True)}
_HULLS: dict[type, Callable[..., Hull]] = {
    n.Literal: Hulls.literal,
    n.Name: Hulls.name,
    n.Negation: Hulls.negation,
    n.Binary: Hulls.binary,
    n.If: Hulls.conditional,
    n.AtDay: Hulls.at_day,
    n.Path: Hulls.path,
    n.Call: Hulls.call,
}
