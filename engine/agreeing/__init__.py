"""Engines set against each other: profiles drawn, every engine asked, any difference made as small as it goes."""

from engine.agreeing.examining import Examiner, Found, Voice
from engine.agreeing.shrinking import shrunk

__all__ = ["Examiner", "Found", "Voice", "shrunk"]
