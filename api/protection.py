"""The outermost layer: headers on every answer; when something fails, nothing of the request is told."""

from __future__ import annotations

import logging
import traceback
from collections.abc import MutableMapping
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import INTERNAL, problem

_LOG = logging.getLogger("haedang")
_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)


class Protection:
    """Wraps an application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; an error that nobody foresaw becomes a problem without details."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _add_headers(message)
            await send(message)

        try:
            await self.app(scope, receive, with_headers)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 - the last net: whatever it is, its text may hold a profile's values
            _LOG.error("unexpected %s at %s", type(error).__name__, _places(error))
            if not begun:
                await problem(INTERNAL)(scope, receive, with_headers)


def _add_headers(message: MutableMapping[str, Any]) -> None:
    present = {name for name, _ in message["headers"]}
    message["headers"] = [*message["headers"], *(header for header in _HEADERS if header[0] not in present)]


def _places(error: Exception) -> str:
    """Where it happened, innermost first, without the error's own words."""
    frames = reversed(traceback.extract_tb(error.__traceback__)[-3:])
    return ", ".join(f"{frame.name}:{frame.lineno}" for frame in frames)
