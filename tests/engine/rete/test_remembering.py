"""A chain that is asked once for the same tokens says what it would say if it were asked each time."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rete import remembering as module
from engine.rete.chain import Clause, Fired, Pack, Unavailable
from engine.rete.remembering import RememberingChain
from tests.engine.rete.conftest import Fixpoint

# Two packs of one gate: of a definition there is one that tells what it is, and one that tells what it is not.
PACK = Pack("p", 0, (Clause("a", (4, 8), 12), Clause("b", (12,), 16)), frozenset())
OPEN = Pack("p (open)", 0, (Clause("c", (20,), 24),), frozenset())
OTHER = Pack("q", 1, (Clause("d", (4,), 28),), frozenset())
TOKENS = (0, 1, 4, 8, 20)
ASKED = st.lists(
    st.tuples(
        st.lists(st.sampled_from([PACK, OPEN, OTHER]), unique_by=id),
        st.frozensets(st.sampled_from(TOKENS)),
    ),
    max_size=40,
)


class Counting(Fixpoint):
    """Counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def conclude(self, packs: Sequence[Pack], tokens: Collection[int]) -> Fired:
        self.asked += 1
        return super().conclude(packs, tokens)


@given(ASKED)
def test_what_is_remembered_is_what_follows(asked: list[tuple[list[Pack], frozenset[int]]]) -> None:
    chain = Counting()
    remembering = RememberingChain(chain)
    for packs, tokens in asked:
        assert remembering.conclude(packs, tokens) == Fixpoint().conclude(packs, tokens)
    assert chain.asked == len({(tuple(packs), tokens) for packs, tokens in asked})


def test_it_remembers_so_much_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT", 2)
    chain = Counting()
    remembering = RememberingChain(chain)
    for tokens in ((0, 4), (0, 8), (0, 4), (0, 20), (0, 4)):
        remembering.conclude([PACK], tokens)
    assert chain.asked == 3
    remembering.conclude([PACK], (0, 8))
    assert chain.asked == 4


def test_no_opinion_is_not_remembered() -> None:
    class Once(Fixpoint):
        down = True

        def conclude(self, packs: Sequence[Pack], tokens: Collection[int]) -> Fired:
            if self.down:
                self.down = False
                raise Unavailable("died")
            return super().conclude(packs, tokens)

    remembering = RememberingChain(Once())
    with pytest.raises(Unavailable):
        remembering.conclude([PACK], TOKENS)
    assert remembering.conclude([PACK], TOKENS).derived == {12, 16}
