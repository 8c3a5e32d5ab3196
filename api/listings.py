"""The catalogue and the vocabulary as JSON-ready values, for the command line and for HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.catalog import Catalog
from engine.diagnostics import Refused, Text
from engine.language.values import value_as_json
from engine.loading.lock import Release
from engine.loading.releases import folder_of
from engine.model import Amount, Bound, Fact, Program, ProgramVersion, RecordField, in_force

if TYPE_CHECKING:
    from api.releases import Releases


def programs_listing(catalog: Catalog, on: date) -> dict[str, Any]:
    """Every program with its versions, the one in force for an event on a day, and what the newest pays."""
    return {
        "on": on.isoformat(),
        "release": catalog.digest,
        "working": catalog.working,
        "programs": [_program(program, on) for program in catalog.programs.values()],
    }


def _program(program: Program, on: date) -> dict[str, Any]:
    found = in_force([version.dated for version in program.versions], on, None)
    versions = [_version(version) for version in program.versions]
    return {
        "program": program.id,
        "domain": program.domain,
        "for": program.subject,
        "per": "worker" if program.per_worker else None,
        "title": program.title.as_json(),
        "keyed_to": program.keyed_to,
        "version": None if found is None else versions[found]["from"],
        "versions": versions,
        "amounts": [_amount(amount) for amount in program.versions[-1].amounts],
    }


def _amount(amount: Amount) -> dict[str, Any]:
    return {"id": amount.id, "label": amount.label.as_json(), "unit": amount.unit, "ranks": amount.ranks}


def _version(version: ProgramVersion) -> dict[str, Any]:
    dated = version.dated
    return {
        "from": _day(dated.interval.start),
        "until": _day(dated.interval.end),
        "published": _day(dated.published),
        "cites": list(dated.evidence.cites),
    }


def facts_listing(catalog: Catalog, word: str | None = None) -> dict[str, Any]:
    """Every fact; with `word`, those whose name or label holds it."""
    wanted = (word or "").casefold()
    facts = [
        fact
        for fact in catalog.facts.values()
        if wanted in f"{fact.name} {fact.label.ko} {fact.label.en}".casefold()
    ]
    return {
        "release": catalog.digest,
        "working": catalog.working,
        "facts": [_fact(fact, catalog) for fact in facts],
    }


def _fact(fact: Fact, catalog: Catalog) -> dict[str, Any]:
    return {
        "fact": fact.name,
        "label": fact.label.as_json(),
        "entity": fact.entity,
        "source": fact.source,
        "optional": fact.type.optional,
        **_typed(fact, catalog),
        "known_by": list(fact.known_by),
        "changes": fact.changes,
        "sensitive": fact.sensitive,
        "judged_by": "agency" if fact.judged else None,
        "assumed": "screening_date" if fact.assumed else None,
        "fields": [
            {"field": field.name, "label": field.label.as_json(), **_typed(field, catalog)}
            for field in fact.fields
        ],
    }


def _typed(item: Fact | RecordField, catalog: Catalog) -> dict[str, Any]:
    kind = item.type.kind
    name = {"number": "integer" if item.type.integer else "decimal", "string": "text"}.get(kind, kind)
    without = getattr(item, "without", ())
    listed = catalog.choices[str(item.type.choices)].labels if kind == "choice" else ()
    return {
        "type": name,
        "unit": getattr(item, "unit", None),
        "low": _bound(item.low),
        "high": _bound(item.high),
        "values": {value: label.as_json() for value, label in listed if value not in without},
    }


def _bound(bound: Bound | None) -> object:
    if bound is None:
        return None
    if bound.from_today is not None:
        months = bound.from_today.count
        return f"today + P{months}M" if months else "today"
    return None if bound.value is None else value_as_json(bound.value)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def releases_listing(releases: Releases, *, verify: bool = False) -> dict[str, Any]:
    """The published releases in the order of publication, each with its state: `there`, or `missing`; `verify` opens
    each and tells `intact` from `changed`. And the working copy, where it holds: its digest, and whether published.
    """
    published = releases.listed()
    return {
        "working": _working(releases, published),
        "releases": [
            release_listing(releases.folder, release) | {"state": _state(releases, release, verify)}
            for release in published
        ],
    }


def release_listing(rulesets: Path, release: Release) -> dict[str, Any]:
    """One release: digest, day, note, folder."""
    return {
        "release": release.digest,
        "published": release.published.isoformat(),
        "note": release.note,
        "folder": folder_of(rulesets, release).relative_to(rulesets).as_posix(),
    }


def _working(releases: Releases, published: Sequence[Release]) -> dict[str, Any] | None:
    try:
        digest = releases.working.digest
    except Refused:  # a working copy with a mistake in it hides no release
        return None
    return {"release": digest, "published": any(release.digest == digest for release in published)}


def _state(releases: Releases, release: Release, verify: bool) -> str:
    if not folder_of(releases.folder, release).is_dir():
        return "missing"
    if not verify:
        return "there"
    try:
        releases.catalog(release.digest)
    except Refused:
        return "changed"
    return "intact"


def program_title(catalog: Catalog, name: str) -> Text:
    """The title of a program: of the catalogue, else of a choice list that names it, else its id."""
    program = catalog.programs.get(name)
    if program is not None:
        return program.title
    labels = (
        label for choices in catalog.choices.values() for value, label in choices.labels if value == name
    )
    return next(labels, Text(name, name))
