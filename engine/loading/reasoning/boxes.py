"""The rows of a decision table as boxes: what no row covers, which rows meet, which are never reached.

Every input is cut into points by the figures of its own cells, so that a box is a set of points in each column and every question has an
exact answer. A cell that reads a fact or a dated figure cannot be placed: its row may match anywhere and is sure to match nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from engine.catalog import Catalog
from engine.language import nodes as n
from engine.language.values import NULL, Value, is_number
from engine.loading.reasoning.atoms import passes
from engine.loading.reasoning.hulls import Hulls, constant
from engine.loading.reasoning.points import choice_points, date_points, number_points
from engine.model import Row

MOST_STEPS = 20_000  # of one question about one table; beyond it the question is given up, and that is told
_OTHER = "\N{HORIZONTAL ELLIPSIS}"  # any text that no cell names


class TooLargeError(Exception):
    """A table whose rows cut each other into more pieces than are worth looking at."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where one row matches: for each column the points it may match (a bit each), and those it is sure to match."""

    may: tuple[int, ...]
    sure: tuple[int, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no value of some input can ever match."""
        return not all(self.may)


class Boxes:
    """The rows of one version of a table over the points of its inputs."""

    def __init__(self, catalog: Catalog, hulls: Hulls, inputs: Sequence[n.Node], rows: Sequence[Row]) -> None:
        self.columns = [
            _points(catalog, hulls, node, [row.tests[index] for row in rows])
            for index, node in enumerate(inputs)
        ]
        self._placed: list[dict[n.Node, int | None]] = [{} for _ in self.columns]
        self.boxes = [self._box(row) for row in rows]
        self._steps = 0

    def _box(self, row: Row) -> Box:
        may, sure = [], []
        for test, points, placed in zip(row.tests, self.columns, self._placed, strict=True):
            if test not in placed:  # the rows of a table repeat their cells
                placed[test] = _bits(test, points)
            bits = placed[test]
            may.append((1 << len(points)) - 1 if bits is None else bits)
            sure.append(bits or 0)
        return Box(tuple(may), tuple(sure))

    def uncovered(self) -> list[Value] | None:
        """One value for each input that no row matches, or None where every one is covered."""
        return self._missed(
            [box.may for box in self.boxes], [(1 << len(points)) - 1 for points in self.columns]
        )

    def meeting(self) -> Iterator[tuple[int, int, list[Value]]]:
        """Pairs of rows that are sure to match together somewhere, and where."""
        for later, box in enumerate(self.boxes):
            for earlier in range(later):
                both = [a & b for a, b in zip(box.sure, self.boxes[earlier].sure, strict=True)]
                if all(both):
                    yield (
                        earlier,
                        later,
                        [p[_first(bits)] for p, bits in zip(self.columns, both, strict=True)],
                    )

    def reached(self, index: int) -> bool:
        """Whether some values match a row and none of those before it."""
        earlier = [box.sure for box in self.boxes[:index]]
        return self._missed(earlier, self.boxes[index].may) is not None

    def _missed(self, rows: Sequence[Sequence[int]], within: Sequence[int]) -> list[Value] | None:
        self._steps = 0
        return self._search(0, (1 << len(rows)) - 1, rows, within, {})

    def _search(
        self,
        column: int,
        alive: int,
        rows: Sequence[Sequence[int]],
        within: Sequence[int],
        seen: dict[tuple[int, int], None],
    ) -> list[Value] | None:
        """Values from a column on that none of the rows still `alive` matches."""
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise TooLargeError
        if column == len(self.columns):
            return None if alive else []
        if (column, alive) in seen:
            return None
        for index, point in enumerate(self.columns[column]):
            if within[column] >> index & 1:
                matching = sum(1 << r for r in _set(alive) if rows[r][column] >> index & 1)
                rest = self._search(column + 1, matching, rows, within, seen)
                if rest is not None:
                    return [point, *rest]
        seen[(column, alive)] = None
        return None


def _set(bits: int) -> Iterator[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def _first(bits: int) -> int:
    return next(_set(bits))


def _bits(test: n.Node, points: Sequence[Value]) -> int | None:
    """The points that pass a cell; None where it cannot be placed."""
    if not all(constant(end) is not None for end in _ends(test)):
        return None
    try:
        return sum(1 << index for index, point in enumerate(points) if passes(test, point, {}) is True)
    except (TypeError, ValueError, OverflowError):
        return None


def _ends(test: n.Node) -> Iterator[n.Node]:
    """The expressions a cell compares with."""
    if isinstance(test, n.AnyValue):
        return
    if isinstance(test, n.UnaryTest | n.Range | n.Not | n.ListOf):
        for child in n.children(test):
            yield from _ends(child)
    else:
        yield test


def _points(catalog: Catalog, hulls: Hulls, node: n.Node, tests: Iterable[n.Node]) -> list[Value]:
    figures = [constant(end) for test in tests for end in _ends(test)]
    known = [figure for figure in figures if figure is not None and figure is not NULL]
    optional = [NULL] if any(figure is NULL for figure in figures) else []
    fact = catalog.facts.get(node.name) if isinstance(node, n.Name) else None
    item = catalog.definitions.get(node.name) if isinstance(node, n.Name) else None
    kind = fact.type.kind if fact else item.type.kind if item else None
    if kind == "boolean" or any(isinstance(figure, bool) for figure in known):
        return [True, False, *optional]
    if kind == "choice" and fact is not None:
        return [*choice_points(catalog, fact, {f for f in known if isinstance(f, str)}, ()), *optional]
    if kind == "choice" and item is not None and (listed := catalog.choices.get(str(item.type.choices))):
        return [*(value for value, _ in listed.labels), *optional]
    if any(isinstance(figure, str) for figure in known):
        return [*dict.fromkeys(known), _OTHER, *optional]
    if kind == "date" or any(isinstance(figure, date) for figure in known):
        return [
            *date_points([f.toordinal() for f in known if isinstance(f, date)], hulls.of(node)),
            *optional,
        ]
    return [*number_points([figure for figure in known if is_number(figure)], hulls.of(node)), *optional]
