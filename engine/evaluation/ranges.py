"""Amounts of which something is unknown: an unknown number stands for its range, operators work on the ends as written.

A range is (low, high); None is "no figure": an unknown list, a divisor whose range holds 0, a fact without a range.
Truths are not ranges: an `if` or a table gives the hull of what is not excluded by what is known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from engine.compiling import Op, Slice
from engine.compiling.plan import below, nearest
from engine.evaluation import operations, tables
from engine.language.functions import FUNCTIONS, divide
from engine.language.values import Number, Value, is_number, is_unknown

Range = tuple[Number, Number]
Known = Sequence[Value] | Mapping[int, Value]  # the values of steps, by number


class Ranging:
    """Ranges of the steps of one slice for one set of registers. `bounds` are the vocabulary's ranges by fact name."""

    def __init__(self, slice_: Slice, registers: Known, bounds: Mapping[str, Range]) -> None:
        self.steps = slice_.steps
        self.registers = registers
        self.bounds = bounds
        self._known: dict[int, Range | None] = {}

    def of(self, step: int) -> Range | None:
        """The range of a step: (v, v) where it is known."""
        if step not in self._known:
            self._known[step] = self._range(step)
        return self._known[step]

    def _range(self, step: int) -> Range | None:
        value = self.registers[step]
        if is_number(value):
            return value, value
        if not is_unknown(value):
            return None
        op = self.steps[step]
        rule = _RULES.get(op.kind)
        return rule(self, op) if rule else None

    def _pair(self, op: Op) -> tuple[Range, Range] | None:
        left, right = self.of(op.inputs[0]), self.of(op.inputs[1])
        return None if left is None or right is None else (left, right)

    def fact(self, op: Op) -> Range | None:
        return self.bounds.get(str(op.data[1]))

    def named(self, op: Op) -> Range | None:
        worked_out = self.of(op.inputs[-1])
        own = self.bounds.get(str(op.data[0]))
        if worked_out is None or own is None:
            return worked_out or own
        low, high = max(worked_out[0], own[0]), min(worked_out[1], own[1])
        return (low, high) if low <= high else worked_out

    def add(self, op: Op) -> Range | None:
        pair = self._pair(op)
        return pair and (pair[0][0] + pair[1][0], pair[0][1] + pair[1][1])

    def subtract(self, op: Op) -> Range | None:
        pair = self._pair(op)
        return pair and (pair[0][0] - pair[1][1], pair[0][1] - pair[1][0])

    def multiply(self, op: Op) -> Range | None:
        pair = self._pair(op)
        if pair is None:
            return None
        products = [left * right for left in pair[0] for right in pair[1]]
        return min(products), max(products)

    def quotient(self, op: Op) -> Range | None:
        pair = self._pair(op)
        if pair is None or pair[1][0] <= 0 <= pair[1][1]:
            return None
        quotients: list[Value] = [divide(left, right) for left in pair[0] for right in pair[1]]
        return min(quotients), max(quotients)

    def negated(self, op: Op) -> Range | None:
        inner = self.of(op.inputs[0])
        return inner and (-inner[1], -inner[0])

    def conditional(self, op: Op) -> Range | None:
        test = self.registers[op.inputs[0]]
        branches = [op.inputs[1]] if test is True else [op.inputs[2]] if test is False else op.inputs[1:]
        return self._hull(list(branches))

    def table(self, op: Op) -> Range | None:
        """The hull of the results that are not excluded: what is hit, and what may be."""
        hit, aggregation = op.data[0], op.data[1]
        rows = [
            (self.registers[test] is True, result)
            for test, result in zip(op.inputs[::2], op.inputs[1::2], strict=True)
            if is_unknown(self.registers[test]) or self.registers[test] is True
        ]
        if aggregation is not None:
            return self._together(str(aggregation), rows)
        if hit in tables.LISTING:
            return None
        for place, (sure, result) in enumerate(rows):
            if sure and hit in ("unique", "any"):
                return self.of(result)
            if sure and hit == "first":
                rows = rows[: place + 1]
                break
        return self._hull([result for _, result in rows])

    def _together(self, aggregation: str, rows: list[tuple[bool, int]]) -> Range | None:
        """The least and the greatest that the rows can come to, each unknown row hit or not."""
        if aggregation == "count":
            return sum(sure for sure, _ in rows), len(rows)
        ranges = self._all([result for _, result in rows])
        if ranges is None or not rows:
            return None
        sure = [found for (certain, _), found in zip(rows, ranges, strict=True) if certain]
        if aggregation == "sum":
            open_ = [found for (certain, _), found in zip(rows, ranges, strict=True) if not certain]
            low = sum([r[0] for r in sure]) + sum([min(0, r[0]) for r in open_])
            return low, sum([r[1] for r in sure]) + sum([max(0, r[1]) for r in open_])
        # Of a least or greatest, one end is that of all rows, the other that of the rows which are hit anyway.
        lows, highs = [r[0] for r in ranges], [r[1] for r in ranges]
        if aggregation == "min":
            return min(lows), min([r[1] for r in sure]) if sure else max(highs)
        return max([r[0] for r in sure]) if sure else min(lows), max(highs)

    def _hull(self, steps: list[int]) -> Range | None:
        ranges = self._all(steps)
        if not ranges:
            return None
        return min([r[0] for r in ranges]), max([r[1] for r in ranges])

    def _all(self, steps: Sequence[int]) -> list[Range] | None:
        """The ranges of some steps, or None as soon as one has none."""
        ranges: list[Range] = []
        for step in steps:
            found = self.of(step)
            if found is None:
                return None
            ranges.append(found)
        return ranges

    def call(self, op: Op) -> Range | None:
        name = str(op.data[0])
        if name not in _PUSHED:
            return None
        ranges = self._all(op.inputs)
        if ranges is None:
            return None
        low = FUNCTIONS[name].apply(*[r[0] for r in ranges])
        high = FUNCTIONS[name].apply(*[r[1] for r in ranges])
        return (low, high) if is_number(low) and is_number(high) else None

    def rounding(self, op: Op) -> Range | None:
        inner = self.of(op.inputs[0])
        if inner is None:
            return None
        low, high = (operations.rounded(end, str(op.data[0]), int(str(op.data[1]))) for end in inner)
        return low, high


def behind(steps: Sequence[Op], root: int) -> dict[int, list[int]]:
    """By step, the steps whose values the range of `root` hangs on through that step alone, the last first: where its own is known, nobody
    looks at them. (The children in the tree of dominators, for whose reckoning see Cooper, Harvey and Kennedy, A Simple, Fast
    Dominance Algorithm, 2001; numbers fall along every way here, so one pass is enough.)
    """
    above: dict[int, int] = {root: root}
    found: dict[int, list[int]] = {}
    for step in sorted(below(steps, [root], _RULES), reverse=True):
        if step != root:
            found.setdefault(above[step], []).append(step)
        for read in steps[step].inputs if steps[step].kind in _RULES else ():
            above[read] = nearest(above, above[read], step) if read in above else step
    return found


def rangeless(steps: Sequence[Op], unknown: Collection[int], bounds: Mapping[str, Range]) -> frozenset[int]:
    """Of steps that are unknown whatever the other facts are, those that surely have no range either."""
    found = set[int]()
    for step in sorted(unknown):
        op, open_ended = steps[step], [read in found for read in steps[step].inputs]
        if op.kind == "fact":
            hopeless = str(op.data[1]) not in bounds
        elif op.kind in ("either", "derived"):
            hopeless = open_ended[-1] and str(op.data[0]) not in bounds
        elif op.kind == "if":
            hopeless = all(open_ended[1:]) or (op.inputs[0] in unknown and any(open_ended[1:]))
        elif op.kind == "table":
            hopeless = False  # which rows may be hit is another question
        else:
            kept = op.kind in _RULES and (op.kind != "call" or op.data[0] in _PUSHED)
            hopeless = not kept or any(open_ended)
        found |= {step} if hopeless else set()
    return frozenset(found)


_PUSHED = frozenset(("min", "max", "sum", *(name for name, f in FUNCTIONS.items() if f.monotone)))
_RULES: dict[str, Callable[[Ranging, Op], Range | None]] = {
    "fact": Ranging.fact,
    "either": Ranging.named,
    "derived": Ranging.named,
    "add": Ranging.add,
    "sub": Ranging.subtract,
    "mul": Ranging.multiply,
    "div": Ranging.quotient,
    "neg": Ranging.negated,
    "if": Ranging.conditional,
    "table": Ranging.table,
    "call": Ranging.call,
    "round": Ranging.rounding,
}
