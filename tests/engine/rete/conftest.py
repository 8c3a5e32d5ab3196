"""Engines that chain, and a stand-in that chains by the plainest fixpoint."""

from __future__ import annotations

import importlib.util
from collections.abc import Collection, Iterator, Sequence

import pytest

from engine.rete.chain import Fired, Firing, Pack
from engine.rete.durable import DurableChain


class Fixpoint:
    """Fires every clause whose body is held, until nothing more follows."""

    name = "fixpoint"

    def conclude(self, packs: Sequence[Pack], tokens: Collection[int]) -> Fired:
        held, derived = set(tokens), set[int]()
        firings: list[Firing] = []
        while True:
            new = [
                Firing(pack, clause)
                for pack in packs
                for clause in pack.clauses
                if clause.head not in held and pack.gate in held and held.issuperset(clause.body)
            ]
            if not new:
                return Fired(frozenset(derived), tuple(firings))
            firings += new
            derived |= {firing.clause.head for firing in new}
            held |= derived

    def close(self) -> None:
        """There is nothing to let go of."""


@pytest.fixture
def durable() -> Iterator[DurableChain]:
    if importlib.util.find_spec("durable") is None:
        pytest.skip("durable-rules is not installed: it needs a C compiler and Python 3.11 or 3.12")
    chain = DurableChain()
    yield chain
    chain.close()


@pytest.fixture(scope="session")
def fixpoint() -> Fixpoint:
    return Fixpoint()
