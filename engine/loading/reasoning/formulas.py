"""A test as a function over points: what it may come to, and what of it hangs on which fact.

Each fact that an atom sets beside figures alone is a variable with its points; an atom that compares two things is a variable that may turn
out less, equal or more, as far as the ranges allow; any other atom may be true or false. Variables are taken to be independent: more is
held possible than is, so whatever is found impossible is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import prod

from engine.catalog import Catalog
from engine.language import nodes as n
from engine.language.values import NULL, UNKNOWN, Number, Value, is_number, is_unknown, whole
from engine.loading.reasoning.atoms import (
    COMPARE,
    Atom,
    compared,
    figure_worlds,
    kind_of,
    read_atom,
    truth_of,
    value_of,
)
from engine.loading.reasoning.hulls import Hulls, as_number, constant
from engine.loading.reasoning.points import choice_points, date_points, hull_of_fact, number_points, with_null
from engine.periods import Months
from engine.rational import Fraction

MOST_WORLDS = 3_000  # worlds visited for one formula; a larger one is left alone
_NO_VALUE = (TypeError, ValueError, OverflowError, KeyError, AttributeError)
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_DAYS_AROUND = 4  # how far a day moved by months may lie from where the same shift the other way lands
Behind = Callable[[n.Node], frozenset[str]]


@dataclass(slots=True, eq=False)  # by identity: points hold null, which equals nothing
class Variable:
    """Something a formula hangs on: the facts behind it, its points, in how many places it is read, whether an `if` asks for it."""

    node: n.Node
    facts: frozenset[str]
    points: list[Value]
    places: int = 0
    chosen_by: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that Kleene's logic waits for though the outcome is the same whatever it is, and the outcome."""

    fact: str
    outcome: bool


class Formula:
    """One test of a catalogue. `behind` gives the facts that an expression reads in the end."""

    def __init__(self, catalog: Catalog, hulls: Hulls, behind: Behind, node: n.Node) -> None:
        self.catalog, self.hulls, self.behind = catalog, hulls, behind
        self.node = node
        self.variables: dict[n.Node, Variable] = {}
        self.atoms: list[Atom] = []
        self._hidden: dict[
            int, tuple[n.Node, bool]
        ] = {}  # of atoms that cannot be followed: the variable, and whether turned round
        self._leaves: dict[int, tuple[n.Node, ...]] = {}  # of each atom
        self._gather(node, False)
        self._place()

    # ---- what it hangs on

    def _gather(self, node: n.Node, chosen_by: bool) -> None:
        if isinstance(node, n.And | n.Or):
            for part in node.parts:
                self._gather(part, chosen_by)
        elif isinstance(node, n.Not):
            self._gather(node.operand, chosen_by)
        elif isinstance(node, n.If):
            self._gather(node.test, True)
            self._gather(node.yes, chosen_by)
            self._gather(node.no, chosen_by)
        elif not (isinstance(node, n.Literal) and isinstance(node.value, bool)):
            atom = read_atom(self.catalog, node)
            self.atoms.append(atom)
            leaves = (self._hide(node),) if atom.leaves is None else atom.leaves
            self._leaves[id(node)] = leaves
            for leaf in leaves:
                variable = self.variables.setdefault(leaf, Variable(leaf, self.behind(leaf), []))
                variable.places += 1
                variable.chosen_by |= chosen_by

    def _hide(self, node: n.Node) -> n.Node:
        """The variable that stands for an atom which cannot be followed: an order of two things, or the atom itself."""
        leaf, is_flipped = node, False
        if isinstance(node, n.Comparison):
            flipped = n.Comparison("?", node.right, node.left)
            is_flipped = flipped in self.variables
            leaf = flipped if is_flipped else n.Comparison("?", node.left, node.right)
        self._hidden[id(node)] = (leaf, is_flipped)
        return leaf

    def _place(self) -> None:
        for leaf, variable in self.variables.items():
            kind = kind_of(self.catalog, leaf)
            if kind is None:
                variable.points = self._orders(leaf) if isinstance(leaf, n.Comparison) else [True, False]
            elif kind == "figure":
                variable.points = self._figures(leaf)
        for leaf, variable in self.variables.items():
            kind = kind_of(self.catalog, leaf)
            if kind not in (None, "figure") and isinstance(leaf, n.Name):
                fact = self.catalog.facts[leaf.name]
                variable.points = with_null(self._points(leaf, str(kind)), fact)

    def _figures(self, leaf: n.Node) -> list[Value]:
        name = leaf.subject if isinstance(leaf, n.AtDay) else leaf
        values = [version.value for version in self.catalog.parameters[name.name].versions]  # type: ignore[attr-defined]
        return list({repr(value): value for value in values}.values())

    def _points(self, leaf: n.Name, kind: str) -> Sequence[Value]:
        fact = self.catalog.facts[leaf.name]
        if kind == "boolean":
            return [True, False]
        reading = [atom for atom in self.atoms if atom.leaves is not None and leaf in atom.leaves]
        if kind == "choice":
            named = {p.value for a in reading for p in n.walk(a.node) if isinstance(p, n.Literal)}
            lists = [v for a in reading for f in a.leaves or () for v in self.variables[f].points]
            others = any(len(self._facts_of(a)) > 1 for a in reading)
            texts = {v for v in named if isinstance(v, str)}
            tuples = [v for v in lists if isinstance(v, tuple)]
            return choice_points(self.catalog, fact, None if others else texts, tuples)
        cuts = [cut for atom in reading for cut in self._cuts(atom, leaf)]
        hull = hull_of_fact(self.hulls, fact)
        return date_points([int(cut) for cut in cuts], hull) if kind == "date" else number_points(cuts, hull)

    def _facts_of(self, atom: Atom) -> list[n.Node]:
        return [leaf for leaf in atom.leaves or () if kind_of(self.catalog, leaf) != "figure"]

    def _cuts(self, atom: Atom, leaf: n.Name) -> Iterator[Value]:
        """Where an atom may change its mind as one fact grows."""
        figures = {f: self.variables[f].points for f in atom.leaves or () if f != leaf}
        is_date = kind_of(self.catalog, leaf) == "date"
        for world in figure_worlds(figures):
            for left, right in compared(atom.node):
                try:
                    yield from (
                        _date_cuts(left, right, leaf, world) if is_date else _cuts(left, right, leaf, world)
                    )
                except _NO_VALUE:
                    continue

    def _orders(self, leaf: n.Comparison) -> list[Value]:
        """Whether the left may be less than (-1), equal to (0) or more than (1) the right."""
        apart = self.hulls.of(leaf.left) - self.hulls.of(leaf.right)
        low: Number | None
        high: Number | None
        low, high = self._stated(leaf)
        low = apart.low if low is None or (apart.low is not None and apart.low > low) else low
        high = apart.high if high is None or (apart.high is not None and apart.high < high) else high
        allowed = (
            low is None or low < 0,
            (low is None or low <= 0) and (high is None or high >= 0),
            high is None or high > 0,
        )
        return [order for order, is_allowed in zip((-1, 0, 1), allowed, strict=True) if is_allowed]

    def _stated(self, leaf: n.Comparison) -> tuple[int | None, int | None]:
        """What the vocabulary says of the order of two dates: not before, not after each other."""
        if not (isinstance(leaf.left, n.Name) and isinstance(leaf.right, n.Name)):
            return None, None
        left, right = self.catalog.facts.get(leaf.left.name), self.catalog.facts.get(leaf.right.name)
        if left is None or right is None:
            return None, None
        not_less = left.not_before == right.name or right.not_after == left.name
        not_more = left.not_after == right.name or right.not_before == left.name
        return 0 if not_less else None, 0 if not_more else None

    # ---- what it comes to

    def outcome(self, node: n.Node, world: dict[n.Node, Value]) -> Value:
        """The outcome in a world by Kleene's logic: true, false, unknown or null."""
        if isinstance(node, n.And):
            found: Value = True
            for part in node.parts:
                found = found & self.outcome(part, world)
            return found
        if isinstance(node, n.Or):
            found = False
            for part in node.parts:
                found = found | self.outcome(part, world)
            return found
        if isinstance(node, n.Not):
            return self.outcome(node.operand, world) ^ True
        if isinstance(node, n.If):
            test = self.outcome(node.test, world)
            return (
                test
                if test is not True and test is not False
                else self.outcome(node.yes if test else node.no, world)
            )
        if isinstance(node, n.Literal):
            return node.value
        if id(node) not in self._hidden:
            return truth_of(node, world)
        leaf, is_flipped = self._hidden[id(node)]
        order = world[leaf]
        if not isinstance(node, n.Comparison) or is_unknown(order):
            return order
        return COMPARE[_FLIPPED[node.operator] if is_flipped else node.operator](order, 0)

    def outcomes(
        self, node: n.Node | None = None, given: dict[n.Node, Value] | None = None
    ) -> set[Value] | None:
        """Everything the formula (or one of its atoms) may come to, given some variables; None where there are too many worlds."""
        root, known = node or self.node, given or {}
        free = [v for v in self._variables_of(root) if v.node not in known]
        if prod(len(variable.points) for variable in free) > MOST_WORLDS:
            return None
        found: set[Value] = set()
        try:
            for values in product(*(variable.points for variable in free)):
                world = {**known, **{v.node: value for v, value in zip(free, values, strict=True)}}
                found.add(self.outcome(root, world))
                if len(found) > 1 and {True, False} <= found:
                    break
        except _NO_VALUE:
            return None
        return found

    def _variables_of(self, node: n.Node) -> list[Variable]:
        if node is self.node:
            return list(self.variables.values())
        return [self.variables[leaf] for leaf in self._leaves[id(node)]]

    @property
    def tangled(self) -> bool:
        """Whether something is read in two places, or decides which branch counts; else each atom speaks for itself."""
        read: dict[str, int] = {}
        for variable in self.variables.values():
            for fact in variable.facts:
                read[fact] = read.get(fact, 0) + variable.places
        return any(count > 1 for count in read.values()) or any(v.chosen_by for v in self.variables.values())

    def gap(self) -> Gap | None:
        """A fact that is waited for in vain; None where there is none, or where there are too many worlds to tell."""
        if not self.tangled or prod(len(v.points) for v in self.variables.values()) > MOST_WORLDS:
            return None
        for fact in sorted({name for variable in self.variables.values() for name in variable.facts}):
            moved = [variable for variable in self.variables.values() if fact in variable.facts]
            if sum(v.places for v in moved) > 1 or any(v.chosen_by for v in moved):
                found = self._gap_over(fact, moved)
                if found is not None:
                    return found
        return None

    def _gap_over(self, fact: str, moved: list[Variable]) -> Gap | None:
        fixed = [variable for variable in self.variables.values() if variable not in moved]
        unknown = {variable.node: UNKNOWN for variable in moved}
        for values in product(*(variable.points for variable in fixed)):
            known = {v.node: value for v, value in zip(fixed, values, strict=True)}
            try:
                if not is_unknown(self.outcome(self.node, {**known, **unknown})):
                    continue
            except _NO_VALUE:
                return None
            outcomes = self.outcomes(given=known)
            if outcomes is not None and len(outcomes) == 1 and isinstance(only := next(iter(outcomes)), bool):
                return Gap(fact, only)
        return None


def _cuts(left: n.Node, right: n.Node, leaf: n.Name, world: dict[n.Node, Value]) -> Iterator[Value]:
    """Where two sides that are straight in one number meet; a side that is a list of figures is met at each of them."""

    def apart(at: int) -> list[Value]:
        here = {**world, leaf: at}
        ends = value_of(right, here)
        return [
            value_of(left, here) - end
            for end in (ends if isinstance(ends, tuple) else (ends,))
            if end is not NULL
        ]

    for zero, one, two in zip(apart(0), apart(1), apart(2), strict=True):
        if not (is_number(zero) and is_number(one)) or two - one != one - zero:
            raise ValueError
        if one != zero:
            yield whole(zero / Fraction(zero - one))


def _date_cuts(left: n.Node, right: n.Node, leaf: n.Name, world: dict[n.Node, Value]) -> Iterator[Value]:
    """The days around which two sides that move with one date meet."""
    moving, still = (left, right) if leaf in set(n.walk(left)) else (right, left)
    ends = value_of(still, world)
    by_months = any(isinstance(constant(part), Months) for part in n.walk(moving))
    for end in ends if isinstance(ends, tuple) else (ends,):
        if isinstance(end, date):
            shifted = as_number(value_of(moving, {**world, leaf: end}))
            guess = 2 * end.toordinal() - int(shifted or 0)
            around = _DAYS_AROUND if by_months else 0
            yield from range(guess - around, guess + around + 1)
