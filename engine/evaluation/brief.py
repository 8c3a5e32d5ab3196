"""The answer alone, for callers who want no reasons: code that leaves a group as soon as its outcome is settled and keeps no registers.

It knows the plain case only and gives None for every other, which the whole evaluation then answers: facts that contradict what is worked
out, a condition that is null, amounts paid by a schedule, a limit on workers. Where it answers, it says what the
whole evaluation says; tests/properties/test_brief.py holds it to that.

What only one branch of an `if` reads is worked out in that branch, and what the range of an amount hangs on only where the
amount has no figure: of 4.4 times the yardstick of `make bench` that the job-seeking benefit took before, 2.8 are left.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from engine.compiling import Op, Slice, SlicedCondition, SlicedGroup
from engine.compiling.plan import below
from engine.compiling.slices import conditions_of
from engine.evaluation.branches import Branch, BranchedLines
from engine.evaluation.fitting import Fitting, Unheard
from engine.evaluation.lines import UNHEARD
from engine.evaluation.outcomes import ELIGIBLE, INELIGIBLE, OPEN
from engine.evaluation.ranges import Known, Range, Ranging, behind, rangeless
from engine.evaluation.unheard import needless
from engine.language.functions import FUNCTIONS
from engine.language.values import UNKNOWN, Value
from engine.periods import Months
from engine.rational import Fraction

# Whether the conditions hold, the last day to apply, the amounts, and what each hangs on that has no figure but may have a range.
Told = tuple[Value, Value, tuple[Value, ...], tuple[Known | None, ...]]
Telling = Callable[[Value], Told | None]
_CAN_BE_NULL = frozenset(("pow", "nth", "path", "latest", "earliest", "figure_at", "pick_at", "table", "neg"))
# Facts are days of this century and the last; a move by no more than a hundred years, or by some thousand days, stays in the calendar.
_MOST_MONTHS, _MOST_DAYS = 1_200, 36_525
_NUMBERS = frozenset((int, Fraction))
_REFUSED = "return False, U, (), ()"


@dataclass(slots=True)
class Brief:
    """A verdict, the last day to apply where it is known, and each amount's range."""

    slice: Slice
    verdict: str
    until: Value
    amounts: tuple[Range | None, ...]


class Briefing:
    """The brief answers of one slice. `bounds` are the vocabulary's ranges of unknown numbers by fact name; for `patience` see Fitting."""

    def __init__(self, slice_: Slice, bounds: Mapping[str, Range], patience: int) -> None:
        self.slice = slice_
        self._bounds = bounds
        self._fitting = Fitting(slice_, lambda unheard: _Writer(slice_, bounds, unheard).compiled(), patience)

    def answer(self, vector: Value, unheard: Unheard) -> Brief | None:
        """The answer for a vector of facts, or None where the whole evaluation must give it. `unheard` are places of facts that are
        unknown in it.
        """
        answer = self._fitting.code(vector, unheard)(vector)
        if answer is None:
            return None
        truth, until, values, hangs_on = answer
        verdict = ELIGIBLE if truth is True else INELIGIBLE if truth is False else OPEN
        figures: list[Range | None] = [None if value is UNKNOWN else (value, value) for value in values]
        for place, known in enumerate(hangs_on):
            if known is not None:
                step = self.slice.amounts[place].step
                figures[place] = Ranging(self.slice, known, self._bounds).of(step)
        return Brief(self.slice, verdict, until, tuple(figures))


class NoBriefing:
    """For a slice that can have no brief answer, and where no version is in force."""

    def answer(self, _vector: Value, _unheard: Unheard) -> None:
        """None: the whole evaluation must give it."""


def has_brief_answers(slice_: Slice) -> bool:
    """Whether a slice can have any: nothing is paid by a schedule, and no limit on workers cuts it."""
    return slice_.cap is None and not any(amount.parts for amount in slice_.amounts)


class _Writer(BranchedLines):
    """Writes the function. A step's line is written where it is first needed, and again where that place may have been passed by."""

    def __init__(
        self, slice_: Slice, bounds: Mapping[str, Range], unheard: Collection[int] | None = None
    ) -> None:
        super().__init__(slice_.steps, unheard)
        self.slice = slice_
        self.bounds = bounds
        self.line_of = [self.line(number, op) for number, op in enumerate(slice_.steps)]
        for number, causes in needless(slice_.steps, self.causes, self._asked()):
            self.causes[number] = causes
        self.branch_of = self._branches()
        self.ready: set[int] = set()  # steps whose line has surely run

    def compiled(self) -> Telling:
        """The function, compiled."""
        self._conflicts()
        for condition in conditions_of(self.slice.conditions):
            if self.names[condition.step] != UNHEARD and self._can_be_null(condition.step):
                self._need(condition.step, " ")
                self.written.append(f" if {self.names[condition.step]} is N: return None")
        self._group(self.slice.conditions, " ", _REFUSED)
        self._amounts()
        scope = dict(self.constants)
        exec(compile("\n".join(["def told(F):", *self.written]), "<told>", "exec"), scope)  # noqa: S102 - source made of operations only, see lines.py
        told: Telling = scope["told"]
        return told

    def _branches(self) -> dict[int, Branch]:
        """The steps that are written in a branch."""
        until = self.slice.until
        asked = {amount.step for amount in self.slice.amounts}.union(() if until is None else (until,))
        asked |= {condition.step for condition in conditions_of(self.slice.conditions)}
        for op in self.steps[: self.slice.decided]:
            asked.update(op.inputs if op.kind == "either" and op.data[1] else ())
        # Behind what is unknown anyway nobody looks.
        read = [
            replace(op, inputs=()) if name == UNHEARD else op
            for op, name in zip(self.steps, self.names, strict=True)
        ]
        return self.branched(asked, read)

    def _asked(self) -> set[int]:
        """The steps that are looked at themselves: conditions, given values beside those worked out, and all that amounts rest on."""
        amounts = [amount.step for amount in self.slice.amounts]
        either = [step for op in self.steps if op.kind == "either" for step in op.inputs]
        asked = {condition.step for condition in conditions_of(self.slice.conditions)}.union(either)
        return asked.union(
            below(self.steps, amounts), () if self.slice.until is None else (self.slice.until,)
        )

    def _amounts(self) -> None:
        """The last lines: what is paid and until when it can be asked for."""
        root, until = f"g{self.slice.conditions.number}", self.slice.until
        wanted = [amount.step for amount in self.slice.amounts]
        self.written.append(f" if {root} is False: {_REFUSED}")
        for step in (*wanted, *(() if until is None else (until,))):
            self._need(step, " ")
        last = UNHEARD if until is None else self.names[until]
        amounts = "".join(f"{self.names[step]}, " for step in wanted)
        unknown = {step for step, name in enumerate(self.names) if name == UNHEARD and self.kept[step]}
        hopeless = rangeless(self.steps, unknown, self.bounds)
        ranged = {place: step for place, step in enumerate(wanted) if step not in hopeless}
        plain = " and ".join(f"type({self.names[step]}) in NUMBERS" for step in ranged.values())
        self.constants["NUMBERS"] = _NUMBERS
        self.written.append(f" if {plain or 'True'}: return {root}, {last}, ({amounts}), ()")
        for place, step in ranged.items():
            self._known(place, step)
        known = "".join(f"h{place}, " if place in ranged else "None, " for place in range(len(wanted)))
        self.written.append(f" return {root}, {last}, ({amounts}), ({known})")

    def _known(self, place: int, amount: int) -> None:
        """What is known of the steps that the range of an amount may hang on, in `h<place>`; None where it has a figure."""
        self.written += [f" h{place} = None", f" if type({self.names[amount]}) not in NUMBERS:"]
        ready, branch_of, self.branch_of = set(self.ready), self.branch_of, {}
        self.written.append(f"  h{place} = {{}}")
        self._looked_at(place, amount, behind(self.steps, amount), "  ")
        self.ready, self.branch_of = ready, branch_of

    def _looked_at(self, place: int, step: int, hidden: Mapping[int, Sequence[int]], indent: str) -> None:
        """A step, and where it has no figure, the steps that are looked at behind it alone."""
        if self.kept[step]:
            self._need(step, indent)
            self.written.append(f"{indent}h{place}[{step}] = {self.names[step]}")
        inner = hidden.get(step, ())
        if inner and self.kept[step] and self.names[step] != UNHEARD:
            self.written.append(f"{indent}if type({self.names[step]}) not in NUMBERS:")
            indent += " "
        ready = set(self.ready)
        for behind_it in inner:
            self._looked_at(place, behind_it, hidden, indent)
        self.ready = ready

    def _conflicts(self) -> None:
        """A given value beats the one worked out; where they differ, the whole evaluation says what follows."""
        for number, op in enumerate(self.steps[: self.slice.decided]):
            if op.kind == "either" and op.data[1] and self.kept[number]:
                if UNHEARD in [self.names[step] for step in op.inputs]:
                    continue
                for step in op.inputs:
                    self._need(step, " ")
                given, worked = (self.names[step] for step in op.inputs)
                self.written += [
                    f" r{number} = {given}",
                    f" if r{number} is U: r{number} = {worked}",
                    f" elif {worked} is not U and differs(r{number}, {worked}): return None",
                ]
                self.ready.add(number)

    def _need(self, root: int, indent: str) -> None:
        """Writes what a step and all it reads still lack, inputs first; what only a branch reads, in that branch."""
        missing = sorted(self._missing(root))
        self.write(missing, indent)
        self.ready |= {step for step in missing if step not in self.branch_of}

    def _missing(self, root: int) -> set[int]:
        """What a step reads, itself with it, that no line has held yet; behind what is held, or unknown anyway, nobody looks."""
        found, waiting = set[int](), [root]
        while waiting:
            step = waiting.pop()
            if step not in found and step not in self.ready and self.names[step] != UNHEARD:
                found.add(step)
                waiting += self.steps[step].inputs
        return found

    def _group(self, group: SlicedGroup, indent: str, leave: str) -> None:
        """The outcome of a group in `g<number>`. `leave` is the statement with which a settled group is left; the members after the first
        may not have run then.
        """
        kind, name = group.group.kind, f"g{group.number}"
        settling, other = ("True", "False") if kind == "any" else ("False", "True")
        self.written.append(f"{indent}{name} = {other}")
        sure: set[int] | None = None
        for member in group.members:
            outcome = self._member(member, indent)
            sure = set(self.ready) if sure is None else sure
            if outcome == UNHEARD:
                self.written.append(f"{indent}{name} = U")
                continue
            self.written += [
                f"{indent}if {outcome} is not {other}:",
                f"{indent} if {outcome} is {settling}:",
                f"{indent}  {name} = {settling}",
                f"{indent}  {leave}",
                f"{indent} if {outcome} is not U: return None",
                f"{indent} {name} = U",
            ]
        self.ready = self.ready if sure is None or leave != "break" else sure

    def _member(self, member: SlicedCondition | SlicedGroup, indent: str) -> str:
        if isinstance(member, SlicedGroup):
            self.written.append(f"{indent}while True:")
            self._group(member, f"{indent} ", "break")
            self.written.append(f"{indent} break")
            if member.group.kind == "not":
                self.written.append(f"{indent}g{member.number} = g{member.number} ^ True")
            return f"g{member.number}"
        self._need(member.step, indent)
        name = self.names[member.step]
        if not member.condition.judged:
            return name
        # A finding of the agency that is unknown is set aside: the verdict is the one with it true.
        if name == UNHEARD:
            return "True"
        self.written.append(f"{indent}j = True if {name} is U else {name}")
        return "j"

    def _can_be_null(self, root: int) -> bool:
        """Whether a condition may be null, so that it must be looked at even where its group is settled without it."""
        return any(self._has_no_value(self.steps[step]) for step in below(self.steps, [root]))

    def _has_no_value(self, op: Op) -> bool:
        """Whether an operation may be null though nothing it reads is."""
        function = FUNCTIONS.get(str(op.data[0])) if op.kind == "call" else None
        if op.kind == "div":
            divisor = self.steps[op.inputs[1]]
            return divisor.kind not in ("const", "figure") or divisor.data[-1] == 0
        moves = op.kind in ("add", "sub", "mul") and self._expression(op).startswith(("moved", "scaled"))
        if moves or (function is not None and function.result == "date"):
            return not any(self._is_small(self.steps[step]) for step in op.inputs)
        of_days = function is not None and [p.kind for p in function.signatures[0]] == ["date", "date"]
        return op.kind in _CAN_BE_NULL or (op.kind == "call" and not of_days)

    def _is_small(self, op: Op) -> bool:
        """Whether a step is a duration or a number of days that leads nowhere far."""
        if op.kind == "fact":
            low, high = self.bounds.get(str(op.data[1]), (-_MOST_DAYS - 1, 0))
            return low >= -_MOST_DAYS and high <= _MOST_DAYS
        value = op.data[-1] if op.kind in ("const", "figure") else None
        if isinstance(value, Months):
            return abs(value.count) <= _MOST_MONTHS
        return isinstance(value, timedelta) and abs(value.days) <= _MOST_DAYS
