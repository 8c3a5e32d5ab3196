"""GET /v1/programs: what there is to be screened for."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import answer
from api.law import law_of
from api.listings import programs_listing
from api.openapi import answered_with
from api.settings import today
from schemas.catalogue import Programs

router = APIRouter()


@router.get("/v1/programs", summary="List the programs", responses=answered_with(Programs))
async def programs(request: Request) -> Response:
    """Every program with all its versions, the days between which each holds, and the amounts it pays."""
    return answer(programs_listing(law_of(request).catalog, today()))
