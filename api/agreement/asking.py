"""One share of the profiles, in whatever process it falls to: drawn, put to the engines, differences made small."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from api.releases import Releases
from api.requests import COMPILED
from engine.agreeing import Examiner, Found, Path, Voice, learned
from engine.catalog import Catalog
from engine.diagnostics import Refused
from engine.drawing import Climber, Drawer, Sown
from engine.drawing.chance import one_in, picked
from engine.drawing.placing import Raw
from engine.screening import Screener

# Profiles are asked in the order of the law they are decided by: more of it is seldom asked for again. One choice is a megabyte.
_KEPT = 5_000
# Of the gigabytes that are kept little is ever garbage. Python by itself looks through all of it 31 times in 3,000 profiles, a fifth of
# the time (of 307 s of CPU 76, and 14 of 260 so); with these thresholds once in some 9,000 profiles.
_SELDOM = (20_000, 20, 250)
_LESS = 4  # of so many profiles one is asked of the plan once more, with one thing less said
ENGINES = (COMPILED, "clips", "durable")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: by which release, which engines, about which programs (none: all), drawn from which seed."""

    release: str | None
    engines: tuple[str, ...]
    programs: tuple[str, ...]
    seed: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A kind of difference: the voice, the number of the profile in which it was first met, and the least document."""

    number: int
    found: Found

    @property
    def kind(self) -> tuple[str, str, str]:
        """What makes two differences one: the voice, the program, the field."""
        first = self.found.differences[0]
        return (self.found.voice, first.program, first.field)


@dataclass(slots=True)
class Part:
    """What came of some profiles."""

    profiles: int = 0
    refused: int = 0
    differing: int = 0  # profiles in which some voice differs
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)  # by program and verdict
    unheard: Counter[tuple[str, str]] = field(default_factory=Counter)  # by voice and reason
    differences: dict[tuple[str, str, str], Difference] = field(default_factory=dict)

    def add(self, other: Part) -> None:
        """Take in another part; of the same kind of difference the one with the least number stays."""
        self.profiles += other.profiles
        self.refused += other.refused
        self.differing += other.differing
        self.verdicts += other.verdicts
        self.unheard += other.unheard
        for kind, difference in other.differences.items():
            known = self.differences.get(kind)
            if known is None or difference.number < known.number:
                self.differences[kind] = difference


class Asker:
    """Draws profiles by their number and asks every voice; `alone`: of each only the programs whose facts it has.

    Opened once in a process: climbing to bases and building rules take time.
    """

    def __init__(
        self,
        catalog: Catalog,
        voices: Callable[[Screener], Mapping[str, Voice]],
        programs: tuple[str, ...],
        seed: int,
        *,
        alone: bool = False,
    ) -> None:
        screener = Screener(catalog, keep=_KEPT)
        self.examiner = Examiner(screener, voices(screener))
        self.drawer = Drawer(Climber(screener), programs)
        self.seed, self.alone = seed, alone

    def ask(self, first: int, count: int) -> Part:
        """What comes of the profiles from a number on. Together they ask for the law of every year, in some thousands of ways: put in order,
        those that ask for the same stand together, and nothing has to be cut, compiled or chained twice.
        """
        part = Part()
        numbers = range(first, first + count)
        drawn = [(self.drawer.of_catalog(Sown(self.seed, n), alone=self.alone), n) for n in numbers]
        law = [self.examiner.law_of(raw) for raw, _ in drawn]
        with _collecting_seldom():
            for place in sorted(range(count), key=law.__getitem__):
                self._one(part, *drawn[place])
        part.verdicts, self.examiner.verdicts = self.examiner.verdicts, Counter()
        part.unheard, self.examiner.unheard = self.examiner.unheard, Counter()
        return part

    def _left_out(self, raw: Raw, number: int) -> Path | None:
        """What is not said when a profile is asked once more; of most profiles nothing is asked once more."""
        chance = Sown(~self.seed, number)
        paths = learned(raw, self.examiner.screener.catalog) if one_in(chance, _LESS) else []
        return picked(chance, paths) if paths else None

    def _one(self, part: Part, raw: Raw, number: int) -> None:
        part.profiles += 1
        left_out = self._left_out(raw, number)
        try:
            differing = self.examiner.examine(raw, left_out)
        except Refused:
            part.refused += 1
            return
        part.differing += bool(differing)
        for voice, differences in differing:
            first = differences[0]
            kind = (voice, first.program, first.field)
            if kind not in part.differences:
                found = self.examiner.reduce(raw, voice, self.drawer.edges, left_out)
                part.differences[kind] = Difference(number, found)


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def ask_share(asked: Asked, first: int, count: int) -> Part:
    """The same for a share that was sent to this process."""
    return _asker(asked).ask(first, count)


@cache
def _asker(asked: Asked) -> Asker:
    catalog = Releases().catalog(asked.release)
    names = [name for name in asked.engines if name != COMPILED]
    return Asker(
        catalog, lambda _: {name: voice_of(name, catalog) for name in names}, asked.programs, asked.seed
    )


def voice_of(name: str, catalog: Catalog) -> Voice:
    """An engine beside the compiled plan. Each is imported only where it is asked for."""
    from engine.rete import Network  # noqa: PLC0415 - agreeing may be asked of the compiled plan alone
    from engine.rete.remembering import RememberingChain  # noqa: PLC0415 - see above

    if name == "clips":
        from engine.rete.clips_chain import ClipsChain  # noqa: PLC0415 - see above

        return Network(catalog, RememberingChain(ClipsChain()), _KEPT)
    from engine.rete.durable import DurableChain  # noqa: PLC0415 - see above

    return Network(catalog, RememberingChain(DurableChain()), _KEPT)


def difference_as_json(difference: Difference) -> dict[str, Any]:
    """A difference as plain values: the least profile, and in it each place with what either engine says."""
    left_out = difference.found.left_out
    return {
        "voice": difference.found.voice,
        "number": difference.number,
        "profile": difference.found.document,
        "left_out": None if left_out is None else ".".join(str(step) for step in left_out),
        "differences": [
            {
                "program": each.program,
                "worker": each.worker,
                "field": each.field,
                COMPILED: each.compiled,
                difference.found.voice: each.rete,
            }
            for each in difference.found.differences
        ],
    }
