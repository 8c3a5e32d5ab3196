"""The law that scenarios are screened by, and the words they are written in: opened once."""

from __future__ import annotations

from functools import lru_cache

from api.settings import rulesets_folder
from engine.loading.opening import open_catalog
from engine.screening import Screener
from features.steps.lexicon import Lexicon
from features.steps.sentences import Reader


@lru_cache(maxsize=1)
def words() -> tuple[Screener, Lexicon, Reader]:
    """The screener and the reader of the catalogue, made once for all scenarios."""
    catalog = open_catalog(rulesets_folder())
    lexicon = Lexicon(catalog)
    return Screener(catalog), lexicon, Reader(lexicon)
