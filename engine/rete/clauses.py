"""Formulas as Horn clauses, from the goals down: only what is asked for is generated.

A group of `all` is met where every member is, unmet where one is, and so on for the other two tokens; `any` is its
mirror, `not` turns each token into its opposite. So there is no negation in any rule.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.rete.chain import MOST_JOINED, Clause, Pack
from engine.rete.formulas import Aside, Formula, Joined, Leaf, Named
from engine.rete.statements import KINDS, LAX, MET, OPPOSITE, SHORT, UNMET, Statements, token

_BY_EVERY_MEMBER = {"all": (MET, LAX), "any": (UNMET, SHORT)}  # the other two follow from one member alone


class Clauses:
    """The clauses of one pack; `gate` is the statement that switches it on."""

    def __init__(self, statements: Statements, gate: int) -> None:
        self.statements = statements
        self.gate = token(gate, MET)
        self.leaves: dict[int, Leaf] = {}
        self.named: dict[str, set[int]] = {}  # definitions of truth, and the kinds of token wanted of them
        self._clauses: list[Clause] = []
        self._reads: set[int] = set()
        self._asked: set[int] = set()

    def pack(self, name: str) -> Pack:
        """What has been generated."""
        return Pack(name, self.gate, tuple(self._clauses), frozenset(self._reads))

    def ask(self, formula: Formula, kind: int) -> int:
        """The token of a kind for a formula, with the clauses that give it."""
        wanted = token(formula.statement, kind)
        if wanted in self._asked:
            return wanted
        self._asked.add(wanted)
        if isinstance(formula, Joined):
            self._joined(formula, kind, wanted)
        elif isinstance(formula, Aside):
            self._aside(formula, kind, wanted)
        else:
            self._reads.add(wanted)
            if isinstance(formula, Named):
                self.named.setdefault(formula.name, set()).add(kind)
            else:
                self.leaves.setdefault(formula.statement, formula)
        return wanted

    def unknown(self, formula: Aside) -> int:
        """The token that a judged condition is unknown."""
        head = token(formula.unknown, MET)
        if head not in self._asked:
            self._asked.add(head)
            self.add(head, [self.ask(formula.inner, SHORT), self.ask(formula.inner, LAX)])
        return head

    def add(self, head: int, body: Sequence[int]) -> None:
        """A clause. A body too long for one rule is split, each part a statement of its own; an empty one always holds."""
        text = self.statements.texts[head // KINDS]
        while len(body) > MOST_JOINED:
            parts = []
            for start in range(0, len(body), MOST_JOINED):
                some = tuple(body[start : start + MOST_JOINED])
                key = ("part", head, len(body), start)
                part = token(self.statements.number(key, f"{text} {start + 1}..{start + len(some)}"), MET)
                self._clauses.append(Clause(text, some, part))
                parts.append(part)
            body = parts
        self._clauses.append(Clause(text, tuple(body) or (self.gate,), head))

    def _joined(self, formula: Joined, kind: int, head: int) -> None:
        of = OPPOSITE[kind] if formula.kind == "not" else kind
        body = [self.ask(member, of) for member in formula.members]
        if of in _BY_EVERY_MEMBER["any" if formula.kind == "any" else "all"]:
            self.add(head, body)
            return
        for one in body:
            self.add(head, [one])

    def _aside(self, formula: Aside, kind: int, head: int) -> None:
        # Set aside, an outcome is never unknown: not met is unmet, not unmet is met.
        certain = UNMET if kind in (UNMET, SHORT) else MET
        self.add(head, [self.ask(formula.inner, certain)])
        if certain == (UNMET if formula.fails else MET):
            self.add(head, [self.unknown(formula)])
