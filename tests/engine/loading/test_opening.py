"""A cache may be stale, broken or impossible to write: the answer is that of the files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from engine.diagnostics import Refused
from engine.loading import opening
from engine.loading.opening import open_catalog
from tests.engine.conftest import SMALL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "rulesets"))


def _cached(cache: Path) -> list[Path]:
    return sorted(cache.glob("catalog-*.json"))


def test_the_second_opening_reads_the_cache_and_says_the_same(
    folder: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    cache = tmp_path / "cache"
    first = open_catalog(folder, cache)
    assert len(_cached(cache)) == 1
    monkeypatch.setattr(opening, "_load", lambda _: pytest.fail("the files were read again"))
    second = open_catalog(folder, cache)
    assert (second.digest, second.programs, second.facts) == (first.digest, first.programs, first.facts)


def test_without_a_cache_folder_nothing_is_written(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    assert open_catalog(folder).digest == open_catalog(folder, None).digest
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"digest": "x", "catalog": {}}',
        b'{"digest": "x", "catalog": {"facts": [[7]]}}',
        b'{"digest": 1, "catalog": {"facts": [[99, 1]]}}',
        b"[" * 100_000,
    ],
    ids=lambda data: str(data[:24]),
)
def test_a_broken_cache_is_read_past(folder: Path, tmp_path: Path, broken: bytes) -> None:
    cache = tmp_path / "cache"
    wanted = open_catalog(folder, cache).digest
    (cached,) = _cached(cache)
    cached.write_bytes(broken)
    assert open_catalog(folder, cache).digest == wanted
    assert json.loads(_cached(cache)[0].read_text("utf-8"))["digest"] == wanted


def test_a_changed_file_is_seen(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = open_catalog(folder, cache)
    file = folder / "parameters" / "figures.yaml"
    file.write_text(file.read_text("utf-8").replace("value: 180", "value: 181"), "utf-8")
    after = open_catalog(folder, cache)
    assert before.digest != after.digest
    assert after.parameters["required_days"].versions[0].value == 181
    file.write_text(file.read_text("utf-8").replace("value: 181", "value: 180"), "utf-8")
    assert open_catalog(folder, cache).digest == before.digest


def test_a_file_added_or_renamed_is_seen(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    open_catalog(folder, cache)
    (folder / "parameters" / "figures.yaml").rename(folder / "parameters" / "other.yaml")
    open_catalog(folder, cache)
    assert len(_cached(cache)) == 2
    (folder / "parameters" / "more.yaml").write_text("parameters: {", "utf-8")
    with pytest.raises(Refused):
        open_catalog(folder, cache)
    assert len(_cached(cache)) == 2


def test_newer_reading_code_never_takes_an_older_ones_word(
    folder: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    cache = tmp_path / "cache"
    open_catalog(folder, cache)
    monkeypatch.setattr(opening, "FORM", opening.FORM + 1)
    open_catalog(folder, cache)
    assert len(_cached(cache)) == 2


def test_a_cache_that_cannot_be_written_is_no_reason_not_to_answer(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("here is no folder", "utf-8")
    assert open_catalog(folder, blocked).digest == open_catalog(folder, blocked / "below").digest


def test_the_cache_does_not_grow_for_ever(folder: Path, tmp_path: Path) -> None:
    cache, file = tmp_path / "cache", folder / "sources" / "made.yaml"
    for number in range(opening._KEPT + 3):
        file.write_text(file.read_text("utf-8") + f"# {number}\n", "utf-8")
        open_catalog(folder, cache)
    assert len(_cached(cache)) == opening._KEPT
