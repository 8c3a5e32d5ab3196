"""POST /v1/screenings: a profile in, a screening out. Nothing of it is kept."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import answer
from api.bodies import read_body
from api.law import law_of
from api.openapi import REQUEST_BODY, answered_with
from api.requests import as_answer, read_document, read_request
from api.settings import today
from schemas.screening import Screening

router = APIRouter()


@router.post(
    "/v1/screenings",
    summary="Screen a profile",
    responses=answered_with(Screening, 400, 413, 415, 422),
    openapi_extra=REQUEST_BODY,
)
async def screen(request: Request) -> Response:
    """Every program for a person or a company: verdict, amounts, reasons, and what would settle it."""
    law, document = law_of(request), read_document(*await read_body(request))
    screener, lost = law.releases.screener_for(document)
    asked = read_request(document, screener.catalog, today(), lost=lost)
    return answer(as_answer(law.engines.screening(screener, asked)))
