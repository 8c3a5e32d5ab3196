"""Which of some dated versions is the law on a day: chosen here a second time, from the model alone.

A version has begun where its first day has come, and counts where it was published by `known_at`. The one that began
last decides; where the text gives it an end that has passed, there is no law.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Final

from engine.model import Dated

BEFORE_ALL: Final = date.min.toordinal() - 1


class Timeline:
    """The versions of one dated thing, in order of time."""

    def __init__(self, versions: Sequence[Dated]) -> None:
        self.versions = tuple(versions)
        self.starts = [v.interval.start.toordinal() if v.interval.start else BEFORE_ALL for v in versions]
        self._published: dict[date, tuple[int, ...]] = {}

    def at(self, day: date | None, known_at: date | None) -> int | None:
        """The number of the version in force; None where no law is. `day` None: only what has no first day began."""
        begun = bisect_right(self.starts, BEFORE_ALL if day is None else day.toordinal())
        if known_at is not None:
            published = self._by(known_at)
            found = next((n for n in reversed(published) if n < begun), -1)
        else:
            found = begun - 1
        return None if found < 0 or self._over(found, day) else found

    def _over(self, number: int, day: date | None) -> bool:
        version = self.versions[number]
        end = version.interval.end
        return version.ends and end is not None and day is not None and day >= end

    def _by(self, known_at: date) -> tuple[int, ...]:
        if known_at not in self._published:
            days = [v.published or v.interval.start for v in self.versions]
            self._published[known_at] = tuple(n for n, day in enumerate(days) if not day or day <= known_at)
        return self._published[known_at]

    def turns(self) -> set[date]:
        """The days on which something changes."""
        return {day for v in self.versions for day in (v.interval.start, v.interval.end) if day is not None}
