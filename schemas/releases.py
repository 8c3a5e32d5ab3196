"""What `releases`, `publish`, `diff` and `replay` answer with --json, and the file that `screen --save` writes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictStr

from schemas.rulesets import Day, Document, TextDocument
from schemas.screening import Screening

Sha256 = Annotated[StrictStr, Field(pattern=r"^[0-9a-f]{64}$")]
Kind = Literal["added", "removed", "changed"]


class ReleaseHead(Document):
    """A published release."""

    release: Annotated[Sha256, Field(description="Digest of the law in it")]
    published: Annotated[Day, Field(description="The day it was published")]
    note: StrictStr
    folder: Annotated[StrictStr, Field(description="Where its files stand inside rulesets/")]


class Publication(ReleaseHead):
    """What `publish` did."""

    done: Annotated[
        Literal["published", "restored", "unchanged"],
        Field(
            description="restored: its folder or its files had been lost; unchanged: it stood there as it is"
        ),
    ]


class ListedRelease(ReleaseHead):
    """A release in the list."""

    state: Annotated[
        Literal["there", "missing", "intact", "changed"],
        Field(description="intact and changed only with --verify: opened, and held to its digest"),
    ]


class WorkingCopy(Document):
    """The rulesets that are being edited."""

    release: Sha256
    published: Annotated[StrictBool, Field(description="Whether a release says the same")]


class ReleaseList(Document):
    """`haedang releases --json`"""

    working: Annotated[WorkingCopy | None, Field(description="null: there is a mistake in it")]
    releases: Annotated[list[ListedRelease], Field(description="In the order of publication")]


class SideDocument(Document):
    """What stands on one side of a comparison."""

    text: Annotated[TextDocument, Field(description="In words, with labels for names")]
    expression: Annotated[StrictStr | None, Field(description="As an expression, where it is one")]
    cites: list[StrictStr]


class ChangeDocument(Document):
    """Something that was added, removed or changed, with what was in it."""

    what: Annotated[
        StrictStr,
        Field(
            description="program, version, condition, structure, amount, parameter, value, row, … or a field's name"
        ),
    ]
    change: Kind
    id: StrictStr | None = None
    label: TextDocument | None = None
    from_: Annotated[Day | None, Field(alias="from", description="First day of the interval")] = None
    until: Annotated[Day | None, Field(description="First day after the interval")] = None
    within: Annotated[TextDocument | None, Field(description="The group a condition stands in")] = None
    against: Annotated[Day | None, Field(description="Of a new version: the one before it")] = None
    old: SideDocument | None = None
    new: SideDocument | None = None
    parts: Annotated[list[ChangeDocument], Field(default=[])]


ChangeDocument.model_rebuild()


class ComparedRelease(Document):
    """One side of `diff`."""

    release: Sha256
    working: StrictBool


class Changes(Document):
    """What differs, by kind, each in order of name."""

    programs: list[ChangeDocument]
    parameters: list[ChangeDocument]
    tables: list[ChangeDocument]
    definitions: list[ChangeDocument]
    facts: list[ChangeDocument]
    choices: list[ChangeDocument]


class Comparison(Document):
    """`haedang diff OLD NEW --json`"""

    old: ComparedRelease
    new: ComparedRelease
    same: StrictBool
    changes: Changes


class SavedScreening(Document):
    """The file that `screen --save` writes."""

    on: Day
    known_at: Day | None
    programs: Annotated[list[StrictStr] | None, Field(description="null: all that fit")]
    release: Sha256
    profile: Annotated[dict[str, Any], Field(description="The document as it was read")]
    screening: Annotated[Screening, Field(description="In full, with the reasons of every worker")]
    decision: Annotated[Sha256, Field(description="Of the canonical JSON of its decision")]


class DecisionPair(Document):
    """The digests of a decision and of the same decided again."""

    saved: Sha256
    replayed: Sha256


class DeviationDocument(Document):
    """A place where the two differ; `—` where there is nothing."""

    path: StrictStr
    saved: Any
    replayed: Any


class Replay(Document):
    """`haedang replay FILE --json`"""

    same: StrictBool
    release: Sha256
    on: Day
    decision: DecisionPair
    differences: list[DeviationDocument]
