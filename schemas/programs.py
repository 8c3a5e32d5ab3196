"""The shapes of program files: what a domain and a program share, and a version of the law of one program."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, StrictBool, StrictInt, StrictStr, Tag, model_validator

from schemas.rulesets import Cites, Day, Document, Evidenced, Expression, Id, TextDocument


class VariantDocument(Evidenced):
    """A condition in one interval; `none: true` where it did not exist."""

    from_: Annotated[Day, Field(alias="from")]
    until: Day | None = None
    published: Day | None = None
    when: Expression | None = None
    none: StrictBool = False


class ConditionDocument(Evidenced):
    """One legal test. In a common.yaml the id is the key; in a version file it is written."""

    id: StrictStr | None = None
    when: Expression | None = None
    label: TextDocument | None = None
    judged_by: Literal["agency"] | None = None
    discretion: Literal["agency"] | None = None
    keyed_to: StrictStr | None = None
    variants: list[VariantDocument] = Field(default_factory=list)


class GroupDocument(Document):
    """Conditions joined by exactly one of all, any, not."""

    id: StrictStr | None = None
    label: TextDocument | None = None
    all: list[Member] | None = None
    any: list[Member] | None = None
    not_: Annotated[Member | None, Field(alias="not")] = None

    @model_validator(mode="after")
    def one_kind(self) -> GroupDocument:
        """Exactly one of the three."""
        if sum(part is not None for part in (self.all, self.any, self.not_)) != 1:
            raise ValueError("exactly one of all, any, not")
        return self


def _member_kind(value: object) -> str:
    if isinstance(value, str):
        return "name"
    if isinstance(value, GroupDocument):
        return "group"
    keys = value.keys() if isinstance(value, dict) else ()
    return "group" if {"all", "any", "not"} & set(keys) else "condition"


Member = Annotated[
    Annotated[StrictStr, Tag("name")]
    | Annotated[ConditionDocument, Tag("condition")]
    | Annotated[GroupDocument, Tag("group")],
    Discriminator(_member_kind),
]
GroupDocument.model_rebuild()

# What common.yaml files offer by name: one test, or several joined.
Entry = Annotated[
    Annotated[ConditionDocument, Tag("condition")] | Annotated[GroupDocument, Tag("group")],
    Discriminator(_member_kind),
]


class PartDocument(Document):
    """One dated payment of a schedule."""

    part: TextDocument
    from_: Annotated[Expression | None, Field(alias="from")] = None
    to: Expression | None = None
    payable_from: Expression | None = None
    value: Expression
    cite: Cites


class BoundByDocument(Document):
    """When a floor or a ceiling decided the amount."""

    floor: Expression | None = None
    ceiling: Expression | None = None


class AmountDocument(Evidenced):
    """How much."""

    label: TextDocument
    value: Expression
    unit: StrictStr | None = None
    round: Literal["down", "up", "half_up"] | None = None
    to: StrictInt = 1
    ranks: StrictBool = False
    bound_by: BoundByDocument = BoundByDocument()
    schedule: list[PartDocument] = Field(default_factory=list)


class StepDocument(Document):
    """Something to do first."""

    id: Id
    label: TextDocument


class ApplyDocument(Document):
    """How and until when to apply."""

    where: TextDocument
    until: Expression | None = None
    cite: Cites
    documents: list[TextDocument] = Field(default_factory=list)
    first: list[StepDocument] = Field(default_factory=list)


class CapDocument(Evidenced):
    """The most workers of a company that are paid for."""

    workers: Expression


class ProgramParts(Document):
    """What common.yaml and version files may both say."""

    amounts: dict[Id, AmountDocument] | None = None
    apply: ApplyDocument | None = None
    cap: CapDocument | None = None
    not_together_with: list[StrictStr] | None = None


class ProgramHead(Document):
    """What a program is in all its versions."""

    program: Id
    title: TextDocument
    for_: Annotated[Literal["person", "company"], Field(alias="for")]
    per: Literal["worker"] | None = None
    keyed_to: StrictStr


class ProgramCommonFile(ProgramParts, ProgramHead):
    """rulesets/<domain>/<program>/common.yaml"""

    conditions: dict[Id, Entry] = Field(default_factory=dict)


class DomainCommonFile(Document):
    """rulesets/<domain>/common.yaml: what the programs of a domain share"""

    conditions: dict[Id, Entry]


class ProgramVersionFile(ProgramParts):
    """rulesets/<domain>/<program>/<effective-from>.yaml"""

    program: Id
    from_: Annotated[Day, Field(alias="from")]
    until: Day | None = None
    published: Day | None = None
    cite: Cites
    conditions: GroupDocument
    worker_conditions: GroupDocument | None = None


class ProgramCompleteFile(ProgramVersionFile, ProgramHead):
    """A version that needs no common.yaml beside it: the law on that day in one file, as releases hold it."""
