"""What a decision table gives for the truths of its rows, by hit policy: this engine's own reading of the rules.

A row is true, false or unknown; null counts as false. A true row settles `unique` and `any`, and in `first` what stands
behind it does not count. Otherwise one unknown row that may matter leaves the table unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.language.functions import greatest, least, total
from engine.language.values import NULL, UNKNOWN, Unknown, Value
from engine.model import Table
from engine.rete.operations import alike

_ONE_FOR_ALL = ("unique", "any")
_BEST_FIRST = ("priority", "output order")
_ALL_HITS = ("rule order", "output order", "collect")
_TOGETHER: dict[str, Callable[[list[Value]], Value]] = {
    "sum": total,
    "min": least,
    "max": greatest,
    "count": len,
}


def outcome(table: Table, truths: Sequence[Value], result: Callable[[int], Value]) -> Value:
    """The table's value; `result` gives that of a row by its number."""
    hits = _hits(table.hit, truths)
    if isinstance(hits, Unknown):
        return UNKNOWN
    if table.aggregation == "count":
        return len(hits)
    results = [result(number) for number in hits]
    ordered = table.hit in _BEST_FIRST
    if (ordered or table.aggregation is not None) and any(isinstance(value, Unknown) for value in results):
        return UNKNOWN
    if ordered:
        results.sort(key=lambda value: _rank(table.order, value))
    if table.aggregation is not None:
        return _TOGETHER[table.aggregation](results)
    if table.hit in _ALL_HITS:
        return results
    return _single(table.hit, results)


def _hits(hit: str, truths: Sequence[Value]) -> list[int] | Unknown:
    sure = [number for number, truth in enumerate(truths) if truth is True]
    maybe = [number for number, truth in enumerate(truths) if isinstance(truth, Unknown)]
    if hit == "first":
        first = min([*sure, *maybe], default=None)
        return [] if first is None else UNKNOWN if first in maybe else [first]
    if maybe and not (sure and hit in _ONE_FOR_ALL):
        return UNKNOWN
    return sure


def _single(hit: str, results: list[Value]) -> Value:
    if not results or (hit == "unique" and len(results) > 1):
        return NULL
    if hit == "any" and not all(_fits(results[0], other) for other in results[1:]):
        return NULL
    return results[0]


def _fits(one: Value, other: Value) -> bool:
    """Whether two results may be the same: an unknown one may."""
    same = alike(one, other)
    return same is True or isinstance(same, Unknown)


def _rank(order: Sequence[Value], value: Value) -> int:
    return next((n for n, possible in enumerate(order) if alike(possible, value) is True), len(order))
