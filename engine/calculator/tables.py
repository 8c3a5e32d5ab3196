"""Decision tables given as plain data: hit policies, aggregation, several outputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.calculator.encoding import decode
from engine.calculator.reading import cell, expression
from engine.diagnostics import diagnose
from engine.evaluation.names import Names
from engine.evaluation.tables import AGGREGATIONS, POLICIES, hits_of, rank_in, settled
from engine.language.exact import LanguageError
from engine.language.values import NULL, UNKNOWN, Unknown, Value

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table is apart from its rules: policy, aggregation, the outputs' names and their values, best first."""

    policy: str
    aggregation: str | None
    names: tuple[str, ...]
    orders: tuple[tuple[Value, ...], ...]


class TableError(Exception):
    """The table is not one: what is wrong with it, as a diagnostic's JSON."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error["code"])
        self.error = error


def shape_of(table: Mapping[str, Any]) -> Shape:
    """The shape of a table. Raises TableError."""
    policy = str(table.get("hit_policy") or "unique").lower()
    aggregation = table.get("aggregation")
    for name, value, known in (("hit_policy", policy, POLICIES), ("aggregation", aggregation, AGGREGATIONS)):
        if value is not None and value not in known:
            raise TableError(diagnose("R105", path=name, name=name, expected=", ".join(known)).as_json())
    try:
        outputs: Sequence[Mapping[str, Any]] = table["outputs"]
        names = tuple(str(column.get("name") or "") for column in outputs)
        orders = tuple(tuple(map(_possible, column.get("values") or ())) for column in outputs)
    except (KeyError, TypeError, AttributeError):
        raise unreadable() from None
    return Shape(policy, aggregation, names, orders)


def unreadable() -> TableError:
    """The table lacks what every table has."""
    return TableError(diagnose("P110", path="table", expected="inputs, outputs, rules").as_json())


def _possible(written: object) -> Value:
    """A possible output, written as FEEL or as plain data: `"\\"high\\""`, `"high"` and `10` will do."""
    if isinstance(written, str):
        try:
            value = expression(written)(_Nothing())
        except LanguageError:
            return written
        return written if isinstance(value, Unknown) or value is NULL else value
    return decode(written)


class _Nothing(Names):
    def value(self, _name: str) -> Value:
        return UNKNOWN


def result(table: Mapping[str, Any], shape: Shape, names: Names, words: Words) -> Value:
    """What the table gives. Raises LanguageError where a cell cannot be read, TableError where rules do not fit."""
    try:
        inputs = [expression(str(column["expression"]), words)(names) for column in table["inputs"]]
        rules = [
            ([cell(str(c), words) for c in rule["when"]], [expression(str(c), words) for c in rule["then"]])
            for rule in table["rules"]
        ]
    except (KeyError, TypeError, AttributeError):
        raise unreadable() from None
    if any(len(tests) != len(inputs) or len(cells) != len(shape.names) for tests, cells in rules):
        raise unreadable()
    hits = hits_of(shape.policy, [_holds(tests, inputs, names) for tests, _ in rules])
    if isinstance(hits, Unknown):
        return UNKNOWN
    return _joined(
        shape, [[output(names) for output in rules[number][1]] for number in hits], names.sum_of_none
    )


def _holds(tests: list[Callable[[Value, Names], Value]], inputs: list[Value], names: Names) -> Value:
    outcome: Value = True
    for test, value in zip(tests, inputs, strict=True):
        truth = test(value, names)
        outcome = outcome & (truth if isinstance(truth, bool | Unknown) else False)
    return outcome


def _joined(shape: Shape, rows: list[list[Value]], sum_of_none: Value) -> Value:
    if len(shape.names) > 1 and shape.aggregation is not None:
        return NULL  # an operator over several outputs is not defined
    order = [tuple(rank_in(o, v) for o, v in zip(shape.orders, row, strict=True)) for row in rows]
    ranks = {place: sorted(set(order)).index(rank) for place, rank in enumerate(order)}
    results = [row[0] if len(shape.names) == 1 else dict(zip(shape.names, row, strict=True)) for row in rows]
    places = {id(value): ranks[place] for place, value in enumerate(results)}
    return settled(shape.policy, results, shape.aggregation, lambda value: places[id(value)], sum_of_none)
