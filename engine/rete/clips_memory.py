"""CLIPS as a memory: many cases side by side, each told more, or less, step by step.

What a case is told is held; what is no longer told is taken back, and CLIPS takes back whatever rested on it. Two rules
more watch the memory itself: one says what is newly held, one what no longer is, so that a step costs what it changes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from engine.rete.chain import Firing, Pack
from engine.rete.clips_chain import ClipsNetwork, read_and_cleared
from engine.rete.statements import Token

_WATCH = (
    "(deftemplate seen (slot case (type INTEGER)) (slot token (type INTEGER)))",
    "(deftemplate unsaid (slot case (type INTEGER)) (slot token (type INTEGER)))",
    "(deffunction unsay (?case $?tokens) (progn$ (?token ?tokens) (assert (unsaid (case ?case) (token ?token)))) TRUE)",
    *read_and_cleared("learned"),
    *read_and_cleared("lost"),
)
_RULES = (
    """(defrule take-back (declare (salience 100))
         ?unsaid <- (unsaid (case ?case) (token ?token)) ?held <- (held (case ?case) (token ?token))
         => (retract ?unsaid ?held))""",
    """(defrule note (declare (salience 50))
         (held (case ?case) (token ?token)) (not (seen (case ?case) (token ?token)))
         => (assert (seen (case ?case) (token ?token))) (bind ?*learned* (create$ ?*learned* ?token)))""",
    """(defrule miss (declare (salience -50))
         ?seen <- (seen (case ?case) (token ?token)) (not (held (case ?case) (token ?token)))
         => (retract ?seen) (bind ?*lost* (create$ ?*lost* ?token)))""",
)


class ClipsMemory:
    """One working memory for many cases."""

    def __init__(self) -> None:
        self._network = ClipsNetwork((*_WATCH, *_RULES))
        self._cases: dict[int, ClipsCase] = {}
        self._opened = 0

    def open(self) -> ClipsCase:
        """A new case, of which nothing is held."""
        self._opened += 1
        self._cases[self._opened] = ClipsCase(self, self._opened)
        return self._cases[self._opened]

    def change(
        self, case: int, packs: Sequence[Pack], more: list[Token], less: list[Token]
    ) -> tuple[Firing, ...]:
        """Hold more tokens of a case and take others back: what fired then."""
        self._network.build(packs)
        if less:
            self._network.call("unsay", case, *less)
        if more:
            self._network.call("hold", case, *more)
        firings = self._network.run()
        # A run takes back before it fires and fires before it misses, so that no token is in both.
        held = self._cases[case].held
        held.update(self._network.read("learned"))
        held.difference_update(self._network.read("lost"))
        return firings

    def drop(self, case: int) -> None:
        """Forget a case."""
        self._network.call("drop", case)
        self._network.run()
        self._network.read("lost")
        del self._cases[case]

    def close(self) -> None:
        """Let go of everything."""
        self._network.clear()
        self._cases.clear()


class ClipsCase:
    """One case: what it has been told, and in `held` that and everything that follows from it now."""

    def __init__(self, memory: ClipsMemory, number: int) -> None:
        self.held: set[Token] = set()
        self._memory = memory
        self._number = number
        self._told: frozenset[Token] = frozenset()

    def tell(self, packs: Sequence[Pack], tokens: Collection[Token]) -> tuple[Firing, ...]:
        """Make `tokens` what the case has been told; only what differs is said. The rules that fired."""
        before, self._told = self._told, frozenset(tokens)
        more, less = sorted(self._told - before), sorted(before - self._told)
        return self._memory.change(self._number, packs, more, less) if more or less else ()

    def close(self) -> None:
        """Take back everything."""
        self._memory.drop(self._number)
