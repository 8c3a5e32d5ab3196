"""Profiles drawn on the boundaries of the law: every threshold and its neighbours, every change of law and the day before.

Everything is collected from the catalogue, so a new ruleset brings its own boundaries. What is drawn hangs on a chance
alone (`engine/drawing/chance.py`): one made from a seed gives the same profiles on every machine, and a test may let its
own library choose instead.
"""

from engine.drawing.bases import Climber
from engine.drawing.chance import Chance, Sown
from engine.drawing.edges import Edges
from engine.drawing.profiles import Drawer

__all__ = ["Chance", "Climber", "Drawer", "Edges", "Sown"]
