"""Nodes to operations of the plan. Names are resolved here, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.catalog import Catalog
from engine.compiling.plan import Plan
from engine.language import nodes as n
from engine.language.forms import FIELD_FORMS, TESTED, Bounded, bounded, is_position
from engine.language.functions import FUNCTIONS
from engine.language.values import NULL, UNKNOWN
from engine.model import Definition, Fact, Table, TableVersion

_COMPARE = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "=": "eq", "!=": "ne"}
_ARITHMETIC = {"+": "add", "-": "sub", "*": "mul", "/": "div", "**": "pow"}
Scope = Mapping[str, int]


class ExpressionCompiler:
    """Compiles expressions of one catalogue into one plan. `indexes` numbers the facts of a profile's vector."""

    def __init__(self, catalog: Catalog, plan: Plan) -> None:
        self.catalog = catalog
        self.plan = plan
        self.indexes = {name: index for index, name in enumerate(catalog.facts)}
        self._names = frozenset(catalog.names())
        self._named: dict[str, int] = {}
        self._amounts: dict[str, int] = {}
        self._depth = 0

    def compile(self, node: n.Node, amounts: Mapping[str, int] | None = None) -> int:
        """The operation an expression means; `amounts` are the amounts it may name as amount_<id>."""
        self._amounts = dict(amounts or {})
        return self._op(node, {})

    def fact(self, name: str) -> int:
        """The operation of a fact as the profile gives it: its place, its name and the kind of its values."""
        fact = self.catalog.facts[name]
        kind = "records" if fact.fields else fact.type.kind
        return self.plan.add("fact", data=(self.indexes[name], name, kind))

    def meaning(self, name: str) -> int:
        """The operation of what a fact comes to: given, else worked out where it has a definition."""
        return self._fact(self.catalog.facts[name])

    def worked_out(self, name: str) -> int | None:
        """The operation of what a fact's definition gives, whatever the profile says; None where there is none."""
        definition = self.catalog.definitions.get(name)
        return None if definition is None or definition.keyed_to else self._versions(definition)

    def _op(self, node: n.Node, scope: Scope) -> int:
        return _COMPILE[type(node)](self, node, scope)

    def name(self, node: n.Name, scope: Scope) -> int:
        name = node.name
        if name in scope:
            return scope[name]
        if name in self._amounts:
            return self._amounts[name]
        if name not in self._named:
            self._named[name] = self._global(name)
        return self._named[name]

    def _global(self, name: str) -> int:
        catalog = self.catalog
        if name in catalog.facts:
            return self._fact(catalog.facts[name])
        if name in catalog.parameters:
            return self.plan.add("parameter", data=(name, catalog.parameters[name].keyed_to))
        if name in catalog.definitions:
            return self.plan.add("derived", self._versions(catalog.definitions[name]), data=(name,))
        if name in catalog.tables:
            return self.plan.add("derived", self._versions(catalog.tables[name]), data=(name,))
        return self.plan.add("const", data=(name,))  # a choice written bare

    def _fact(self, fact: Fact) -> int:
        definition = self.catalog.definitions.get(fact.name)
        if definition is None:
            return self.fact(fact.name)
        worked_out = self._versions(definition)
        if fact.source == "derived":
            return self.plan.add("derived", worked_out, data=(fact.name,))
        data = (fact.name, not fact.in_question)
        return self.plan.add("either", self.fact(fact.name), worked_out, data=data)

    def _versions(self, item: Definition | Table) -> int:
        alternatives = self._alternatives(item)
        if item.keyed_to is None:
            return alternatives[0]
        dated = tuple(version.dated for version in item.versions)
        return self.plan.add("pick", *alternatives, data=(item.name, item.keyed_to, dated))

    def _alternatives(self, item: Definition | Table) -> list[int]:
        if isinstance(item, Table):
            return [self._table(item, version) for version in item.versions]
        return [self._op(version.value, {}) for version in item.versions]

    def _table(self, table: Table, version: TableVersion) -> int:
        values = [self._op(node, {}) for node in table.inputs]
        parts: list[int] = []
        for row in version.rows:
            tests = [self.test(test, value, {}) for test, value in zip(row.tests, values, strict=True)]
            parts += (self._all(tests), self._op(row.result, {}))
        return self.plan.add("table", *parts, data=(table.hit, table.aggregation, table.order))

    def _all(self, truths: list[int]) -> int:
        always = self.plan.add("const", data=(True,))
        wanted = [truth for truth in truths if truth != always]
        if not wanted:
            return always
        return wanted[0] if len(wanted) == 1 else self.plan.add("and", *wanted)

    def literal(self, node: n.Literal, _scope: Scope) -> int:
        return self.plan.add("const", data=(node.value,))

    def negation(self, node: n.Negation, scope: Scope) -> int:
        return self.plan.add("neg", self._op(node.operand, scope))

    def binary(self, node: n.Binary, scope: Scope) -> int:
        return self.plan.add(
            _ARITHMETIC[node.operator], self._op(node.left, scope), self._op(node.right, scope)
        )

    def comparison(self, node: n.Comparison, scope: Scope) -> int:
        for side, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(other, n.Literal) and other.value is NULL and node.operator in ("=", "!="):
                is_null = self.plan.add("is_null", self._op(side, scope))
                return is_null if node.operator == "=" else self.plan.add("not", is_null)
        bound = bounded(node)
        if bound is not None:
            return self._bounded(node, bound, scope)
        return self.plan.add(_COMPARE[node.operator], self._op(node.left, scope), self._op(node.right, scope))

    def _bounded(self, node: n.Comparison, bound: Bounded, scope: Scope) -> int:
        """The comparison of the whole list, settled as soon as its known part reaches the bound."""
        limit = self._op(node.right, scope)
        truth = self.plan.add(_COMPARE[node.operator], self._op(bound.whole, scope), limit)
        known = [self._known(argument, scope) for argument in bound.whole.arguments]
        items = known[0] if len(known) == 1 else self.plan.add("list", *known)
        part = self.plan.add("known", items, data=(bound.whole.function,))
        reached = self.plan.add(_COMPARE[bound.reaches], part, limit)
        return self.plan.add("settle", truth, reached, data=(bound.outcome,))

    def _known(self, node: n.Node, scope: Scope) -> int:
        """A list without the records of which it is open whether they belong to it."""
        if isinstance(node, n.Path):
            return self.plan.add("path", self._known(node.source, scope), data=(node.name,))
        if isinstance(node, n.Filter):
            return self._sieved("sift", node, self._known(node.source, scope), scope)
        return self._op(node, scope)

    def conjunction(self, node: n.And, scope: Scope) -> int:
        return self.plan.add("and", *(self._op(part, scope) for part in node.parts))

    def disjunction(self, node: n.Or, scope: Scope) -> int:
        return self.plan.add("or", *(self._op(part, scope) for part in node.parts))

    def negated(self, node: n.Not, scope: Scope) -> int:
        return self.plan.add("not", self._op(node.operand, scope))

    def conditional(self, node: n.If, scope: Scope) -> int:
        return self.plan.add("if", *(self._op(part, scope) for part in (node.test, node.yes, node.no)))

    def membership(self, node: n.In, scope: Scope) -> int:
        value = self._op(node.value, scope)
        tests = [self.test(test, value, scope) for test in node.tests]
        return tests[0] if len(tests) == 1 else self.plan.add("or", *tests)

    def test(self, test: n.Node, value: int, scope: Scope) -> int:
        """The truth of one unary test of a value."""
        add = self.plan.add
        if isinstance(test, n.AnyValue):
            return add("const", data=(True,))
        if isinstance(test, n.UnaryTest):
            return add(_COMPARE[test.operator], value, self._op(test.right, scope))
        if isinstance(test, n.Range):
            low = add("ge" if test.low_in else "gt", value, self._op(test.low, scope))
            return add("and", low, add("le" if test.high_in else "lt", value, self._op(test.high, scope)))
        if isinstance(test, n.Not):
            return add("not", self.test(test.operand, value, scope))
        words = self._words(test, scope)
        if words:
            return add("member", value, add("const", data=(words,)))
        if isinstance(test, n.ListOf):
            parts = [self.test(item, value, scope) for item in test.items]
            return (
                parts[0] if len(parts) == 1 else add("or", *parts) if parts else add("const", data=(False,))
            )
        if isinstance(test, n.Literal) and test.value is NULL:
            return add("is_null", value)
        if isinstance(test, n.Literal):
            return add("eq", value, self._op(test, scope))
        if any(isinstance(part, n.Name) and part.name == TESTED for part in n.walk(test)):
            return self._op(test, {**scope, TESTED: value})
        return add("member", value, self._op(test, scope))

    def _words(self, test: n.Node, scope: Scope) -> tuple[str, ...]:
        """The words of a list that holds nothing else: looked up as a set."""
        if not isinstance(test, n.ListOf):
            return ()
        words = [self._word(item, scope) for item in test.items]
        return tuple(word for word in words if word) if all(words) else ()

    def _word(self, node: n.Node, scope: Scope) -> str | None:
        if isinstance(node, n.Literal) and isinstance(node.value, str):
            return node.value
        known = isinstance(node, n.Name) and (
            node.name in scope or node.name in self._amounts or node.name in self._names
        )
        return node.name if isinstance(node, n.Name) and not known else None

    def list_of(self, node: n.ListOf, scope: Scope) -> int:
        return self.plan.add("list", *(self._op(item, scope) for item in node.items))

    def filter(self, node: n.Filter, scope: Scope) -> int:
        source = self._op(node.source, scope)
        if is_position(node.condition):
            return self.plan.add("nth", source, self._op(node.condition, scope))
        return self._sieved("filter", node, source, scope)

    def _sieved(self, kind: str, node: n.Filter, source: int, scope: Scope) -> int:
        return self._looped(
            kind,
            source,
            lambda element, inner: self._op(node.condition, inner | self._fields(node, element)),
            scope,
        )

    def _fields(self, node: n.Filter, element: int) -> dict[str, int]:
        fields = {"item": element}
        for part in n.walk(node.source):
            fact = self.catalog.records_of(part.name) if isinstance(part, n.Name) else None
            if fact is not None and fact.fields:
                fields |= {f.name: self.plan.add("path", element, data=(f.name,)) for f in fact.fields}
        return fields

    def loop(self, node: n.Loop, scope: Scope) -> int:
        return self._nested(node, 0, scope)

    def _nested(self, node: n.Loop, index: int, scope: Scope) -> int:
        if index == len(node.iterators):
            return self._op(node.body, scope)
        variable, source = node.iterators[index]
        looped = self._looped(
            node.kind,
            self._op(source, scope),
            lambda element, inner: self._nested(node, index + 1, inner | {variable: element}),
            scope,
        )
        is_outer = node.kind == "for" and index + 1 < len(node.iterators)
        return self.plan.add("flat", looped) if is_outer else looped

    def _looped(
        self, kind: str, source: int, body: Callable[[int, dict[str, int]], int], scope: Scope
    ) -> int:
        depth = self._depth
        self._depth += 1
        element = self.plan.add("element", data=(depth,))
        inner = body(element, dict(scope))
        self._depth -= 1
        return self.plan.add(kind, source, inner, data=(depth,))

    def span(self, node: n.Span, scope: Scope) -> int:
        low, high = self._op(node.low, scope), self._op(node.high, scope)
        return self.plan.add("call", low, high, data=("..", self._depth))

    def path(self, node: n.Path, scope: Scope) -> int:
        return self.plan.add("path", self._op(node.source, scope), data=(node.name,))

    def at_day(self, node: n.AtDay, scope: Scope) -> int:
        name = node.subject.name if isinstance(node.subject, n.Name) else ""
        day = node.day.name if isinstance(node.day, n.Name) else None
        day_fact = day if day in self.catalog.facts and day not in scope else None
        if name in self.catalog.parameters:
            if day_fact is not None:
                return self.plan.add("parameter", data=(name, day_fact))
            return self.plan.add("parameter_at", self._op(node.day, scope), data=(name,))
        item = self.catalog.definitions.get(name) or self.catalog.tables.get(name)
        if item is None:
            return self._op(node.subject, scope)
        alternatives = self._alternatives(item)
        dated = tuple(version.dated for version in item.versions)
        if day_fact is not None:
            return self.plan.add("pick", *alternatives, data=(name, day_fact, dated))
        return self.plan.add("pick_at", self._op(node.day, scope), *alternatives, data=(name, dated))

    def call(self, node: n.Call, scope: Scope) -> int:
        if node.function in FIELD_FORMS:
            field = node.arguments[1].name if isinstance(node.arguments[1], n.Name) else ""
            kind = "sort" if node.function == "sort by" else node.function
            return self.plan.add(kind, self._op(node.arguments[0], scope), data=(field,))
        constant = _constant(node)
        if constant is not UNKNOWN:
            return self.plan.add("const", data=(constant,))
        return self.plan.add("call", *(self._op(a, scope) for a in node.arguments), data=(node.function,))


def _constant(node: n.Call) -> object:
    written = [argument.value for argument in node.arguments if isinstance(argument, n.Literal)]
    if node.function in ("date", "duration") and len(written) == len(node.arguments):
        return FUNCTIONS[node.function].apply(*written)
    return UNKNOWN


# Keyed by the class of the node, so each entry takes that class: a relation the type of a dict cannot state.
_COMPILE: dict[type[n.Node], Callable[..., int]] = {
    n.Literal: ExpressionCompiler.literal,
    n.Name: ExpressionCompiler.name,
    n.Negation: ExpressionCompiler.negation,
    n.Binary: ExpressionCompiler.binary,
    n.Comparison: ExpressionCompiler.comparison,
    n.And: ExpressionCompiler.conjunction,
    n.Or: ExpressionCompiler.disjunction,
    n.Not: ExpressionCompiler.negated,
    n.If: ExpressionCompiler.conditional,
    n.In: ExpressionCompiler.membership,
    n.ListOf: ExpressionCompiler.list_of,
    n.Filter: ExpressionCompiler.filter,
    n.Loop: ExpressionCompiler.loop,
    n.Span: ExpressionCompiler.span,
    n.Path: ExpressionCompiler.path,
    n.AtDay: ExpressionCompiler.at_day,
    n.Call: ExpressionCompiler.call,
}
