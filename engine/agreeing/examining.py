"""One document put to every engine: the compiled plan answers, the others are compared with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from engine.agreeing.narrowing import no_room
from engine.agreeing.shrinking import Path, shrunk, without
from engine.determination import Detail
from engine.diagnostics import Refused
from engine.drawing import Edges
from engine.drawing.placing import Raw
from engine.profile import Profile, read_profile
from engine.rete import Opinion
from engine.rete.chain import Unavailable
from engine.screening import Screener
from engine.second_opinion import Difference, differences

_COMPARED = Detail(reasons=True, workers=True, help=False, worked_out=True)


class Voice(Protocol):
    """Whoever has an opinion of a profile."""

    def decide(self, profile: Profile) -> Mapping[str, Opinion | None]:
        """The opinion of every program asked about, by program; None where it says that it has none.

        Raises Unavailable where it cannot answer at all.
        """


@dataclass(frozen=True, slots=True)
class Found:
    """Where a voice differs from the compiled plan: the document, made as small as it goes, and what differs in it."""

    voice: str
    document: Raw
    differences: tuple[Difference, ...]
    left_out: Path | None = None  # what is not said in the part of it that the plan was asked about


class Examiner:
    """Puts documents to the compiled plan and to some voices, by name."""

    def __init__(self, screener: Screener, voices: Mapping[str, Voice]) -> None:
        self.screener, self.voices = screener, voices
        self.verdicts: Counter[tuple[str, str]] = Counter()  # of the compiled plan, by program and verdict
        self.unheard: Counter[tuple[str, str]] = (
            Counter()
        )  # profiles of which a voice had no opinion, with the reason

    def examine(self, raw: Raw, left_out: Path | None = None) -> list[tuple[str, tuple[Difference, ...]]]:
        """The voices that differ from the compiled plan, and in what. Raises Refused where the document is no profile.

        `left_out`: the path of something in it. What the plan says without that must leave room for what a voice says of the whole.
        """
        profile = self._read(raw)
        less = None if left_out is None else self._less(raw, left_out)
        screening = self.screener.screen(profile, _COMPARED)
        self.verdicts.update((each["program"], each["verdict"]) for each in screening["determinations"])
        found = []
        for name, voice in self.voices.items():
            try:
                opinions = voice.decide(profile)
            except Unavailable as unavailable:
                self.unheard[name, unavailable.reason] += 1
                continue
            differing = (*_differing(screening, opinions), *(() if less is None else no_room(less, opinions)))
            found += [(name, differing)] if differing else []
        return found

    def _less(self, raw: Raw, left_out: Path) -> dict[str, Any] | None:
        """The screening of a part of a document; None where that is no profile, or nothing stands at the path."""
        part = without(raw, left_out)
        try:
            return None if part is None else self.screener.screen(self._read(part), _COMPARED)
        except Refused:
            return None

    def law_of(self, raw: Raw) -> str:
        """What sorts documents by the law they are decided by: engines keep that of few days. Empty where the document is no profile."""
        try:
            profile = self._read(raw)
        except Refused:
            return ""
        return f"{profile.known_at} {self.screener.law_of(profile)}"

    def _read(self, raw: Raw) -> Profile:
        return read_profile(raw, self.screener.catalog, date.fromisoformat(raw["on"]))

    def reduce(self, raw: Raw, voice: str, edges: Edges, left_out: Path | None = None) -> Found:
        """The least document in which one voice still differs in the same program and the same field."""
        first = self._differing(raw, voice, left_out)[0]
        kind = (first.program, first.field)
        left_out = None if first in self._differing(raw, voice) else left_out

        def still(less: Raw) -> bool:
            kinds = [(each.program, each.field) for each in self._differing(less, voice, left_out)]
            # What differs in the whole stands first: where anything does, nothing of it need be left out.
            return kind in (kinds if left_out is None else kinds[:1])

        alone = {**raw, "programs": [first.program]}
        least = shrunk(alone if still(alone) else raw, still, edges)
        return Found(voice, least, self._differing(least, voice, left_out), left_out)

    def _differing(self, raw: Raw, voice: str, left_out: Path | None = None) -> tuple[Difference, ...]:
        only = Examiner(self.screener, {voice: self.voices[voice]})
        try:
            return next((differing for _, differing in only.examine(raw, left_out)), ())
        except Refused:
            return ()


def _differing(
    screening: Mapping[str, Any], opinions: Mapping[str, Opinion | None]
) -> tuple[Difference, ...]:
    silent = {program for program, opinion in opinions.items() if opinion is None}
    said = {program: opinion for program, opinion in opinions.items() if opinion is not None}
    heard = [each for each in screening["determinations"] if each["program"] not in silent]
    return tuple(differences({**screening, "determinations": heard}, said))
