"""Names that are not one word. Facts may be called anything, and an expression may say `Monthly Salary * 12`.

The grammar knows words. Where a name of the facts is more than one, it is put as one word of the same length before the
expression is read (so that places stay right), and put back in the nodes afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from functools import lru_cache

from engine.language import nodes as n

_WORD = re.compile(r"[^\W\d]\w*")
_KEPT = r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/'  # texts and comments stay as they are
_FILLERS = "\ua78f\u1427\u02d1\u02ec\u02ee\u0374\u0559\u06e5"  # letters that nobody writes in a name


def odd_names(facts: object) -> frozenset[str]:
    """The names among the facts, and in records inside them, that are not one word."""
    return frozenset(name for name in _names_in(facts) if name.strip() and not _WORD.fullmatch(name))


def _names_in(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield str(name)
            yield from _names_in(inner)
    elif isinstance(value, list):
        for item in value:
            yield from _names_in(item)


def as_words(text: str, names: frozenset[str]) -> tuple[str, dict[str, str]]:
    """The text with each of the names as one word, and what name each word stands for. The longest name wins."""
    if not names:
        return text, {}
    words: dict[str, str] = {}

    def word(found: re.Match[str]) -> str:
        if found["name"] is None:
            return found[0]
        name = " ".join(found["name"].split())
        for filler in _FILLERS:
            made = re.sub(r"\W", filler, found[0])
            made = made if _WORD.fullmatch(made) else filler + made[1:]
            if words.setdefault(made, name) == name:
                return made
        return found[0]

    return _pattern(names).sub(word, text), words


@lru_cache(maxsize=64)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    written = (r"\s+".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"{_KEPT}|(?<!\w)(?P<name>{'|'.join(written)})(?!\w)", re.DOTALL)


def with_names(node: n.Node, words: Mapping[str, str]) -> n.Node:
    """The node with the names back that its words stand for."""
    if not words:
        return node
    chain = []  # a sum or product of any length, from its end to its first operand
    while isinstance(node, n.Binary):
        chain.append(node)
        node = node.left
    made = _each_part(node, words)
    for link in reversed(chain):
        made = replace(link, left=made, right=with_names(link.right, words))
    return made


def _each_part(node: n.Node, words: Mapping[str, str]) -> n.Node:
    changed = {f.name: _renamed(getattr(node, f.name), words) for f in fields(node) if f.name != "place"}
    return replace(node, **changed)  # type: ignore[arg-type]


def _renamed(value: object, words: Mapping[str, str]) -> object:
    if isinstance(value, n.Node):
        return value if isinstance(value, n.Literal) else with_names(value, words)
    if isinstance(value, tuple):
        return tuple(_renamed(item, words) for item in value)
    return words.get(value, value) if isinstance(value, str) else value
