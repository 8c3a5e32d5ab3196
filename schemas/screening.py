"""The answer: a screening, as `haedang screen --json` prints and POST /v1/screenings returns it.

Numbers: whole ones are JSON integers, other terminating decimals strings ("0.6"), other rationals "1/3".
Days are ISO 8601. Answers are built by the engine as plain values, never through these models: they are the
contract that tests hold it to.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StrictBool, StrictInt, StrictStr

from schemas.rulesets import Day, Document, TextDocument

ExactText = Annotated[StrictStr, Field(pattern=r"^-?\d+(\.\d+|/\d+)$")]
Exact = Annotated[StrictInt | ExactText, Field(description='Exact: an integer, or "0.6", or "1/3"')]
Verdict = Annotated[
    Literal["eligible", "open", "ineligible", "not_in_force"],
    Field(
        description="open: facts are missing or clash; not_in_force: no version holds on the day that matters"
    ),
]
Outcome = Annotated[
    Literal["met", "unmet", "unknown"], Field(description="unknown: a fact that it reads is not known")
]
Grade = Annotated[
    Literal["A", "B", "C"],
    Field(description="A: read in the statute; B: found in a public source; C: not confirmed"),
]
CiteList = Annotated[list[StrictStr], Field(description="Statute, article, paragraph, item")]
ReadValues = Annotated[
    dict[str, Any], Field(description='Values read, by name; "unknown" where nobody has said, null for none')
]
BoundBy = Annotated[
    Literal["floor", "ceiling"] | None,
    Field(description="Whether a legal minimum or maximum decided the figure"),
]
Settles = Annotated[Literal["verdict", "amounts"], Field(description="What stays open without it")]
KnownBy = Annotated[
    list[Literal["applicant", "employer", "agency"]], Field(description="Who can tell, best first")
]
ByTime = Annotated[
    Literal["fixed", "waits", "acts"],
    Field(description="fixed: past; waits: time changes it; acts: one can act"),
]


class Payment(Document):
    """One dated payment of an amount: `value`, or `low` and `high` where it is not settled."""

    from_: Annotated[Day | None, Field(alias="from", description="First day of the stretch that is paid for")]
    to: Annotated[Day | None, Field(description="Last day of the stretch that is paid for, included")]
    part: Annotated[TextDocument, Field(description="What is paid for")]
    payable_from: Annotated[Day | None, Field(description="First day on which it can be applied for or paid")]
    value: Exact | None = None
    low: Exact | None = None
    high: Exact | None = None
    bound_by: BoundBy
    cite: CiteList


class Amount(Document):
    """How much. For a company's program decided worker by worker: the firm's total."""

    id: StrictStr
    label: TextDocument
    unit: Annotated[
        StrictStr | None,
        Field(description="KRW, KRW/day, day, ...; null for a bare number", examples=["KRW/month"]),
    ]
    value: Annotated[Exact | None, Field(description="The figure where it is settled, that is low = high")]
    low: Annotated[Exact | None, Field(description="The least it can be on what is known; null: not bounded")]
    high: Annotated[Exact | None, Field(description="The most it can be on what is known; null: not bounded")]
    ranks: Annotated[
        StrictBool, Field(description="Whether this is the total in won by which programs are ranked")
    ]
    schedule: list[Payment] = Field(
        default=[], description="Dated payments; left out in summaries and where unsettled"
    )
    bound_by: BoundBy = None


class ConditionReason(Document):
    """One legal test with the values it read."""

    kind: Literal["condition"]
    id: StrictStr
    outcome: Outcome
    label: Annotated[TextDocument, Field(description="The claim that is true or false")]
    text: Annotated[TextDocument, Field(description="The values read beside the legal threshold")]
    cites: CiteList
    facts: ReadValues
    parameters: ReadValues
    worked_out: Annotated[
        dict[StrictStr, list[StrictStr]] | None,
        Field(
            description="Of the facts, those nobody gave, each with the given facts it was worked out from"
        ),
    ] = None
    grade: Annotated[Grade | None, Field(description="Where it is below A")] = None
    judged_by: Annotated[
        Literal["agency"] | None, Field(description="The office finds this; nobody else can")
    ] = None


class GroupReason(Document):
    """Tests joined by all, any or not."""

    kind: Literal["all", "any", "not"]
    id: StrictStr | None
    outcome: Outcome
    label: TextDocument
    members: list[Reason]


Reason = Annotated[ConditionReason | GroupReason, Discriminator("kind")]
GroupReason.model_rebuild()


class VersionDocument(Document):
    """One version of a program: from the first day, until (not including) another."""

    from_: Annotated[Day | None, Field(alias="from", description="Effective date")]
    until: Annotated[
        Day | None, Field(description="First day on which it no longer holds; null: it still does")
    ]
    published: Annotated[
        Day | None, Field(description="Day of promulgation; null: not found, taken as the effective date")
    ]
    cites: CiteList


class Reservation(Document):
    """A finding that only the office makes and on which an eligible verdict hangs."""

    id: StrictStr
    label: TextDocument
    cites: CiteList


class OpenFact(Document):
    """A fact that nobody has said and that keeps something open."""

    fact: Annotated[StrictStr, Field(description="Its name in the vocabulary")]
    label: TextDocument
    settles: Settles
    known_by: KnownBy
    changes: ByTime


class OpenLaw(Document):
    """A figure of the law that is not set for the days in question."""

    law: StrictStr
    label: TextDocument
    settles: Settles
    from_: Annotated[Day | None, Field(alias="from")]
    until: Day | None


class Contradiction(Document):
    """Facts that cannot all be right."""

    facts: list[StrictStr]
    records: Annotated[
        tuple[StrictStr, ...],
        Field(description="The records that cannot be, by their place in the list, from 0"),
    ] = ()
    message: TextDocument


class Figure(Document):
    """A figure or rule below grade A on which the answer rests."""

    name: StrictStr
    kind: StrictStr
    label: TextDocument
    grade: Grade
    source: Annotated[TextDocument | None, Field(description="Where it was found")]
    cites: CiteList


class Confidence(Document):
    """How sure the law is that was applied: the worst grade read, and what carries it."""

    grade: Grade
    figures: list[Figure]


class StepDocument(Document):
    """Something to do first; programs share ids."""

    id: StrictStr
    label: TextDocument


class Apply(Document):
    """How and until when to apply."""

    where: TextDocument
    deadline: Annotated[Day | None, Field(description="Last day to apply; null: none, or not known yet")]
    cites: CiteList
    documents: list[TextDocument]
    first: list[StepDocument]


class Nothing(Document):
    """An empty object: nothing can be said, because nothing is in force."""


class Deadline(Document):
    """The last day to apply, alone."""

    deadline: Annotated[Day | None, Field(description="Last day to apply; null: none, or not known yet")]


class WorkerAnswer(Document):
    """One worker of a company, in a program decided worker by worker."""

    id: Annotated[StrictStr, Field(description="As in the profile; `self` is the person who asks")]
    verdict: Verdict
    amounts: list[Amount]
    capped: Annotated[
        StrictBool | None,
        Field(description="Whether the worker falls outside the most that are paid for; null: open"),
    ]
    reasons: Annotated[Reason | None, Field(description="Where `include` names workers")] = None


class About(Document):
    """Which record of a list a determination is about."""

    list: StrictStr
    index: StrictInt
    id: StrictStr | None


class Summary(Document):
    """A determination in short (detail=summary)."""

    program: StrictStr
    for_: Annotated[Literal["person", "company"], Field(alias="for", description="Who is paid")]
    about: About | None
    title: TextDocument
    verdict: Verdict
    version: Annotated[Day | None, Field(description="Effective date of the version applied")]
    likelihood: Annotated[
        Exact | Annotated[float, Field(ge=0, le=1)] | None,
        Field(description="1 or 0 where settled; null where nothing is in force or no estimate was made"),
    ]
    amounts: list[Amount]
    apply: Deadline


class Determination(Summary):
    """One program for one subject: verdict, figures, reasons, and what would settle it."""

    apply: Apply | Nothing  # type: ignore[assignment]  # says all a summary says, and more
    versions: Annotated[
        list[VersionDocument], Field(description="Every version that may apply on what is known")
    ]
    reasons: Annotated[Reason | None, Field(description="null where `include` does not name reasons")]
    reservations: list[Reservation]
    open_facts: list[OpenFact | OpenLaw]
    contradictions: list[Contradiction]
    confidence: Confidence
    not_together_with: Annotated[
        list[StrictStr], Field(description="Benefits that cannot be had at the same time")
    ]
    changes: Annotated[
        list[dict[str, Any]], Field(description="What would change the verdict; its shape is not settled yet")
    ]
    workers: Annotated[
        list[WorkerAnswer] | None, Field(description="Only in programs decided worker by worker")
    ] = None


class Assumption(Document):
    """A fact that nobody gave and that was taken for granted."""

    fact: StrictStr
    value: StrictStr
    assumed: Annotated[
        Literal["screening_date"],
        Field(description="On what ground: it was taken to be the day of the question"),
    ]


class Receipt(Document):
    """Where the decision stands in the log."""

    index: StrictInt
    leaf: Annotated[StrictStr, Field(description="Hash of the record, hexadecimal")]
    checkpoint: Annotated[StrictStr | None, Field(description="The signed state of the log that covers it")]


class HeldToken(Document):
    """Something that a rule rests on, or gives."""

    claim: Annotated[StrictStr, Field(description="A condition, a test, a group, a definition or a verdict")]
    held: Annotated[
        Literal["met", "unmet", "not met", "not unmet"],
        Field(description="not met: unmet or unknown; not unmet: met or unknown"),
    ]


class FiredRule(Document):
    """One rule that fired."""

    program: StrictStr
    worker: StrictStr | None
    number: Annotated[StrictInt, Field(description="Its place in the order of firing, from 1")]
    rules: Annotated[StrictStr, Field(description="The version of a program or definition it was made of")]
    from_: Annotated[list[HeldToken], Field(alias="from", description="What it rests on")]
    gives: HeldToken


class EngineDifference(Document):
    """Something on which two engines differ."""

    program: StrictStr
    worker: StrictStr | None
    field: StrictStr
    compiled: Any
    second: Any


class SecondOpinion(Document):
    """What another engine came to, independently of the compiled plan."""

    engine: Literal["clips", "durable"]
    status: Annotated[
        Literal["agrees", "differs", "missing"],
        Field(description="missing: the engine gave no opinion; never a reason to refuse anything"),
    ]
    reason: Annotated[
        Literal["not_installed", "died", "too_slow", "too_large", "failed"] | None,
        Field(description="Why it is missing"),
    ]
    message: TextDocument | None
    differences: list[EngineDifference]
    firings: Annotated[
        list[FiredRule] | None, Field(description="The rules that fired, in order, where asked for")
    ] = None


class Screening(Document):
    """Everything that can be said about a profile, ranked by verdict, expected amount, deadline, id."""

    screening_id: Annotated[StrictStr, Field(description="Random; names this answer only")]
    decision_id: Annotated[
        StrictStr | None, Field(description="Names the recorded decision; null: nothing was recorded")
    ]
    receipt: Receipt | None
    on: Annotated[Day, Field(description="The day of the question")]
    known_at: Annotated[
        Day | None, Field(description="Only law published by this day was used; null: all law in the release")
    ]
    release: Annotated[StrictStr, Field(description="Digest of the law that was applied")]
    working: Annotated[
        StrictBool, Field(description="true: a folder that is being edited, not a published release")
    ]
    engine: Annotated[
        StrictStr,
        Field(description="Which evaluator decided; compiled too where another was asked and does not agree"),
    ]
    assumptions: list[Assumption]
    facts_used: Annotated[
        dict[str, Any], Field(description="The given facts that some program read; a worker's under its id")
    ]
    determinations: Annotated[
        list[Determination | Summary], Field(description="One for each program; all full, or all summaries")
    ]
    questions: Annotated[
        list[dict[str, Any]] | None, Field(description="What to ask next, where included")
    ] = None
    plan: Annotated[
        list[dict[str, Any]] | None, Field(description="In which order to apply, where included")
    ] = None
    second_opinion: Annotated[
        SecondOpinion | None, Field(description="Where another engine than compiled was asked for")
    ] = None
