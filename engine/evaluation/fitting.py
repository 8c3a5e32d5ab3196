"""Code that fits what is asked: written for vectors of facts in which the same facts are unknown.

Profiles that come by one form leave the same facts out, and most of what a program can work out hangs on facts that are left out: with these
unknown for good, half of the code falls away. Without lists of records a part of that is seen at once, in every vector.

Measured on the sample person, two programs, no reasons: 80 µs before, 44 with code for the facts that it leaves out (make bench).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Generic, TypeVar

from engine.compiling import Slice
from engine.evaluation.lines import is_bare, lists_of
from engine.kept import Kept
from engine.language.values import Value

Unheard = frozenset[int]  # places of facts
Code = TypeVar("Code")
_KEPT = 8  # the code of the largest program is some sixty kilobytes
FITTING = 64  # as many times as for any code: to write some takes 27 ms and spares 25 µs a time


class Fitting(Generic[Code]):
    """Code for one slice. `write` writes it for vectors in which the facts at some places are unknown, or for any (None); it does so for
    places that were asked for more often than `patience` says.
    """

    def __init__(self, slice_: Slice, write: Callable[[Collection[int] | None], Code], patience: int) -> None:
        self._write = write
        self._patience = patience
        self._lists = lists_of(slice_.steps)
        self._any: dict[bool, Code] = {}  # by whether there are no lists
        self._fitted = Kept[Unheard, Code](_KEPT)
        self._left = Kept[Unheard, int](_KEPT)

    def code(self, vector: Value, unheard: Unheard | None) -> Code:
        """The code for a vector of facts. `unheard` are places of facts that are unknown in it, None where nobody says."""
        fitted = self._fitted.get(unheard) if unheard is not None else None
        return self._less_fitting(vector, unheard) if fitted is None else fitted

    def _less_fitting(self, vector: Value, unheard: Unheard | None) -> Code:
        if unheard is not None and self._asked_enough(unheard):
            return self._fitted.put(unheard, self._write(unheard))
        bare = is_bare(vector, self._lists)
        if bare not in self._any:
            self._any[bare] = self._write(self._lists if bare else None)
        return self._any[bare]

    def _asked_enough(self, unheard: Unheard) -> bool:
        left = self._left.get(unheard)
        left = self._patience if left is None else left
        self._left.put(unheard, left - 1)
        return left <= 0
