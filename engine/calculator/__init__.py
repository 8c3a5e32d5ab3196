"""Single expressions and decision tables on facts of any names: what `haedang eval` does.

encoding (values as JSON) and naming (names of several words) <- reading (texts to closures) <- tables <- here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.calculator import tables
from engine.calculator.encoding import decode, encode
from engine.calculator.naming import odd_names
from engine.calculator.reading import expression as read_expression
from engine.diagnostics import diagnose
from engine.evaluation.names import Names
from engine.language.exact import LanguageError
from engine.language.values import NULL, UNKNOWN, Unknown, Value

__all__ = ["calculate", "calculate_table", "decode", "encode"]

MOST_WORK = 5_000_000  # nodes evaluated inside loops and filters: a few seconds
Answer = dict[str, Any]  # JSON-ready


class _Facts(Names):
    """The facts given. Whatever is asked and not there is remembered, in the order asked, until it does not matter."""

    sum_of_none = NULL  # as in FEEL: facts of any names have no kind of which there could be none

    def __init__(self, facts: Mapping[str, Value]) -> None:
        self.facts = facts
        self.missing: list[str] = []
        self.left = MOST_WORK

    def value(self, name: str) -> Value:
        if name not in self.facts:
            self.missing.append(name)
            return UNKNOWN
        return self.facts[name]

    def value_at(self, name: str, _day: Value) -> Value:
        return self.value(name)

    def work(self, nodes: int) -> None:
        self.left -= nodes
        if self.left < 0:
            raise LanguageError("R115", (0, 1), {"most": f"{MOST_WORK:,}"})

    def lacks(self, field: str) -> None:
        self.missing.append(field)

    def mark(self) -> int:
        return len(self.missing)

    def forget(self, mark: int) -> None:
        del self.missing[mark:]


def calculate(expression: str, facts: Mapping[str, object]) -> Answer:
    """The value of an expression: {"value"}, {"unknown": [facts]} where a fact not given decides, or {"error"}."""
    try:
        names = _Facts({name: decode(value) for name, value in facts.items()})
        return _answer(read_expression(expression, odd_names(names.facts))(names), names)
    except LanguageError as error:
        return _error(error)


def calculate_table(table: Mapping[str, Any], facts: Mapping[str, object]) -> Answer:
    """The result of a decision table: as `calculate`; a context for several outputs, an array for several hits."""
    try:
        names = _Facts({name: decode(value) for name, value in facts.items()})
        shape = tables.shape_of(table)
        return _answer(tables.result(table, shape, names, odd_names(names.facts)), names)
    except LanguageError as error:
        return _error(error)
    except tables.TableError as wrong:
        return {"error": wrong.error}


def _error(error: LanguageError) -> Answer:
    path = f"column {error.place[0] + 1}"
    return {"error": diagnose(error.code, span=None, path=path, **error.words).as_json()}


def _holds_unknown(value: Value) -> bool:
    if isinstance(value, list | tuple):
        return any(_holds_unknown(item) for item in value)
    if isinstance(value, dict):
        return any(_holds_unknown(item) for item in value.values())
    return isinstance(value, Unknown)


def _answer(value: Value, names: _Facts) -> Answer:
    if _holds_unknown(value):
        return {"unknown": list(dict.fromkeys(names.missing))}
    return {"value": encode(value)}
