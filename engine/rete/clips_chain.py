"""The port over CLIPS, in process. A conclusion rests on what it follows from (`logical`): taking that back takes it back.

All packs stand in one working memory; the tokens of a case carry its number, so that cases never meet. A pack is built
into the network when it is first needed: some 0.4 ms a clause, once. Only whole numbers cross into CLIPS and back: a
fact that Python has held a handle of is never let go, which made each profile slower than the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import clips

from engine.rete.chain import Clause, Fired, Firing, Pack
from engine.rete.statements import Token

_BUILD = (
    "(deftemplate held (slot case (type INTEGER)) (slot token (type INTEGER)))",
    "(deffunction hold (?case $?tokens) (progn$ (?token ?tokens) (assert (held (case ?case) (token ?token)))))",
    "(deffunction drop (?case) (delayed-do-for-all-facts ((?f held)) (= ?f:case ?case) (retract ?f)))",
)


class ClipsNetwork:
    """A CLIPS environment: rules built from packs as they are needed, and a log of what has fired."""

    def __init__(self, constructs: Sequence[str] = ()) -> None:
        self._environment = clips.Environment()
        for construct in (*_BUILD, *constructs):
            self._environment.build(construct)
        self.define("fired", self._fired)
        self._built: set[Pack] = set()
        self._rules: list[Firing] = []
        self._log: list[Firing] = []

    def define(self, name: str, function: Callable[..., None]) -> None:
        """Let rules call a function."""
        self._environment.define_function(function, name)

    def build(self, packs: Iterable[Pack], constructs: Sequence[str] = ()) -> None:
        """Put packs, and constructs of CLIPS, into the network; a pack only where it is not there yet."""
        for construct in constructs:
            self._environment.build(construct)
        for pack in packs:
            if pack not in self._built:
                self._built.add(pack)
                for clause in pack.clauses:
                    self._environment.build(self._rule(pack, clause))

    def call(self, name: str, *numbers: int) -> None:
        """Call a function of CLIPS."""
        function: Any = self._environment.find_function(name)
        function(*numbers)

    def run(self) -> tuple[Firing, ...]:
        """Fire until nothing more follows: the firings, in order."""
        self._log.clear()
        self._environment.run()
        return tuple(self._log)

    def clear(self) -> None:
        """Let go of everything."""
        self._environment.clear()

    def _rule(self, pack: Pack, clause: Clause) -> str:
        number = len(self._rules)
        self._rules.append(Firing(pack, clause))
        wanted = dict.fromkeys((pack.gate, *clause.body))
        body = " ".join(f"(held (case ?case) (token {token}))" for token in wanted)
        head = f"(assert (held (case ?case) (token {clause.head})))"
        return f"(defrule rule-{number} (logical {body}) => (fired {number}) {head})"

    def _fired(self, rule: int) -> None:
        self._log.append(self._rules[rule])


class ClipsChain:
    """Chains with CLIPS, one case at a time; nothing of it is kept. For the packs of one catalogue: tokens are its numbers."""

    name = "clips"

    def __init__(self) -> None:
        self._network = ClipsNetwork()
        self._cases = 0

    def conclude(self, packs: Sequence[Pack], tokens: Collection[Token]) -> Fired:
        """Everything that follows from some tokens by the rules of some packs."""
        self._network.build(packs)
        self._cases += 1
        self._network.call("hold", self._cases, *tokens)
        firings = self._network.run()
        self._network.call("drop", self._cases)
        return Fired(frozenset(firing.clause.head for firing in firings), firings)

    def close(self) -> None:
        """Let go of the network."""
        self._network.clear()
