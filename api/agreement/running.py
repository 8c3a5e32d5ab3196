"""Profiles in shares, one after the other or in several processes; the same result whoever is done first."""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from api.agreement.asking import Asked, Part, ask_share, difference_as_json
from engine.catalog import Catalog

# Profiles in a share: many of one law stand together, and somebody may be waiting for news.
_LEAST, _MOST = 250, 20_000
_SHARES = 4  # for each process
_MOST_UNHEARD = 10  # one profile in so many: of fewer a voice that is mostly silent would be taken to agree
Told = Callable[[int, float], None]  # profiles done, seconds so far


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a run."""

    asked: Asked
    first: int
    seconds: float
    part: Part

    @property
    def agreed(self) -> bool:
        """Whether no voice differed anywhere, and none was silent of more than one profile in ten."""
        unheard = Counter[str]()
        for (voice, _), number in self.part.unheard.items():
            unheard[voice] += number
        return not self.part.differing and all(
            _MOST_UNHEARD * number <= self.part.profiles for number in unheard.values()
        )

    def as_json(self, catalog: Catalog) -> dict[str, Any]:
        """The result as plain values."""
        part = self.part
        verdicts: dict[str, dict[str, int]] = {}
        for (program, verdict), number in sorted(part.verdicts.items()):
            verdicts.setdefault(program, {})[verdict] = number
        ordered = sorted(
            part.differences.values(), key=lambda difference: (difference.number, difference.kind)
        )
        return {
            "profiles": part.profiles,
            "first": self.first,
            "seed": self.asked.seed,
            "release": catalog.digest,
            "engines": list(self.asked.engines),
            "programs": list(self.asked.programs or catalog.programs),
            "agreed": self.agreed,
            "refused": part.refused,
            "differing": part.differing,
            "differences": [difference_as_json(difference) for difference in ordered],
            "verdicts": verdicts,
            "unheard": [
                {"voice": voice, "reason": reason, "profiles": number}
                for (voice, reason), number in sorted(part.unheard.items())
            ],
            "seconds": round(self.seconds),
        }


def run(asked: Asked, first: int, count: int, jobs: int, told: Told) -> Result:
    """Put profiles `first` to `first + count - 1` to every engine, in as many processes as `jobs` says."""
    size = min(_MOST, max(_LEAST, count // (_SHARES * jobs)))
    shares = [(asked, at, min(size, first + count - at)) for at in range(first, first + count, size)]
    start, whole = time.monotonic(), Part()
    for part in _parts(shares, min(jobs, len(shares))):
        whole.add(part)
        told(whole.profiles, time.monotonic() - start)
    return Result(asked, first, time.monotonic() - start, whole)


def _parts(shares: list[tuple[Asked, int, int]], jobs: int) -> Iterator[Part]:
    if jobs <= 1:
        yield from (ask_share(*share) for share in shares)
        return
    # Spawned, not forked: what an engine in C holds must not be shared by two processes.
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap_unordered(_ask, shares)


def _ask(share: tuple[Asked, int, int]) -> Part:
    return ask_share(*share)
