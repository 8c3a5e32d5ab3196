"""What .vscode tells an editor is true: every ruleset file has one schema, and keeps to it by a foreign validator.

The loader reads the pydantic models; an editor reads the JSON Schemas exported from them. This holds the two together.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from engine.documents import read_tree
from schemas import programs, rulesets, statutes
from schemas.keys import KEYS

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
SCHEMAS: dict[str, str | list[str]] = SETTINGS["yaml.schemas"]
FILES = sorted(path for path in (ROOT / "rulesets").rglob("*.yaml") if "releases" not in path.parts)
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
VALIDATORS = {
    name: Draft202012Validator(json.loads((ROOT / name).read_text("utf-8")))
    for name in SCHEMAS
    if (ROOT / name).exists()
}
MODELS = {
    name: model
    for module in (rulesets, programs, statutes)
    for name, model in vars(module).items()
    if isinstance(model, type)
    and issubclass(model, rulesets.Document)
    and model.__module__ == module.__name__
}
BASES = {
    "Document",
    "Evidenced",
    "DatedDocument",
    "ProgramParts",
    "ProgramHead",
}  # only ever written as one of their children


def _mapped(path: Path) -> list[str]:
    """The schemas whose glob fits, read as the YAML language server reads it: `*` is anything, the end is the end."""
    name = path.relative_to(ROOT).as_posix()
    return [
        schema
        for schema, globs in SCHEMAS.items()
        for glob in ([globs] if isinstance(globs, str) else globs)
        if re.search(re.escape(glob).replace(r"\*", ".*") + "$", name) and path.match(glob)
    ]


def _plain(path: Path) -> Any:
    return read_tree(path.read_text("utf-8"), path.name).plain()


def test_every_schema_that_is_named_exists() -> None:
    assert sorted(VALIDATORS) == sorted(SCHEMAS)
    assert len(FILES) > 10


@pytest.mark.parametrize("path", [*FILES, *EXAMPLES], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_has_one_schema_and_keeps_to_it(path: Path) -> None:
    (schema,) = _mapped(path)
    faults = [f"{error.json_path}: {error.message}" for error in VALIDATORS[schema].iter_errors(_plain(path))]
    assert faults == []


@pytest.mark.parametrize("path", FILES[::7], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_an_unknown_key_is_marked(path: Path) -> None:
    (schema,) = _mapped(path)
    assert not VALIDATORS[schema].is_valid({**_plain(path), "no_such_key": 1})


def test_a_release_has_no_schema_of_the_working_copy() -> None:
    assert _mapped(ROOT / "rulesets/releases/0123456789ab/training/a/2020-01-01.yaml") == []
    assert _mapped(ROOT / "rulesets/releases/0123456789ab/facts/a.yaml") == []


def test_the_editor_recommends_an_extension_that_reads_schemas() -> None:
    recommended = json.loads((ROOT / ".vscode" / "extensions.json").read_text("utf-8"))
    assert recommended["recommendations"] == ["redhat.vscode-yaml"]


@pytest.mark.parametrize("name", sorted(MODELS.keys() - BASES))
def test_every_key_has_its_place_and_its_words(name: str) -> None:
    model: type[BaseModel] = MODELS[name]
    keys = {field.alias or key for key, field in model.model_fields.items()}
    assert set(KEYS[name]) == keys


def test_no_words_are_left_of_a_model_that_is_gone() -> None:
    assert sorted(KEYS.keys() - MODELS.keys()) == []
