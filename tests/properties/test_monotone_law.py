"""Learning one more fact settles an open verdict or changes nothing; it never turns a settled one."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.agreeing.narrowing import is_learned_once
from engine.catalog import Catalog
from engine.drawing import Climber
from tests.agreement.profiles import documents
from tests.properties.asking import PROGRAMS, Place, ask, facts_in, thorough, without

SAME = {"not_in_force": "ineligible"}


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
@thorough(100)
@given(data=st.data())
def test_a_settled_verdict_stays_settled(name: str, data: st.DataObject, climber: Climber) -> None:
    catalog, screener = climber.edges.catalog, climber.screener
    raw = data.draw(documents(climber, name))
    more = ask(screener, raw)
    assume(more is not None and not _contradictory(more))
    for place in facts_in(raw):
        if _learned_once(catalog, place):
            less = ask(screener, without(raw, place))
            assert less is not None
            if _contradictory(less):
                continue
            before, after = (SAME.get(a["verdict"], a["verdict"]) for a in (less, more))
            assert before in ("open", after), f"{place}: {before} became {after}"


def _contradictory(answer: dict) -> bool:
    workers = answer.get("workers", [])
    return bool(answer["contradictions"]) or any("contradictory" in w for w in workers)


def _learned_once(catalog: Catalog, place: Place) -> bool:
    return is_learned_once(catalog.facts[next(step for step in place if step in catalog.facts)])
