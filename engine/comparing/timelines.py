"""Dated things side by side in time: parameter values, table rows, definitions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TypeVar

from engine.comparing.change import ADDED, CHANGED, REMOVED, Change, Side
from engine.comparing.sides import Pair, Sides
from engine.diagnostics import Text
from engine.model import (
    Definition,
    DefinitionVersion,
    Parameter,
    ParameterValue,
    Row,
    Table,
    TableVersion,
    Variant,
)
from engine.periods import Interval

Version = TypeVar("Version", bound=ParameterValue | TableVersion | DefinitionVersion | Variant)
Stretch = tuple[Interval, Version | None, Version | None]
TIME = ("interval", "ends")  # told by the stretches themselves


def stretches(old: Sequence[Version], new: Sequence[Version]) -> list[Stretch[Version]]:
    """The longest intervals over which neither side changes and the two differ, in order of time."""
    merged: list[Stretch[Version]] = []
    for interval in _elementary([version.dated.interval for version in (*old, *new)]):
        ours, theirs = _holding(old, interval), _holding(new, interval)
        if (
            merged
            and merged[-1][0].end == interval.start
            and _same(merged[-1][1], ours)
            and _same(merged[-1][2], theirs)
        ):
            merged[-1] = (Interval(merged[-1][0].start, interval.end), ours, theirs)
        else:
            merged.append((interval, ours, theirs))
    return [(interval, ours, theirs) for interval, ours, theirs in merged if not _same(ours, theirs)]


def _elementary(intervals: Sequence[Interval]) -> Iterator[Interval]:
    """The pieces into which all ends of some intervals cut time."""
    days = {day for interval in intervals for day in (interval.start, interval.end) if day is not None}
    ends: list[date | None] = [None, *sorted(days), None]
    for start, end in pairwise(ends):
        yield Interval(start, end)


def _holding(versions: Sequence[Version], interval: Interval) -> Version | None:
    return next((version for version in versions if version.dated.interval.meets(interval)), None)


def _same(one: Version | None, other: Version | None) -> bool:
    """Whether two versions say the same, whenever they say it."""
    if one is None or other is None:
        return one is other
    return _content(one) == _content(other)


def _content(version: ParameterValue | TableVersion | DefinitionVersion | Variant) -> tuple[object, ...]:
    dated = version.dated
    said = (
        version.rows
        if isinstance(version, TableVersion)
        else version.when
        if isinstance(version, Variant)
        else version.value
    )
    # A truth is no number, though Python calls them equal.
    return (type(said), said, dated.evidence, dated.published)


def timeline(
    pair: Pair,
    old: Sequence[Version],
    new: Sequence[Version],
    say: Callable[[Sides, Version], Side],
    inside: Callable[[Version, Version], Iterator[Change]] | None = None,
) -> Iterator[Change]:
    """The stretches as changes; `inside` tells what differs where both sides have something to say."""
    for interval, ours, theirs in stretches(old, new):
        kind = ADDED if ours is None else REMOVED if theirs is None else CHANGED
        parts: tuple[Change, ...] = ()
        if ours is not None and theirs is not None:
            within = () if inside is None else inside(ours, theirs)
            parts = (*pair.fields(ours.dated, theirs.dated, *TIME), *within)
        yield Change(
            "value",
            kind,
            old=None if ours is None else say(pair.old, ours),
            new=None if theirs is None else say(pair.new, theirs),
            interval=interval,
            parts=parts,
        )


def parameter_changes(pair: Pair, old: Parameter | None, new: Parameter) -> Iterator[Change]:
    """What differs between two states of a parameter; `old` None: it is new."""
    if old is not None:
        yield from pair.fields(old, new, "versions")

    def say(sides: Sides, version: ParameterValue) -> Side:
        own = old if sides is pair.old and old is not None else new
        return sides.figure(version.value, own.unit, own.type, version.dated.evidence.cites)

    def items(ours: ParameterValue, theirs: ParameterValue) -> Iterator[Change]:
        if isinstance(ours.value, tuple) and isinstance(theirs.value, tuple):
            yield from _items(pair, ours.value, theirs.value, new)

    yield from timeline(pair, old.versions if old else (), new.versions, say, items)


def _items(
    pair: Pair, old: tuple[object, ...], new: tuple[object, ...], parameter: Parameter
) -> Iterator[Change]:
    for kind, sides, values, others in ((REMOVED, pair.old, old, new), (ADDED, pair.new, new, old)):
        for value in values:
            if value not in others:
                label = sides.figure((value,), None, parameter.type).text
                yield Change("item", kind, id=str(value), label=label)


def definition_changes(pair: Pair, old: Definition | None, new: Definition) -> Iterator[Change]:
    """What differs between two states of a definition; `old` None: it is new."""
    if old is not None:
        yield from pair.fields(old, new, "versions")

    def say(sides: Sides, version: DefinitionVersion) -> Side:
        return sides.expression(version.value, version.dated.evidence.cites)

    yield from timeline(pair, old.versions if old else (), new.versions, say)


def variant_changes(pair: Pair, old: Sequence[Variant], new: Sequence[Variant]) -> Iterator[Change]:
    """What differs between two states of a condition's test."""

    def say(sides: Sides, variant: Variant) -> Side:
        return sides.expression(variant.when, variant.dated.evidence.cites)

    return timeline(pair, old, new, say)


def table_changes(pair: Pair, old: Table | None, new: Table) -> Iterator[Change]:
    """What differs between two states of a table; `old` None: it is new."""
    if old is not None:
        yield from pair.fields(old, new, "versions")

    def say(_: Sides, version: TableVersion) -> Side:
        count = len(version.rows)
        return Side(Text(f"{count}행", f"{count} rows"), None, version.dated.evidence.cites)

    def rows(ours: TableVersion, theirs: TableVersion) -> Iterator[Change]:
        return _rows(pair, old or new, new, ours, theirs)

    yield from timeline(pair, old.versions if old else (), new.versions, say, rows)


def _rows(pair: Pair, old: Table, new: Table, ours: TableVersion, theirs: TableVersion) -> Iterator[Change]:
    before, after = _keyed(ours.rows), _keyed(theirs.rows)
    for key in dict.fromkeys((*before, *after)):
        left, right = before.get(key), after.get(key)
        if left is not None and right is not None and left.result == right.result:
            continue
        shown, sides, table = (right, pair.new, new) if right is not None else (left, pair.old, old)
        yield Change(
            "row",
            ADDED if left is None else REMOVED if right is None else CHANGED,
            label=_row_label(sides, table, shown) if shown else None,
            old=_result(pair.old, old, left, ours),
            new=_result(pair.new, new, right, theirs),
        )
    if list(before) != list(after) and set(before) == set(after):
        yield Change("order", CHANGED)


def _result(sides: Sides, table: Table, row: Row | None, version: TableVersion) -> Side | None:
    if row is None:
        return None
    return sides.result(row.result, table.unit, table.type, version.dated.evidence.cites)


def _keyed(rows: Sequence[Row]) -> dict[Hashable, Row]:
    """The rows by their tests; a row that repeats them is told apart by how often they came before."""
    found: dict[Hashable, Row] = {}
    for row in rows:
        times = sum(1 for other in found.values() if other.tests == row.tests)
        found[row.tests, times] = row
    return found


def _row_label(sides: Sides, table: Table, row: Row) -> Text:
    """The tests of a row: each input with its cell, those that take anything left out."""
    cells = [
        (sides.expression(given).text, sides.cell(test))
        for given, test in zip(table.inputs, row.tests, strict=False)
    ]
    said = [(given, cell) for given, cell in cells if cell.ko != "-"]
    return Text(
        ", ".join(f"{given.ko} {cell.ko}" for given, cell in said) or "-",
        ", ".join(f"{given.en} {cell.en}" for given, cell in said) or "-",
    )
