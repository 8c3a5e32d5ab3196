"""A profile and its screening kept together in one file: written by `screen --save`, decided again by `replay`.

on, known_at, programs   what was asked, whether a flag or the document said it
release                  the digest of the law that answered
profile                  the document as it was read
screening                the answer in full, with the reasons of every worker
decision                 the SHA-256 of its decision (engine.decision)
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from api.requests import Options, read_document, read_request
from engine.decision import Deviation, decision_of, deviations, digest_of
from engine.determination import Detail
from engine.diagnostics import Refused, Text, diagnose
from engine.language.values import number_as_json
from engine.profile.values import day_of

if TYPE_CHECKING:
    from api.releases import Releases
    from api.requests import Request
    from engine.screening import Screener

IN_FULL = Detail(reasons=True, workers=True)
LARGEST = 100_000_000  # characters: the reasons of every worker of a large firm
DEEPEST = 100  # levels: groups within groups of conditions
_OBJECT = Text("객체", "an object")


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that was saved."""

    release: str
    on: date
    options: Options
    profile: Mapping[str, Any]
    screening: Mapping[str, Any]
    decision: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """A saved decision and the same decided again: the digests of both, and where they differ."""

    saved: str
    replayed: str
    deviations: list[Deviation]

    @property
    def same(self) -> bool:
        """Whether the two are the same byte for byte."""
        return self.saved == self.replayed and not self.deviations


def write_saved(path: Path, request: Request, screener: Screener, answer: Mapping[str, Any]) -> None:
    """Writes a request and its answer; what the answer left out is added, so that it can be held to a replay.

    Raises Refused where the file cannot be written.
    """
    profile = request.profile
    screening = {**answer, **screener.screen(profile, IN_FULL), "engine": answer["engine"]}
    saved = {
        "on": profile.on.isoformat(),
        "known_at": profile.known_at.isoformat() if profile.known_at else None,
        "programs": None if profile.programs is None else list(profile.programs),
        "release": screening["release"],
        "profile": request.raw,
        "screening": screening,
        "decision": digest_of(decision_of(screening)),
    }
    text = json.dumps(saved, ensure_ascii=False, indent=2, default=number_as_json)
    try:
        path.write_text(text + "\n", "utf-8", "backslashreplace")
    except OSError:
        raise Refused([diagnose("R108", path="--save", name=str(path))]) from None


def read_saved(path: Path) -> Saved:
    """A saved file. Raises Refused where it is none, or cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError):  # ValueError: a name with a zero byte
        raise Refused([diagnose("R103", path=str(path), name=str(path))]) from None
    if len(data) > LARGEST:
        raise Refused([diagnose("P102", path="", most=LARGEST)])
    plain = _plain(data)
    for key in ("profile", "screening"):
        if not isinstance(plain.get(key), dict):
            _refuse(key, _OBJECT)
    for key in ("release", "decision"):
        if not isinstance(plain.get(key), str):
            _refuse(key, Text("지문", "a digest"))
    on = _day(plain, "on")
    options = Options(
        on=on,
        known_at=None if plain.get("known_at") is None else _day(plain, "known_at"),
        programs=_programs(plain.get("programs")),
        release=plain["release"],
    )
    return Saved(plain["release"], on, options, plain["profile"], plain["screening"], plain["decision"])


def replay(saved: Saved, releases: Releases) -> Replayed:
    """Decides a saved profile again, under the release that its file names, and compares the decisions byte for byte.

    Raises Refused where that release is not there or does not hold what was published, or the profile cannot be used.
    """
    screener = releases.screener_of(saved.release, "release")
    # Through the one reader of profiles, so that a file is held to what a request is held to.
    document = read_document(json.dumps(saved.profile, ensure_ascii=False, default=number_as_json))
    request = read_request(document, screener.catalog, saved.on, replace(saved.options, release=None))
    again = decision_of(screener.screen(request.profile, IN_FULL))
    kept = decision_of(saved.screening)
    found = deviations(kept, again)
    digest = digest_of(kept)
    if saved.decision != digest:
        found.insert(0, Deviation("decision", saved.decision, digest))
    return Replayed(digest, digest_of(again), found)


def _plain(data: bytes) -> dict[str, Any]:
    try:
        plain = json.loads(
            data.decode("utf-8"), object_pairs_hook=_object, parse_float=str, parse_constant=_constant
        )
    except (ValueError, RecursionError):
        _refuse("", Text("JSON 문서", "a JSON document"))
    if not isinstance(plain, dict) or _deeper_than(plain, DEEPEST):
        _refuse("", _OBJECT)
    return plain


def _deeper_than(value: object, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(levels == 0 or _deeper_than(part, levels - 1) for part in inner)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key appears twice")
    return found


def _constant(_: str) -> NoReturn:
    raise ValueError("not a number")


def _day(plain: Mapping[str, Any], key: str) -> date:
    written = plain.get(key)
    day = day_of(written) if isinstance(written, str) else None
    if day is None:
        _refuse(key, Text("날짜", "a day"))
    return day


def _programs(value: object) -> tuple[str, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        _refuse("programs", Text("제도 id의 목록", "a list of program ids"))
    return tuple(value)


def _refuse(path: str, expected: Text) -> NoReturn:
    raise Refused([diagnose("R206", path=path, expected=expected)])
