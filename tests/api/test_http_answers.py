"""Every answer has the shape that schemas/ promises, and requests are read as schemas/ describes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from api.app import create_app
from api.requests import OPTION_KEYS
from engine.profile.reading import _KEYS
from schemas.catalogue import Health, Programs
from schemas.profile import SCREENING_REQUEST, CompanyRequest, PersonRequest
from schemas.screening import Determination, Screening, Summary

Example = dict[str, Any]
PEOPLE: dict[str, Example] = {
    "nothing known": {"subject": "person", "facts": {}},
    "no subject": {"on": "2026-11-22", "facts": {"birth_date": "1986-03-02"}},
    "a company nobody described": {"subject": "company"},
    "a company without workers": {"subject": "company", "facts": {}, "workers": []},
    "a person and an employer": {
        "facts": {},
        "company": {"facts": {}, "workers": [{"id": "w1", "facts": {}}]},
    },
    "long before the law": {"on": "1995-01-01", "facts": {}},
    "law known long ago": {"on": "2026-11-22", "known_at": "2019-01-01", "facts": {}},
    "a later history": {
        "on": "2026-11-22",
        "facts": {},
        "history": [{"from": "2026-01-01", "facts": {"employment_status": "unemployed"}}],
    },
    "dates that clash": {
        "on": "2026-11-22",
        "facts": {"separation_date": "1996-01-01", "birth_date": "2000-05-01"},
    },
}
OPTIONS: dict[str, Example] = {
    "as it comes": {},
    "bare": {"include": []},
    "workers too": {"include": ["reasons", "workers"]},
    "in short": {"detail": "summary"},
    "every word": {"engine": "compiled", "lang": "en", "record": False},
}


def _screened(client: TestClient, document: Example) -> Screening:
    SCREENING_REQUEST.validate_python(document)
    answer = client.post("/v1/screenings", json=document)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    return Screening.model_validate_json(answer.content)


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("profile", PEOPLE)
def test_every_answer_has_the_promised_shape(client: TestClient, profile: str, option: str) -> None:
    screening = _screened(client, PEOPLE[profile] | OPTIONS[option])
    kind = Summary if option == "in short" else Determination
    assert screening.determinations
    assert {type(found) for found in screening.determinations} == {kind}


@pytest.mark.parametrize("option", OPTIONS)
def test_the_examples_are_answered_in_the_promised_shape(
    client: TestClient, person: Example, company: Example, option: str
) -> None:
    for document in (person, company):
        _screened(client, document | OPTIONS[option])


def test_the_day_and_the_programs_that_were_asked_for_are_answered(
    client: TestClient, person: Example
) -> None:
    every = [found.program for found in _screened(client, person).determinations]
    screening = _screened(client, person | {"on": "2026-11-01", "programs": every[:1]})
    assert screening.on == "2026-11-01"
    assert [found.program for found in screening.determinations] == every[:1]


def test_nothing_is_recorded_and_each_answer_has_its_own_name(client: TestClient, person: Example) -> None:
    first, second = _screened(client, person), _screened(client, person)
    assert first.screening_id != second.screening_id
    assert first.decision_id is first.receipt is None
    assert first.model_dump(exclude={"screening_id"}) == second.model_dump(exclude={"screening_id"})


def test_the_release_that_was_answered_by_can_be_asked_for(client: TestClient, person: Example) -> None:
    release = Health.model_validate_json(client.get("/healthz").content).release
    assert _screened(client, person | {"release": release}).release == release


def test_yaml_is_read_as_json_is(client: TestClient) -> None:
    text = "subject: person\non: 2026-11-22\nfacts:\n  birth_date: 1986-03-02\n  insured_unit_days: 200\n"
    same = {
        "subject": "person",
        "on": "2026-11-22",
        "facts": {"birth_date": "1986-03-02", "insured_unit_days": 200},
    }
    answer = client.post(
        "/v1/screenings", content=text, headers={"content-type": "application/yaml; charset=utf-8"}
    )
    yaml_read = Screening.model_validate_json(answer.content)
    assert yaml_read.determinations == _screened(client, same).determinations


def test_a_money_amount_of_thirteen_digits_is_no_resident_number(client: TestClient) -> None:
    answer = client.post("/v1/screenings", json={"facts": {"wages_3m_total": 9001011234567}})
    assert "P107" not in answer.text


def test_the_catalogue_has_the_promised_shape_and_names_what_is_screened(client: TestClient) -> None:
    catalogue = Programs.model_validate_json(client.get("/v1/programs").content)
    asked = [_screened(client, {"subject": subject, "facts": {}}) for subject in ("person", "company")]
    screened = {found.program for screening in asked for found in screening.determinations}
    assert {program.program for program in catalogue.programs} == screened
    assert all(sum(amount.ranks for amount in program.amounts) == 1 for program in catalogue.programs)


def test_requests_may_hold_the_keys_that_are_read_and_no_others() -> None:
    for model, subject in ((PersonRequest, "person"), (CompanyRequest, "company")):
        assert set(model.model_fields) == {*_KEYS[subject], *OPTION_KEYS}
    with pytest.raises(ValidationError):
        SCREENING_REQUEST.validate_python({"subject": "person", "workers": []})


def test_every_shape_that_openapi_names_is_there(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    shapes = document["components"]["schemas"]
    named = set(_references(document))
    assert {"Screening", "PersonRequest", "CompanyRequest", "Programs", "Health", "Problem"} <= named
    assert {name for name in named if name not in shapes} == set()
    assert set(document["paths"]) == {"/v1/screenings", "/v1/programs", "/healthz"}


def test_openapi_names_no_other_host() -> None:
    assert "://" not in str(create_app().openapi())


def _references(node: Any) -> list[str]:
    walk: Callable[[Any], list[str]] = _references
    if isinstance(node, dict):
        own = [node["$ref"].rsplit("/", 1)[1]] if isinstance(node.get("$ref"), str) else []
        return own + [name for inner in node.values() for name in walk(inner)]
    return [name for inner in node for name in walk(inner)] if isinstance(node, list) else []
