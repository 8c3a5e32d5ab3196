"""A slice as straight-line Python functions, each compiled once, when it is first needed: most programs do not apply, and what would be
paid under them is never asked.

`decide(F)` takes the vector of facts and returns (conflict, registers, outcomes of the groups); `pay(F, R)` takes the
registers too and returns the registers of amounts, deadline and cap; `failing(R, J)` gives the verdict anew with the
unknown findings of the agency as J says.

Measured on the three first programs: some 0.1 µs a step, a fifth of what closures take (make bench). But to write and compile them for
the 17 programs of a person took a quarter of a second of the one that `haedang screen` needed: what is asked seldom is walked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cached_property

from engine.compiling import Op, Slice, SlicedCondition, SlicedGroup
from engine.compiling.slices import conditions_of, priced_in
from engine.evaluation.branches import BranchedLines
from engine.evaluation.fitting import FITTING, Fitting, Unheard
from engine.evaluation.lines import UNHEARD
from engine.evaluation.walking import Walker
from engine.language.values import Value

Registers = tuple[Value, ...]
Deciding = Callable[[Value], tuple[bool, Registers, Registers]]
Paying = Callable[[Value, Registers], Registers]
Failing = Callable[[Registers, Value], Value]
PATIENCE = 16  # to write the code for a slice costs as much as to walk it some thirty times (make bench)
_REGISTER = re.compile(r"\br(\d+)\b")


class Emitted:
    """The functions of a slice. Each is written by itself from the slice alone, so that threads may ask for them at once; a slice is walked
    `patience` times before any is, for most are asked once or twice.

    `lean`: the code leaves out what only a branch not taken would read; the register of such a step is None. It runs in two thirds of the
    time. Whoever looks at every step (coverage, drawing) asks for all of them.
    """

    def __init__(self, slice_: Slice, patience: int = PATIENCE, *, lean: bool = False) -> None:
        self._slice = slice_
        self._fitting = Fitting(
            slice_, lambda unheard: Written(slice_, unheard, lean=lean), FITTING * patience
        )
        self._left = patience

    def decide(self, vector: Value, unheard: Unheard | None = None) -> tuple[bool, Registers, Registers]:
        """Whether what is given is at odds, the registers of the conditions, and the outcomes of the groups. `unheard` are places of facts
        that are unknown in the vector.
        """
        if self._left > 0:
            walker, self._left = self._walker, self._left - 1
            if self._left <= 0:
                self.__dict__.pop(
                    "_walker", None
                )  # it holds as much memory as the slice, and is not needed again
            return walker.decide(vector)
        return self._fitting.code(vector, unheard).decide(vector)

    def pay(self, vector: Value, registers: Registers, unheard: Unheard | None = None) -> Registers:
        """The registers of amounts, deadline and cap after those of the conditions."""
        if self._left > 0:
            return self._walker.pay(vector, registers)
        return self._fitting.code(vector, unheard).pay(vector, registers)

    def failing(self, registers: Registers, judged: Value) -> Value:
        """The verdict with the unknown findings of the agency as they are said to be."""
        return (self._walker.failing if self._left > 0 else self._failing)(registers, judged)

    @cached_property
    def _walker(self) -> Walker:
        return Walker(self._slice)

    @cached_property
    def _failing(self) -> Failing:
        return _Emitter(self._slice.steps, open_too=True).failing(self._slice)


class Written:
    """The two functions of a slice for vectors in which the facts at some places are unknown, or for any (None)."""

    def __init__(self, slice_: Slice, unheard: Collection[int] | None, *, lean: bool) -> None:
        self._slice, self._unheard, self._lean = slice_, unheard, lean

    @cached_property
    def decide(self) -> Deciding:
        """The function of the conditions."""
        return self._emitter().deciding(self._slice, lean=self._lean)

    @cached_property
    def pay(self) -> Paying:
        """The function of the amounts."""
        return self._emitter().paying(self._slice, lean=self._lean)

    def _emitter(self) -> _Emitter:
        return _Emitter(self._slice.steps, self._unheard, open_too=True)


def emit_value(steps: tuple[Op, ...]) -> Callable[[Value], Value]:
    """The function from the vector of facts to the value of the last of some steps."""
    return _Emitter(steps).value()


class _Emitter(BranchedLines):
    def value(self) -> Callable[[Value], Value]:
        lines = self.lines(0, len(self.steps))
        return self._function("value", ["def value(F):", *lines, f" return {self.names[-1]}"])

    def deciding(self, slice_: Slice, *, lean: bool) -> Deciding:
        self._work_out(slice_, 0, slice_.decided, lean=lean)
        group_lines: list[str] = []
        self._group(slice_.conditions, group_lines)
        groups = "".join(f"g{number}, " for number in range(len(group_lines)))
        source = [
            "def decide(F):",
            *self.written,
            *group_lines,
            f" conflict = {self._conflict(slice_)}",
            f" return conflict, ({self._registers(0, slice_.decided)}), ({groups})",
        ]
        return self._function("decide", source)

    def paying(self, slice_: Slice, *, lean: bool) -> Paying:
        decided = slice_.decided
        self._work_out(slice_, decided, len(self.steps), lean=lean)
        returned = f" return R + ({self._registers(decided, len(self.steps))})"
        # A deadline that is only a name for what a condition worked out has no line of its own: it is returned.
        read = {int(number) for line in (*self.written, returned) for number in _REGISTER.findall(line)}
        used = [f" r{n} = R[{n}]" for n in sorted(read) if n < decided]
        return self._function("pay", ["def pay(F, R):", *used, *self.written, returned])

    def _work_out(self, slice_: Slice, start: int, end: int, *, lean: bool) -> None:
        """Writes the steps from one up to another; `lean`, those that only one branch reads in that branch."""
        self.line_of = [self.line(number, op) for number, op in enumerate(self.steps)]
        if lean:
            found = self.branched(_looked_at(slice_), self.steps)
            # What the conditions work out for a branch of an amount is worked out with the conditions.
            self.branch_of = {step: by for step, by in found.items() if start <= step < end and by[0] < end}
            waiting = [f"r{step}" for step in sorted(self.branch_of) if self.line_of[step] is not None]
            self.written += [f" {' = '.join(waiting)} = None"] if waiting else []
        self.write(range(start, end), " ")

    def failing(self, slice_: Slice) -> Failing:
        return self._function("failing", self._failing(slice_))

    def _function(self, name: str, source: Sequence[str]) -> Callable[..., Value]:
        scope = dict(self.constants)
        exec(compile("\n".join(source), f"<{name}>", "exec"), scope)  # noqa: S102 - source made of operations only, see lines.py
        made: Callable[..., Value] = scope[name]
        return made

    def _registers(self, start: int, end: int) -> str:
        return "".join(f"{self.names[n] if self.kept[n] else 'None'}, " for n in range(start, end))

    def _failing(self, slice_: Slice) -> list[str]:
        places = {id(judged.condition): place for place, judged in enumerate(slice_.judged)}

        def outcome(member: SlicedCondition) -> str:
            name = f"R[{member.step}]"
            return (
                f"(J[{places[id(member)]}] if {name} is U else {name})" if member.condition.judged else name
            )

        lines: list[str] = []
        root = self._group(slice_.conditions, lines, outcome)
        return ["def failing(R, J):", *lines, f" return {root}"]

    def _group(
        self, group: SlicedGroup, lines: list[str], outcome: Callable[[SlicedCondition], str] | None = None
    ) -> str:
        parts = [
            self._group(member, lines, outcome)
            if isinstance(member, SlicedGroup)
            else (outcome or self._outcome)(member)
            for member in group.members
        ]
        name = f"g{group.number}"
        kind = group.group.kind
        joined = f" {'|' if kind == 'any' else '&'} ".join(parts) or str(kind != "any")
        lines.append(f" {name} = ({joined}){' ^ True' if kind == 'not' else ''}")
        return name

    def _outcome(self, member: SlicedCondition) -> str:
        name = self.names[member.step]
        # A finding of the agency that is unknown is set aside: the verdict is the one with it true.
        return f"(True if {name} is U else {name})" if member.condition.judged else name

    def _conflict(self, slice_: Slice) -> str:
        tests = []
        for op in self.steps[: slice_.decided]:
            if op.kind == "either" and op.data[1]:
                given, worked = (self.names[i] for i in op.inputs)
                if UNHEARD in (given, worked):
                    continue
                tests.append(f"({given} is not U and {worked} is not U and differs({given}, {worked}))")
        tests += [f"{self.names[c.step]} is N" for c in conditions_of(slice_.conditions)]
        return " or ".join(tests) or "False"


def _looked_at(slice_: Slice) -> set[int]:
    """The steps that are looked at themselves, whoever reads them: facts, conditions and what these name, all that amounts are, given values
    beside those worked out.
    """
    steps = slice_.steps
    conditions = [condition.step for condition in conditions_of(slice_.conditions)]
    found = {step for step, op in enumerate(steps) if op.kind == "fact"}.union(conditions, priced_in(slice_))
    for op in steps[: slice_.decided]:
        found.update(op.inputs if op.kind == "either" and op.data[1] else ())
    seen, waiting = set[int](), [*conditions]
    while waiting:
        step = waiting.pop()
        if step not in seen:
            seen.add(step)
            named = steps[step].kind in ("either", "derived")
            found |= {step} if named else set()
            waiting += () if named else steps[step].inputs
    return found
