"""A condition judged by the agency reads findings of the agency alone and stands in a positive place.

Why it matters: an unknown finding is set aside, and the verdict is the one with it true. If the condition also read
what the applicant can say, an unanswered question would be set aside with it; under `not`, "true" would be the worse
case.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import Diagnostic, diagnose
from engine.loading.checks.places import Source, conditions
from engine.loading.reasoning.reasoner import Reasoner


def check(reasoner: Reasoner, source: Source) -> Iterator[Diagnostic]:
    """Judged conditions that read more than findings, or stand under `not`."""
    catalog = reasoner.catalog
    for tested in conditions(catalog):
        if not tested.condition.judged:
            continue
        for name in sorted(reasoner.behind(tested.node)):
            fact = catalog.facts[name]
            if not fact.judged and fact.source != "derived":
                yield diagnose("M127", span=source.inside(tested.node, tested.node.place), name=name)
        if tested.negated:
            yield diagnose("M128", span=source.inside(tested.node, tested.node.place))
