"""What a decision table gives, from the truths of its rows: hit policies, and what an unknown row leaves open.

A row is true, false or unknown. A true row settles a `unique` or `any` table; of a `first` table the rows after the
first true one do not count; otherwise, while a row is unknown, the result is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.evaluation.comparing import same
from engine.language.functions import greatest, least, total
from engine.language.values import NULL, UNKNOWN, Unknown, Value

POLICIES = ("unique", "first", "any", "priority", "rule order", "output order", "collect")
LISTING = ("rule order", "output order", "collect")  # these give every hit
RANKED = ("priority", "output order")  # these need the order of the possible results
AGGREGATIONS: dict[str, Callable[[list[Value]], Value]] = {
    "sum": total,
    "min": least,
    "max": greatest,
    "count": len,
}
Rank = Callable[[Value], int]


def table_result(
    hit: str, rows: tuple[Value, ...], aggregation: str | None = None, order: tuple[Value, ...] = ()
) -> Value:
    """The result of a table from (test, result) pairs in a flat tuple; `order` are the possible results, best first."""
    if hit == "first":
        return _first(rows)
    truths = rows[::2]
    hits = hits_of(hit, truths)
    if isinstance(hits, Unknown):
        return UNKNOWN
    return settled(hit, [rows[2 * number + 1] for number in hits], aggregation, lambda v: rank_in(order, v))


def _first(rows: tuple[Value, ...]) -> Value:
    for test, result in zip(rows[::2], rows[1::2], strict=True):
        if test is True:
            return result
        if isinstance(test, Unknown):
            return UNKNOWN
    return NULL


def hits_of(hit: str, truths: Sequence[Value]) -> list[int] | Unknown:
    """Which rows count as hit; unknown while an unknown row may change that. A null row is not hit."""
    if hit == "first":
        for number, truth in enumerate(truths):
            if truth is True:
                return [number]
            if isinstance(truth, Unknown):
                return UNKNOWN
        return []
    hits = [number for number, truth in enumerate(truths) if truth is True]
    if hits and hit in ("unique", "any"):
        return hits
    return UNKNOWN if any(isinstance(truth, Unknown) for truth in truths) else hits


def settled(
    hit: str, results: list[Value], aggregation: str | None, rank: Rank, sum_of_none: Value = 0
) -> Value:
    """The table's result from the results of the rows that were hit."""
    if hit in RANKED:
        if any(isinstance(result, Unknown) for result in results):
            return UNKNOWN
        results = sorted(results, key=rank)
    if hit == "collect" and aggregation is not None:
        return sum_of_none if aggregation == "sum" and not results else _together(aggregation, results)
    if hit in LISTING:
        return results
    if not results or (hit == "unique" and len(results) > 1):
        return NULL
    if hit == "any" and any(_differ(results[0], other) for other in results[1:]):
        return NULL
    return results[0]


def _differ(left: Value, right: Value) -> bool:
    alike = same(left, right)
    return alike is False or alike is NULL


def _together(aggregation: str, results: list[Value]) -> Value:
    if aggregation == "count":
        return len(results)
    if any(isinstance(result, Unknown) for result in results):
        return UNKNOWN
    return AGGREGATIONS[aggregation](results)


def rank_in(order: Sequence[Value], result: Value) -> int:
    """The place of a result among the possible ones; behind all where it is not among them."""
    for place, possible in enumerate(order):
        if same(possible, result) is True:
            return place
    return len(order)
