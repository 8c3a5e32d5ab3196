"""The port over CLIPS, in process. A conclusion rests on what it follows from (`logical`): taking that back takes it back.

All packs stand in one working memory; the tokens of a case carry its number, so that cases never meet. A pack is built
into the network when it is first needed: some 0.4 ms a clause, once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Protocol

import clips

from engine.rete.chain import Clause, Fired, Firing, Pack
from engine.rete.statements import Token

_BUILD = (
    "(deftemplate held (slot case (type INTEGER)) (slot token (type INTEGER)))",
    "(deffunction hold (?case $?tokens) (progn$ (?token ?tokens) (assert (held (case ?case) (token ?token)))))",
    "(deffunction drop (?case) (delayed-do-for-all-facts ((?f held)) (= ?f:case ?case) (retract ?f)))",
)


class Held(Protocol):
    """A fact in the working memory."""

    exists: bool

    def retract(self) -> None:
        """Take it back."""


class ClipsChain:
    """Chains with CLIPS. `conclude` keeps nothing; `open` gives a case that is told more, or less, step by step."""

    name = "clips"

    def __init__(self) -> None:
        self._environment = clips.Environment()
        for construct in _BUILD:
            self._environment.build(construct)
        self._environment.define_function(self._fired, "fired")
        self._held: Any = self._environment.find_template("held")
        self._hold: Any = self._environment.find_function("hold")
        self._drop: Any = self._environment.find_function("drop")
        self._built: set[Pack] = set()
        self._rules: list[Firing] = []
        self._log: list[tuple[Firing, Held]] = []
        self._cases = 0

    def conclude(self, packs: Sequence[Pack], tokens: Collection[Token]) -> Fired:
        """Everything that follows from some tokens by the rules of some packs."""
        self.build(packs)
        self._cases += 1
        self._hold(self._cases, *tokens)
        firings = tuple(firing for firing, _ in self.run())
        self._drop(self._cases)
        return Fired(frozenset(firing.clause.head for firing in firings), firings)

    def close(self) -> None:
        """Let go of the network."""
        self._environment.clear()

    def open(self) -> ClipsCase:
        """A new case, of which nothing is held."""
        self._cases += 1
        return ClipsCase(self, self._cases)

    def build(self, packs: Iterable[Pack]) -> None:
        """Put packs into the network that are not there yet."""
        for pack in packs:
            if pack not in self._built:
                self._built.add(pack)
                for clause in pack.clauses:
                    self._environment.build(self._rule(pack, clause))

    def _rule(self, pack: Pack, clause: Clause) -> str:
        number = len(self._rules)
        self._rules.append(Firing(pack, clause))
        wanted = dict.fromkeys((pack.gate, *clause.body))
        body = " ".join(f"(held (case ?case) (token {token}))" for token in wanted)
        head = f"(assert (held (case ?case) (token {clause.head})))"
        return f"(defrule rule-{number} (logical {body}) => (fired {number} {head}))"

    def _fired(self, rule: int, fact: Held) -> None:
        self._log.append((self._rules[rule], fact))

    def hold(self, case: int, token: Token) -> Held:
        """Hold a token of a case; what is given back can be retracted."""
        held: Held = self._held.assert_fact(case=case, token=token)
        return held

    def run(self) -> list[tuple[Firing, Held]]:
        """Fire until nothing more follows: the firings in order, each with what it concluded."""
        self._log.clear()
        self._environment.run()
        return list(self._log)


class ClipsCase:
    """One case in the working memory: what it has been told, and what follows from that now."""

    def __init__(self, chain: ClipsChain, number: int) -> None:
        self._chain = chain
        self._number = number
        self._told: dict[Token, Held] = {}
        self._derived: dict[Token, Held] = {}

    def tell(self, packs: Sequence[Pack], tokens: Collection[Token]) -> tuple[Firing, ...]:
        """Make `tokens` what the case has been told: only what differs is asserted or taken back. What fired then."""
        self._chain.build(packs)
        wanted = frozenset(tokens)
        for token in self._told.keys() - wanted:
            self._told.pop(token).retract()
        for token in sorted(wanted - self._told.keys()):
            self._told[token] = self._chain.hold(self._number, token)
        fired = self._chain.run()
        # What has been taken back no longer exists: CLIPS has seen to it, nothing is worked out here.
        self._derived = {token: fact for token, fact in self._derived.items() if fact.exists}
        self._derived |= {firing.clause.head: fact for firing, fact in fired if fact.exists}
        return tuple(firing for firing, _ in fired)

    @property
    def held(self) -> frozenset[Token]:
        """Every token that is held now."""
        return frozenset(self._told) | frozenset(self._derived)

    def close(self) -> None:
        """Take back everything."""
        for fact in self._told.values():
            fact.retract()
        self._told, self._derived = {}, {}
