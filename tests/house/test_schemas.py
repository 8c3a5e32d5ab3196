"""schemas/json is what the models say, and the checkout's own documents keep to it.

A stale file would tell an editor that a good ruleset is wrong, or a wrong one good.
"""

import json
import re
from pathlib import Path

import pytest

from engine.documents import read_tree
from schemas.export import CONTRACTS, FOLDER, exported
from schemas.profile import PROFILE

EXPORTED = exported()


def test_there_is_one_file_for_each_contract_and_no_other() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(EXPORTED)
    assert len(EXPORTED) == len(CONTRACTS)


@pytest.mark.parametrize("name", sorted(EXPORTED))
def test_the_exported_file_is_fresh(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == EXPORTED[name], "run: make schemas"


@pytest.mark.parametrize("name", sorted(EXPORTED))
def test_every_shape_that_is_named_is_in_the_file(name: str) -> None:
    schema = json.loads(EXPORTED[name])
    named = set(re.findall(r'"#/\$defs/(\w+)"', EXPORTED[name]))
    assert named - set(schema.get("$defs", {})) == set()


def test_the_examples_keep_to_the_profile_contract(root: Path) -> None:
    examples = sorted((root / "examples").glob("*.yaml"))
    assert examples
    for path in examples:
        PROFILE.validate_python(read_tree(path.read_text(encoding="utf-8"), path.name).plain())
