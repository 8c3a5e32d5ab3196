"""The OpenAPI document: paths from the routes, shapes from schemas/ and nowhere else."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from schemas.catalogue import Health, Programs
from schemas.problem import Problem
from schemas.profile import CompanyRequest, PersonRequest
from schemas.screening import Screening

_TEMPLATE = "#/components/schemas/{model}"
_MODELS = (PersonRequest, CompanyRequest, Screening, Programs, Health, Problem)
_REQUEST = {
    "oneOf": [{"$ref": _TEMPLATE.format(model=model.__name__)} for model in (PersonRequest, CompanyRequest)]
}
REQUEST_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {media: {"schema": _REQUEST} for media in ("application/json", "application/yaml")},
    }
}


def answered_with(model: type[BaseModel], *refusals: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that answers with a model, or with a problem of one of the statuses."""
    refused: dict[int | str, dict[str, Any]] = {
        status: _response("A problem (RFC 9457)", "application/problem+json", Problem)
        for status in (*refusals, 500)
    }
    return {200: _response("The answer", "application/json", model)} | refused


def _response(description: str, media: str, model: type[BaseModel]) -> dict[str, Any]:
    schema = {"$ref": _TEMPLATE.format(model=model.__name__)}
    return {"description": description, "content": {media: {"schema": schema}}}


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of an application with every shape it names."""
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    _, shapes = models_json_schema([(model, "validation") for model in _MODELS], ref_template=_TEMPLATE)
    document.setdefault("components", {}).setdefault("schemas", {}).update(shapes["$defs"])
    return document
