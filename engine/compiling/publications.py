"""What of a program's law was published when: two days between which nothing new was to be known have the same slices."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from engine.compiling.plan import below
from engine.compiling.programs import (
    CompiledCatalog,
    PlannedProgram,
    key_read,
    planned_conditions,
    roots_of,
    versions_read,
)
from engine.compiling.slices import Days
from engine.model import Dated, in_force

Timeline = tuple[str | None, tuple[Dated, ...]]  # the key that selects, or None: a computed day does, or none


class Publications:
    """The days on which something was published that a program reads in any version."""

    def __init__(self, compiled: CompiledCatalog, program: PlannedProgram) -> None:
        self._timelines = tuple(_timelines(compiled, program))
        dated = (version for _, versions in self._timelines for version in versions)
        self.days = tuple(sorted({day for version in dated if (day := _published(version)) is not None}))

    def last(self, known_at: date) -> date:
        """The last of the days up to `known_at`: the law known on both is the same."""
        place = bisect_right(self.days, known_at)
        return self.days[place - 1] if place else date.min

    def last_telling(self, known_at: date, days: Days) -> date:
        """The last up to `known_at` on which something was published that bears on the law of the days chosen.

        Of what has begun by its day and is in force, nothing that begins later is read; of what is not, its gap tells when it begins.
        """
        told = date.min
        for key, versions in self._timelines:
            day = None if key is None else days[key]
            chosen = isinstance(day, date) and in_force(versions, day, known_at) is not None
            for version in versions:
                published, start = _published(version), version.interval.start
                if published is None or not told < published <= known_at:
                    continue
                if not chosen or start is None or (isinstance(day, date) and start <= day):
                    told = published
        return told


def _published(version: Dated) -> date | None:
    return version.published or version.interval.start


def _timelines(compiled: CompiledCatalog, program: PlannedProgram) -> Iterator[Timeline]:
    yield program.program.keyed_to, tuple(version.version.dated for version in program.versions)
    for version in program.versions:
        for planned in planned_conditions(version):
            condition = planned.condition
            yield condition.keyed_to, tuple(variant.dated for variant in condition.variants)
    ops = compiled.plan.ops
    roots = [op for version in program.versions for op in roots_of(version)]
    for number in below(ops, [*roots, *(compiled.selecting[key] for key in program.changes)]):
        op, found = ops[number], tuple(versions_read(compiled.catalog, ops[number]))
        if found:
            yield key_read(op), found
