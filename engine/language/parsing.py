"""Text to nodes, with Lark's LALR(1) parser. A mistake is a `LanguageError` with its place; nothing else escapes."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import Any, TypeAlias

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedInput, UnexpectedToken, VisitError

from engine.language import nodes as n
from engine.language.driving import Driver
from engine.language.durations import parse_date, parse_duration
from engine.language.exact import LanguageError, exact_number
from engine.language.foreign import call_in_words, function_instead, sign_instead
from engine.language.functions import FUNCTIONS, SPECIAL_FORMS
from engine.language.strings import unescaped
from engine.language.values import NULL, is_number

LONGEST = 20_000
DEEPEST = 60
TALLEST = 150  # levels of the tree
Parsed: TypeAlias = Any  # what the grammar makes of a start rule: Lark does not say
_BRACKETS = re.compile(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/|[(\[{]|[)\]}]', re.DOTALL)
_KEYWORDS = {
    "if",
    "then",
    "else",
    "for",
    "in",
    "return",
    "some",
    "every",
    "satisfies",
    "and",
    "or",
    "between",
    "at",
}
_CALLED = re.compile(r"([^\W\d]\w*)\s*\(")
_CALLED_AT_END = re.compile(r"([^\W\d]\w*)\s*$")


@v_args(inline=True)
class NodeMaker(Transformer[Token, Any]):
    """One method for each alias of the grammar: Lark calls it with the children, already nodes."""

    def start(self, expression: n.Node) -> n.Node:
        return expression

    def cells(self, *tests: n.Node) -> tuple[n.Node, ...]:
        return tests

    def tests(self, tests: tuple[n.Node, ...]) -> tuple[n.Node, ...]:
        return tests

    def negated_tests(
        self, _not: Token, _open: Token, tests: tuple[n.Node, ...], _close: Token
    ) -> tuple[n.Node, ...]:
        return (n.Not(_one_test(tests), place=_cover_token(_not, tests[-1])),)

    def one_refused(self, test: n.Node) -> tuple[n.Node, ...]:
        return (test,)

    def any_value(self) -> tuple[n.Node, ...]:
        return (n.AnyValue(),)

    def conditional(self, test: n.Node, yes: n.Node, no: n.Node) -> n.Node:
        return n.If(test, yes, no, place=_cover(test, no))

    def iterators(self, *iterators: tuple[str, n.Node]) -> tuple[tuple[str, n.Node], ...]:
        return iterators

    def iterator(self, name: Token, source: n.Node) -> tuple[str, n.Node]:
        return (str(name), source)

    def iterator_range(self, name: Token, low: n.Node, high: n.Node) -> tuple[str, n.Node]:
        return (str(name), n.Span(low, high, place=_cover(low, high)))

    def iterator_interval(
        self, name: Token, _open: Token, low: n.Node, high: n.Node, _close: Token
    ) -> tuple[str, n.Node]:
        return self.iterator_range(name, low, high)

    def for_loop(self, iterators: tuple[tuple[str, n.Node], ...], body: n.Node) -> n.Node:
        return n.Loop("for", iterators, body, place=_cover(iterators[0][1], body))

    def quantified(self, kind: Token, iterators: tuple[tuple[str, n.Node], ...], body: n.Node) -> n.Node:
        return n.Loop(str(kind), iterators, body, place=_cover(iterators[0][1], body))

    def disjunction(self, *parts: n.Node) -> n.Node:
        return n.Or(parts, place=_cover(parts[0], parts[-1]))

    def conjunction(self, *parts: n.Node) -> n.Node:
        return n.And(parts, place=_cover(parts[0], parts[-1]))

    def comparison(self, left: n.Node, operator: Token, right: n.Node) -> n.Node:
        return n.Comparison(str(operator), left, right, place=_cover(left, right))

    def between(self, value: n.Node, low: n.Node, high: n.Node) -> n.Node:
        return n.In(
            value, (n.Range(low, high, True, True, place=_cover(low, high)),), place=_cover(value, high)
        )

    def membership(self, value: n.Node, tests: n.Node | tuple[n.Node, ...]) -> n.Node:
        listed = tests if isinstance(tests, tuple) else (tests,)
        return n.In(value, listed, place=_cover(value, listed[-1]))

    def several(self, _open: Token, *tests: n.Node | Token) -> tuple[n.Node, ...]:
        return tuple(test for test in tests if isinstance(test, n.Node))

    def one_test(self, _open: Token, test: n.Node, _close: Token) -> tuple[n.Node, ...]:
        return (test,)

    def unary_test(self, operator: Token, right: n.Node) -> n.Node:
        return n.UnaryTest(str(operator), right, place=_cover_token(operator, right))

    def range(self, opening: Token, low: n.Node, high: n.Node, closing: Token) -> n.Node:
        return n.Range(low, high, opening == "[", closing == "]", place=_place_between(opening, closing))

    def binary(self, left: n.Node, operator: Token, right: n.Node) -> n.Node:
        return n.Binary(str(operator), left, right, place=_cover(left, right))

    def negation(self, sign: Token, operand: n.Node) -> n.Node:
        place = _cover_token(sign, operand)
        if isinstance(operand, n.Literal) and is_number(operand.value):
            return n.Literal(-operand.value, place=place)
        return n.Negation(operand, place=place)

    def path(self, source: n.Node, name: Token) -> n.Node:
        return n.Path(source, str(name), place=_extend(source, name))

    def filter(self, source: n.Node, _open: Token, condition: n.Node, close: Token) -> n.Node:
        return n.Filter(source, condition, place=_extend(source, close))

    def at_day(self, subject: n.Node, day: n.Node) -> n.Node:
        return n.AtDay(subject, day, place=_cover(subject, day))

    def number(self, token: Token) -> n.Node:
        return n.Literal(exact_number(str(token), _place(token)), place=_place(token))

    def string(self, token: Token) -> n.Node:
        return n.Literal(unescaped(token[1:-1], _place(token)), place=_place(token))

    def at_literal(self, token: Token) -> n.Node:
        text = token[2:-1]
        value = parse_date(text)
        value = parse_duration(text) if value is NULL else value
        if value is NULL:
            raise LanguageError("L103", _place(token), {"text": text})
        return n.Literal(value, place=_place(token))

    def duration(self, token: Token) -> n.Node:
        return n.Literal(parse_duration(str(token)), place=_place(token))

    def true(self, token: Token) -> n.Node:
        return n.Literal(True, place=_place(token))

    def false(self, token: Token) -> n.Node:
        return n.Literal(False, place=_place(token))

    def null(self, token: Token) -> n.Node:
        return n.Literal(NULL, place=_place(token))

    def name(self, token: Token) -> n.Node:
        return n.Name(str(token), place=_place(token))

    def call(self, function: Token, *rest: Token | n.Node | None) -> n.Node:
        name = " ".join(function.split())
        arguments = tuple(part for part in rest if isinstance(part, n.Node))
        place = _place_between(function, rest[-1])
        if name == "not" and arguments:
            return n.Not(arguments[0], place=place)
        return n.Call(name, arguments, place=place)

    def entry(self, name: Token, value: n.Node) -> tuple[str, n.Node]:
        return (str(name), value)

    def pair(self, key: Token, value: n.Node) -> tuple[str, n.Node]:
        name = unescaped(key[1:-1], _place(key)) if key.startswith('"') else str(key)
        return (name, value)

    def named_call(self, function: Token, _open: Token, *rest: tuple[str, n.Node] | Token) -> n.Node:
        """Arguments given by name are put in their order; a name that no signature has stays, for whoever reads it."""
        name = " ".join(function.split())
        entries = [part for part in rest if isinstance(part, tuple)]
        names, values = tuple(key for key, _ in entries), tuple(value for _, value in entries)
        place = _place_between(function, rest[-1])
        if name == "not":
            return (
                n.Not(values[0], place=place)
                if names == ("negand",)
                else n.Call(name, values, names, place=place)
            )
        order = FUNCTIONS[name].named(names) if name in FUNCTIONS else None
        if order is None:
            return n.Call(name, values, names, place=place)
        return n.Call(name, tuple(values[i] for i in order), place=place)

    def context(self, opening: Token, *rest: tuple[str, n.Node] | Token | None) -> n.Node:
        pairs = tuple(part for part in rest if isinstance(part, tuple))
        return n.Context(pairs, place=_place_between(opening, rest[-1]))

    def parenthesised(self, _open: Token, inner: n.Node, _close: Token) -> n.Node:
        return inner

    def list_of(self, *parts: Token | n.Node | None) -> n.Node:
        items = tuple(part for part in parts if isinstance(part, n.Node))
        return n.ListOf(items, place=_place_between(parts[0], parts[-1]))


@lru_cache(maxsize=1)
def _parser() -> Driver:
    names = sorted({*FUNCTIONS, *SPECIAL_FORMS} - {"not"}, key=len, reverse=True)
    pattern = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    grammar = resources.files("engine.language").joinpath("grammar.lark").read_text("utf-8")
    lark = Lark(
        grammar.replace("__FUNCTION_NAMES__", pattern),
        parser="lalr",
        start=["start", "tests"],
        transformer=NodeMaker(),
        maybe_placeholders=False,
    )
    return Driver(lark)


def parse(text: str, chains: bool = False) -> n.Node:
    """The node that an expression means.

    Raises LanguageError with a place inside `text` where it cannot be read, is longer than 20,000 characters, or nests
    deeper than 60 brackets or 150 operations. With `chains`, one sum or product may go on for as long as the text:
    whoever walks the node must then take it step by step.
    """
    node: n.Node = _parse(text, "start", chains)
    return node


def parse_tests(text: str, chains: bool = False) -> n.Node:
    """The unary tests of a table cell, as a test of the value: AnyValue, Range, UnaryTest, ListOf or Not of these."""
    return _one_test(_parse(text, "tests", chains))


def _one_test(tests: object) -> n.Node:
    listed = tests if isinstance(tests, tuple) else (tests,)
    return listed[0] if len(listed) == 1 else n.ListOf(listed)


def _parse(text: str, start: str, chains: bool) -> Parsed:
    _measure(text)
    try:
        parsed = _parser().parse(text, start)
    except VisitError as wrapped:
        if isinstance(wrapped.orig_exc, LanguageError):
            raise wrapped.orig_exc from None
        raise
    except UnexpectedInput as unexpected:
        raise _syntax_error(text, unexpected) from None
    _measure_tree(parsed, chains)
    return parsed


def _measure(text: str) -> None:
    if len(text) > LONGEST:
        raise LanguageError("L104", n.NOWHERE, {"most": LONGEST})
    if not text.strip():
        raise LanguageError("L100", n.NOWHERE, {})
    depth = 0
    for found in _BRACKETS.finditer(text):
        if found[0] in "([{":
            depth += 1
            if depth > DEEPEST:
                raise LanguageError("L105", (found.start(), 1), {"most": DEEPEST})
        elif found[0] in ")]}":
            depth -= 1


def _measure_tree(parsed: Parsed, chains: bool) -> None:
    """Long sums nest without brackets, a + b + c is (a + b) + c: who walks the tree needs a stack frame a level."""
    waiting = [(node, 1) for node in (parsed if isinstance(parsed, tuple) else (parsed,))]
    while waiting:
        node, level = waiting.pop()
        if level > TALLEST:
            raise LanguageError("L108", node.place, {"most": TALLEST})
        first = level if chains and isinstance(node, n.Binary) else level + 1
        waiting += [(child, level + 1 if place else first) for place, child in enumerate(n.children(node))]


def _syntax_error(text: str, unexpected: UnexpectedInput) -> LanguageError:
    offset = getattr(unexpected, "pos_in_stream", None)
    if isinstance(unexpected, UnexpectedToken) and unexpected.token.type == "$END":
        return LanguageError("L100", (len(text.rstrip()), 1), {})
    offset = min(offset or 0, max(0, len(text) - 1))
    if text[offset] == "[" and not text[offset + 1 :].strip():
        return LanguageError("L100", (len(text.rstrip()), 1), {})
    token = str(getattr(unexpected, "token", ""))
    called = _CALLED.match(text, offset) or (_CALLED_AT_END.search(text[:offset]) if token == "(" else None)
    named = call_in_words(text, offset) or (called.span(1) if called else None)
    if named:
        name = text[slice(*named)]
        place = (named[0], named[1] - named[0])
        return LanguageError("L106", place, {"name": name, "instead": function_instead(name)})
    expected = getattr(unexpected, "accepts", None) or getattr(unexpected, "allowed", None) or ()
    seen, instead = sign_instead(text, offset, _KEYWORDS & {name.lower() for name in expected})
    begin = text.rfind(seen, 0, offset + len(seen)) if seen else offset
    return LanguageError("L101", (begin, max(1, len(seen))), {"seen": seen, "instead": instead})


def _place(token: Token) -> n.Place:
    start = token.start_pos or 0
    return (start, (token.end_pos or start) - start)


def _cover(first: n.Node, last: n.Node) -> n.Place:
    return (first.place[0], max(1, last.place[0] + last.place[1] - first.place[0]))


def _cover_token(token: Token, last: n.Node) -> n.Place:
    start = token.start_pos or 0
    return (start, max(1, last.place[0] + last.place[1] - start))


def _extend(first: n.Node, token: Token) -> n.Place:
    return (first.place[0], max(1, (token.end_pos or 0) - first.place[0]))


def _place_between(first: object, last: object) -> n.Place:
    start = getattr(first, "start_pos", 0) or 0
    end = getattr(last, "end_pos", None) or (
        last.place[0] + last.place[1] if isinstance(last, n.Node) else start + 1
    )
    return (start, max(1, end - start))
