"""Single operations of the network where a null or an unknown comes in the way."""

from __future__ import annotations

from typing import Any

import pytest

from engine.evaluation import operations as plan
from engine.language.values import NULL, UNKNOWN
from engine.rete import operations as network

LISTED = (1, 2, 3)


@pytest.mark.parametrize(
    ("truths", "held"),
    [((True, NULL, True), [1, 3]), ((False, NULL, NULL), []), ((True, UNKNOWN, NULL), UNKNOWN)],
)
def test_a_filter_keeps_nothing_that_is_null(truths: tuple[Any, ...], held: object) -> None:
    """Records of which a compared field is null: the network stopped with an error there."""
    of = dict(zip(LISTED, truths, strict=True))
    for kept in (network.kept(LISTED, of.__getitem__), plan.filtered(LISTED, of.__getitem__)):
        assert (kept is UNKNOWN) == (held is UNKNOWN)
        assert held is UNKNOWN or list(kept) == held
