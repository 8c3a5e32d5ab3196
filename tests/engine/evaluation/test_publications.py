"""Between two days of publication of what a program reads, the law known is the same: its slices are cut once for both."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from engine.compiling import Choice, cut
from engine.compiling.programs import compile_catalog, publications
from engine.loading.folder import load_folder
from engine.periods import ONE_DAY

ROOT = Path(__file__).resolve().parents[3]
COMPILED = compile_catalog(load_folder(ROOT / "rulesets"))
DAYS = sorted({day for program in COMPILED.programs.values() for day in publications(COMPILED, program)})
LEAST = 40


@cache
def _cut(id_: str, day: date, known_at: date) -> str:
    """A slice in words, without the day it was asked for: null equals nothing, and slices hold it."""
    program = COMPILED.programs[id_]
    slice_ = cut(COMPILED, program, Choice(dict.fromkeys(program.changes, day), known_at))
    if slice_ is None:
        return ""
    without = (replace(step, data=step.data[:-1]) if "_at" in step.kind else step for step in slice_.steps)
    return repr(replace(slice_, known_at=None, steps=tuple(without)))


@pytest.mark.parametrize("id_", list(COMPILED.programs))
def test_the_last_publication_says_what_is_known(id_: str) -> None:
    assert len(DAYS) >= LEAST
    own = publications(COMPILED, COMPILED.programs[id_])
    changes = sorted({day for days in COMPILED.programs[id_].changes.values() for day in days})
    for asked in (changes[len(changes) // 2], changes[-1]):
        for known_at in (day for news in DAYS for day in (news - ONE_DAY, news)):
            place = bisect_right(own, known_at)
            last = own[place - 1] if place else date.min
            is_same = _cut(id_, asked, known_at) == _cut(id_, asked, last)
            assert is_same, (asked, known_at)


def test_publications_are_news() -> None:
    """What the test above finds equal does change from publication to publication, in nearly every program."""
    programs = [id_ for id_ in COMPILED.programs if _has_news(id_)]
    assert len(programs) >= len(COMPILED.programs) - 2


def _has_news(id_: str) -> bool:
    changes = sorted({day for days in COMPILED.programs[id_].changes.values() for day in days})
    news = publications(COMPILED, COMPILED.programs[id_])[1:]
    return any(
        _cut(id_, day, told) != _cut(id_, day, told - ONE_DAY) for told in news for day in reversed(changes)
    )
