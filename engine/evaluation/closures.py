"""Expressions evaluated node by node: a closure for each node, names looked up when they are met.

The calculator behind `haedang eval`, and the plain evaluator that the compiled plan is measured and tested against. It
shares the meaning of single operations with the plan and nothing else: it reads nodes, not operations. Values of any
kind may meet here, so what has no meaning is null, as in FEEL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.evaluation import operations as op
from engine.evaluation.arithmetic import calculated
from engine.evaluation.comparing import compare, held
from engine.evaluation.names import Local, Names
from engine.language import nodes as n
from engine.language.forms import FIELD_FORMS, TESTED, WRAPPERS, Bounded, bounded, is_position
from engine.language.functions import FUNCTIONS
from engine.language.values import NULL, UNKNOWN, Null, Unknown, Value

Closure = Callable[[Names], Value]


def closure_of(node: n.Node) -> Closure:
    """The closure that evaluates a node."""
    return _MAKE[type(node)](node)


def _literal(node: n.Literal) -> Closure:
    value = node.value
    return lambda _: value


def _name(node: n.Name) -> Closure:
    name = node.name
    return lambda names: names.value(name)


def _negation(node: n.Negation) -> Closure:
    operand = closure_of(node.operand)
    return lambda names: calculated("neg", operand(names), None)


def _binary(node: n.Binary) -> Closure:
    if not isinstance(node.left, n.Binary):
        kind, left, right = node.operator, closure_of(node.left), closure_of(node.right)
        return lambda names: calculated(kind, left(names), right(names))
    return _chain(node)


def _chain(node: n.Node) -> Closure:
    """A sum or product of any length, taken from the left without a frame for each operand."""
    links: list[tuple[str, Closure]] = []
    while isinstance(node, n.Binary):
        links.append((node.operator, closure_of(node.right)))
        node = node.left
    first, links = closure_of(node), links[::-1]

    def evaluate(names: Names) -> Value:
        result = first(names)
        for kind, operand in links:
            result = calculated(kind, result, operand(names))
        return result

    return evaluate


def _comparison(node: n.Comparison) -> Closure:
    operator, right = node.operator, closure_of(node.right)
    bound = bounded(node)
    if bound is None:
        left = closure_of(node.left)
        return lambda names: compare(operator, left(names), right(names))
    whole, part = closure_of(bound.whole), _known_part(bound)

    def evaluate(names: Names) -> Value:
        limit = right(names)
        truth = compare(operator, whole(names), limit)
        return op.settled_by(truth, compare(bound.reaches, part(names), limit), bound.outcome)

    return evaluate


def _known_part(bound: Bounded) -> Closure:
    """The sum or count of what is known of the list."""
    arguments, function = [_known_list(argument) for argument in bound.whole.arguments], bound.whole.function
    if len(arguments) == 1:
        return lambda names: op.known_part(arguments[0](names), function)
    return lambda names: op.known_part([argument(names) for argument in arguments], function)


def _known_list(node: n.Node) -> Closure:
    if isinstance(node, n.Path):
        source, name = _known_list(node.source), node.name
        return lambda names: op.path_of(source(names), name)
    if isinstance(node, n.Filter):
        return _sieve(node, _known_list(node.source), op.sifted)
    return closure_of(node)


def _joined(node: n.And | n.Or) -> Closure:
    parts, decisive = [closure_of(part) for part in node.parts], isinstance(node, n.Or)

    def evaluate(names: Names) -> Value:
        start, outcome = names.mark(), op.truth(not decisive)
        for part in parts:
            mark, truth = names.mark(), op.truth(part(names))
            if not isinstance(truth, Unknown):
                names.forget(mark)
            outcome = outcome | truth if decisive else outcome & truth
            if outcome is decisive:
                break
        if not isinstance(outcome, Unknown):
            names.forget(start)
        return outcome

    return evaluate


def _not(node: n.Not) -> Closure:
    operand = closure_of(node.operand)
    return lambda names: op.truth(operand(names)) ^ True


def _if(node: n.If) -> Closure:
    test, yes, no = (closure_of(part) for part in (node.test, node.yes, node.no))

    def evaluate(names: Names) -> Value:
        mark, truth = names.mark(), test(names)
        if isinstance(truth, Unknown):
            return UNKNOWN
        names.forget(mark)
        return yes(names) if truth is True else no(names)

    return evaluate


def _in(node: n.In) -> Closure:
    value, tests = closure_of(node.value), [test_of(test) for test in node.tests]

    def evaluate(names: Names) -> Value:
        tested, outcome = value(names), False
        for test in tests:
            outcome = outcome | op.truth(test(tested, names))
        return outcome

    return evaluate


def test_of(test: n.Node) -> Callable[[Value, Names], Value]:
    """The closure of a unary test: (value, names) -> truth. Inside it `?` is the value."""
    inner = _unary(test)
    if not any(isinstance(part, n.Name) and part.name == TESTED for part in n.walk(test)):
        return inner
    return lambda value, names: inner(value, Local(names, {TESTED: value}, loops=0))


def _unary(test: n.Node) -> Callable[[Value, Names], Value]:
    if isinstance(test, n.AnyValue):
        return lambda _value, _names: True
    if isinstance(test, n.UnaryTest):
        operator, right = test.operator, closure_of(test.right)
        return lambda value, names: compare(operator, value, right(names))
    if isinstance(test, n.Range):
        return _range_test(test)
    if isinstance(test, n.Not):
        inner = _unary(test.operand)
        return lambda value, names: op.truth(inner(value, names)) ^ True
    if isinstance(test, n.ListOf):
        return _list_test(test)
    plain = closure_of(test)
    asks = any(isinstance(part, n.Name) and part.name == TESTED for part in n.walk(test))
    if asks:
        return lambda _value, names: op.truth(plain(names))
    return lambda value, names: _plain_test(value, plain(names))


def _list_test(test: n.ListOf) -> Callable[[Value, Names], Value]:
    """A list holds a value where one of its tests does, or where the value is that list."""
    tests = [_element_test(item) for item in test.items]
    whole = (
        None
        if any(isinstance(part, n.Range | n.UnaryTest | n.Not) for part in _inside(test))
        else closure_of(test)
    )

    def evaluate(value: Value, names: Names) -> Value:
        outcome: Value = False
        if isinstance(value, list | tuple) and whole is not None:
            outcome = compare("=", value, whole(names)) is True
        for one in tests:
            truth = op.truth(one(value, names))
            outcome = outcome | (False if truth is NULL and value is not NULL else truth)
        return outcome

    return evaluate


def _element_test(item: n.Node) -> Callable[[Value, Names], Value]:
    """An element that is a value is held by being equal: a truth among them says nothing of other values."""
    if not isinstance(item, n.Literal | n.Name) or (isinstance(item, n.Name) and item.name == TESTED):
        return _unary(item)
    element = closure_of(item)
    return lambda value, names: held(value, element(names))


def _inside(test: n.ListOf) -> Iterator[n.Node]:
    """The tests of a list, and of lists inside it."""
    for item in test.items:
        yield item
        if isinstance(item, n.ListOf):
            yield from _inside(item)


def _plain_test(value: Value, tested: Value) -> Value:
    """A value against a plain one: it is that value, or one of that list; a truth about other things stands."""
    if isinstance(tested, bool) and not isinstance(value, bool | Unknown | Null):
        return tested
    return held(value, tested)


def _range_test(test: n.Range) -> Callable[[Value, Names], Value]:
    low, high = closure_of(test.low), closure_of(test.high)
    above, below = ">=" if test.low_in else ">", "<=" if test.high_in else "<"
    return lambda value, names: compare(above, value, low(names)) & compare(below, value, high(names))


def _list_of(node: n.ListOf) -> Closure:
    items = [closure_of(item) for item in node.items]
    return lambda names: [item(names) for item in items]


def _filter(node: n.Filter) -> Closure:
    if is_position(node.condition):
        items, position = closure_of(node.source), closure_of(node.condition)
        return lambda names: op.nth(items(names), position(names))
    return _sieve(node, closure_of(node.source), op.filtered)


def _sieve(node: n.Filter, source: Closure, sift: Callable[..., Value]) -> Closure:
    condition, nodes = closure_of(node.condition), _size(node.condition)

    def evaluate(names: Names) -> Value:
        def keep(item: Value) -> Value:
            fields = item if isinstance(item, dict) else {}
            return condition(Local(names, {"item": item, **fields}, nodes=nodes))

        return sift(source(names), keep)

    return evaluate


def _loop(node: n.Loop) -> Closure:
    body, nodes = closure_of(node.body), _size(node.body)
    for place, (variable, source) in enumerate(reversed(node.iterators)):
        body = _one_loop(node.kind, variable, closure_of(source), body, nodes)
        nodes = 1 + _size(source)
        if place and node.kind == "for":
            body = _flat(body)
    return body


def _flat(body: Closure) -> Closure:
    return lambda names: op.flattened(body(names))


def _size(node: n.Node) -> int:
    return sum(1 for _ in n.walk(node))


def _one_loop(kind: str, variable: str, source: Closure, body: Closure, nodes: int) -> Closure:
    walk = {"for": op.mapped, "some": op.some, "every": op.every}[kind]
    return lambda names: walk(source(names), lambda item: body(Local(names, {variable: item}, nodes=nodes)))


def _span(node: n.Span) -> Closure:
    low, high = closure_of(node.low), closure_of(node.high)
    return lambda names: op.counted(low(names), high(names), names.depth)


class _Written(dict[str, Value]):
    """A record written in the expression: it has what is written and no more, so nothing of it is unknown."""


def _path(node: n.Path) -> Closure:
    source, name = closure_of(node.source), node.name

    def evaluate(names: Names) -> Value:
        owner = source(names)
        if _lacks(owner, name):
            names.lacks(name)
        return _part(owner, name)

    return evaluate


def _part(owner: Value, name: str) -> Value:
    if isinstance(owner, list | tuple):
        return [_part(record, name) for record in owner]
    return NULL if isinstance(owner, _Written) and name not in owner else op.path_of(owner, name)


def _lacks(owner: Value, name: str) -> bool:
    records = owner if isinstance(owner, list | tuple) else (owner,)
    return any(
        isinstance(record, dict) and not isinstance(record, _Written) and name not in record
        for record in records
    )


def _context(node: n.Context) -> Closure:
    """Entries in order; one may read those before it. A key that is written twice means nothing."""
    pairs = [(key, closure_of(value)) for key, value in node.pairs]
    if len(dict(pairs)) < len(pairs):
        return lambda _names: NULL

    def evaluate(names: Names) -> Value:
        made = _Written()
        for key, value in pairs:
            made[key] = value(Local(names, made, loops=0))
        return made

    return evaluate


def _at_day(node: n.AtDay) -> Closure:
    name, day = node.subject.name if isinstance(node.subject, n.Name) else "", closure_of(node.day)
    return lambda names: names.value_at(name, day(names))


def _call(node: n.Call) -> Closure:
    arguments = [closure_of(argument) for argument in node.arguments]
    if node.misnamed:
        return lambda _: NULL
    if node.function in FIELD_FORMS:
        return _by_field(node, arguments)
    if node.function in WRAPPERS and len(arguments) == 1:
        return arguments[0]
    if node.function not in FUNCTIONS or FUNCTIONS[node.function].takes(len(arguments)) is None:
        return lambda _: NULL
    function = op.applied(node.function, len(arguments))
    if node.function != "sum":
        return lambda names: function(*[argument(names) for argument in arguments])

    def evaluate(names: Names) -> Value:
        values = [argument(names) for argument in arguments]
        nothing = len(values) == 1 and isinstance(values[0], list | tuple) and not values[0]
        return names.sum_of_none if nothing else function(*values)

    return evaluate


def _by_field(node: n.Call, arguments: list[Closure]) -> Closure:
    """`latest`, `earliest`, `sort by`: a list and the name of a field."""
    field = node.arguments[1] if len(node.arguments) == 2 else None  # noqa: PLR2004 - a list and a field
    if not isinstance(field, n.Name):
        return lambda _: NULL
    name, source = field.name, arguments[0]
    apply = {"sort by": op.ordered, "latest": _latest, "earliest": _earliest}[node.function]

    def evaluate(names: Names) -> Value:
        items = source(names)
        if _lacks(items, name):
            names.lacks(name)
        return apply(items, name)

    return evaluate


def _latest(items: Value, field: str) -> Value:
    return op.furthest(items, field, 1)


def _earliest(items: Value, field: str) -> Value:
    return op.furthest(items, field, -1)


# Keyed by the class of the node, so each entry takes that class: a relation the type of a dict cannot state.
_MAKE: dict[type[n.Node], Callable[..., Closure]] = {
    n.Literal: _literal,
    n.Name: _name,
    n.Negation: _negation,
    n.Binary: _binary,
    n.Comparison: _comparison,
    n.And: _joined,
    n.Or: _joined,
    n.Not: _not,
    n.If: _if,
    n.In: _in,
    n.ListOf: _list_of,
    n.Filter: _filter,
    n.Loop: _loop,
    n.Span: _span,
    n.Path: _path,
    n.AtDay: _at_day,
    n.Call: _call,
    n.Context: _context,
}
