"""A slice evaluated by plain closures, one for each step: what is asked seldom is answered so, since code costs more to write than to walk.

It is the yardstick too that the generated code is measured against (make bench), and a voice of its own in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import and_, or_

from engine.compiling import Op, Slice, SlicedCondition, SlicedGroup
from engine.compiling.slices import conditions_of
from engine.evaluation import operations as op
from engine.evaluation.comparing import member
from engine.evaluation.tables import table_result
from engine.language.values import NULL, UNKNOWN, Unknown, Value

Step = Callable[[Sequence[Value], list[Value], dict[int, Value]], Value]
_INFIX: dict[str, Callable[[Value, Value], Value]] = {
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


class Walker:
    """Evaluates the steps of a slice in order, each through a closure; what stands inside a loop, where it is met."""

    def __init__(self, slice_: Slice) -> None:
        self.slice = slice_
        self.inside = _inside(slice_.steps)
        self.steps: list[Step] = []  # made when they are first walked: what would be paid mostly is not
        self._contradicted = [
            op.inputs for op in slice_.steps[: slice_.decided] if op.kind == "either" and op.data[1]
        ]
        self._conditions = [condition.step for condition in conditions_of(slice_.conditions)]

    def decide(self, vector: Sequence[Value]) -> tuple[bool, tuple[Value, ...], tuple[Value, ...]]:
        """Whether what is given is at odds, the registers of the conditions, and the outcomes of the groups."""
        registers = self.run(vector, self.slice.decided)
        conflict = any(_differ(registers[given], registers[worked]) for given, worked in self._contradicted)
        conflict = conflict or any(registers[step] is NULL for step in self._conditions)
        return conflict, tuple(registers), self._groups(lambda member: _set_aside(member, registers))

    def pay(self, vector: Sequence[Value], registers: Sequence[Value]) -> tuple[Value, ...]:
        """The registers of amounts, deadline and cap after those of the conditions."""
        return tuple(self.run(vector, len(self.slice.steps), list(registers)))

    def failing(self, registers: Sequence[Value], judged: Sequence[Value]) -> Value:
        """The verdict with the unknown findings of the agency as they are said to be."""
        places = {id(each.condition): place for place, each in enumerate(self.slice.judged)}

        def outcome(member: SlicedCondition) -> Value:
            found = registers[member.step]
            return judged[places[id(member)]] if member.condition.judged and found is UNKNOWN else found

        return self._groups(outcome)[-1]

    def run(self, vector: Sequence[Value], count: int, registers: list[Value] | None = None) -> list[Value]:
        """The registers of the first `count` steps for a vector, after those that are there already."""
        registers = [] if registers is None else registers
        steps = self._made(count)
        for number in range(len(registers), count):
            registers.append(None if self.inside[number] else steps[number](vector, registers, {}))
        return registers

    def _groups(self, outcome: Callable[[SlicedCondition], Value]) -> tuple[Value, ...]:
        found: dict[int, Value] = {}

        def of(group: SlicedGroup) -> Value:
            truths = [
                of(inner) if isinstance(inner, SlicedGroup) else outcome(inner) for inner in group.members
            ]
            either = group.group.kind == "any"
            joined: Value = reduce(or_ if either else and_, truths) if truths else not either
            found[group.number] = joined ^ True if group.group.kind == "not" else joined
            return found[group.number]

        of(self.slice.conditions)
        return tuple(found[number] for number in sorted(found))

    def _made(self, count: int) -> list[Step]:
        """The closures of the first `count` steps. Longer ones take the place of what was there: others may be walking by that."""
        if len(self.steps) < count:
            steps = [*self.steps]
            for step in self.slice.steps[len(steps) : count]:
                steps.append(_made(step, [self._value(steps, number) for number in step.inputs]))
            self.steps = steps
        return self.steps

    def _value(self, steps: Sequence[Step], number: int) -> Step:
        if self.inside[number]:
            return steps[number]
        return lambda _vector, registers, _elements: registers[number]


def _made(step: Op, inputs: list[Step]) -> Step:
    if step.kind in _INFIX:
        rule, left, right = _INFIX[step.kind], *inputs
        return lambda v, r, e: rule(left(v, r, e), right(v, r, e))
    return _MAKE[step.kind](step, inputs)


def _inside(steps: Sequence[Op]) -> list[bool]:
    """Whether a step reads the element of a loop around it; a bit for each loop, by its depth."""
    read: list[int] = []
    for step in steps:
        mask = 0
        if step.kind in _LOOPS:
            listed, body = step.inputs
            mask = read[listed] | read[body] & ~(1 << step.data[0])
        else:
            for number in step.inputs:
                mask |= read[number]
        read.append(mask | 1 << step.data[0] if step.kind == "element" else mask)
    return [mask != 0 for mask in read]


def _set_aside(member: SlicedCondition, registers: Sequence[Value]) -> Value:
    """The outcome of a condition; a finding of the agency that is unknown is set aside: the verdict is the one with it true."""
    found = registers[member.step]
    return True if member.condition.judged and found is UNKNOWN else found


def _differ(given: Value, worked_out: Value) -> bool:
    return given is not UNKNOWN and worked_out is not UNKNOWN and op.differs(given, worked_out)


def _fact(step: Op, _inputs: list[Step]) -> Step:
    index: Value = step.data[0]
    return lambda v, _r, _e: v[index]


def _constant(value: Value) -> Step:
    return lambda _v, _r, _e: value


def _joined(step: Op, inputs: list[Step]) -> Step:
    either = step.kind == "or"

    def evaluate(v: Sequence[Value], r: list[Value], e: dict[int, Value]) -> Value:
        outcome: Value = not either
        for part in inputs:
            outcome = outcome | part(v, r, e) if either else outcome & part(v, r, e)
        return outcome

    return evaluate


def _if(_step: Op, inputs: list[Step]) -> Step:
    test, yes, no = inputs

    def evaluate(v: Sequence[Value], r: list[Value], e: dict[int, Value]) -> Value:
        truth = test(v, r, e)
        return yes(v, r, e) if truth is True else UNKNOWN if isinstance(truth, Unknown) else no(v, r, e)

    return evaluate


def _either(_step: Op, inputs: list[Step]) -> Step:
    given, worked_out = inputs

    def evaluate(v: Sequence[Value], r: list[Value], e: dict[int, Value]) -> Value:
        value = given(v, r, e)
        return worked_out(v, r, e) if value is UNKNOWN else value

    return evaluate


def _call(step: Op, inputs: list[Step]) -> Step:
    function = op.counted if step.data[0] == ".." else op.applied(str(step.data[0]), len(step.inputs))
    return lambda v, r, e: function(*[part(v, r, e) for part in inputs])


def _loop(step: Op, inputs: list[Step]) -> Step:
    walk, depth, source, body = _LOOPS[step.kind], step.data[0], *inputs
    return lambda v, r, e: walk(source(v, r, e), lambda item: body(v, r, {**e, depth: item}))


def _element(step: Op, _inputs: list[Step]) -> Step:
    depth: Value = step.data[0]
    return lambda _v, _r, e: e[depth]


def _applied(function: Callable[..., Value], *data: Value) -> Callable[[Op, list[Step]], Step]:
    return lambda _step, inputs: lambda v, r, e: function(*[part(v, r, e) for part in inputs], *data)


def _with_data(function: Callable[..., Value]) -> Callable[[Op, list[Step]], Step]:
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
