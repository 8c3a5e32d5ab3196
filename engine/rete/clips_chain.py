"""The port over CLIPS, in process. A conclusion rests on what it follows from (`logical`): taking that back takes it back.

All packs stand in one working memory; the tokens of a case carry its number, so that cases never meet. A pack is built
into the network when it is first needed: some 0.4 ms a clause, once. Only whole numbers cross into CLIPS and back: a
fact that Python has held a handle of is never let go, which made each profile slower than the one before. What happens is
written down in CLIPS and read once a run: called back for each firing, Python took a third of a session's step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import clips

from engine.rete.chain import Clause, Fired, Firing, Pack
from engine.rete.statements import Token


def read_and_cleared(name: str) -> tuple[str, str]:
    """A list of numbers in CLIPS, `?*name*`, and the function `name` that gives it and begins a new one."""
    return (
        f"(defglobal ?*{name}* = (create$))",
        f"(deffunction {name} () (bind ?numbers ?*{name}*) (bind ?*{name}* (create$)) ?numbers)",
    )


_BUILD = (
    "(deftemplate held (slot case (type INTEGER)) (slot token (type INTEGER)))",
    "(deffunction hold (?case $?tokens) (progn$ (?token ?tokens) (assert (held (case ?case) (token ?token)))) TRUE)",
    "(deffunction drop (?case) (delayed-do-for-all-facts ((?f held)) (= ?f:case ?case) (retract ?f)))",
    *read_and_cleared("fired"),
)


class ClipsNetwork:
    """A CLIPS environment: rules built from packs as they are needed, and a log of what has fired."""

    def __init__(self, constructs: Sequence[str] = ()) -> None:
        self._environment = clips.Environment()
        for construct in (*_BUILD, *constructs):
            self._environment.build(construct)
        self._functions: dict[str, Any] = {
            function.name: function for function in self._environment.functions()
        }
        self._built: set[Pack] = set()
        self._rules: list[Firing] = []

    def build(self, packs: Iterable[Pack]) -> None:
        """Put packs into the network; a pack only where it is not there yet."""
        for pack in packs:
            if pack not in self._built:
                self._built.add(pack)
                for clause in pack.clauses:
                    self._environment.build(self._rule(pack, clause))

    def call(self, name: str, *numbers: int) -> None:
        """Call a function of CLIPS."""
        self._functions[name](*numbers)

    def read(self, name: str) -> tuple[int, ...]:
        """The numbers that a function of CLIPS gives."""
        return tuple(self._functions[name]())

    def run(self) -> tuple[Firing, ...]:
        """Fire until nothing more follows: the firings, in order."""
        self._environment.run()
        return tuple(self._rules[number] for number in self.read("fired"))

    def clear(self) -> None:
        """Let go of every fact."""
        self._environment.reset()

    def _rule(self, pack: Pack, clause: Clause) -> str:
        number = len(self._rules)
        self._rules.append(Firing(pack, clause))
        wanted = dict.fromkeys((pack.gate, *clause.body))
        body = " ".join(f"(held (case ?case) (token {token}))" for token in wanted)
        head = f"(assert (held (case ?case) (token {clause.head})))"
        return (
            f"(defrule rule-{number} (logical {body}) => (bind ?*fired* (create$ ?*fired* {number})) {head})"
        )


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
        """Let go of what is held; the network goes with its last user."""
        self._network.clear()
