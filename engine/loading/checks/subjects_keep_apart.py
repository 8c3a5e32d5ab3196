"""The conditions on a company read the company alone, and a person's program is not asked about workers."""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, diagnose
from engine.loading.checks.places import Behind, Source, conditions

_OWN = {
    "company": ("company", "any"),
    "person": ("person", "company", "any"),
    "worker": ("person", "worker", "company", "any"),
}


def check(catalog: Catalog, source: Source) -> Iterator[Diagnostic]:
    """Conditions that read facts of somebody else."""
    behind = Behind(catalog)
    for tested in conditions(catalog):
        subject = (
            "worker"
            if tested.of_worker or (not tested.program.per_worker and tested.program.subject == "company")
            else ""
        )
        allowed = _OWN[subject or tested.program.subject]
        for name in sorted(behind.facts(tested.node)):
            if catalog.facts[name].entity not in allowed:
                yield diagnose("M131", span=source.inside(tested.node, tested.node.place), name=name)
