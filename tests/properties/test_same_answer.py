"""The same question has the same answer: asked again, in another order, in another notation."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.documents import read_json, read_tree
from engine.drawing import Climber
from engine.profile import read_profile
from engine.screening import Screener
from tests.agreement.profiles import documents
from tests.properties.asking import PROGRAMS, TODAY, ask, difference, thorough
from tests.properties.mutating import chance_of


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
@thorough(80)
@given(data=st.data(), seed=st.integers(0, 999))
def test_order_does_not_matter(name: str, data: st.DataObject, seed: int, climber: Climber) -> None:
    catalog, screener = climber.edges.catalog, climber.screener
    raw = data.draw(documents(climber, name))
    first = ask(screener, raw)
    assume(first is not None)
    assert difference(ask(screener, raw), first) is None
    assert difference(ask(Screener(catalog), raw), first) is None
    mixed = ask(screener, _shuffled(raw, chance_of(str(seed))))
    assert difference(_sorted_workers(mixed), _sorted_workers(first)) is None


def _shuffled(value: Any, chance: random.Random, key: str = "") -> Any:
    if isinstance(value, dict):
        items = list(value.items())
        chance.shuffle(items)
        return {name: _shuffled(inner, chance, name) for name, inner in items}
    if isinstance(value, list) and key == "workers":
        return [_shuffled(worker, chance) for worker in chance.sample(value, len(value))]
    return [_shuffled(inner, chance) for inner in value] if isinstance(value, list) else value


def _sorted_workers(answer: dict[str, Any] | None) -> dict[str, Any]:
    assert answer is not None
    return {**answer, "workers": sorted(answer.get("workers", []), key=lambda w: w["id"])}


@pytest.mark.parametrize("name", PROGRAMS)
@thorough(60)
@given(data=st.data())
def test_json_and_yaml_read_alike(name: str, data: st.DataObject, climber: Climber) -> None:
    catalog = climber.edges.catalog
    raw = data.draw(documents(climber, name))
    raw = json.loads(json.dumps(raw))  # the same list in two places would be written as an alias
    block = yaml.safe_dump(raw, allow_unicode=True, sort_keys=False)
    plain_dates = "".join(_unquoted(line) for line in block.splitlines(keepends=True))
    written = [raw, read_json(json.dumps(raw)), *(read_tree(t, "f").plain() for t in (block, plain_dates))]
    written.append(read_tree(json.dumps(raw), "f").plain())
    first, *others = [read_profile(plain, catalog, TODAY) for plain in written]
    assert all(other == first for other in others)


def _unquoted(line: str) -> str:
    key, quoted, rest = line.partition(": '")
    return f"{key}: {rest.rstrip()[:-1]}\n" if quoted and rest[:4].isdigit() and rest[4] == "-" else line
