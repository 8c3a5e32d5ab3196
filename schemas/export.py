"""Writes schemas/json/: the JSON Schema of every contract. `make schemas` runs it; a test holds them fresh.

An editor that is told of the ruleset schemas completes keys, shows descriptions and marks mistakes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from schemas import catalogue, problem, profile, programs, releases, rulesets, screening, statutes

FOLDER = Path(__file__).parent / "json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
CONTRACTS: Mapping[str, TypeAdapter[Any]] = {
    "facts": TypeAdapter(rulesets.FactsFile),
    "parameters": TypeAdapter(rulesets.ParametersFile),
    "tables": TypeAdapter(rulesets.TablesFile),
    "definitions": TypeAdapter(rulesets.DefinitionsFile),
    "sources": TypeAdapter(rulesets.SourcesFile),
    "statutes": TypeAdapter(statutes.StatutesFile),
    "domain-common": TypeAdapter(programs.DomainCommonFile),
    "program-common": TypeAdapter(programs.ProgramCommonFile),
    "program-version": TypeAdapter(programs.ProgramVersionFile),
    "profile": profile.PROFILE,
    "screening-request": profile.SCREENING_REQUEST,
    "screening": TypeAdapter(screening.Screening),
    "programs": TypeAdapter(catalogue.Programs),
    "releases": TypeAdapter(releases.ReleaseList),
    "publication": TypeAdapter(releases.Publication),
    "comparison": TypeAdapter(releases.Comparison),
    "saved-screening": TypeAdapter(releases.SavedScreening),
    "replay": TypeAdapter(releases.Replay),
    "problem": TypeAdapter(problem.Problem),
}


def exported() -> dict[str, str]:
    """The text of every file of schemas/json by its name."""
    return {f"{name}.schema.json": _text(name, contract) for name, contract in CONTRACTS.items()}


def _text(name: str, contract: TypeAdapter[Any]) -> str:
    head = {"$schema": DIALECT, "$id": f"urn:haedang:schema:{name}"}
    schema = contract.json_schema(by_alias=True)
    return json.dumps(head | schema, ensure_ascii=False, indent=2, sort_keys=False) + "\n"


def write(folder: Path = FOLDER) -> None:
    """Write every file, and remove those that no contract has any more."""
    folder.mkdir(exist_ok=True)
    texts = exported()
    for stale in folder.glob("*.schema.json"):
        if stale.name not in texts:
            stale.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
