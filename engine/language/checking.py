"""Does an expression make sense: names exist, types and units agree, what may be null is guarded. None is evaluated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from engine.diagnostics import Word, meant, nearest
from engine.language import nodes as n
from engine.language import types as t
from engine.language.agreement import Present, combined, comparable, cure, described, fits, not_null_if
from engine.language.calls import call_type, counts, signatures
from engine.language.forms import FIELD_FORMS, TESTED, WRAPPERS, bounded
from engine.language.functions import FUNCTIONS
from engine.language.parts import part_types, type_of
from engine.language.scope import Meaning, Report, Scope
from engine.language.types import Type
from engine.language.values import NULL


class Checker:
    """Checks expressions in one scope. `needs` gathers the optional names used without a guard."""

    def __init__(self, scope: Scope, report: Report) -> None:
        self.scope = scope
        self.report = report
        self.needs: set[str] = set()

    def check(
        self, node: n.Node, present: Present = frozenset(), local: Mapping[str, Type] | None = None
    ) -> Type:
        """The type of an expression. `present` are optional names that are not null, `local` names bound around."""
        return _CHECK[type(node)](self, node, present, local or {})

    def expect(self, node: n.Node, wanted: Type, present: Present = frozenset()) -> None:
        """Checks that an expression gives a value of a type."""
        seen = self.check_against(node, wanted, present, {})
        if not fits(seen, wanted):
            self._mismatch(node, wanted, seen)

    def check_against(self, node: n.Node, wanted: Type, present: Present, local: Mapping[str, Type]) -> Type:
        """As `check`; a bare word or text stands for a choice where one is wanted."""
        if wanted.kind == "choice":
            value = self._word(node, local)
            if value is not None:
                values = self.scope.choices(str(wanted.choices))
                if values and value not in values:  # a list that is not there is told where it is named
                    near = nearest(value, values)
                    self.report(
                        "L113", node.place, {"value": value, "choices": wanted.choices, "near": meant(near)}
                    )
                return replace(wanted, optional=False)
        if isinstance(node, n.If):
            self._truth(node.test, present, local)
            yes = self.check_against(node.yes, wanted, present | not_null_if(node.test, True), local)
            no = self.check_against(node.no, wanted, present | not_null_if(node.test, False), local)
            return self._either_branch(node, yes, no)
        if isinstance(node, n.Call) and node.function == "settled" and node.arguments:
            for test in node.arguments[1:]:
                self._truth(test, present, local)
            return self.check_against(node.arguments[0], wanted, present, local).required()
        return self.check(node, present, local)

    def _word(self, node: n.Node, local: Mapping[str, Type]) -> str | None:
        if isinstance(node, n.Literal) and isinstance(node.value, str):
            return node.value
        if isinstance(node, n.Name) and node.name not in local and self.scope.meaning(node.name) is None:
            return node.name
        return None

    def _mismatch(self, node: n.Node, wanted: Type, seen: Type) -> None:
        self.report("L112", node.place, {"expected": described(wanted), "seen": described(seen)})

    def literal(self, node: n.Literal, _present: Present, _local: Mapping[str, Type]) -> Type:
        value = node.value
        if value is NULL:
            return t.NULL_TYPE
        return type_of(value)

    def name(self, node: n.Name, present: Present, local: Mapping[str, Type]) -> Type:
        if node.name in local:
            return local[node.name]
        if node.name == TESTED:
            self.report("L122", node.place, {})
            return t.ANY
        meaning = self.scope.meaning(node.name)
        if meaning is None:
            near = nearest(node.name, (*self.scope.names(), *local))
            self.report("L114", node.place, {"name": node.name, "near": meant(near)})
            return t.ANY
        if meaning.needs_day:
            self.report("L117", node.place, {"name": node.name})
        return self._guarded(node, meaning, present)

    def _guarded(self, node: n.Name, meaning: Meaning, present: Present) -> Type:
        missing = set(meaning.needs - present)
        if meaning.type.optional and node.name not in present:
            missing.add(node.name)
        self.needs |= missing
        for name in sorted(missing):
            self.report("L115", node.place, {"name": name})
        return meaning.type.required()

    def negation(self, node: n.Negation, present: Present, local: Mapping[str, Type]) -> Type:
        operand = self.check(node.operand, present, local)
        if operand.kind not in ("number", "days", "months", "duration", "any"):
            self._mismatch(node.operand, t.NUMBER, operand)
        return operand

    def binary(self, node: n.Binary, present: Present, local: Mapping[str, Type]) -> Type:
        left, right = self.check(node.left, present, local), self.check(node.right, present, local)
        result = combined(node.operator, left, right)
        if result is None:
            words: dict[str, Word] = {"left": described(left), "right": described(right)}
            words |= {"operator": node.operator, "cure": cure(node.operator, left, right)}
            self.report("L111", node.place, words)
            return t.ANY
        return result

    def comparison(self, node: n.Comparison, present: Present, local: Mapping[str, Type]) -> Type:
        for side, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(other, n.Literal) and other.value is NULL:
                self._null_test(side, present, local)
                return t.BOOLEAN
        left, right = node.left, node.right
        bound = bounded(node)
        if bound is not None:
            left = bound.whole
            if not self._never_falls(bound.whole, present, local):
                self.report("L119", node.left.place, {})
        self._compared(left, right, node.operator, node.place, present, local)
        return t.BOOLEAN

    def _never_falls(self, whole: n.Call, present: Present, local: Mapping[str, Type]) -> bool:
        """Whether learning more can only make it greater: a count, or a sum of a field that is never negative."""
        if whole.function == "count":
            return True
        silent = Checker(self.scope, lambda *_: None)
        for argument in whole.arguments:
            if not isinstance(argument, n.Path):
                return False
            listed = silent.check(argument.source, present, local)
            record = listed.of.record if listed.of else None
            least = self.scope.least(record, argument.name) if record else None
            if least is None or least < 0:
                return False
        return True

    def _null_test(self, side: n.Node, present: Present, local: Mapping[str, Type]) -> None:
        meaning = (
            self.scope.meaning(side.name) if isinstance(side, n.Name) and side.name not in local else None
        )
        if meaning is None:
            self.check(side, present, local)
        elif not meaning.type.optional and meaning.type.kind != "any":
            self.report(
                "L110", side.place, {"left": described(meaning.type), "right": described(t.NULL_TYPE)}
            )

    def _compared(
        self,
        left: n.Node,
        right: n.Node,
        operator: str,
        place: n.Place,
        present: Present,
        local: Mapping[str, Type],
    ) -> None:
        first, second = (right, left) if self._word(left, local) is not None else (left, right)
        one = self.check(first, present, local)
        other = self.check_against(second, one, present, local)
        if not comparable(one, other, operator):
            self.report("L110", place, {"left": described(one), "right": described(other)})

    def both(self, node: n.And, present: Present, local: Mapping[str, Type]) -> Type:
        for part in node.parts:
            self._truth(part, present, local)
            present = present | not_null_if(part, True)
        return t.BOOLEAN

    def either(self, node: n.Or, present: Present, local: Mapping[str, Type]) -> Type:
        for part in node.parts:
            self._truth(part, present, local)
            present = present | not_null_if(part, False)
        return t.BOOLEAN

    def negated(self, node: n.Not, present: Present, local: Mapping[str, Type]) -> Type:
        self._truth(node.operand, present, local)
        return t.BOOLEAN

    def _truth(self, node: n.Node, present: Present, local: Mapping[str, Type]) -> None:
        seen = self.check(node, present, local)
        if not fits(seen, t.BOOLEAN):
            self._mismatch(node, t.BOOLEAN, seen)

    def conditional(self, node: n.If, present: Present, local: Mapping[str, Type]) -> Type:
        self._truth(node.test, present, local)
        yes = self.check(node.yes, present | not_null_if(node.test, True), local)
        no = self.check_against(node.no, yes, present | not_null_if(node.test, False), local)
        return self._either_branch(node, yes, no)

    def _either_branch(self, node: n.If, yes: Type, no: Type) -> Type:
        if yes.kind == "null" or no.kind == "null":
            return replace(no if yes.kind == "null" else yes, optional=True)
        if not (fits(yes, no) or fits(no, yes)):
            self._mismatch(node.no, yes, no)
        return no if yes.kind == "any" or yes.unit == t.BARE else yes

    def membership(self, node: n.In, present: Present, local: Mapping[str, Type]) -> Type:
        value = self.check(node.value, present, local)
        for test in node.tests:
            self.test(test, value, present, local)
        return t.BOOLEAN

    def test(self, test: n.Node, value: Type, present: Present, local: Mapping[str, Type]) -> None:
        """Checks one unary test of a value of a type."""
        if isinstance(test, n.AnyValue | n.Unreadable):
            return
        if isinstance(test, n.UnaryTest):
            self._tested(test.right, value, test.operator, present, local)
        elif isinstance(test, n.Range):
            self._tested(test.low, value, "<", present, local)
            self._tested(test.high, value, "<", present, local)
        elif isinstance(test, n.Not):
            self.test(test.operand, value, present, local)
        elif isinstance(test, n.ListOf):
            for item in test.items:
                self.test(item, value, present, local)
        elif any(isinstance(part, n.Name) and part.name == TESTED for part in n.walk(test)):
            self._truth(test, present, {**local, TESTED: value})
        elif not (isinstance(test, n.Literal) and test.value is NULL):
            self._tested(test, value, "=", present, local)

    def _tested(
        self, node: n.Node, value: Type, operator: str, present: Present, local: Mapping[str, Type]
    ) -> None:
        seen = self.check_against(node, value, present, local)
        element = seen.of if seen.kind == "list" and seen.of and operator == "=" else seen
        if not comparable(value, element, operator):
            self.report("L110", node.place, {"left": described(value), "right": described(element)})

    def list_of(self, node: n.ListOf, present: Present, local: Mapping[str, Type]) -> Type:
        types = [self.check(item, present, local) for item in node.items]
        for item, seen in zip(node.items[1:], types[1:], strict=True):
            if not (fits(seen, types[0]) or fits(types[0], seen)):
                self._mismatch(item, types[0], seen)
        return Type("list", of=types[0] if types else t.ANY)

    def filter(self, node: n.Filter, present: Present, local: Mapping[str, Type]) -> Type:
        source = self.check(node.source, present, local)
        if source.kind not in ("list", "any"):
            self._mismatch(node.source, Type("list"), source)
            return t.ANY
        element = source.of or t.ANY
        fields = self.scope.fields(element.record) if element.record else {}
        inner = self.check(node.condition, present, {**local, **fields, "item": element})
        if inner.kind == "number":
            return element
        if not fits(inner, t.BOOLEAN):
            self._mismatch(node.condition, t.BOOLEAN, inner)
        return source

    def loop(self, node: n.Loop, present: Present, local: Mapping[str, Type]) -> Type:
        bound = dict(local)
        for variable, source in node.iterators:
            listed = self.check(source, present, bound)
            if listed.kind not in ("list", "any"):
                self._mismatch(source, Type("list"), listed)
            bound[variable] = listed.of or t.ANY
        body = self.check(node.body, present, bound)
        if node.kind == "for":
            return Type("list", of=body)
        if not fits(body, t.BOOLEAN):
            self._mismatch(node.body, t.BOOLEAN, body)
        return t.BOOLEAN

    def span(self, node: n.Span, present: Present, local: Mapping[str, Type]) -> Type:
        low, high = self.check(node.low, present, local), self.check(node.high, present, local)
        wanted = t.DATE if low.kind == "date" else t.LITERAL_NUMBER
        for end, seen in ((node.low, low), (node.high, high)):
            if not fits(seen, wanted):
                self._mismatch(end, wanted, seen)
        return Type("list", of=wanted)

    def path(self, node: n.Path, present: Present, local: Mapping[str, Type]) -> Type:
        source = self.check(node.source, present, local)
        element = source.of if source.kind == "list" and source.of else source
        if element.kind == "any":
            return t.ANY
        fields = self.scope.fields(element.record) if element.record else part_types(element.kind)
        if node.name not in fields:
            near = nearest(node.name, fields)
            self.report("L116", node.place, {"name": node.name, "near": meant(near)})
            return t.ANY
        return Type("list", of=fields[node.name]) if source.kind == "list" else fields[node.name]

    def at_day(self, node: n.AtDay, present: Present, local: Mapping[str, Type]) -> Type:
        day = self.check(node.day, present, local)
        if not fits(day, t.DATE):
            self._mismatch(node.day, t.DATE, day)
        meaning = self.scope.meaning(node.subject.name) if isinstance(node.subject, n.Name) else None
        if meaning is None or not meaning.dated:
            self.report("L118", node.place, {})
            return t.ANY
        return meaning.type.required()

    def call(self, node: n.Call, present: Present, local: Mapping[str, Type]) -> Type:
        if node.misnamed:
            words: dict[str, Word] = {"name": node.function, "argument": ", ".join(node.misnamed)}
            self.report("L120", node.place, {**words, "expected": signatures(node.function)})
            return t.ANY
        if node.function in FIELD_FORMS:
            return self._by_field(node, present, local)
        if node.function in WRAPPERS or node.function not in FUNCTIONS:
            self._arity(node, len(node.arguments) == 1)
            if node.function in WRAPPERS:
                self.report("L119", node.place, {})
            return self.check(node.arguments[0], present, local) if node.arguments else t.ANY
        self._arity(node, FUNCTIONS[node.function].takes(len(node.arguments)) is not None)
        return call_type(node, self._arguments(node, present, local), self._mismatch)

    def _arguments(self, node: n.Call, present: Present, local: Mapping[str, Type]) -> list[Type]:
        if node.function != "agreed" or not node.arguments:
            return [self.check(argument, present, local) for argument in node.arguments]
        first = self.check(node.arguments[0], present, local)
        return [first, *(self.check_against(other, first, present, local) for other in node.arguments[1:])]

    def _arity(self, node: n.Call, right: bool) -> None:
        if not right:
            self.report("L107", node.place, {"name": node.function, "expected": counts(node.function)})

    def _by_field(self, node: n.Call, present: Present, local: Mapping[str, Type]) -> Type:
        """`latest`, `earliest` (of a date field) and `sort by` (of one that has an order)."""
        self._arity(node, len(node.arguments) == 2)  # noqa: PLR2004 - a list and a field
        if len(node.arguments) != 2:  # noqa: PLR2004 - a list and a field
            return t.ANY
        listed, field = self.check(node.arguments[0], present, local), node.arguments[1]
        if listed.kind not in ("list", "any"):
            self._mismatch(node.arguments[0], Type("list"), listed)
        fields = self.scope.fields(listed.of.record) if listed.of and listed.of.record else {}
        sorts = node.function == "sort by"
        wanted = ("date", "number", "string") if sorts else ("date",)
        if not isinstance(field, n.Name) or fields.get(field.name, t.ANY).kind not in wanted:
            name = field.name if isinstance(field, n.Name) else "?"
            fitting = [name for name, type_ in fields.items() if type_.kind in wanted]
            self.report("L116", field.place, {"name": name, "near": meant(nearest(name, fitting))})
        return listed if sorts else listed.of or t.ANY

    def range(self, node: n.Range, _present: Present, _local: Mapping[str, Type]) -> Type:
        self.report("L123", node.place, {})
        return t.ANY

    def context(self, node: n.Context, _present: Present, _local: Mapping[str, Type]) -> Type:
        self.report("L121", node.place, {})
        return t.ANY


_CHECK: dict[type, Callable[..., Type]] = {
    n.Literal: Checker.literal,
    n.Name: Checker.name,
    n.Negation: Checker.negation,
    n.Binary: Checker.binary,
    n.Comparison: Checker.comparison,
    n.And: Checker.both,
    n.Or: Checker.either,
    n.Not: Checker.negated,
    n.If: Checker.conditional,
    n.In: Checker.membership,
    n.ListOf: Checker.list_of,
    n.Filter: Checker.filter,
    n.Loop: Checker.loop,
    n.Span: Checker.span,
    n.Path: Checker.path,
    n.AtDay: Checker.at_day,
    n.Call: Checker.call,
    n.Context: Checker.context,
    n.Range: Checker.range,
    n.Unreadable: lambda *_: t.ANY,
}
