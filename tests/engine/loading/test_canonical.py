"""The canonical form and its digest: what a release is named by."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.loading.canonical import decode_catalog, digest_of, encode_catalog
from engine.loading.folder import load_texts, ruleset_files
from engine.model import Parameter
from engine.periods import ONE_DAY
from engine.rational import Fraction
from tests.engine.conftest import SMALL
from tests.properties.mutating import chance_of

RULESETS = Path(__file__).resolve().parents[3] / "rulesets"


def _texts(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in ruleset_files(folder)}


@pytest.mark.parametrize("folder", [SMALL, RULESETS], ids=["small", "law"])
def test_written_and_read_again_it_is_the_same(folder: Path) -> None:
    catalog = load_texts(_texts(folder))
    form = json.loads(json.dumps(encode_catalog(catalog), ensure_ascii=False))
    again = decode_catalog(form, catalog.digest)
    assert digest_of(again) == digest_of(catalog) == catalog.digest
    for part in ("facts", "choices", "parameters", "tables", "definitions", "programs"):
        # The order too: what is drawn from a seed goes by it, from the files as from the cache.
        assert list(getattr(again, part).items()) == list(getattr(catalog, part).items())


def test_the_order_of_files_does_not_matter() -> None:
    texts = list(_texts(SMALL).items())
    digests = set()
    for case in range(5):
        chance_of(str(case)).shuffle(texts)
        digests.add(load_texts(dict(texts)).digest)
    assert len(digests) == 1


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("made/grant/common.yaml", "program: grant\n", "# a remark\nprogram: grant\n"),
        (
            "made/grant/common.yaml",
            "when: insured_days >= required_days",
            'when: "insured_days   >=  (required_days)"',
        ),
        ("parameters/figures.yaml", 'value: "0.3"', 'value: "0.30"'),
        ("facts/people.yaml", "{ko: 도시, en: City}", '{en: City, ko: "도시"}'),
    ],
)
def test_what_says_the_same_has_the_same_digest(small: Catalog, file: str, before: str, after: str) -> None:
    assert _digest_with(file, before, after) == small.digest


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("parameters/figures.yaml", "value: 180", "value: 181"),
        ("parameters/figures.yaml", 'value: "0.3"', 'value: "0.300000000000000000001"'),
        (
            "parameters/figures.yaml",
            "from: 2021-07-01, published: 2021-06-15",
            "from: 2021-07-01, published: 2021-06-16",
        ),
        ("parameters/figures.yaml", "until: 2024-01-01", "until: 2024-01-02"),
        ("parameters/figures.yaml", "grade: B", "grade: C"),
        ("parameters/figures.yaml", "[city, country]", "[country, city]"),
        ("tables/days.yaml", "then: 20", "then: 21"),
        ("tables/days.yaml", "hit: unique", "hit: any"),
        ("definitions/worked_out.yaml", "pay < 2000000", "pay <= 2000000"),
        ("facts/people.yaml", "range: [0, 5000]", "range: [0, 5001]"),
        ("facts/people.yaml", "{ko: 도시, en: City}", "{ko: 시내, en: City}"),
        ("made/grant/common.yaml", "to: 10", "to: 100"),
        ("made/grant/common.yaml", "round: down", "round: up"),
        ("made/grant/common.yaml", "예시법 제4조\napply", "예시법 제8조\napply"),
        (
            "made/grant/2020-01-01.yaml",
            "- any: [lives_near, lives_on_island]",
            "- any: [lives_on_island, lives_near]",
        ),
    ],
)
def test_what_says_something_else_has_another_digest(
    small: Catalog, file: str, before: str, after: str
) -> None:
    assert _digest_with(file, before, after) != small.digest


def _digest_with(file: str, before: str, after: str) -> str:
    texts = _texts(SMALL)
    text = texts[file].decode()
    assert before in text
    return load_texts({**texts, file: text.replace(before, after, 1).encode()}).digest


def test_every_figure_of_the_law_is_in_the_digest() -> None:
    catalog = load_texts(_texts(RULESETS))
    for name, parameter in catalog.parameters.items():
        for place in range(len(parameter.versions)):
            changed = replace(catalog, parameters={**catalog.parameters, name: _other(parameter, place)})
            assert _part(changed, "parameters") != _part(catalog, "parameters"), (name, place)


def _part(catalog: Catalog, part: str) -> Any:
    return json.dumps(
        encode_catalog(
            replace(catalog, **{p: {} for p in ("facts", "choices", "tables", "definitions", "programs")})
        )[part]
    )


def _other(parameter: Parameter, place: int) -> Parameter:
    versions = list(parameter.versions)
    value: Any = versions[place].value
    other = (
        not value
        if isinstance(value, bool)
        else value[:-1]
        if isinstance(value, tuple)
        else value + ONE_DAY
        if isinstance(value, date)
        else value + Fraction(1, 10**9)
    )
    versions[place] = replace(versions[place], value=other)
    return replace(parameter, versions=tuple(versions))
