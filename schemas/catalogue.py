"""What GET /v1/programs and `haedang programs --json` answer: the programs there are, with their versions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictStr

from schemas.rulesets import Day, Document, TextDocument
from schemas.screening import VersionDocument


class AmountHead(Document):
    """An amount that some version of a program pays, without its figure."""

    id: StrictStr
    label: TextDocument
    unit: StrictStr | None
    ranks: Annotated[
        StrictBool, Field(description="Whether this is the total in won by which programs are ranked")
    ]


class ProgramHead(Document):
    """A program and all its versions."""

    program: Annotated[StrictStr, Field(description="Its id")]
    domain: Annotated[StrictStr, Field(description="The folder of rulesets it stands in")]
    title: TextDocument
    for_: Annotated[Literal["person", "company"], Field(alias="for", description="Who is paid")]
    per: Annotated[Literal["worker"] | None, Field(description="worker: decided worker by worker")]
    keyed_to: Annotated[StrictStr, Field(description="The fact, a day, that selects the version")]
    version: Annotated[
        Day | None, Field(description="Effective date of the version for an event on the day asked about")
    ]
    versions: list[VersionDocument]
    amounts: Annotated[list[AmountHead], Field(description="Of the newest version")]


class Programs(Document):
    """The catalogue."""

    on: Annotated[Day, Field(description="The day asked about")]
    release: Annotated[StrictStr, Field(description="Digest of the law in it")]
    working: Annotated[
        StrictBool, Field(description="true: a folder that is being edited, not a published release")
    ]
    programs: list[ProgramHead]


class Health(Document):
    """The service is up and has its law in memory."""

    status: Literal["ok"]
    release: Annotated[StrictStr, Field(description="Digest of the law that is served")]
