"""How soon an editor is told: a keystroke in a catalogue of 100 programs.

Told within 200 ms: what the file typed in has to say. Consequences in other files come after it, a little at a time.
Groups: `keystroke` is the reading alone, by what is typed in; `told` is a real process asked over stdio, with the 20 ms
in which it takes keystrokes together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from engine.loading.folder import examine, read_texts
from engine.loading.rereading import Rereader
from tests.bench.many_programs import many_programs
from tests.editor.client import Editor

Benchmark = Callable[..., Any]
RULESETS = Path(__file__).parents[2] / "rulesets"
PROGRAMS = 100
SOON = 0.2  # seconds
COMMON = "unemployment/job_seeking_benefit_short_hours_5/common.yaml"
GOOD, BAD = "left_weekly_hours < very", "left_weekly_hourz < very"
PLACES = {
    "program": (COMMON, GOOD, BAD),
    "version": ("training/learning_card_5/2022-02-18.yaml", "from: 2022-02-18", "from: 2022-02-19"),
    "fact": ("facts/separation.yaml", "label: {ko: 이직일", "label: {ko: 이직한 날"),
    "definition": ("definitions/wages.yaml", "value:", "value: 1 +"),
    "parameter": ("parameters/minimum_wage.yaml", "6470", "6471"),
}
Texts = dict[str, bytes]


@pytest.fixture(scope="module")
def texts() -> Texts:
    return many_programs(read_texts(RULESETS), PROGRAMS)


@pytest.fixture(scope="module")
def rereader(texts: Texts) -> Rereader:
    rereader = Rereader()
    rereader.read(texts)
    for _ in rereader.settle():
        pass
    return rereader


def test_the_synthetic_catalogue_has_no_mistake(texts: Texts) -> None:
    examined = examine(texts)
    assert examined.diagnostics == ()
    assert examined.catalog is not None
    assert len(examined.catalog.programs) == PROGRAMS


@pytest.mark.benchmark(group="keystroke at 100 programs: reading")
@pytest.mark.parametrize("place", PLACES)
def test_reading(benchmark: Any, texts: Texts, rereader: Rereader, place: str) -> None:
    name, old, new = PLACES[place]
    typed = cycle((texts[name].replace(old.encode(), new.encode()), texts[name]))
    assert texts[name] != next(typed)
    benchmark.pedantic(lambda: rereader.read({**texts, name: next(typed)}), rounds=10)
    assert benchmark.stats.stats.median < SOON


@pytest.mark.benchmark(group="keystroke at 100 programs: told")
def test_an_editor_is_told(benchmark: Any, texts: Texts, tmp_path: Path) -> None:
    root = tmp_path / "rulesets"
    for name, data in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    good = texts[COMMON].decode()
    typed = cycle(((good.replace(GOOD, BAD), True), (good, False)))
    editor = Editor(root)

    async def begin() -> None:
        await editor.__aenter__()
        editor.open(COMMON)
        await editor.until(lambda told: told.get(COMMON) == [])
        await asyncio.sleep(15)  # the first checks of everything

    async def keystroke() -> None:
        text, is_bad = next(typed)
        editor.type(COMMON, text)
        await editor.until(lambda told: bool(told[COMMON]) == is_bad)

    with asyncio.Runner() as runner:
        runner.run(begin())
        benchmark.pedantic(lambda: runner.run(keystroke()), rounds=20)
        runner.run(editor.__aexit__())
    assert benchmark.stats.stats.median < SOON
