"""In which order documents are taken: of several rows by turns, of many some by chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from engine.drawing.chance import Sown
from engine.drawing.placing import Raw


def some_of(documents: Iterable[Raw], count: int) -> Iterator[Raw]:
    """As many of some documents as are asked for, by chance, the same each time."""
    listed = [*documents]
    chance = Sown(len(listed))
    return (listed.pop(chance.below(len(listed))) for _ in range(min(count, len(listed))))


def by_turns(rows: Sequence[Iterator[Raw]]) -> Iterator[Raw]:
    """The first of each row, then the second of each, as long as there are any."""
    return (raw for turn in zip_longest(*rows) for raw in turn if raw is not None)
