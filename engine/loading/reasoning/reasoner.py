"""Formulas of one catalogue, each made once: names of the rulesets' own that have a single version are read as what they stand for."""

from __future__ import annotations

from dataclasses import fields, replace

from engine.catalog import Catalog
from engine.language import nodes as n
from engine.language.values import Value
from engine.loading.reasoning.formulas import Behind, Formula
from engine.loading.reasoning.hulls import Hulls

_DEEPEST = 8
_OPENED = (n.And, n.Or, n.Not, n.If, n.Comparison, n.In, n.Binary, n.Negation, n.UnaryTest, n.Range, n.ListOf)


class Reasoner:
    """Makes formulas. `behind` gives the facts that an expression reads in the end."""

    def __init__(self, catalog: Catalog, behind: Behind) -> None:
        self.catalog = catalog
        self.hulls = Hulls(catalog)
        self._behind = behind
        self._formulas: dict[n.Node, Formula] = {}
        self._facts: dict[n.Node, frozenset[str]] = {}

    def formula(self, node: n.Node) -> Formula:
        """The formula of a test, definitions opened."""
        if node not in self._formulas:
            self._formulas[node] = Formula(self.catalog, self.hulls, self.behind, self._opened(node, 0))
        return self._formulas[node]

    def behind(self, node: n.Node) -> frozenset[str]:
        """The facts that an expression reads in the end."""
        if node not in self._facts:
            self._facts[node] = self._behind(node)
        return self._facts[node]

    def _opened(self, node: n.Node, depth: int) -> n.Node:
        if isinstance(node, n.Name):
            definition = None if node.name in self.catalog.facts else self.catalog.definitions.get(node.name)
            if definition is None or len(definition.versions) != 1 or depth > _DEEPEST:
                return node
            return self._opened(definition.versions[0].value, depth + 1)
        if not isinstance(node, _OPENED):
            return node
        changed: dict[str, Value] = {}
        for spec in fields(node):
            value = getattr(node, spec.name)
            if isinstance(value, n.Node):
                opened: Value = self._opened(value, depth)
            elif isinstance(value, tuple) and spec.name != "place":
                opened = tuple(self._opened(item, depth) for item in value)
                opened = value if all(a is b for a, b in zip(opened, value, strict=True)) else opened
            else:
                continue
            if opened is not value:
                changed[spec.name] = opened
        return replace(node, **changed) if changed else node
