"""Steps as lines of Python: one name and at most one line each.

Source is made only from the closed set of operations: facts stand by index, constants and names by table (`k0`, `k1`, ...), so that no
text of a ruleset ever enters it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import Final

from engine.compiling import Op
from engine.evaluation import comparing, operations, tables
from engine.evaluation.kinds import Kind, careful, kind_of
from engine.evaluation.unheard import NO_LISTS, Causes, Lists, causes_of
from engine.language.values import NULL, UNKNOWN, Value
from engine.rational import Fraction

_INFIX = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
    "eq": "==",
    "ne": "!=",
    "and": "&",
    "or": "|",
}
_LOOPS = {"filter": "filtered", "sift": "sifted", "some": "some", "every": "every", "for": "mapped"}


UNHEARD: Final = "U"  # the name of what is unknown
_PLAIN = frozenset((bool, int, Fraction, str, date))


def lists_of(steps: Sequence[Op]) -> tuple[int, ...]:
    """The places in the vector of the lists of records that some steps read."""
    return tuple(sorted({int(op.data[0]) for op in steps if op.kind == "fact" and op.data[2] == "records"}))


def is_bare(vector: Value, lists: Sequence[int]) -> bool:
    """Whether none of some lists was given."""
    return all([vector[place] is UNKNOWN for place in lists])  # noqa: C419 - a list costs half of what a generator does


class Lines:
    """Names and lines for steps in order; `constants` is what the names stand for. Lines with `unheard` are for vectors in which the facts
    at those places are unknown: whatever is unknown without them is a constant there.
    """

    def __init__(self, steps: Sequence[Op], unheard: Collection[int] | None = None) -> None:
        self.steps = steps
        self.unheard = unheard
        self.names: list[str] = []  # the expression that holds each step
        self.kept: list[bool] = []  # whether the step has a register
        self.free: list[frozenset[int]] = []  # the loops whose element the step reads
        self.kinds: list[Kind] = []
        self.causes: list[Causes] = []  # what makes each step unknown
        self.constants: dict[str, Value] = {
            "str": str,
            UNHEARD: UNKNOWN,
            "N": NULL,
            "PLAIN": _PLAIN,
            "member": comparing.member,
            "table_result": tables.table_result,
            **{name: getattr(operations, name) for name in _OPERATIONS},
        }

    def line(self, number: int, op: Op) -> str | None:
        """The line of the next step; None where its name says all."""
        self.free.append(self._elements_read(op))
        inside_loop = bool(self.free[-1])
        expression = self._expression(op)
        self.kinds.append(kind_of(op, self.kinds))
        self.causes.append(causes_of(op, self.steps, self.causes, self.unheard))
        self.kept.append(not inside_loop)
        if self.unheard is not None and self.causes[-1]:
            self.names.append(UNHEARD)
            return None
        if op.kind == "either" and UNHEARD in (names := [self.names[read] for read in op.inputs]):
            self.names.append(names[1] if names[0] == UNHEARD else names[0])
            return None
        if inside_loop or op.kind in ("derived", "const", "figure", "gap"):
            self.names.append(expression)
            return None
        self.names.append(f"r{number}")
        return f" r{number} = {expression}"

    def lines(self, start: int, end: int) -> list[str]:
        """The lines of the next steps, from one up to another."""
        found = ((number, self.line(number, self.steps[number])) for number in range(start, end))
        return self.passing_over([(number, line) for number, line in found if line is not None])

    def passing_over(self, lines: Sequence[tuple[int, str]]) -> list[str]:
        """Lines in order, each with its step, behind a look whether they are unknown: one look at the lists for all lines in a row that
        are unknown without them.
        """
        if self.unheard is not None:
            return [line for _, line in lines]
        runs: list[tuple[Lists, list[tuple[int, str]]]] = []
        for number, line in lines:
            causes = self.causes[number]
            if not runs or not (lists := runs[-1][0]) or not any(cause <= lists for cause in causes):
                lists = causes[0] if causes else NO_LISTS
            if not runs or runs[-1][0] != lists:
                runs.append((lists, []))
            runs[-1][1].append((number, line))
        return [line for lists, run in runs for line in self._passed(lists, run)]

    def _passed(self, lists: Lists, run: Sequence[tuple[int, str]]) -> Iterator[str]:
        lines = [line for _, line in run]
        if not lists or all(self.steps[number].kind == "fact" for number, _ in run):
            yield from lines
            return
        yield f" if {' and '.join(f'F[{place}] is U' for place in sorted(lists))}:"
        yield f"  {' = '.join(self.names[number] for number, _ in run)} = U"
        yield " else:"
        yield from (f" {line}" for line in lines)

    def _elements_read(self, op: Op) -> frozenset[int]:
        """The loops whose element a step reads, by depth: what a loop binds itself is nothing to those around it."""
        if op.kind == "element":
            return frozenset((op.data[0],))
        if op.kind in _LOOPS:
            listed, body = op.inputs
            return self.free[listed] | (self.free[body] - {op.data[0]})
        return frozenset().union(*(self.free[i] for i in op.inputs))

    def _expression(self, op: Op) -> str:
        inputs = [self.names[i] for i in op.inputs]
        if op.kind in ("add", "sub", "mul") and careful([self.kinds[i] for i in op.inputs]):
            name = "scaled" if op.kind == "mul" else "moved"
            return f"{name}({inputs[0]}, {inputs[1]}{', -1' if op.kind == 'sub' else ''})"
        if op.kind in _INFIX:
            return f"({f' {_INFIX[op.kind]} '.join(inputs)})"
        return _EMIT[op.kind](self, op, inputs)

    def constant(self, value: object) -> str:
        """The name of a constant in the function's scope; small plain ones stand for themselves."""
        if value is True or value is False:
            return repr(value)
        if type(value) is int:
            return repr(value) if value >= 0 else f"({value!r})"
        name = f"k{len(self.constants)}"
        self.constants[name] = value
        return name

    def member_of(self, op: Op, inputs: list[str]) -> str:
        """Membership; in a list of constant words it is one look into a set."""
        listed, general = self.steps[op.inputs[1]], f"member({inputs[0]}, {inputs[1]})"
        words = listed.data[-1] if listed.kind in ("figure", "const") else ()
        if isinstance(words, tuple) and words and all(isinstance(word, str) for word in words):
            found = f"{inputs[0]} in {self.constant(frozenset(words))}"
            return f"({found} if type({inputs[0]}) is str else {general})"
        return general


def _emit_table(lines: Lines, op: Op, inputs: list[str]) -> str:
    settings = ", ".join(lines.constant(setting) for setting in op.data)
    hit, _, rest = settings.partition(", ")
    return f"table_result({hit}, ({''.join(f'{name}, ' for name in inputs)}), {rest})"


def _emit_figure(lines: Lines, op: Op, _inputs: list[str]) -> str:
    return lines.constant(op.data[1])


def _emit_figure_at(lines: Lines, op: Op, inputs: list[str]) -> str:
    return f"figure_at({inputs[0]}, {lines.constant(op.data[1])}, {lines.constant(op.data[2])})"


def _emit_pick_at(lines: Lines, op: Op, inputs: list[str]) -> str:
    versions, known_at = lines.constant(op.data[1]), lines.constant(op.data[2])
    return f"picked_at({inputs[0]}, {versions}, {known_at}, {', '.join(inputs[1:])})"


def _emit_call(lines: Lines, op: Op, inputs: list[str]) -> str:
    if op.data[0] == "..":
        return f"counted({', '.join(inputs)}, {op.data[1]!r})"
    if op.data[0] == "settled" and len(inputs) == 2:  # noqa: PLR2004 - a value and a test
        value, test = inputs
        # To ask whether a literal is null would be asked of the source, and warned about.
        literal = lines.steps[op.inputs[0]].kind == "const" and value not in lines.constants
        return f"({value} if {test} is True{'' if literal else f' and {value} is not N'} else U)"
    if op.data[0] == "agreed" and UNHEARD in inputs:
        heard = [name for name in inputs if name != UNHEARD]
        agreed = lines.constant(operations.applied("agreed", len(heard)))
        call = f"{agreed}({', '.join(heard)})"
        # What one value alone says, where nothing of it can be unknown, needs no asking.
        return f"({heard[0]} if type({heard[0]}) in PLAIN else {call})" if len(heard) == 1 else call
    return f"{lines.constant(operations.applied(str(op.data[0]), len(inputs)))}({', '.join(inputs)})"


def _emit_loop(_lines: Lines, op: Op, inputs: list[str]) -> str:
    return f"{_LOOPS[op.kind]}({inputs[0]}, lambda e{op.data[0]}: {inputs[1]})"


def _emit_round(lines: Lines, op: Op, inputs: list[str]) -> str:
    return f"rounded({inputs[0]}, {lines.constant(op.data[0])}, {lines.constant(op.data[1])})"


def _emit_furthest(lines: Lines, op: Op, inputs: list[str]) -> str:
    return f"furthest({inputs[0]}, {lines.constant(op.data[0])}, {1 if op.kind == 'latest' else -1})"


_OPERATIONS = (
    "quotient",
    "raised",
    "moved",
    "scaled",
    "is_null",
    "rounded",
    "counted",
    "filtered",
    "sifted",
    "known_part",
    "settled_by",
    "nth",
    "flattened",
    "ordered",
    "some",
    "every",
    "mapped",
    "path_of",
    "furthest",
    "figure_at",
    "picked_at",
    "differs",
)
_EMIT: dict[str, Callable[[Lines, Op, list[str]], str]] = {
    "fact": lambda _e, op, _i: f"F[{op.data[0]}]",
    "const": lambda e, op, _i: e.constant(op.data[0]),
    "figure": _emit_figure,
    "figure_at": _emit_figure_at,
    "gap": lambda _e, _op, _i: "U",
    "either": lambda _e, _op, i: f"({i[1]} if {i[0]} is U else {i[0]})",
    "derived": lambda _e, _op, i: i[0],
    "pick_at": _emit_pick_at,
    "div": lambda _e, _op, i: f"quotient({i[0]}, {i[1]})",
    "pow": lambda _e, _op, i: f"raised({i[0]}, {i[1]})",
    "neg": lambda _e, _op, i: f"(-{i[0]})",
    "is_null": lambda _e, _op, i: f"is_null({i[0]})",
    "not": lambda _e, _op, i: f"({i[0]} ^ True)",
    "if": lambda _e, _op, i: f"({i[1]} if {i[0]} is True else U if {i[0]} is U else {i[2]})",
    "member": Lines.member_of,
    "list": lambda _e, _op, i: f"({''.join(f'{name}, ' for name in i)})",
    "call": _emit_call,
    "table": _emit_table,
    "element": lambda _e, op, _i: f"e{op.data[0]}",
    "filter": _emit_loop,
    "sift": _emit_loop,
    "known": lambda e, op, i: f"known_part({i[0]}, {e.constant(op.data[0])})",
    "settle": lambda e, op, i: f"settled_by({i[0]}, {i[1]}, {e.constant(op.data[0])})",
    "flat": lambda _e, _op, i: f"flattened({i[0]})",
    "nth": lambda _e, _op, i: f"nth({i[0]}, {i[1]})",
    "sort": lambda e, op, i: f"ordered({i[0]}, {e.constant(op.data[0])})",
    "some": _emit_loop,
    "every": _emit_loop,
    "for": _emit_loop,
    "path": lambda e, op, i: f"path_of({i[0]}, {e.constant(op.data[0])})",
    "latest": _emit_furthest,
    "earliest": _emit_furthest,
    "round": _emit_round,
}
