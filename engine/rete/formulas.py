"""What is true or false in the model as formulas: tests that Python judges below, what rules join above.

An expression falls apart at its `and`, `or` and `not` and at the definitions of truth that it names; what is left are
leaves. A group of conditions is the same at a larger scale.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.language import nodes as n
from engine.language.writing import write
from engine.rete.reading import Expression, Reader
from engine.rete.statements import Statements


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A test that Python judges (None: no law is set), with its statement."""

    statement: int
    expression: Expression | None


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A definition of truth, by its name."""

    statement: int
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Formulas joined by all, any or not."""

    statement: int
    kind: str
    members: tuple[Formula, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Aside:
    """A condition that the agency judges; `unknown` is the statement that it is, which then counts as met or `fails`."""

    statement: int
    inner: Formula
    unknown: int
    fails: bool


Formula = Leaf | Named | Joined | Aside


class Formulas:
    """Expressions as formulas, each distinct one once. `truths` are the names of the definitions of truth."""

    def __init__(self, reader: Reader, statements: Statements, truths: frozenset[str]) -> None:
        self.reader = reader
        self.statements = statements
        self.truths = truths
        self._made: dict[str, Formula] = {}

    def of(self, node: n.Node) -> Formula:
        """The formula of an expression."""
        text = write(node)
        if text not in self._made:
            self._made[text] = self._make(node, text)
        return self._made[text]

    def named(self, name: str) -> Named:
        """The formula that is a definition of truth."""
        return Named(self.statements.number(("named", name), name), name)

    def gap(self, id_: str) -> Leaf:
        """What stands for a condition of which no law is set: a leaf that stays unknown."""
        return Leaf(self.statements.number(("gap", id_), f"law of {id_}"), None)

    def aside(self, inner: Formula, id_: str, fails: bool) -> Aside:
        """A judged condition in a world where, unknown, it fails or counts as met."""
        number = self.statements.number
        text = f"{id_} (unknown fails)" if fails else f"{id_} (unknown set aside)"
        return Aside(
            number(("aside", inner.statement, fails), text),
            inner,
            number(("unknown", inner.statement), f"{id_} unknown"),
            fails,
        )

    def _make(self, node: n.Node, text: str) -> Formula:
        if isinstance(node, n.Name) and node.name in self.truths:
            return self.named(node.name)
        statement = self.statements.number(("test", text), text)
        if isinstance(node, n.And):
            return Joined(statement, "all", tuple(self.of(part) for part in node.parts))
        if isinstance(node, n.Or):
            return Joined(statement, "any", tuple(self.of(part) for part in node.parts))
        if isinstance(node, n.Not):
            return Joined(statement, "not", (self.of(node.operand),))
        return Leaf(statement, self.reader.expression(node))
