"""The law that a service answers by: opened once, kept in memory."""

from __future__ import annotations

from pathlib import Path

from fastapi import Request

from api.engines import Engines
from api.releases import Releases
from engine.catalog import Catalog


class Law:
    """A rulesets folder (None: the one the settings name): the working copy, and releases when they are asked for."""

    def __init__(self, rulesets: Path | None = None) -> None:
        self.releases = Releases(rulesets)
        self.engines = Engines()

    def open(self) -> None:
        """Have the working copy in memory; raises Refused where the rulesets do not hold."""
        _ = self.releases.screener

    @property
    def catalog(self) -> Catalog:
        """The catalogue of the working copy."""
        return self.releases.working


def law_of(request: Request) -> Law:
    """The law of the application that serves a request."""
    law: Law = request.app.state.law
    return law
