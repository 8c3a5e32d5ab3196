"""The drawer of `haedang agree` as a hypothesis strategy: hypothesis makes every choice, so that it can shrink what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from hypothesis import strategies as st

from engine.drawing import Climber, Drawer
from engine.drawing.placing import Raw


@dataclass(frozen=True)
class Drawn:
    """Chance whose numbers hypothesis draws."""

    draw: st.DrawFn

    def below(self, count: int) -> int:
        return self.draw(st.integers(0, count - 1))


@lru_cache(maxsize=4)
def _drawer(climber: Climber) -> Drawer:
    """One for a climber: to make it takes a hundred times as long as to draw."""
    return Drawer(climber)


@st.composite
def documents(draw: st.DrawFn, climber: Climber, name: str, dated: bool = False) -> Raw:
    """Documents that ask about one program. `dated`: every date that selects law is known."""
    return _drawer(climber).of_program(Drawn(draw), climber.edges.catalog.programs[name], dated=dated)


@st.composite
def catalog_documents(draw: st.DrawFn, climber: Climber) -> Raw:
    """Documents that ask about every program, with all that a document may say."""
    return _drawer(climber).of_catalog(Drawn(draw))
