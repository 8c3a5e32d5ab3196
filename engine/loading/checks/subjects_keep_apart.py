"""The conditions on a company read the company alone, and a person's program is not asked about workers."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import Diagnostic, diagnose
from engine.loading.checks.places import Source, conditions
from engine.loading.reasoning.reasoner import Reasoner

_OWN = {
    "company": ("company", "any"),
    "person": ("person", "company", "any"),
    "worker": ("person", "worker", "company", "any"),
}


def check(reasoner: Reasoner, source: Source) -> Iterator[Diagnostic]:
    """Conditions that read facts of somebody else."""
    catalog = reasoner.catalog
    for tested in conditions(catalog):
        subject = (
            "worker"
            if tested.of_worker or (not tested.program.per_worker and tested.program.subject == "company")
            else ""
        )
        allowed = _OWN[subject or tested.program.subject]
        for name in sorted(reasoner.behind(tested.node)):
            if catalog.facts[name].entity not in allowed:
                yield diagnose("M131", span=source.inside(tested.node, tested.node.place), name=name)
