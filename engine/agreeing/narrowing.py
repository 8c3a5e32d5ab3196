"""One thing less said: what the plan says of the rest leaves room for what a voice says of the whole.

No voice gives ranges, so nothing else holds the plan's ranges against another engine. What is learned settles an open verdict or leaves a
settled one as it is (`rulesets/language.md`), and a figure once known lies in the range that there was before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.agreeing.shrinking import Path
from engine.catalog import Catalog
from engine.drawing.placing import Raw
from engine.language.values import Number, number_as_json
from engine.model import Fact
from engine.rational import Fraction
from engine.rete.opinion import INELIGIBLE, NOT_IN_FORCE, OPEN, Finding, Opinion
from engine.second_opinion import Difference


def learned(raw: Raw, catalog: Catalog) -> list[Path]:
    """The paths of all in a document that may be left out as not known: facts, and fields of records. Not that of which the law says what holds
    where nobody tells or what follows from the rest (said otherwise it counts, and the rest gives another figure), nor what the history of
    the document tells of an earlier day.
    """
    told = {name for entry in raw.get("history", ()) for name in entry["facts"]}
    found: list[Path] = []
    for path, facts in _facts(raw, ()):
        for name, value in facts.items():
            if name not in told and _is_learned(catalog.facts[name], catalog):
                found.append((*path, name))
                records = enumerate(value if isinstance(value, list) else ())
                found += [
                    (*path, name, place, field)
                    for place, record in records
                    for field in (record if isinstance(record, dict) else ())
                ]
    return found


def _facts(value: object, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The facts of every subject of a document."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "facts":
                yield (*path, name), inner
            elif name != "history":
                yield from _facts(inner, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _facts(inner, (*path, place))


def _is_learned(fact: Fact, catalog: Catalog) -> bool:
    return is_learned_once(fact) and fact.name not in catalog.definitions and fact.name not in catalog.tables


def is_learned_once(fact: Fact) -> bool:
    """Whether a fact is open where nobody tells it: neither assumed (or dated by a filing) nor a finding of the agency."""
    return not (fact.assumed or fact.judged or fact.filed or fact.name == "applications")


def no_room(less: Mapping[str, Any], opinions: Mapping[str, Opinion | None]) -> Iterator[Difference]:
    """Where what is said of a whole document has no room in the full screening of a part of it: another settled verdict, or a figure out of its
    range.
    """
    for shown in less["determinations"]:
        opinion = opinions.get(shown["program"])
        if opinion is None or shown["contradictions"]:
            continue
        workers = {worker["id"]: worker for worker in shown.get("workers") or ()}
        for finding in opinion.findings:
            part = shown if finding.worker is None else workers.get(finding.worker)
            if part is not None and not finding.conflict:
                yield from _of_subject(shown["program"], part, finding)


def _of_subject(program: str, less: Mapping[str, Any], finding: Finding) -> Iterator[Difference]:
    before, after = less["verdict"], finding.verdict
    if before != OPEN and _refused(before) != _refused(after):
        yield Difference(program, finding.worker, "verdict with less said", before, after)
    elif _refused(after) != INELIGIBLE:
        given = {amount["id"]: amount for amount in less["amounts"]}
        for id_, figure in (finding.amounts or {}).items():
            ends = (given[id_]["low"], given[id_]["high"]) if id_ in given else (None, None)
            if figure is not None and not _within(figure, ends):
                field = f"amount {id_} with less said"
                yield Difference(program, finding.worker, field, ends, number_as_json(figure))


def _refused(verdict: str) -> str:
    return INELIGIBLE if verdict == NOT_IN_FORCE else verdict


def _within(figure: Number, ends: tuple[int | str | None, int | str | None]) -> bool:
    low, high = ends
    if low is None or high is None:
        return True
    return Fraction(low) <= figure <= Fraction(high)
