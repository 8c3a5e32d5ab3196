"""Who is told that facts cannot all be right is told of facts that somebody has said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.drawing import Climber
from tests.agreement.profiles import documents
from tests.properties.asking import PROGRAMS, ask, thorough

NOT_GIVEN = {"screening_date"}  # the day of the question


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
@thorough(60)
@given(data=st.data())
def test_what_nobody_said_contradicts_nothing(name: str, data: st.DataObject, climber: Climber) -> None:
    raw = data.draw(documents(climber, name))
    answer = ask(climber.screener, raw)
    for told in (answer, *(answer or {}).get("workers", ())):
        for clash in (told or {}).get("contradictions", ()):
            assert clash["facts"]
            assert set(clash["facts"]) <= _said(raw, climber) | NOT_GIVEN


def _said(raw: dict[str, Any], climber: Climber) -> set[str]:
    """The facts given anywhere in a document, and those assumed or read off a filing."""
    holders = [raw, raw.get("company", {}), *raw.get("workers", ())]
    given = {name for holder in holders for name in holder.get("facts", {})}
    catalog = climber.edges.catalog
    return given | {fact.name for fact in catalog.facts.values() if fact.assumed or fact.filed}
