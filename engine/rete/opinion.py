"""What this engine says of a program: verdict, version, outcome of every condition and group, reservations, known figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from engine.language.values import Number
from engine.rete.chain import Firing

ELIGIBLE: Final = "eligible"
OPEN: Final = "open"
INELIGIBLE: Final = "ineligible"
NOT_IN_FORCE: Final = "not_in_force"
OUTCOMES: Final[Mapping[bool | None, str]] = {True: "met", False: "unmet", None: "unknown"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for one subject: the person (`worker` None), a worker by id, or "" for nobody in particular.

    `version` is the first day of the version shown, `versions` those of all that may hold where a selecting date is
    unknown. `groups` are those below the root, by id or kind, each before those inside it. An amount is None where it has
    no single known figure. `firings` stand in their order.
    """

    worker: str | None
    verdict: str
    version: str | None = None
    versions: tuple[str | None, ...] = ()
    conditions: tuple[tuple[str, str], ...] = ()
    groups: tuple[tuple[str, str], ...] = ()
    reservations: tuple[str, ...] = ()
    conflict: bool = False
    amounts: Mapping[str, Number | None] | None = None
    firings: tuple[Firing, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What was found for a program. The verdict is the firm's where it is decided worker by worker."""

    program: str
    verdict: str
    findings: tuple[Finding, ...]
