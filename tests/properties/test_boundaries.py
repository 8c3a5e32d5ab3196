"""Intervals are half-open at every change of the law: the day before and the day itself read different versions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from engine.catalog import Catalog
from engine.compiling import Slice
from engine.model import Dated
from engine.screening import Screener
from tests.properties.asking import PROGRAMS

DAY = timedelta(days=1)
FAR = date(2027, 6, 1)


def _changes(screener: Screener, name: str) -> Iterator[tuple[str, date]]:
    for key, days in screener.compiled.programs[name].changes.items():
        yield from ((key, day) for day in days)


def _slice(screener: Screener, name: str, key: str, day: date, known_at: date | None = None) -> Slice | None:
    planned = screener.compiled.programs[name]
    days = dict.fromkeys(planned.changes, FAR) | {key: day}
    found = screener.decider.slicing.of(planned, days, known_at)
    return found[0] if found else None


def _read(catalog: Catalog, slice_: Slice | None) -> dict[str, tuple[str | None, Dated]]:
    """What a slice reads: by name, the fact that selects it and the version chosen."""
    if slice_ is None:
        return {}
    read = {"": (None, slice_.planned.version.dated)}
    for _, figure in slice_.figures:
        item = (
            catalog.parameters.get(figure.name)
            or catalog.tables.get(figure.name)
            or catalog.definitions.get(figure.name)
        )
        if figure.kind in ("parameter", "table", "definition") and item is not None:
            read[figure.kind + figure.name] = (item.keyed_to, figure.dated)
    return read


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_day_before_reads_the_law_of_before(name: str, catalog: Catalog, screener: Screener) -> None:
    key = catalog.programs[name].keyed_to
    for version in catalog.programs[name].versions:
        start = version.dated.interval.start
        assert start is not None
        on, before = (_slice(screener, name, key, day) for day in (start, start - DAY))
        assert on is not None
        assert on.planned.version is version
        assert before is None or before.planned.version is not version
        if version.dated.ends:
            last = version.dated.interval.end - DAY
            assert _slice(screener, name, key, last).planned.version is version
            assert _slice(screener, name, key, last + DAY) is None


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_figure_is_in_force_on_its_day(name: str, catalog: Catalog, screener: Screener) -> None:
    for key, change in _changes(screener, name):
        for day in (change - DAY, change):
            slice_ = _slice(screener, name, key, day)
            days = dict.fromkeys(screener.compiled.programs[name].changes, FAR) | {key: day}
            for what, (selected_by, dated) in _read(catalog, slice_).items():
                asked = days[selected_by or catalog.programs[name].keyed_to]
                if selected_by or not what:
                    assert dated.interval.holds(asked), (key, day, what)


@pytest.mark.parametrize("name", PROGRAMS)
def test_something_changes_on_every_change_day(name: str, catalog: Catalog, screener: Screener) -> None:
    for key, change in _changes(screener, name):
        shapes = []
        for day in (change - DAY, change):
            slice_ = _slice(screener, name, key, day)
            figures = () if slice_ is None else tuple(f for _, f in slice_.figures)
            gaps = () if slice_ is None else tuple(op.data for op in slice_.steps if op.kind == "gap")
            shapes.append((None if slice_ is None else slice_.planned.version.dated, figures, gaps))
        reads = [_reads_key(catalog, screener, name, key, day) for day in (change - DAY, change)]
        assert shapes[0] != shapes[1] or not any(reads), (key, change)


def _reads_key(catalog: Catalog, screener: Screener, name: str, key: str, day: date) -> bool:
    """Whether the version of that day reads something with a change on the key (another version may be what does)."""
    read = _read(catalog, _slice(screener, name, key, day))
    edges = {e for k, d in read.values() if k == key for e in (d.interval.start, d.interval.end)}
    return bool(edges & {day, day + DAY})


@pytest.mark.parametrize("name", PROGRAMS)
def test_nothing_published_later_is_read(name: str, catalog: Catalog, screener: Screener) -> None:
    for key, change in _changes(screener, name):
        for known_at in (change - 400 * DAY, change - DAY, change):
            read = _read(catalog, _slice(screener, name, key, change, known_at))
            late = {what: d for what, (_, d) in read.items() if not d.known(known_at)}
            assert not late, (key, change, known_at)
