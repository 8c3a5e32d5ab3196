"""What the property tests share: a document in, one determination out, and small changes to documents."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings

from engine.determination import Detail
from engine.diagnostics import Refused
from engine.profile import read_profile
from engine.screening import Screener

Raw = dict[str, Any]
Place = tuple[Any, ...]  # keys and indexes from a document to one fact or record field
TODAY = date(2026, 11, 23)
RULESETS = Path(__file__).resolve().parents[2] / "rulesets"
PROGRAMS = sorted(path.parent.name for path in RULESETS.glob("*/*/common.yaml"))


_OFTEN_ENOUGH = 20
_PROGRAMS_AT_FIRST = 6  # the examples of so many programs are shared by all there are, so that the run does not grow with the catalogue


def thorough(examples: int) -> settings:
    """The same examples on every run: a failure must be found again. `examples` is what a program gets in a small catalogue."""
    return settings(
        max_examples=max(
            _OFTEN_ENOUGH, examples * _PROGRAMS_AT_FIRST // max(_PROGRAMS_AT_FIRST, len(PROGRAMS))
        ),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def ask(screener: Screener, raw: Raw, known_at: date | None = None) -> dict[str, Any] | None:
    """The one determination of a document; None where the document is refused."""
    try:
        profile = read_profile(raw, screener.catalog, TODAY, known_at=known_at)
    except Refused:
        return None
    (answer,) = screener.screen(profile, Detail(workers=True))["determinations"]
    return answer


def facts_in(raw: Raw) -> Iterator[Place]:
    """The place of every fact of a document, and of every field of its records."""
    for holder in (
        ("facts",),
        ("company", "facts"),
        *((("workers", i, "facts")) for i in range(len(raw.get("workers", [])))),
    ):
        for name, value in at(raw, holder, {}).items():
            yield (*holder, name)
            for index, record in enumerate(value if isinstance(value, list) else []):
                yield from ((*holder, name, index, field) for field in record)


def at(raw: Any, place: Place, default: Any = None) -> Any:
    """What stands at a place."""
    for step in place:
        if not (isinstance(raw, list) or step in raw):
            return default
        raw = raw[step]
    return raw


def without(raw: Raw, place: Place) -> Raw:
    """A copy of a document that leaves one fact or field out."""
    copied = copy.deepcopy(raw)
    del at(copied, place[:-1])[place[-1]]
    return copied


def difference(left: Any, right: Any, place: str = "") -> str | None:
    """The first place where two answers differ, in one line; None where they are the same."""
    if type(left) is not type(right):
        return f"{place}: {left!r:.200} / {right!r:.200}"
    if isinstance(left, dict) and left.keys() == right.keys():
        found = (difference(left[key], right[key], f"{place}.{key}") for key in left)
        return next((text for text in found if text), None)
    if isinstance(left, list) and len(left) == len(right):
        found = (difference(a, b, f"{place}[{i}]") for i, (a, b) in enumerate(zip(left, right, strict=True)))
        return next((text for text in found if text), None)
    return None if left == right else f"{place}: {left!r:.200} / {right!r:.200}"
