"""Between two days of publication of what a program reads, the law known is the same: its slices are cut once for both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from engine.compiling import Choice, cut
from engine.compiling.programs import compile_catalog
from engine.compiling.publications import Publications
from engine.loading.folder import load_folder
from engine.periods import ONE_DAY

ROOT = Path(__file__).resolve().parents[3]
COMPILED = compile_catalog(load_folder(ROOT / "rulesets"))
PUBLISHED = {id_: Publications(COMPILED, program) for id_, program in COMPILED.programs.items()}
DAYS = sorted({day for published in PUBLISHED.values() for day in published.days})
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
    keys, own = COMPILED.programs[id_].changes, PUBLISHED[id_]
    changes = sorted({day for days in keys.values() for day in days})
    for asked in (changes[0], changes[len(changes) // 2], changes[-1]):
        for known_at in (day for news in DAYS for day in (news - ONE_DAY, news)):
            now = _cut(id_, asked, known_at)
            told = own.last_telling(own.last(known_at), dict.fromkeys(keys, asked))
            # Compared outside the assertion: what differs is long, and to say how it does takes minutes.
            same = [_cut(id_, asked, day) == now for day in (own.last(known_at), told)]
            assert all(same), (asked, known_at, same)


def test_much_of_what_is_published_tells_nothing_of_an_early_day() -> None:
    """Else the last publication that tells would spare nothing."""
    spared = [id_ for id_ in COMPILED.programs if _told_of_the_middle(id_) < len(PUBLISHED[id_].days)]
    assert len(spared) >= len(COMPILED.programs) - 2


def _told_of_the_middle(id_: str) -> int:
    keys = COMPILED.programs[id_].changes
    changes = sorted({day for days in keys.values() for day in days})
    days = dict.fromkeys(keys, changes[len(changes) // 2])
    return len({PUBLISHED[id_].last_telling(news, days) for news in PUBLISHED[id_].days})


def test_publications_are_news() -> None:
    """What the test above finds equal does change from publication to publication, in nearly every program."""
    programs = [id_ for id_ in COMPILED.programs if _has_news(id_)]
    assert len(programs) >= len(COMPILED.programs) - 2


def _has_news(id_: str) -> bool:
    changes = sorted({day for days in COMPILED.programs[id_].changes.values() for day in days})
    news = PUBLISHED[id_].days[1:]
    return any(
        _cut(id_, day, told) != _cut(id_, day, told - ONE_DAY) for told in news for day in reversed(changes)
    )
