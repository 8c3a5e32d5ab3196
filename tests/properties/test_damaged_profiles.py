"""Whatever is sent as a profile is refused with diagnostics or answered, and in time; no value is repeated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.diagnostics import Refused
from engine.documents import read_json, read_tree
from engine.profile import read_profile
from engine.screening import Screener
from tests.properties.asking import TODAY
from tests.properties.mutating import at_most, chance_of, damaged, mutated

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SHARES = 4
CASES = 400
SECRET = "주민 900101-1234567 비밀"


def _plain(name: str) -> Any:
    return read_tree((EXAMPLES / name).read_text("utf-8"), name).plain()


def _answered(raw: Any, catalog: Catalog, screener: Screener) -> None:
    profile, found = None, ()
    try:
        profile = read_profile(raw, catalog, TODAY)
    except Refused as refused:
        found = refused.diagnostics
    assert (profile is None) == bool(found)
    assert not any(SECRET in f"{d.message} {d.help} {d.path}" for d in found)
    if profile is not None:
        json.dumps(screener.screen(profile))


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_strange_values_are_refused_or_answered(share: int, catalog: Catalog, screener: Screener) -> None:
    documents = [_plain("person.yaml"), _plain("company.yaml")]
    for case in range(share, CASES, SHARES):
        chance = chance_of(f"values {case}")
        raw = documents[case % 8 // 4]
        for _ in range(chance.randint(1, 3)):
            raw = mutated(raw, chance)
        with at_most(60):
            _answered(raw, catalog, screener)


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_damaged_texts_are_refused_or_answered(share: int, catalog: Catalog, screener: Screener) -> None:
    yaml_text = (EXAMPLES / "company.yaml").read_text("utf-8")
    json_text = json.dumps(_plain("person.yaml"), ensure_ascii=False, indent=1)
    for case in range(share, CASES, SHARES):
        chance = chance_of(f"texts {case}")
        with at_most(60):
            try:
                raw = (
                    read_json(damaged(json_text, chance))
                    if case % 8 < 4
                    else read_tree(damaged(yaml_text, chance), "profile").plain()
                )
            except Refused:
                continue
            _answered(raw, catalog, screener)


def test_random_bytes_are_refused(catalog: Catalog, screener: Screener) -> None:
    for case in range(200):
        data = chance_of(f"bytes {case}").randbytes(case + 1)
        with at_most(60):
            try:
                raw = read_json(data)
            except Refused:
                continue
            _answered(raw, catalog, screener)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"facts":' * 50_000,
        '{"facts": {"age": NaN}}',
        '{"facts": {"age": Infinity}}',
        '{"facts": {"age": 1e400}}',
        '{"facts": {"age": ' + "9" * 5_000 + "}}",
        '{"facts": {"age": 1, "age": 2}}',
        '{"facts": {"a\\ud800": 1}}',
        '{"facts": {' + ",".join(f'"f{i}": {i}' for i in range(20_000)) + "}}",
        '{"facts": {"insured_unit_days": "' + "9" * 900_000 + '"}}',
    ],
    ids=lambda text: text[:24],
)
def test_hostile_json_is_refused_in_time(text: str, catalog: Catalog) -> None:
    with at_most(60), pytest.raises(Refused):
        read_profile(read_json(text), catalog, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5_000,
        "a: " * 3_000,
        "- " * 5_000,
        "{a: " * 5_000,
        "&a [*a, *a]",
        "!!python/object:os.system x",
        "? [a]\n: b",
    ],
)
def test_hostile_yaml_is_refused_in_time(text: str) -> None:
    with at_most(60), pytest.raises(Refused):
        read_tree(text, "profile")
