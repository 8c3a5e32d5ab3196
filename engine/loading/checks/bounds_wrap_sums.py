"""`at least(...)` and `at most(...)` wrap a sum or count of what is never negative, on the left of the comparison they are made for.

Why it matters: with part of a list known, `at least(s) >= n` is true as soon as the known part reaches n. That is only right where what is
still unknown can add to the sum and never take from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import Diagnostic, diagnose
from engine.language import nodes as n
from engine.loading.checks.places import Source, expressions
from engine.loading.reasoning.hulls import Hulls
from engine.loading.reasoning.reasoner import Reasoner

WRAPPERS = {"at least": (">=", ">"), "at most": ("<=", "<")}


def check(reasoner: Reasoner, source: Source) -> Iterator[Diagnostic]:
    """Wrappers in other places, around other things, or over fields that may be negative."""
    for root in expressions(reasoner.catalog):
        calls = [node for node in n.walk(root) if isinstance(node, n.Call) and node.function in WRAPPERS]
        if not calls:
            continue
        right = {id(node.left) for node in n.walk(root) if isinstance(node, n.Comparison) and _fits(node)}
        for call in calls:
            if id(call) not in right or not _only_grows(call, reasoner.hulls):
                yield diagnose("L119", span=source.inside(root, call.place))


def _fits(comparison: n.Comparison) -> bool:
    call = comparison.left
    return isinstance(call, n.Call) and comparison.operator in WRAPPERS.get(call.function, ())


def _only_grows(call: n.Call, hulls: Hulls) -> bool:
    inner = call.arguments[0] if call.arguments else None
    if not isinstance(inner, n.Call) or inner.function not in ("sum", "count"):
        return False
    low = hulls.of(inner.arguments[0]).low if inner.arguments else None
    return inner.function == "count" or (low is not None and low >= 0)
