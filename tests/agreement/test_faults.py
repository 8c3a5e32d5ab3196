"""What is planted nowhere, since no engine could be told from another by it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.catalog import Catalog
from engine.language import nodes as n
from engine.language.parsing import parse
from engine.loading.folder import load_folder
from engine.model import Cap, DefinitionVersion, Evidence
from tests.agreement.faults import DROP, Fault, Faults

SMALL = Path(__file__).resolve().parents[1] / "cases" / "small"
FIGURE = "near_regions"


@pytest.fixture(scope="module")
def small() -> Catalog:
    return load_folder(SMALL)


def _defined_by(catalog: Catalog, text: str) -> tuple[Catalog, str]:
    """A catalogue with a definition of truth that says something else, and the name of it."""
    name, definition = next(
        (name, each) for name, each in catalog.definitions.items() if each.type.kind == "boolean"
    )
    versions = tuple(DefinitionVersion(each.dated, parse(text)) for each in definition.versions)
    changed = {**catalog.definitions, name: replace(definition, versions=versions)}
    return replace(catalog, definitions=changed), name


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        (f"region != null and region in {FIGURE}", ["part 1 left out"]),
        (f"region in {FIGURE} and is_student and region != null", ["part 0 left out", "part 1 left out"]),
        # Another is guarded; the list is a fact, which may be null itself; nothing is guarded.
        (f"hours != null and region in {FIGURE}", ["part 0 left out", "part 1 left out"]),
        ("region != null and region in is_student", ["part 0 left out", "part 1 left out"]),
        (f"region = null and region in {FIGURE}", ["part 0 left out", "part 1 left out"]),
        (f"region != null or region in {FIGURE}", ["part 0 left out", "part 1 left out"]),
    ],
)
def test_no_guard_against_null_is_dropped_beside_a_list(
    small: Catalog, text: str, dropped: list[str]
) -> None:
    catalog, name = _defined_by(small, text)
    found = Faults(catalog).at(("definitions", name, "versions", 0, "value"))
    assert [fault.told for fault in found if fault.kind == DROP] == dropped


def _of(catalog: Catalog, name: str) -> list[Fault]:
    return [fault for fault in Faults(catalog).of(("hire_aid",)) if fault.path[1] == name]


def test_nothing_is_planted_in_what_bears_on_a_ceiling_alone(small: Catalog) -> None:
    program, figure = small.programs["hire_aid"], small.parameters["required_days"]
    named = {**small.parameters, "most_workers": replace(figure, name="most_workers")}
    cap = Cap(n.Name("most_workers"), Evidence(()))
    capped = tuple(replace(version, cap=cap) for version in program.versions)
    catalog = replace(
        small, parameters=named, programs={**small.programs, "hire_aid": replace(program, versions=capped)}
    )
    assert _of(catalog, "most_workers") == []
    # The same figure in an amount is compared.
    paid = tuple(
        replace(version, amounts=tuple(replace(a, value=cap.workers) for a in version.amounts))
        for version in capped
    )
    programs = {**small.programs, "hire_aid": replace(program, versions=paid)}
    assert _of(replace(catalog, programs=programs), "most_workers")
