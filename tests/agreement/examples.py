"""What the scenarios ask: profiles that people have written, with records that fit together, for drawing to begin at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.determination import Detail
from engine.diagnostics import Refused
from engine.drawing.bases import Base
from engine.drawing.placing import Facts, Raw
from engine.profile import read_profile
from engine.screening import Screener
from features.steps.case import Case

FEATURES = Path(__file__).resolve().parents[2] / "features"
_VERDICT = Detail(reasons=False, summary=True)


def asked_in_scenarios() -> list[Raw]:
    """Every document that a scenario asks about, once; the scenarios run for it."""
    found: dict[str, Raw] = {}
    ask = Case.ask

    def noting(case: Case, on: str, known_at: str | None = None) -> None:
        raw: Raw = {**case._raw({}), "on": on}
        found.setdefault(repr(raw), raw)
        ask(case, on, known_at)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Case, "ask", noting)
        pytest.main([str(FEATURES / "test_scenarios.py"), "-q", "-q", "--no-header", "-p", "no:xdist"])
    return list(found.values())


def bases_of(screener: Screener, documents: Sequence[Raw]) -> dict[str, tuple[Base, ...]]:
    """By program the documents whose facts are eligible for it, as places to begin at. Of a company, its first worker."""
    found: dict[str, list[Base]] = {}
    for raw in documents:
        try:
            profile = read_profile(raw, screener.catalog, date.fromisoformat(raw["on"]))
        except Refused:
            continue
        facts = dict(_facts(raw))
        for each in screener.screen(profile, _VERDICT)["determinations"]:
            if each["verdict"] == "eligible":
                found.setdefault(each["program"], []).append(Base(profile.on, facts, ()))
    return {program: tuple(bases) for program, bases in found.items()}


def _facts(raw: Raw) -> Iterator[tuple[str, Any]]:
    workers: list[Facts] = [worker["facts"] for worker in raw.get("workers", ())]
    for part in (raw["facts"], raw.get("company", {}).get("facts", {}), *workers[:1]):
        yield from part.items()
