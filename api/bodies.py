"""The body of a request as bytes: bounded while it is read, never written anywhere."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from engine.diagnostics import Refused, diagnose
from engine.documents.from_json import LARGEST

# Content types, with the name under which the reader places mistakes (None: JSON, placed by path).
ACCEPTED = {"application/json": None, "application/yaml": "body"}
# Read on so far, and forgotten at once: a client that is cut off while it sends never sees why.
_PATIENCE = 8 * LARGEST


async def read_body(request: Request) -> tuple[bytes, str | None]:
    """The body, and the name under which it is read: None for JSON.

    Raises HTTPException 415 for a type that is not read, Refused (P102) for more than LARGEST bytes.
    """
    media = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media not in ACCEPTED or request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HTTPException(415, headers={"Accept-Post": ", ".join(ACCEPTED)})
    body = bytearray()
    read = 0
    async for chunk in request.stream():
        read += len(chunk)
        if read > _PATIENCE:
            break
        if read > LARGEST:
            body.clear()
        else:
            body += chunk
    if read > LARGEST:
        raise Refused([diagnose("P102", path="", most=LARGEST)])
    return bytes(body), ACCEPTED[media]
