"""The smallest tests of a formula, and how far each can be followed: down to single facts and figures, to an order, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from operator import add, eq, ge, gt, le, lt, mul, ne, sub

from engine.catalog import Catalog
from engine.language import nodes as n
from engine.language.functions import divide
from engine.language.values import NULL, UNKNOWN, Value, is_unknown
from engine.loading.reasoning.hulls import constant

COMPARE: Mapping[str, Callable[[Value, Value], Value]] = {
    "=": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
_COMBINE: Mapping[str, Callable[[Value, Value], Value]] = {"+": add, "-": sub, "*": mul, "/": divide}
_MOST_FIGURES = 64  # combinations of a formula's figures that are tried for its cuts
World = Mapping[n.Node, Value]  # what each leaf is


@dataclass(frozen=True, slots=True)
class Atom:
    """One smallest test: the facts and figures it reads alone, or None where it cannot be followed so far."""

    node: n.Node
    leaves: tuple[n.Node, ...] | None


def read_atom(catalog: Catalog, node: n.Node) -> Atom:
    """The atom of a test. It is followed where it reads at most one number or date, beside any choices, truths and figures."""
    if not isinstance(node, n.Comparison | n.In | n.Name):
        return Atom(node, None)
    leaves: dict[n.Node, None] = {}
    followed = _gather(catalog, node, leaves)
    measures = [leaf for leaf in leaves if kind_of(catalog, leaf) in ("number", "date")]
    figures = [leaf for leaf in leaves if kind_of(catalog, leaf) == "figure"]
    if not followed or len(measures) > 1 or len(figures) == len(leaves) > 0:
        return Atom(node, None)
    return Atom(node, tuple(leaves))


def kind_of(catalog: Catalog, leaf: n.Node) -> str | None:
    """What a leaf is: number, date, choice, boolean (facts), figure (a parameter), or None."""
    subject = leaf.subject if isinstance(leaf, n.AtDay) else leaf
    if not isinstance(subject, n.Name):
        return None
    fact = catalog.facts.get(subject.name)
    if fact is not None and leaf is subject:
        is_listed = fact.type.kind != "choice" or fact.type.choices in catalog.choices
        return (
            fact.type.kind
            if fact.type.kind in ("number", "date", "choice", "boolean") and is_listed
            else None
        )
    return "figure" if subject.name in catalog.parameters else None


def _gather(catalog: Catalog, node: n.Node, leaves: dict[n.Node, None]) -> bool:
    """Notes the leaves below a node; False where something below cannot be followed."""
    if kind_of(catalog, node) is not None:
        leaves[node] = None
        return True
    if constant(node) is not None or isinstance(node, n.AnyValue):
        return True
    if isinstance(node, n.Binary) and node.operator not in _COMBINE:
        return False
    if not isinstance(node, _FOLLOWED):
        return False
    return all([_gather(catalog, child, leaves) for child in n.children(node)])  # noqa: C419 - every child is gathered


_FOLLOWED = (n.Binary, n.Negation, n.Comparison, n.In, n.Range, n.UnaryTest, n.ListOf, n.Not)


def value_of(node: n.Node, world: World) -> Value:
    """The value of an expression in a world; raises TypeError, ValueError or OverflowError where it has none."""
    if node in world:
        return world[node]
    if isinstance(node, n.Binary):
        left, right = value_of(node.left, world), value_of(node.right, world)
        return UNKNOWN if is_unknown(left) or is_unknown(right) else _COMBINE[node.operator](left, right)
    return -value_of(node.operand, world) if isinstance(node, n.Negation) else constant(node)


def truth_of(node: n.Node, world: World) -> Value:
    """The outcome of an atom in a world."""
    if isinstance(node, n.Comparison):
        for side, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(other, n.Literal) and other.value is NULL:
                return _is_null(value_of(side, world), node.operator)
        return COMPARE[node.operator](value_of(node.left, world), value_of(node.right, world))
    if isinstance(node, n.In):
        return _any([passes(test, value_of(node.value, world), world) for test in node.tests])
    return value_of(node, world)


def passes(test: n.Node, value: Value, world: World) -> Value:
    """Whether a value passes a unary test in a world."""
    if isinstance(test, n.AnyValue):
        return True
    if isinstance(test, n.UnaryTest):
        return COMPARE[test.operator](value, value_of(test.right, world))
    if isinstance(test, n.Range):
        low = COMPARE[">=" if test.low_in else ">"](value, value_of(test.low, world))
        return low & COMPARE["<=" if test.high_in else "<"](value, value_of(test.high, world))
    if isinstance(test, n.Not):
        return passes(test.operand, value, world) ^ True
    if isinstance(test, n.ListOf):
        return _any([passes(item, value, world) for item in test.items])
    if isinstance(test, n.Literal) and test.value is NULL:
        return _is_null(value, "=")
    wanted = value_of(test, world)
    if isinstance(wanted, tuple):
        return UNKNOWN if is_unknown(value) else value is not NULL and value in wanted
    return value == wanted


def _is_null(value: Value, operator: str) -> Value:
    return UNKNOWN if is_unknown(value) else (value is NULL) == (operator == "=")


def _any(outcomes: list[Value]) -> Value:
    found: Value = False
    for outcome in outcomes:
        found = found | outcome
    return found


def compared(atom: n.Node) -> Iterator[tuple[n.Node, n.Node]]:
    """The pairs of expressions that an atom sets beside each other."""
    if isinstance(atom, n.Comparison):
        yield atom.left, atom.right
    elif isinstance(atom, n.In):
        for test in atom.tests:
            yield from ((atom.value, end) for end in _ends(test))


def _ends(test: n.Node) -> Iterator[n.Node]:
    if isinstance(test, n.UnaryTest):
        yield test.right
    elif isinstance(test, n.Range):
        yield from (test.low, test.high)
    elif isinstance(test, n.Not):
        yield from _ends(test.operand)
    elif isinstance(test, n.ListOf):
        for item in test.items:
            yield from _ends(item)
    elif not isinstance(test, n.AnyValue):
        yield test


def figure_worlds(figures: Mapping[n.Node, list[Value]]) -> list[dict[n.Node, Value]]:
    """Every combination of the values that some figures have had; the first ones where there are too many."""
    combined = product(*figures.values())
    return [
        dict(zip(figures, values, strict=True))
        for values, _ in zip(combined, range(_MOST_FIGURES), strict=False)
    ]
