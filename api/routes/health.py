"""GET /healthz: whether the service can answer."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import answer
from api.law import law_of
from api.openapi import answered_with
from schemas.catalogue import Health

router = APIRouter()


@router.get("/healthz", summary="Is it up", responses=answered_with(Health))
async def health(request: Request) -> Response:
    """Answers once the law is in memory, with the digest of the release that is served."""
    return answer({"status": "ok", "release": law_of(request).catalog.digest})
