"""A chain that asks another once for the same tokens.

What follows from tokens is the same whenever it is asked, and in a long run of drawn profiles four cases in five are told
what some case before was told: the facts differ, what is true of them does not (`haedang agree`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from engine.kept import Kept
from engine.rete.chain import Chain, Fired, Pack
from engine.rete.statements import Token

_KEPT = 20_000


class RememberingChain:
    """What another chain concluded, by the packs and the tokens it was asked about; at most so many."""

    def __init__(self, chain: Chain) -> None:
        self.name = chain.name
        self._chain = chain
        self._concluded = Kept[tuple[tuple[Pack, ...], frozenset[Token]], Fired](_KEPT)

    def conclude(self, packs: Sequence[Pack], tokens: Collection[Token]) -> Fired:
        """Everything that follows from some tokens by the rules of some packs. Raises Unavailable where the other chain does."""
        asked = (tuple(packs), frozenset(tokens))
        known = self._concluded.get(asked)
        return self._concluded.put(asked, self._chain.conclude(packs, tokens)) if known is None else known

    def close(self) -> None:
        """Let go of what is kept and of what the other chain holds."""
        self._concluded.clear()
        self._chain.close()
