"""Names that facts and parameters mention exist: choice lists, their values, bounding dates."""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, diagnose, meant, nearest
from engine.loading.checks.places import Source
from engine.model import Fact, Parameter


def check(catalog: Catalog, source: Source) -> Iterator[Diagnostic]:
    """Unknown names in facts and parameters."""
    for fact in catalog.facts.values():
        yield from _fact(catalog, fact, source)
    for parameter in catalog.parameters.values():
        yield from _parameter(catalog, parameter, source)


def _fact(catalog: Catalog, fact: Fact, source: Source) -> Iterator[Diagnostic]:
    listed = catalog.choices.get(str(fact.type.choices))
    values = [value for value, _ in listed.labels] if listed else []
    for value in fact.without if listed or fact.type.kind != "choice" else ():
        if value not in values:
            near = meant(nearest(value, values))
            yield diagnose("L113", span=fact.span, value=value, choices=fact.type.choices, near=near)
    for name in (fact.not_before, fact.not_after):
        if name is None or source.hides(name):
            continue
        if name not in catalog.facts or catalog.facts[name].type.kind != "date":
            yield diagnose("M118", span=fact.span, name=name, near=meant(nearest(name, catalog.facts)))


def _parameter(catalog: Catalog, parameter: Parameter, source: Source) -> Iterator[Diagnostic]:
    if parameter.type.of is None:
        return
    name = str(parameter.type.of.choices)
    if name not in catalog.choices:
        if source.hides(name):
            return
        yield diagnose("M109", span=parameter.span, name=name, near=meant(nearest(name, catalog.choices)))
        return
    values = [value for value, _ in catalog.choices[name].labels]
    for version in parameter.versions:
        listed = version.value if isinstance(version.value, tuple) else ()
        for value in listed:
            if value not in values:
                near = meant(nearest(str(value), values))
                yield diagnose("L113", span=version.dated.span, value=value, choices=name, near=near)
