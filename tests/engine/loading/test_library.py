"""What the programs of a domain share is taken by name; a release holds it written out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from engine.catalog import Catalog
from engine.loading.expanding import expanded
from engine.loading.folder import examine, load_texts, read_texts
from tests.engine.conftest import SMALL

TEXTS = read_texts(SMALL)
PLAIN = "made/grant/2020-01-01.yaml"
NAMED = "made/grant/2022-07-01.yaml"
SHARED = "made/common.yaml"
GRANT = "made/grant/common.yaml"
NEAR = """conditions:
  region_rule:
    label: {ko: 사는 곳 요건, en: Rule of the region}
    any: [lives_near, lives_on_island]
  lives_near:
    when: region in near_regions
    label: {ko: 가까운 곳에 삶, en: Lives near}
    cite: 예시법 제5조
"""


def _moved(shared: str = NEAR) -> dict[str, bytes]:
    """The small catalogue with one condition and one group moved to its domain."""
    own = _without(TEXTS[GRANT].decode(), "lives_near")
    named = TEXTS[NAMED].decode()
    group = named[named.index("    - id: region_rule") : named.index("    - not: is_bad_student")]
    return {
        **TEXTS,
        GRANT: own.encode(),
        NAMED: named.replace(group, "    - region_rule\n").encode(),
        SHARED: shared.encode(),
    }


def _without(text: str, id_: str) -> str:
    start = text.index(f"  {id_}:\n")
    end = text.index("\n  ", text.index("cite:", start)) + 1
    return text[:start] + text[end:]


def _codes(texts: Mapping[str, bytes]) -> list[tuple[str, str, int]]:
    return [(d.code, d.span.file, d.span.line) for d in examine(texts).diagnostics if d.span]


@pytest.fixture(scope="module")
def plain() -> Catalog:
    return load_texts(TEXTS)


def test_what_is_shared_means_what_it_meant_where_it_stood(plain: Catalog) -> None:
    assert load_texts(_moved()).digest == plain.digest


def test_a_release_holds_it_written_out(plain: Catalog) -> None:
    files = expanded(_moved())
    assert SHARED not in files
    assert load_texts({name: text.encode() for name, text in files.items()}).digest == plain.digest


def test_the_programs_own_word_is_the_nearer_one(plain: Catalog) -> None:
    other = NEAR.replace("region in near_regions", 'region = "island"')
    texts = {**_moved(other), GRANT: TEXTS[GRANT]}
    assert load_texts(texts).digest == plain.digest


def test_a_fault_in_it_is_told_once_where_it_stands() -> None:
    assert _codes(_moved(NEAR.replace("near_regions", "near_region"))) == [("L113", SHARED, 6)]


def test_a_name_that_no_library_has_is_told() -> None:
    found = _codes(_moved(NEAR.replace("[lives_near,", "[lives_nearby,")))
    assert ("M116", SHARED, 4) in found


def test_a_group_that_names_itself_has_an_end() -> None:
    found = _codes(_moved(NEAR.replace("[lives_near,", "[region_rule, lives_near,")))
    assert ("M134", SHARED, 4) in found


def test_what_no_program_names_is_told() -> None:
    unused = NEAR + "  idle:\n    when: is_open\n    label: {ko: 열림, en: Open}\n    cite: 예시법 제6조\n"
    assert _codes(_moved(unused)) == [("M216", SHARED, 9)]
