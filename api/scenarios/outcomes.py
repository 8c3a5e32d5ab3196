"""What came of scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.coverage import Seen


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one scenario; `told` is set where it failed for another reason than a mistake in a step."""

    file: str
    line: int
    feature: str
    name: str
    example: Mapping[str, str]
    passed: bool
    mistakes: tuple[Mapping[str, Any], ...] = ()
    told: str = ""


@dataclass(slots=True)
class Ran:
    """What came of a run, scenario by scenario, and what the scenarios saw of the law."""

    outcomes: list[Outcome] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
    broken: list[str] = field(default_factory=list)  # what kept scenarios from being run at all

    @property
    def failed(self) -> bool:
        """Whether anything did not go as it should."""
        return bool(self.broken) or not all(outcome.passed for outcome in self.outcomes)

    def by_file(self) -> dict[str, tuple[str, int, int]]:
        """For each file its title, how many scenarios passed and how many failed."""
        counts: dict[str, tuple[str, int, int]] = {}
        for outcome in self.outcomes:
            _, passed, failed = counts.get(outcome.file, ("", 0, 0))
            counts[outcome.file] = (outcome.feature, passed + outcome.passed, failed + (not outcome.passed))
        return counts


def reached(name: str) -> str:
    """A path as it is reached from where the command runs: an editor can go there."""
    here = Path.cwd()
    path = Path(name)
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else name
