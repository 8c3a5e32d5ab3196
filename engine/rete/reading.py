"""Expressions read straight off the model: a closure for each node, and the names that the expression leans on.

`Expression.read(case, bound)` gives the value under one choice of law (`Case`); `bound` holds what loops, filters and
tests have bound. Nothing of the compiled plan stands behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from engine.catalog import Catalog
from engine.language import nodes as n
from engine.language.forms import FIELD_FORMS, TESTED, Bounded, bounded, is_position
from engine.language.functions import FUNCTIONS
from engine.language.values import NULL, UNKNOWN, Unknown, Value
from engine.rete import operations as op

Bound = Mapping[str, Value]
NOTHING_BOUND: Bound = {}
Read = Callable[["Case", Bound], Value]


class Case(Protocol):
    """Where a closure finds what its names mean."""

    amounts: dict[str, Value]

    def value(self, name: str) -> Value:
        """What a name of the catalogue means."""

    def value_by(self, name: str, day: str) -> Value:
        """What it gives in the version that a date fact selects."""

    def value_on(self, name: str, day: Value) -> Value:
        """What it gives in the version of a day that was computed."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A name that an expression leans on; `day` is the fact that dates it (`x at day`), `any_day` where it is computed."""

    name: str
    day: str | None = None
    any_day: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A node that can be read, and what it leans on directly."""

    node: n.Node
    read: Read
    refs: frozenset[Ref]


class Reader:
    """Makes expressions of one catalogue readable. `amounts`: names of amounts that an expression may use."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.known = frozenset(catalog.names())
        self._refs: set[Ref] = set()
        self._amounts: frozenset[str] = frozenset()
        self._depth = 0

    def expression(self, node: n.Node, amounts: frozenset[str] = frozenset()) -> Expression:
        """The node, readable."""
        self._refs, self._amounts, self._depth = set(), amounts, 0
        read = self.make(node, frozenset())
        return Expression(node, read, frozenset(self._refs))

    def row(self, tests: tuple[n.Node, ...], inputs: tuple[n.Node, ...]) -> Expression:
        """The truth of a table's row: all tests of its inputs."""
        self._refs, self._amounts, self._depth = set(), frozenset(), 0
        pairs = [
            (self.make(given, frozenset()), self.test(test, frozenset()))
            for test, given in zip(tests, inputs, strict=True)
            if not isinstance(test, n.AnyValue)
        ]

        def read(case: Case, bound: Bound) -> Value:
            truth: Value = True
            for given, test in pairs:
                truth = truth & test(given(case, bound), case, bound)
            return truth

        return Expression(n.AnyValue(), read, frozenset(self._refs))

    def make(self, node: n.Node, local: frozenset[str]) -> Read:
        """The closure of a node; `local` are the names bound around it."""
        return _MAKE[type(node)](self, node, local)

    def literal(self, node: n.Literal, _local: frozenset[str]) -> Read:
        value = node.value
        return lambda _case, _bound: value

    def name(self, node: n.Name, local: frozenset[str]) -> Read:
        name = node.name
        if name in local:
            return lambda _case, bound: bound[name]
        if name in self._amounts:
            return lambda case, _bound: case.amounts[name]
        if name in self.known:
            self._refs.add(Ref(name))
            return lambda case, _bound: case.value(name)
        return lambda _case, _bound: name  # a choice written bare

    def negation(self, node: n.Negation, local: frozenset[str]) -> Read:
        operand = self.make(node.operand, local)
        return lambda case, bound: -operand(case, bound)

    def binary(self, node: n.Binary, local: frozenset[str]) -> Read:
        sign, left, right = node.operator, self.make(node.left, local), self.make(node.right, local)
        return lambda case, bound: op.calculated(sign, left(case, bound), right(case, bound))

    def comparison(self, node: n.Comparison, local: frozenset[str]) -> Read:
        sign, right = node.operator, self.make(node.right, local)
        bound_by = bounded(node)
        if bound_by is not None:
            return self._bounded(sign, bound_by, right, local)
        left = self.make(node.left, local)
        if _is_null(node.left) or _is_null(node.right):
            return lambda case, bound: op.compared_with_null(sign, left(case, bound), right(case, bound))
        return lambda case, bound: op.compared(sign, left(case, bound), right(case, bound))

    def _bounded(self, sign: str, by: Bounded, limit: Read, local: frozenset[str]) -> Read:
        """`at least(sum(list)) >= limit`: settled as soon as the known part of the list reaches the limit."""
        whole, function = self.make(by.whole, local), by.whole.function
        parts = [self._known_part(argument, local) for argument in by.whole.arguments]

        def read(case: Case, bound: Bound) -> Value:
            most = limit(case, bound)
            truth = op.compared(sign, whole(case, bound), most)
            if not isinstance(truth, Unknown):
                return truth
            known = [part(case, bound) for part in parts]
            part = op.known_total(known[0] if len(known) == 1 else known, function)
            return by.outcome if op.compared(by.reaches, part, most) is True else truth

        return read

    def _known_part(self, node: n.Node, local: frozenset[str]) -> Read:
        """A list without the records of which it is open whether they belong to it."""
        if isinstance(node, n.Path):
            inner, name = self._known_part(node.source, local), node.name
            return lambda case, bound: op.field(inner(case, bound), name)
        if isinstance(node, n.Filter):
            return self._sieve(node, self._known_part(node.source, local), op.surely, local)
        return self.make(node, local)

    def conjunction(self, node: n.And, local: frozenset[str]) -> Read:
        parts = [self.make(part, local) for part in node.parts]

        def read(case: Case, bound: Bound) -> Value:
            truth: Value = True
            for part in parts:
                truth = truth & part(case, bound)
                if truth is False:
                    return False
            return truth

        return read

    def disjunction(self, node: n.Or, local: frozenset[str]) -> Read:
        parts = [self.make(part, local) for part in node.parts]

        def read(case: Case, bound: Bound) -> Value:
            truth: Value = False
            for part in parts:
                truth = truth | part(case, bound)
                if truth is True:
                    return True
            return truth

        return read

    def negated(self, node: n.Not, local: frozenset[str]) -> Read:
        operand = self.make(node.operand, local)
        return lambda case, bound: op.negated(operand(case, bound))

    def conditional(self, node: n.If, local: frozenset[str]) -> Read:
        test, yes, no = (self.make(part, local) for part in (node.test, node.yes, node.no))

        def read(case: Case, bound: Bound) -> Value:
            truth = test(case, bound)
            if isinstance(truth, Unknown):
                return UNKNOWN
            return yes(case, bound) if truth is True else no(case, bound)

        return read

    def membership(self, node: n.In, local: frozenset[str]) -> Read:
        value, tests = self.make(node.value, local), [self.test(test, local) for test in node.tests]

        def read(case: Case, bound: Bound) -> Value:
            tested = value(case, bound)
            truth = tests[0](tested, case, bound)
            for test in tests[1:]:
                truth = truth | test(tested, case, bound)
            return truth

        return read

    def test(self, test: n.Node, local: frozenset[str]) -> Callable[[Value, Case, Bound], Value]:
        """The truth of a unary test: (value, case, bound) -> truth."""
        if isinstance(test, n.AnyValue):
            return lambda _value, _case, _bound: True
        if isinstance(test, n.UnaryTest):
            sign, right = test.operator, self.make(test.right, local)
            return lambda value, case, bound: op.compared(sign, value, right(case, bound))
        if isinstance(test, n.Range):
            return self._range(test, local)
        if isinstance(test, n.Not):
            inner = self.test(test.operand, local)
            return lambda value, case, bound: op.negated(inner(value, case, bound))
        if isinstance(test, n.ListOf):
            return self._one_of([self.test(item, local) for item in test.items])
        if any(isinstance(part, n.Name) and part.name == TESTED for part in n.walk(test)):
            asking = self.make(test, local | {TESTED})
            return lambda value, case, bound: asking(case, {**bound, TESTED: value})
        plain = self.make(test, local)
        if isinstance(test, n.Literal) and not _is_null(test):
            return lambda value, case, bound: op.compared("=", value, plain(case, bound))
        return lambda value, case, bound: op.among(value, plain(case, bound))

    def _range(self, test: n.Range, local: frozenset[str]) -> Callable[[Value, Case, Bound], Value]:
        low, high = self.make(test.low, local), self.make(test.high, local)
        above, below = ">=" if test.low_in else ">", "<=" if test.high_in else "<"
        return lambda value, case, bound: (
            op.compared(above, value, low(case, bound)) & op.compared(below, value, high(case, bound))
        )

    def _one_of(
        self, tests: list[Callable[[Value, Case, Bound], Value]]
    ) -> Callable[[Value, Case, Bound], Value]:
        def read(value: Value, case: Case, bound: Bound) -> Value:
            truth: Value = False
            for test in tests:
                truth = truth | test(value, case, bound)
            return truth

        return read

    def list_of(self, node: n.ListOf, local: frozenset[str]) -> Read:
        items = [self.make(item, local) for item in node.items]
        return lambda case, bound: [item(case, bound) for item in items]

    def filter(self, node: n.Filter, local: frozenset[str]) -> Read:
        source = self.make(node.source, local)
        if is_position(node.condition):
            position = self.make(node.condition, local)
            return lambda case, bound: op.placed(source(case, bound), position(case, bound))
        return self._sieve(node, source, op.kept, local)

    def _sieve(
        self, node: n.Filter, source: Read, sift: Callable[[Value, op.Test], Value], local: frozenset[str]
    ) -> Read:
        fields = self._fields(node.source)
        self._depth += 1
        condition = self.make(node.condition, local | fields | {"item"})
        self._depth -= 1

        def read(case: Case, bound: Bound) -> Value:
            def test(item: Value) -> Value:
                own = {name: op.field(item, name) for name in fields}
                return condition(case, {**bound, "item": item, **own})

            return sift(source(case, bound), test)

        return read

    def _fields(self, source: n.Node) -> frozenset[str]:
        """The names of the fields of the records in a list: inside a filter they are plain names."""
        named = [self.catalog.records_of(part.name) for part in n.walk(source) if isinstance(part, n.Name)]
        return frozenset(spec.name for fact in named if fact is not None for spec in fact.fields)

    def loop(self, node: n.Loop, local: frozenset[str]) -> Read:
        return self._iterated(node, 0, local)

    def _iterated(self, node: n.Loop, place: int, local: frozenset[str]) -> Read:
        if place == len(node.iterators):
            return self.make(node.body, local)
        variable, listed = node.iterators[place]
        source = self.make(listed, local)
        self._depth += 1
        body = self._iterated(node, place + 1, local | {variable})
        self._depth -= 1
        kind, outer = node.kind, node.kind == "for" and place + 1 < len(node.iterators)

        def read(case: Case, bound: Bound) -> Value:
            def inner(item: Value) -> Value:
                return body(case, {**bound, variable: item})

            items = source(case, bound)
            if kind != "for":
                return op.quantified(kind, items, inner)
            found = op.each(items, inner)
            return op.flattened(found) if outer else found

        return read

    def span(self, node: n.Span, local: frozenset[str]) -> Read:
        low, high, depth = self.make(node.low, local), self.make(node.high, local), self._depth
        return lambda case, bound: op.stepped(low(case, bound), high(case, bound), depth)

    def path(self, node: n.Path, local: frozenset[str]) -> Read:
        source, name = self.make(node.source, local), node.name
        return lambda case, bound: op.field(source(case, bound), name)

    def at_day(self, node: n.AtDay, local: frozenset[str]) -> Read:
        name = node.subject.name if isinstance(node.subject, n.Name) else ""
        catalog = self.catalog
        if name not in catalog.parameters and name not in catalog.definitions and name not in catalog.tables:
            return self.make(node.subject, local)
        day_name = node.day.name if isinstance(node.day, n.Name) else None
        if day_name in catalog.facts and day_name not in local:
            self._refs.add(Ref(name, day_name))
            key = str(day_name)
            return lambda case, _bound: case.value_by(name, key)
        self._refs.add(Ref(name, None, any_day=True))
        day = self.make(node.day, local)
        return lambda case, bound: case.value_on(name, day(case, bound))

    def call(self, node: n.Call, local: frozenset[str]) -> Read:
        if node.function in FIELD_FORMS:
            return self._by_field(node, local)
        function = FUNCTIONS[node.function]
        arguments = [self.make(argument, local) for argument in node.arguments]
        return lambda case, bound: op.called(function, [argument(case, bound) for argument in arguments])

    def _by_field(self, node: n.Call, local: frozenset[str]) -> Read:
        source = self.make(node.arguments[0], local)
        name = node.arguments[1].name if isinstance(node.arguments[1], n.Name) else ""
        if node.function == "sort by":
            return lambda case, bound: op.in_order(source(case, bound), name)
        sign = 1 if node.function == "latest" else -1
        return lambda case, bound: op.last_by(source(case, bound), name, sign)


def _is_null(node: n.Node) -> bool:
    return isinstance(node, n.Literal) and node.value is NULL


# Keyed by the class of the node, so each entry takes that class: a relation the type of a dict cannot state.
_MAKE: dict[type[n.Node], Callable[..., Read]] = {
    n.Literal: Reader.literal,
    n.Name: Reader.name,
    n.Negation: Reader.negation,
    n.Binary: Reader.binary,
    n.Comparison: Reader.comparison,
    n.And: Reader.conjunction,
    n.Or: Reader.disjunction,
    n.Not: Reader.negated,
    n.If: Reader.conditional,
    n.In: Reader.membership,
    n.ListOf: Reader.list_of,
    n.Filter: Reader.filter,
    n.Loop: Reader.loop,
    n.Span: Reader.span,
    n.Path: Reader.path,
    n.AtDay: Reader.at_day,
    n.Call: Reader.call,
}
