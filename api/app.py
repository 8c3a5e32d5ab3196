"""The HTTP application: routes, problems, protection. `haedang serve` runs it on this machine only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException

from api.law import Law
from api.openapi import openapi_of
from api.problems import on_http, on_refused
from api.protection import Protection
from api.routes import health, programs, screenings
from engine.diagnostics import Refused


class Application(FastAPI):
    """FastAPI with the shapes of schemas/ in its OpenAPI document."""

    def openapi(self) -> dict[str, Any]:
        """The document, made once."""
        self.openapi_schema = self.openapi_schema or openapi_of(self)
        return self.openapi_schema


def create_app(rulesets: Path | None = None) -> FastAPI:
    """The application over a rulesets folder (None: the one the settings name).

    The law is opened when the application starts; starting raises Refused where the rulesets do not hold.
    """
    app = Application(
        title="해당 Haedang",
        version=version("haedang"),
        description="Which Korean public employment programs a person or a company qualifies for, and why.",
        lifespan=_opened,
        docs_url=None,  # these pages would load their scripts from another host
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.law = Law(rulesets)
    for room in (screenings, programs, health):
        app.include_router(room.router)
    app.add_exception_handler(Refused, on_refused)
    app.add_exception_handler(HTTPException, on_http)
    app.add_middleware(Protection)
    return app


@asynccontextmanager
async def _opened(app: FastAPI) -> AsyncIterator[None]:
    """The first request finds everything in memory; what was started for a second opinion ends with the application."""
    app.state.law.open()
    yield
    app.state.law.close()
