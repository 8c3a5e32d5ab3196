"""Where a closure finds what its names mean: bound by loops, filters and tests, else found by whoever evaluates."""

from __future__ import annotations

from collections.abc import Mapping

from engine.language.values import Value


class Names:
    """Where a closure finds what its names mean."""

    sum_of_none: Value = 0  # a list that is given empty says that there is none of it
    depth = 0  # how many loops stand around

    def value(self, name: str) -> Value:
        """The value of a name; UNKNOWN where nobody has said."""
        raise NotImplementedError

    def value_at(self, name: str, day: Value) -> Value:
        """The value of a dated name as of a day."""
        raise NotImplementedError

    def work(self, nodes: int) -> None:
        """Told of so many nodes that a loop or filter is about to evaluate once more."""

    def lacks(self, field: str) -> None:
        """Told of a field that a record does not say."""

    def mark(self) -> int:
        """How much has been asked and not found so far."""
        return 0

    def forget(self, mark: int) -> None:
        """Told that what has been asked since does not matter: the outcome is known without it."""


class Local(Names):
    """Names with some of them bound by a loop, a filter or a test."""

    def __init__(self, outer: Names, bound: Mapping[str, Value], loops: int = 1, nodes: int = 0) -> None:
        self.outer = outer
        self.bound = bound
        self.depth = outer.depth + loops
        self.sum_of_none = outer.sum_of_none
        self.value_at, self.lacks = outer.value_at, outer.lacks  # type: ignore[method-assign]
        self.mark, self.forget = outer.mark, outer.forget  # type: ignore[method-assign]
        self.work = outer.work  # type: ignore[method-assign]
        if nodes:
            outer.work(nodes)

    def value(self, name: str) -> Value:
        """The bound value, else the outer one."""
        return self.bound[name] if name in self.bound else self.outer.value(name)
