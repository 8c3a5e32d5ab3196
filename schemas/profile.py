"""The request: a profile of a person or a company, and what is wanted about it.

These models say which keys exist and what kind of value each takes. Which facts exist, and the type and range
of each, is the vocabulary's business (rulesets/facts): facts stand here as a mapping. Requests are read by
the reader of the command line (exact numbers, duplicate keys refused), never by these models: they are the
contract, and tests hold the two together.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, StrictBool, StrictFloat, StrictInt, StrictStr, Tag, TypeAdapter

from schemas.rulesets import Day, Document

ProgramId = Annotated[StrictStr, Field(description="The id of a program, as in GET /v1/programs")]
Scalar = StrictBool | StrictInt | StrictFloat | StrictStr
FactValue = Annotated[
    Scalar | list[dict[str, Scalar]] | None,
    Field(
        description="Money in won as a whole number; a decimal as a JSON number or a string, both read "
        "exactly; a day as YYYY-MM-DD; a choice as its id; a record list as an array of objects. null says "
        "that there is none, and only some facts take it. What is not known is left out."
    ),
]
Facts = Annotated[
    dict[str, FactValue],
    Field(description="Facts by name; `haedang facts` lists them with type, unit and range"),
]
Digest = Annotated[StrictStr, Field(min_length=8, description="The digest of a release, or its beginning")]
Included = Literal["reasons", "questions", "changes", "plan", "workers"]


class HistoryEntry(Document):
    """Facts that hold from a day on. Entries that have begun overlay `facts`, in order of date."""

    from_: Annotated[Day, Field(alias="from", description="The first day on which these facts hold")]
    facts: Facts = Field(default={})


History = Annotated[
    list[HistoryEntry], Field(description="What changed and when: entries that have begun overlay `facts`")
]


class WorkerProfile(Document):
    """One worker of a company."""

    id: Annotated[StrictStr, Field(min_length=1, description="No two alike, not `self`, nothing personal")]
    facts: Facts = Field(default={})
    history: History = Field(default=[])


class EmployerProfile(Document):
    """The employer in question of a person, who is its worker `self`."""

    facts: Facts = Field(default={})
    history: History = Field(default=[])
    workers: Annotated[
        list[WorkerProfile] | None,
        Field(description="The other workers; left out: nobody has said who they are"),
    ] = None


class Question(Document):
    """What both kinds of profile say about the question itself."""

    on: Annotated[Day | None, Field(description="The day of the question; left out: today in Asia/Seoul")] = (
        None
    )
    known_at: Annotated[
        Day | None, Field(description="Use only law published by this day; left out: all")
    ] = None
    programs: Annotated[
        list[ProgramId] | None, Field(description="Only these programs; left out: all that fit")
    ] = None
    facts: Facts = Field(default={})
    history: History = Field(default=[])


class PersonProfile(Question):
    """A person, with the employer in question where there is one."""

    subject: Annotated[Literal["person"], Field(description="Whose profile it is")] = "person"
    company: Annotated[
        EmployerProfile | None,
        Field(description="Facts of entity worker may stand in `facts` only beside it"),
    ] = None


class CompanyProfile(Question):
    """A company alone, with its workers."""

    subject: Annotated[Literal["company"], Field(description="Whose profile it is")]
    workers: Annotated[
        list[WorkerProfile] | None,
        Field(description="Left out: nobody has said who they are; empty: there are none"),
    ] = None


class Options(Document):
    """What is wanted about a profile."""

    release: Annotated[
        Digest | None,
        Field(description="The release to decide by; left out: the working copy that is served"),
    ] = None
    include: list[Included] = Field(default=["reasons"], description="What to add to verdicts and amounts")
    detail: Annotated[
        Literal["full", "summary"],
        Field(description="summary: verdicts, amounts and deadlines alone"),
    ] = "full"
    engine: Annotated[
        Literal["compiled", "clips", "durable"] | None,
        Field(description="Which evaluator decides; any but compiled gives a second opinion beside it"),
    ] = None
    lang: Annotated[
        Literal["ko", "en", "both"] | None,
        Field(description="For the terminal; JSON answers carry both languages"),
    ] = None
    record: Annotated[
        StrictBool, Field(description="Whether the decision is recorded; otherwise nothing is kept")
    ] = False


class PersonRequest(PersonProfile, Options):
    """A person's profile and what is wanted about it."""


class CompanyRequest(CompanyProfile, Options):
    """A company's profile and what is wanted about it."""


def _subject_of(value: object) -> str:
    said = value.get("subject", "person") if isinstance(value, dict) else getattr(value, "subject", "")
    return str(said)


_BY_SUBJECT = Discriminator(_subject_of)
Profile = Annotated[
    Annotated[PersonProfile, Tag("person")] | Annotated[CompanyProfile, Tag("company")], _BY_SUBJECT
]
ScreeningRequest = Annotated[
    Annotated[PersonRequest, Tag("person")] | Annotated[CompanyRequest, Tag("company")], _BY_SUBJECT
]
PROFILE: TypeAdapter[PersonProfile | CompanyProfile] = TypeAdapter(Profile)
SCREENING_REQUEST: TypeAdapter[PersonRequest | CompanyRequest] = TypeAdapter(ScreeningRequest)
