"""Engines set against each other: profiles drawn, every engine asked, any difference made as small as it goes."""

from engine.agreeing.examining import Examiner, Found, Voice
from engine.agreeing.narrowing import learned
from engine.agreeing.shrinking import Path, shrunk

__all__ = ["Examiner", "Found", "Path", "Voice", "learned", "shrunk"]
