"""The tree of conditions with outcome, the person's values beside the thresholds, citations: a view of registers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

from engine.catalog import Catalog
from engine.compiling import Slice, SlicedCondition, SlicedGroup
from engine.compiling.plan import below
from engine.diagnostics import Text
from engine.explanation.phrases import Phrase, phrase_of
from engine.language.values import NULL, UNKNOWN, Unknown, Value, value_as_json

Reason = dict[str, Any]
Used = tuple[tuple[str, tuple[str, ...]], ...]  # names, each with the facts it was worked out from
MET, UNMET, OPEN = "met", "unmet", "unknown"
_KEPT, _GROUPS_KEPT = 512, 64
_KINDS = {
    "all": Text("다음이 모두 맞음", "all of these hold"),
    "any": Text("다음 가운데 하나가 맞음", "one of these holds"),
    "not": Text("다음이 아님", "this does not hold"),
}
_DISCRETION = Text(" (담당 기관이 달리 결정할 수 있음)", " (the office may decide otherwise)")
_NOT_SET = Text("법이 정해지지 않음", "the law is not set")


class Explainer:
    """Explains one slice. Everything that does not hang on the person is worked out once."""

    def __init__(self, slice_: Slice, catalog: Catalog) -> None:
        self._root = _Branch(slice_.conditions, slice_, catalog)

    def reasons(self, registers: tuple[Any, ...], groups: tuple[Any, ...]) -> Reason:
        """The tree for some registers: nodes with id, outcome, label, text, cites, values; groups with members."""
        return self._root.made(registers, groups)


class _Branch:
    def __init__(self, group: SlicedGroup, slice_: Slice, catalog: Catalog) -> None:
        self.id = group.group.id
        self.kind = group.group.kind
        self.label = (group.group.label or _KINDS[group.group.kind]).as_json()
        self.number = group.number
        self.members: list[_Branch | _Leaf] = [
            _Branch(member, slice_, catalog)
            if isinstance(member, SlicedGroup)
            else _Leaf(member, slice_, catalog)
            for member in group.members
        ]

        self.reads: frozenset[int] = frozenset().union(*(member.reads for member in self.members))
        self._values_of = _looking_up(self.reads)
        self._made: dict[tuple[object, ...], Reason] = {}

    def reason(self, registers: tuple[Any, ...], groups: tuple[Any, ...]) -> Reason:
        """The group with its members; the same values give the same object, as with a condition."""
        try:
            key = self._values_of(registers)
            made = self._made.get(key)
        except TypeError:  # a list is among the values
            return self.made(registers, groups)
        if made is None:
            if len(self._made) >= _GROUPS_KEPT:
                self._made.clear()
            made = self._made[key] = self.made(registers, groups)
        return made

    def made(self, registers: tuple[Any, ...], groups: tuple[Any, ...]) -> Reason:
        """The group with its members."""
        truth = groups[self.number]
        return {
            "id": self.id,
            "kind": self.kind,
            "outcome": MET if truth is True else UNMET if truth is False else OPEN,
            "label": self.label,
            "members": [member.reason(registers, groups) for member in self.members],
        }


def _looking_up(steps: Iterable[int]) -> Callable[[tuple[Any, ...]], tuple[object, ...]]:
    """One look-up in C for all values of some steps; the first stands twice so that there are always two."""
    first, *others = sorted(steps) or [0]
    return itemgetter(first, first, *others)


def outcome_of(truth: object) -> str:
    """met, unmet or unknown."""
    return MET if truth is True else UNMET if truth is False else OPEN


class _Leaf:
    def __init__(self, sliced: SlicedCondition, slice_: Slice, catalog: Catalog) -> None:
        condition = sliced.condition
        self.catalog = catalog
        self.step = sliced.step
        self.facts, self.parameters = _read_directly(slice_, sliced.step)
        names = self.facts | self.parameters
        not_set = Phrase((_NOT_SET,))
        self.phrase = phrase_of(sliced.when, names, catalog) if sliced.when is not None else not_set
        if condition.discretion:
            self.phrase = Phrase((*self.phrase.pieces, _DISCRETION))
        self.values_of = _looking_up((self.step, *names.values()))
        self.either = _either_of(slice_, self.facts)
        sources = (step for *_, behind in self.either for _, step in behind)
        given = (step for _, given, value, _ in self.either for step in (given, value))
        self.reads = frozenset((self.step, *names.values(), *given, *sources))
        self.fixed: Reason = {"label": condition.label.as_json(), "cites": list(sliced.evidence.cites)}
        if sliced.evidence.grade != "A":
            self.fixed["grade"] = sliced.evidence.grade
        if condition.judged:
            self.fixed["judged_by"] = "agency"
        self.id = condition.id
        self._made: dict[tuple[object, ...], Reason] = {}

    def reason(self, registers: tuple[Any, ...], _groups: tuple[Any, ...]) -> Reason:
        """The node; the same values give the same object: a reason is a function of them (1,000 hits to a miss)."""
        used = self._worked_out(registers) if self.either else ()
        try:
            key = (self.values_of(registers), used)
            made = self._made.get(key)
        except TypeError:  # a list is among the values
            return self._make(registers, used)
        if made is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            made = self._made[key] = self._make(registers, used)
        return made

    def _worked_out(self, registers: tuple[Any, ...]) -> Used:
        """Which values nobody gave, and the given facts that each was worked out from."""
        found = []
        for name, given, value, behind in self.either:
            if registers[given] is UNKNOWN and not isinstance(registers[value], Unknown):
                sources = [source for source, step in behind if registers[step] is not UNKNOWN]
                found.append((name, tuple(sources)))
        return tuple(found)

    def _make(self, registers: tuple[Any, ...], used: Used) -> Reason:
        worked_out = {"worked_out": {name: list(sources) for name, sources in used}} if used else {}
        return {
            "id": self.id,
            "kind": "condition",
            "outcome": outcome_of(registers[self.step]),
            "text": self.phrase.fill(registers, self.catalog).as_json(),
            "facts": {name: _shown(registers[step]) for name, step in self.facts.items()},
            "parameters": {name: _shown(registers[step]) for name, step in self.parameters.items()},
            **worked_out,
            **self.fixed,
        }


def _shown(value: Value) -> object:
    return "unknown" if isinstance(value, Unknown) else None if value is NULL else value_as_json(value)


def _read_directly(slice_: Slice, root: int) -> tuple[dict[str, int], dict[str, int]]:
    """The facts and figures a condition reads itself: not those behind a definition."""
    facts: dict[str, int] = {}
    parameters: dict[str, int] = {}
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        step = waiting.pop(0)
        if step in seen:
            continue
        seen.add(step)
        op = slice_.steps[step]
        if op.kind == "fact":
            facts[str(op.data[1])] = step
        elif op.kind in ("either", "derived"):
            facts[str(op.data[0])] = step
        elif op.kind == "figure":
            parameters[str(op.data[0])] = step
        else:
            waiting += op.inputs
    return facts, parameters


def _either_of(
    slice_: Slice, facts: dict[str, int]
) -> tuple[tuple[str, int, int, tuple[tuple[str, int], ...]], ...]:
    """Of each fact that may be given or worked out: the step of what is given, of its value, of the facts behind it."""
    found = []
    for name, step in facts.items():
        op = slice_.steps[step]
        if op.kind == "either":
            given, worked_out = op.inputs
            behind = tuple(sorted(_facts_behind(slice_, worked_out).items()))
            found.append((name, given, step, behind))
    return tuple(found)


def _facts_behind(slice_: Slice, root: int) -> dict[str, int]:
    steps = slice_.steps
    return {str(steps[step].data[1]): step for step in below(steps, [root]) if steps[step].kind == "fact"}
