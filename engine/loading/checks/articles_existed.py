"""A citation names an article or annex that its statute had on the day from which it is cited.

Why it matters: an answer sends people to the article it rests on. An article that came later, or was gone by then, is no ground for it; most
often the citation was copied from another version. Statutes that rulesets/statutes does not list, supplementary provisions, and days of which
it knows nothing are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, Span, Text, diagnose
from engine.loading.checks.places import Source
from engine.loading.statutes import plain_name
from engine.model import Dated, Existence, Program, ProgramVersion, Statute, conditions_in

_CITATION = re.compile(
    r"(?P<statute>\D+?)\s+(?:제(?P<article>\d+)조(?P<branch>의\d+)?|별표\s*(?P<annex>\d+(?:의\d+)?))"
)
Cited = tuple[Sequence[str], date | None, Span | None]


def check(catalog: Catalog, _source: Source) -> Iterator[Diagnostic]:
    """Citations of what did not exist yet, or no longer."""
    for cites, day, span in _cited(catalog) if catalog.statutes else ():
        for cite in cites:
            found = _CITATION.match(cite)
            statute = catalog.statutes.get(plain_name(found["statute"])) if found else None
            if found and statute and day and (known := _denied(statute, found, day)) is not None:
                yield diagnose("M142", span=span, day=day, cite=cite, statute=statute.name, known=known)


def _cited(catalog: Catalog) -> Iterator[Cited]:
    for part in (catalog.parameters, catalog.tables, catalog.definitions):
        for item in part.values():
            yield from (_of(version.dated) for version in item.versions)
    for program in catalog.programs.values():
        for version in program.versions:
            yield from _of_version(program, version)


def _of(dated: Dated) -> Cited:
    return dated.evidence.cites, dated.interval.start, dated.span


def _of_version(program: Program, version: ProgramVersion) -> Iterator[Cited]:
    start = version.dated.interval.start
    yield _of(version.dated)
    for group in (version.conditions, version.worker_conditions):
        for condition in conditions_in(group):
            for variant in condition.variants if condition.keyed_to else condition.variants[:1]:
                day = variant.dated.interval.start if condition.keyed_to else start
                yield variant.dated.evidence.cites, day, condition.span
    for amount in version.amounts:
        yield amount.evidence.cites, start, amount.span
        yield from ((part.cites, start, amount.span) for part in amount.schedule)
    yield version.apply.cites, start, version.dated.span or program.span
    if version.cap is not None:
        yield version.cap.evidence.cites, start, version.dated.span or program.span


def _denied(statute: Statute, found: re.Match[str], day: date) -> Text | None:
    """What is known of an article or annex that did not exist on a day; None where it did, or where nothing is known."""
    listed = statute.annexes if found["annex"] else statute.articles
    number = found["annex"] or found["article"] + (found["branch"] or "")
    spans = listed.get(number)
    if day < statute.since or (spans is None and day > statute.complete_to):
        return None
    if spans is None:
        return Text("그런 번호가 없음", "it has no such number")
    return None if any(span.interval.holds(day) for span in spans) else _told(spans)


def _told(spans: Sequence[Existence]) -> Text:
    told = [
        (*_day(span.interval.start, span.promulgated), *_day(span.interval.end, span.removal_promulgated))
        for span in spans
    ]
    ko = ", ".join(
        f"{since}{'부터' if since else ''} {until}{'까지' if until else ''}".strip()
        for since, _, until, _ in told
    )
    en = ", ".join(
        f"{'from ' if since else ''}{since} {'until ' if until else ''}{until}".strip()
        for _, since, _, until in told
    )
    return Text(f"이 조문은 {ko} 있음", f"it exists {en}")


def _day(day: date | None, promulgated: date | None) -> tuple[str, str]:
    """A day in Korean and English, with that of its promulgation where it is another."""
    if day is None or promulgated is None or promulgated == day:
        return (str(day or ""),) * 2
    return f"{day}({promulgated} 공포)", f"{day} (promulgated {promulgated})"
