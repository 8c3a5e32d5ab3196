"""Asked for the law as published by a day, the answer is that of a catalogue in which nothing later stands."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.drawing import Climber
from engine.model import Condition
from engine.screening import Screener
from tests.agreement.profiles import documents
from tests.properties.asking import PROGRAMS, ask, difference, thorough


def _as_of(item: Any, known_at: date) -> Any:
    """A part of the model without the versions published later."""
    if isinstance(item, tuple):
        return tuple(_as_of(inner, known_at) for inner in item)
    if not is_dataclass(item):
        return item
    changed = {f.name: _as_of(getattr(item, f.name), known_at) for f in fields(item) if f.name != "span"}
    if getattr(item, "keyed_to", None) is not None:
        name = "variants" if isinstance(item, Condition) else "versions"
        changed[name] = tuple(v for v in changed[name] if v.dated.known(known_at))
    return replace(item, **changed)


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
@thorough(120)
@given(data=st.data())
def test_later_law_is_as_if_unwritten(name: str, data: st.DataObject, climber: Climber) -> None:
    screener = climber.screener
    known_at = data.draw(st.sampled_from(climber.edges.days[::5]))
    raw = data.draw(documents(climber, name, dated=True))
    answer = ask(screener, raw, known_at)
    other = ask(_earlier(id(screener), screener, known_at), raw)
    if answer is None or other is None:
        assert answer is other
        return
    assert [v["from"] for v in answer["versions"]] == [v["from"] for v in other["versions"]]
    for key in ("verdict", "version", "amounts", "open_facts", "contradictions", "reservations", "reasons"):
        assert difference(answer[key], other[key], key) is None


@cache
def _earlier(_key: int, screener: Screener, known_at: date) -> Screener:
    catalog = screener.catalog
    parts = ("parameters", "tables", "definitions", "programs")
    changed = {p: {n: _as_of(i, known_at) for n, i in getattr(catalog, p).items()} for p in parts}
    return Screener(replace(catalog, **changed))
