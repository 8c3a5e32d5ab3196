"""Whatever is done to ruleset files, the reader says what is wrong or gives a catalogue that answers, and in time."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.diagnostics import Diagnostic, Refused
from engine.loading import from_tree
from engine.loading.folder import load_texts, ruleset_files
from engine.profile import read_profile
from engine.screening import Screener
from tests.properties.asking import RULESETS, TODAY
from tests.properties.mutating import at_most, chance_of, damaged

SMALL = Path(__file__).resolve().parents[1] / "cases" / "small"
SHARES = 8  # the cases are cut into as many tests, so that they run side by side
SMALL_CASES, REAL_CASES = 920, 80
PROFILES = (
    {"subject": "person", "on": "2024-03-01", "facts": {}},
    {"subject": "company", "on": "2024-03-01", "facts": {}, "workers": [{"id": "w1", "facts": {}}]},
)


def _texts(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in ruleset_files(folder)}


def _tried(texts: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    try:
        catalog = load_texts(texts)
    except Refused as refused:
        return tuple(refused.diagnostics)
    screener = Screener(catalog)
    for raw in PROFILES:
        screener.screen(read_profile(raw, catalog, TODAY))
    return ()


def _damage(texts: Mapping[str, bytes], chance: random.Random) -> dict[str, bytes]:
    name = chance.choice(sorted(texts))
    if chance.random() < 0.02:
        return {other: data for other, data in texts.items() if other != name}
    if chance.random() < 0.04:
        data = bytearray(texts[name])
        data[chance.randrange(len(data))] = chance.randrange(256)
        return {**texts, name: bytes(data)}
    return {**texts, name: damaged(texts[name].decode("utf-8"), chance).encode("utf-8")}


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_a_damaged_small_ruleset_is_refused_or_answers(share: int) -> None:
    texts = _texts(SMALL)
    for case in range(share, SMALL_CASES, SHARES):
        chance = chance_of(f"small {case}")
        with at_most(60):
            found = _tried(_damage(texts, chance))
        for diagnostic in found:
            assert diagnostic.span or diagnostic.path, (case, diagnostic)
            assert diagnostic.message.ko, (case, diagnostic)


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_a_damaged_file_of_the_law_is_refused_or_answers(share: int, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = _texts(RULESETS)
    _read_once(monkeypatch)
    for case in range(share, REAL_CASES, SHARES):
        with at_most(120):
            _tried(_damage(texts, chance_of(f"real {case}")))


def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts that are not damaged are parsed once for all cases: that is most of the time."""
    for name in ("parse", "parse_tests"):
        parse, known = getattr(from_tree, name), {}

        def remembered(text, parse=parse, known=known):
            if text not in known:
                known[text] = parse(text)
            return known[text]

        monkeypatch.setattr(from_tree, name, remembered)
