"""Who is decided, and with which facts: the merging of person, company and worker facts said once more, naively."""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.catalog import Catalog
from engine.language.values import UNKNOWN, DayBetween
from engine.model import Program
from engine.periods import FIRST_DAY, LAST_DAY
from engine.profile import Profile


def subjects(profile: Profile, catalog: Catalog, program: Program) -> list[tuple[str | None, dict[str, Any]]]:
    """(worker id or None, facts) for each subject of a program; filing dates and assumptions filled in."""
    company = profile.company.facts if profile.company else {}
    if program.subject == "person":
        employer = {k: v for k, v in company.items() if catalog.facts[k].entity == "company"}
        return [(None, _filled(catalog, program, profile.on, {**employer, **(profile.person or {})}))]
    workers = dict(profile.company.workers or {}) if profile.company else {}
    if profile.person is not None:
        workers = {"self": profile.person, **workers}
    if profile.person is None and profile.company and profile.company.workers is None:
        workers = {"": {}}
    own = {
        id_: {k: v for k, v in f.items() if catalog.facts[k].entity != "any"} for id_, f in workers.items()
    }
    return [(id_, _filled(catalog, program, profile.on, {**facts, **company})) for id_, facts in own.items()]


def _filled(catalog: Catalog, program: Program, on: date, facts: dict[str, Any]) -> dict[str, Any]:
    answer = {**facts, "screening_date": on}
    for name, fact in catalog.facts.items():
        for flag, other in [rule.fields for rule in fact.rules if rule.kind == "excludes"]:
            if name in facts:
                answer[name] = [r if other not in r else {flag: False, **r} for r in answer[name]]
        if fact.in_question and program.subject == "company":
            answer.setdefault(name, DayBetween(FIRST_DAY, LAST_DAY))
        if fact.filed is not None and "applications" in facts:
            wanted, kind = fact.filed.programs or (program.id,), fact.filed.kind
            fits = [
                r for r in facts["applications"] if r.get("program") in wanted and r.get("kind", kind) == kind
            ]
            if fits:
                answer[name] = max((r["filed_on"] for r in fits if "filed_on" in r), default=UNKNOWN)
                continue
        if fact.assumed:
            answer.setdefault(name, on)
    return answer
