"""A slice evaluated by plain closures, one for each step: the yardstick that the generated code is measured against."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.compiling import Op, Slice
from engine.evaluation import operations as op
from engine.evaluation.comparing import member
from engine.evaluation.tables import table_result
from engine.language.values import UNKNOWN, Unknown

Step = Callable[[list[Any], list[Any], dict[int, Any]], Any]
_INFIX: dict[str, Callable[[Any, Any], Any]] = {
    "add": op.moved,
    "sub": lambda a, b: op.moved(a, b, -1),
    "mul": op.scaled,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "div": op.quotient,
    "pow": op.raised,
    "member": member,
}
_LOOPS = {"filter": op.filtered, "sift": op.sifted, "some": op.some, "every": op.every, "for": op.mapped}


class PlainClosures:
    """Evaluates the steps of a slice in order, each through a closure; what stands inside a loop, where it is met."""

    def __init__(self, slice_: Slice) -> None:
        self.slice = slice_
        self.inside = self._inside()
        self.steps: list[Step] = []
        for number, step in enumerate(slice_.steps):
            self.steps.append(self._step(number, step))

    def run(self, vector: list[Any], count: int) -> list[Any]:
        """The registers of the first `count` steps for a vector."""
        registers: list[Any] = []
        for number in range(count):
            registers.append(None if self.inside[number] else self.steps[number](vector, registers, {}))
        return registers

    def _inside(self) -> list[bool]:
        """Whether a step reads the element of a loop around it."""
        open_: list[set[Any]] = []
        for step in self.slice.steps:
            read = set().union(*(open_[i] for i in step.inputs))
            own = {step.data[0]} if step.kind == "element" or step.kind in _LOOPS else set()
            open_.append(read | own if step.kind == "element" else read - own)
        return [bool(read) for read in open_]

    def _value(self, number: int) -> Step:
        if self.inside[number]:
            return self.steps[number]
        return lambda _vector, registers, _elements: registers[number]

    def _step(self, _number: int, step: Op) -> Step:
        inputs = [self._value(i) for i in step.inputs]
        if step.kind in _INFIX:
            rule, left, right = _INFIX[step.kind], *inputs
            return lambda v, r, e: rule(left(v, r, e), right(v, r, e))
        return _MAKE[step.kind](step, inputs)


def _fact(step: Op, _inputs: list[Step]) -> Step:
    index: Any = step.data[0]
    return lambda v, _r, _e: v[index]


def _constant(value: Any) -> Step:
    return lambda _v, _r, _e: value


def _joined(step: Op, inputs: list[Step]) -> Step:
    either = step.kind == "or"

    def evaluate(v: list[Any], r: list[Any], e: dict[int, Any]) -> Any:
        outcome: Any = not either
        for part in inputs:
            outcome = outcome | part(v, r, e) if either else outcome & part(v, r, e)
        return outcome

    return evaluate


def _if(_step: Op, inputs: list[Step]) -> Step:
    test, yes, no = inputs

    def evaluate(v: list[Any], r: list[Any], e: dict[int, Any]) -> Any:
        truth = test(v, r, e)
        return yes(v, r, e) if truth is True else UNKNOWN if isinstance(truth, Unknown) else no(v, r, e)

    return evaluate


def _either(_step: Op, inputs: list[Step]) -> Step:
    given, worked_out = inputs

    def evaluate(v: list[Any], r: list[Any], e: dict[int, Any]) -> Any:
        value = given(v, r, e)
        return worked_out(v, r, e) if value is UNKNOWN else value

    return evaluate


def _call(step: Op, inputs: list[Step]) -> Step:
    function = op.counted if step.data[0] == ".." else op.applied(str(step.data[0]), len(step.inputs))
    return lambda v, r, e: function(*[part(v, r, e) for part in inputs])


def _loop(step: Op, inputs: list[Step]) -> Step:
    walk, depth, source, body = _LOOPS[step.kind], step.data[0], *inputs
    return lambda v, r, e: walk(source(v, r, e), lambda item: body(v, r, {**e, depth: item}))  # type: ignore[dict-item]


def _element(step: Op, _inputs: list[Step]) -> Step:
    depth: Any = step.data[0]
    return lambda _v, _r, e: e[depth]


def _applied(function: Callable[..., Any], *data: Any) -> Callable[[Op, list[Step]], Step]:
    return lambda _step, inputs: lambda v, r, e: function(*[part(v, r, e) for part in inputs], *data)


def _with_data(function: Callable[..., Any]) -> Callable[[Op, list[Step]], Step]:
    return lambda step, inputs: lambda v, r, e: function(*[part(v, r, e) for part in inputs], *step.data)


_MAKE: dict[str, Callable[[Op, list[Step]], Step]] = {
    "fact": _fact,
    "const": lambda step, _: _constant(step.data[0]),
    "figure": lambda step, _: _constant(step.data[1]),
    "gap": lambda _step, _: _constant(UNKNOWN),
    "figure_at": lambda step, i: lambda v, r, e: op.figure_at(i[0](v, r, e), *step.data[1:]),
    "pick_at": lambda step, i: (
        lambda v, r, e: op.picked_at(i[0](v, r, e), *step.data[1:], *[p(v, r, e) for p in i[1:]])
    ),
    "derived": lambda _step, i: i[0],
    "either": _either,
    "and": _joined,
    "or": _joined,
    "not": _applied(lambda truth: truth ^ True),
    "neg": _applied(lambda number: -number),
    "is_null": _applied(op.is_null),
    "if": _if,
    "list": _applied(lambda *items: items),
    "call": _call,
    "table": lambda step, i: (
        lambda v, r, e: table_result(str(step.data[0]), tuple(p(v, r, e) for p in i), *step.data[1:])
    ),
    "element": _element,
    "filter": _loop,
    "sift": _loop,
    "known": _with_data(op.known_part),
    "settle": _with_data(op.settled_by),
    "nth": _applied(op.nth),
    "flat": _applied(op.flattened),
    "sort": _with_data(op.ordered),
    "some": _loop,
    "every": _loop,
    "for": _loop,
    "path": _with_data(op.path_of),
    "latest": lambda step, i: lambda v, r, e: op.furthest(i[0](v, r, e), str(step.data[0]), 1),
    "earliest": lambda step, i: lambda v, r, e: op.furthest(i[0](v, r, e), str(step.data[0]), -1),
    "round": _with_data(op.rounded),
}
