"""Forms that are more than functions: the known part of a list against a bound, tests with `?`, positions, fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.language import nodes as n
from engine.rational import Fraction

TESTED = "?"  # in a unary test: the value tested
FIELD_FORMS = ("latest", "earliest", "sort by")  # a list and the name of a field of its records
WRAPPERS = ("at least", "at most")
# wrapper and operator -> (comparison of the known part with the bound that settles it, the outcome then)
_SETTLED = {
    ("at least", ">="): (">=", True),
    ("at least", ">"): (">", True),
    ("at most", "<="): (">", False),
    ("at most", "<"): (">=", False),
}


@dataclass(frozen=True, slots=True)
class Bounded:
    """`at least(whole) >= limit`, `at most(whole) <= limit`: `outcome` once the known part `reaches` the limit."""

    whole: n.Call
    reaches: str
    outcome: bool


def bounded(node: n.Comparison) -> Bounded | None:
    """The comparison of an `at least` or `at most`, where it is one that the language allows; None otherwise."""
    left = node.left
    if not isinstance(left, n.Call) or len(left.arguments) != 1:
        return None
    settled, whole = _SETTLED.get((left.function, node.operator)), left.arguments[0]
    if (
        settled is None
        or not isinstance(whole, n.Call)
        or whole.function not in ("sum", "count")
        or whole.misnamed
    ):
        return None
    return Bounded(whole, *settled)


def is_position(condition: n.Node) -> bool:
    """Whether what stands in the brackets after a list is a position and not a test, as far as its form tells."""
    if isinstance(condition, n.Literal):
        return isinstance(condition.value, int | Fraction) and not isinstance(condition.value, bool)
    return isinstance(condition, n.Negation | n.Binary)


def misplaced(root: n.Node, testing: bool = False) -> Iterator[tuple[str, n.Place]]:
    """What stands where it cannot: `?` outside a test, a range that tests nothing, `at` after no name, an `at least` that
    bounds nothing.
    """
    waiting = [
        (root, testing, testing)
    ]  # whether `?` has a meaning there, and whether the node itself is a test
    while waiting:
        node, inside, tests = waiting.pop()
        if isinstance(node, n.Name) and node.name == TESTED and not inside:
            yield "L122", node.place
        elif isinstance(node, n.Range) and not tests:
            yield "L123", node.place
        elif isinstance(node, n.AtDay) and not isinstance(node.subject, n.Name):
            yield "L118", node.place
        elif isinstance(node, n.Call) and node.function in WRAPPERS:
            yield "L119", node.place
        if isinstance(node, n.In):
            waiting += [(node.value, inside, False), *((test, True, True) for test in node.tests)]
            continue
        bound = bounded(node) if isinstance(node, n.Comparison) else None
        below = list(n.children(node))
        tests = tests and isinstance(node, n.ListOf | n.Not)
        waiting += [(part, inside, tests) for part in (below if bound is None else [bound.whole, *below[1:]])]
