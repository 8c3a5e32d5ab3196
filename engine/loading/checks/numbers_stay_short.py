"""What is worked out exactly needs no more than 4,096 bits.

Why it matters: numbers are exact, so each product adds up the digits of its factors; a formula that could grow without a bound would make
an answer slow for everybody. The bound is worked out from the ranges of the vocabulary, before anything is decided.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import Diagnostic, diagnose
from engine.language import nodes as n
from engine.language.functions import MOST_BITS
from engine.loading.checks.places import Source, expressions
from engine.loading.reasoning.reasoner import Reasoner
from engine.loading.reasoning.sizes import Sizes


def check(reasoner: Reasoner, source: Source) -> Iterator[Diagnostic]:
    """Operations whose result may not fit."""
    sizes = Sizes(reasoner.hulls)
    for root in expressions(reasoner.catalog):
        if sizes.of(root).most > MOST_BITS:
            node = _least(root, sizes)
            yield diagnose(
                "L130", span=source.inside(root, node.place), bits=sizes.of(node).most, most=MOST_BITS
            )


def _least(node: n.Node, sizes: Sizes) -> n.Node:
    """The innermost part that is too long already."""
    for child in n.children(node):
        if sizes.of(child).most > MOST_BITS and not isinstance(child, n.Name):
            return _least(child, sizes)
    return node
