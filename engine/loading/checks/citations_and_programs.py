"""Every condition and amount is cited, and programs that exclude each other are programs."""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, diagnose, meant, nearest
from engine.loading.checks.places import Source
from engine.model import conditions_in

PROGRAMS = "benefit_program"


def check(catalog: Catalog, source: Source) -> Iterator[Diagnostic]:
    """Missing citations and unknown program ids."""
    listed = catalog.choices.get(PROGRAMS)
    known = [*catalog.programs, *(value for value, _ in listed.labels)] if listed else list(catalog.programs)
    for program in catalog.programs.values():
        for version in program.versions:
            for condition in (*conditions_in(version.conditions), *conditions_in(version.worker_conditions)):
                if any(
                    variant.when is not None and not variant.dated.evidence.cites
                    for variant in condition.variants
                ):
                    yield diagnose("M114", span=condition.span)
            for other in version.not_together_with:
                if other not in known and not source.hides(other):
                    yield diagnose(
                        "M108", span=version.dated.span, name=other, near=meant(nearest(other, known))
                    )
