"""Every condition and amount is cited, and the programs that others exclude or whose applications date a fact are programs."""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, Span, diagnose, meant, nearest
from engine.loading.checks.places import Source
from engine.model import conditions_in

PROGRAMS = "benefit_program"


def check(catalog: Catalog, source: Source) -> Iterator[Diagnostic]:
    """Missing citations and unknown program ids."""
    listed = catalog.choices.get(PROGRAMS)
    known = [*catalog.programs, *(value for value, _ in listed.labels)] if listed else list(catalog.programs)

    def unknown(name: str, span: Span | None) -> Iterator[Diagnostic]:
        if name not in known and not source.hides(name):
            yield diagnose("M108", span=span, name=name, near=meant(nearest(name, known)))

    for fact in catalog.facts.values():
        for name in fact.filed.programs if fact.filed else ():
            yield from unknown(name, fact.span)
    for program in catalog.programs.values():
        for version in program.versions:
            for condition in (*conditions_in(version.conditions), *conditions_in(version.worker_conditions)):
                if any(
                    variant.when is not None and not variant.dated.evidence.cites
                    for variant in condition.variants
                ):
                    yield diagnose("M114", span=condition.span)
            for other in version.not_together_with:
                yield from unknown(other, version.dated.span)
