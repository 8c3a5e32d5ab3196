"""Facts by name to a document that asks about a program, and a document's facts moved in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeGuard

from engine.catalog import Catalog
from engine.drawing.edges import Named, Plain, within
from engine.model import Fact, Program

Raw = dict[str, Any]
Facts = dict[str, Any]
_DAY_LENGTH = len("2026-11-24")


def placed(catalog: Catalog, program: Program, on: date, facts: Facts, more: Sequence[Facts] = ()) -> Raw:
    """A document that asks about one program; `more` are further workers beside the first."""
    of_company = ("company",) if program.subject == "person" else ("company", "any")
    company = {k: v for k, v in facts.items() if catalog.facts[k].entity in of_company}
    person = {k: v for k, v in facts.items() if k not in company}
    head: Raw = {"subject": program.subject, "on": on.isoformat(), "programs": [program.id]}
    if program.subject == "person":
        return head | {"facts": person, "company": {"facts": company}}
    workers = [{"id": f"w{i}", "facts": worker} for i, worker in enumerate((person, *more), 1)]
    return head | {"facts": company, "workers": workers}


def moved(catalog: Catalog, on: date, facts: Facts, by: timedelta) -> tuple[date, Facts]:
    """The day of the question and the facts, all days moved; what falls out of its range is left out."""
    then = {name: _shifted(catalog.facts[name], value, on + by, by) for name, value in facts.items()}
    return on + by, {name: value for name, value in then.items() if value is not _OUT}


_OUT = object()


def _shifted(fact: Named, value: Plain, on: date, by: timedelta) -> Plain:
    if is_day(value):
        day = date.fromisoformat(value) + by
        return day.isoformat() if within(fact, day, on) else _OUT
    if isinstance(value, list) and isinstance(fact, Fact):
        return [_record(fact, record, on, by) for record in value]
    return value


def _record(fact: Fact, record: Mapping[str, Any], on: date, by: timedelta) -> dict[str, Any]:
    fields = {field.name: field for field in fact.fields}
    then = {name: _shifted(fields[name], value, on, by) for name, value in record.items()}
    return {name: value for name, value in then.items() if value is not _OUT}


def is_day(value: object) -> TypeGuard[str]:
    """Whether a plain value is a day as documents write it."""
    return isinstance(value, str) and len(value) == _DAY_LENGTH and value[4] == value[7] == "-"
