"""Texts to closures, once for each text, and the faults that only the whole expression shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from engine.calculator.naming import as_words, with_names
from engine.evaluation.closures import closure_of, test_of
from engine.evaluation.names import Names
from engine.language import nodes as n
from engine.language.exact import LanguageError
from engine.language.forms import misplaced
from engine.language.parsing import parse, parse_tests
from engine.language.values import Value


@lru_cache(maxsize=4_096)
def expression(text: str, names: frozenset[str] = frozenset()) -> Callable[[Names], Value]:
    """What evaluates an expression; `names` are those of the facts that are not one word. Raises LanguageError."""
    words, mapping = as_words(text, names)
    node = with_names(parse(words, chains=True), mapping)
    _refuse(node, testing=False)
    return closure_of(node)


@lru_cache(maxsize=4_096)
def cell(text: str, names: frozenset[str] = frozenset()) -> Callable[[Value, Names], Value]:
    """What evaluates the unary tests of a table cell; an empty one holds for any value. Raises LanguageError."""
    words, mapping = as_words(text, names)
    node = with_names(parse_tests(words, chains=True), mapping) if words.strip() else n.AnyValue()
    _refuse(node, testing=True)
    return test_of(node)


def _refuse(node: n.Node, testing: bool) -> None:
    for code, place in misplaced(node, testing):
        raise LanguageError(code, place, {})
