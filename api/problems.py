"""Refusals as problems of RFC 9457: kind, status, what happened in one sentence, and every diagnostic.

Nothing here repeats a value of a profile: diagnostics never hold one, and what nobody foresaw is told in a
fixed sentence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from engine.diagnostics import Refused, Text

MEDIA_TYPE = "application/problem+json"
URN = "urn:haedang:problem:"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: the end of its type URI, its status and its title."""

    name: str
    status: int
    title: Text


TOO_LARGE = Kind("too-large", 413, Text("요청이 너무 큼", "the request is too large"))
UNREADABLE = Kind("unreadable-document", 400, Text("읽을 수 없는 문서", "the document cannot be read"))
INVALID_PROFILE = Kind("invalid-profile", 422, Text("쓸 수 없는 프로필", "the profile cannot be used"))
INVALID_OPTION = Kind("invalid-option", 422, Text("쓸 수 없는 선택 사항", "an option cannot be used"))
UNKNOWN_PROGRAM = Kind("unknown-program", 422, Text("모르는 제도", "there is no such program"))
UNKNOWN_RELEASE = Kind("unknown-release", 422, Text("없는 발행본", "there is no such release"))
NOT_FOUND = Kind("not-found", 404, Text("없는 주소", "there is nothing at this address"))
WRONG_METHOD = Kind("method-not-allowed", 405, Text("쓸 수 없는 메서드", "the method is not allowed here"))
WRONG_TYPE = Kind("unsupported-media-type", 415, Text("받지 않는 형식", "the content type is not accepted"))
BAD_REQUEST = Kind("bad-request", 400, Text("잘못된 요청", "the request cannot be used"))
INTERNAL = Kind("internal", 500, Text("서버 오류", "the service failed"))

KINDS = (
    TOO_LARGE,
    UNREADABLE,
    INVALID_PROFILE,
    INVALID_OPTION,
    UNKNOWN_PROGRAM,
    UNKNOWN_RELEASE,
    NOT_FOUND,
    WRONG_METHOD,
    WRONG_TYPE,
    BAD_REQUEST,
    INTERNAL,
)
_BY_STATUS = {404: NOT_FOUND, 405: WRONG_METHOD, 415: WRONG_TYPE, 413: TOO_LARGE}
_BY_CODE = {
    "P102": TOO_LARGE,
    "Y001": TOO_LARGE,
    "P101": UNREADABLE,
    "P103": UNREADABLE,
    "P104": UNREADABLE,
    "P105": UNREADABLE,
    "P106": UNREADABLE,
    "R101": UNKNOWN_PROGRAM,
    "R102": UNKNOWN_RELEASE,
    "R201": UNKNOWN_RELEASE,
    "R202": INTERNAL,
    "R203": INTERNAL,
    "R204": INTERNAL,
    "R103": INTERNAL,
    "R104": INTERNAL,
    "R110": UNREADABLE,
    "R111": UNREADABLE,
}
_BY_LETTER = {"Y": UNREADABLE, "P": INVALID_PROFILE, "R": INVALID_OPTION}
_WHAT_TO_DO = {
    NOT_FOUND: Text("주소는 /openapi.json에 있습니다", "/openapi.json lists the addresses"),
    WRONG_METHOD: Text("쓸 수 있는 메서드는 Allow 머리글에 있습니다", "the Allow header lists the methods"),
    WRONG_TYPE: Text(
        "application/json 또는 application/yaml로, 압축하지 않고 보내세요",
        "send application/json or application/yaml, not compressed",
    ),
    INTERNAL: Text("요청의 내용은 남기지 않았습니다", "nothing of the request was kept"),
}


def kind_of(refused: Refused) -> Kind:
    """The kind of a refusal, by its first diagnostic. A fault of the rulesets is the service's own."""
    code = refused.diagnostics[0].code
    return _BY_CODE.get(code) or _BY_LETTER.get(code[0], INTERNAL)


def problem_body(kind: Kind, detail: str, diagnostics: list[dict[str, object]]) -> dict[str, object]:
    """The problem as plain values, in the shape of schemas.problem."""
    return {
        "type": URN + kind.name,
        "title": kind.title.in_language("both"),
        "status": kind.status,
        "detail": detail,
        "diagnostics": diagnostics,
    }


def refusal(refused: Refused) -> Response:
    """The answer to a request that the reader or the engine refused."""
    kind = kind_of(refused)
    if kind is INTERNAL:
        return problem(INTERNAL)
    first = refused.diagnostics[0]
    place = f"{first.path}: " if first.path else ""
    detail = f"{place}{first.message.in_language('both')}"
    return _response(
        problem_body(kind, detail, [found.as_json() for found in refused.diagnostics]), kind.status
    )


def problem(kind: Kind, headers: Mapping[str, str] | None = None) -> Response:
    """The answer to what fails before a document is read, or beyond what was foreseen."""
    detail = _WHAT_TO_DO.get(kind, kind.title).in_language("both")
    return _response(problem_body(kind, detail, []), kind.status, headers)


async def on_refused(_: Request, refused: Exception) -> Response:
    """Handles Refused."""
    if not isinstance(refused, Refused):
        raise refused
    return refusal(refused)


async def on_http(_: Request, error: Exception) -> Response:
    """Handles what the router refuses: its own sentence is not passed on."""
    if not isinstance(error, HTTPException):
        raise error
    return problem(_BY_STATUS.get(error.status_code, BAD_REQUEST), error.headers)


def _response(body: dict[str, object], status: int, headers: Mapping[str, str] | None = None) -> Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, headers, MEDIA_TYPE)
