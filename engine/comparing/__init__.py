"""What differs between two catalogues, for lawyers: by rule and parameter, never by formatting."""

from engine.comparing.catalogs import compare
from engine.comparing.change import Change, Side

__all__ = ["Change", "Side", "compare"]
