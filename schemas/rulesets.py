"""The shape of the ruleset files: facts, choices, parameters, tables, definitions, programs, sources.

These models say which keys exist and what kind of value each takes. What the values mean is the language's business and
is checked by engine.loading. The JSON Schemas exported from them give editors completion, hover and validation.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    model_validator,
)

from schemas.keys import describe

NAME = r"^[a-z가-힣][a-z0-9가-힣_]*$"  # of facts and what is derived from them: expressions read them
ID = r"^[a-z][a-z0-9_]*$"  # of programs, conditions, amounts and sources: folders and answers bear them
_DATE = r"^\d{4}-\d{2}-\d{2}$"
_BOUND = re.compile(r"\d{4}-\d{2}-\d{2}|today( \+ P\d+[YM])?|-?\d+(\.\d+)?")


def _is_bound(value: str | int) -> str | int:
    if isinstance(value, str) and not _BOUND.fullmatch(value):
        raise ValueError("a number, a date, today, or today + P1Y")
    return value


Name = Annotated[StrictStr, Field(pattern=NAME)]
Id = Annotated[StrictStr, Field(pattern=ID)]
Day = Annotated[StrictStr, Field(pattern=_DATE, description="A day, ISO 8601")]
Expression = Annotated[StrictStr | StrictInt | StrictBool, Field(description="Written in the FEEL subset")]
Limit = Annotated[StrictStr | StrictInt, AfterValidator(_is_bound)]
Cites = Annotated[StrictStr | list[StrictStr], Field(description="Statute, article, paragraph, item")]
Grade = Annotated[
    Literal["B", "C"],
    Field(description="B: found in a public source; C: not confirmed. Left out: read in the statute"),
]
Entity = Literal["person", "company", "worker", "any"]
FactType = Literal["integer", "decimal", "boolean", "date", "choice", "text", "list"]


class Document(BaseModel):
    """Every part of a ruleset file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, json_schema_extra=describe)


class TextDocument(Document):
    """One sentence in Korean and in English."""

    ko: Annotated[StrictStr, Field(min_length=1)]
    en: Annotated[StrictStr, Field(min_length=1)]


class FiledDocument(Document):
    """Which record of `applications` gives a date: of one program or of several, `this` being the one screened."""

    program: StrictStr | Annotated[list[StrictStr], Field(min_length=1)]
    kind: StrictStr


class RecordFieldDocument(Document):
    """A field of a record list."""

    label: TextDocument
    type: Literal["integer", "decimal", "boolean", "date", "choice", "text"]
    choices: StrictStr | None = None
    unit: StrictStr | None = None
    range: Annotated[list[Limit], Field(min_length=2, max_length=2)] | None = None


class RecordRuleDocument(Document):
    """What records of a list cannot be."""

    kind: Literal["ordered", "needs", "within", "excludes", "apart"]
    fields: list[Name]
    same: list[Name] = []
    where: dict[Name, list[StrictStr]] = {}
    inclusive: StrictBool = False
    label: TextDocument
    cite: Cites | None = None

    @model_validator(mode="after")
    def _as_many_fields(self) -> RecordRuleDocument:
        if len(self.fields) not in {"within": (3,), "apart": (2, 3)}.get(self.kind, (2,)):
            raise ValueError("two fields; within takes three, apart two or three")
        return self


class FactDocument(Document):
    """A fact of the vocabulary."""

    label: TextDocument
    entity: Entity
    type: FactType
    choices: StrictStr | None = None
    without: list[StrictStr] = []
    unit: StrictStr | None = None
    range: Annotated[list[Limit], Field(min_length=2, max_length=2)] | None = None
    optional: StrictBool = False
    source: Literal["given", "either", "derived"]
    known_by: Annotated[list[Literal["applicant", "employer", "agency"]], Field(min_length=1)]
    changes: Literal["fixed", "waits", "acts"]
    sensitive: Literal["none", "personal", "special"]
    judged_by: Literal["agency"] | None = None
    assumed: Literal["screening_date"] | None = None
    filed: FiledDocument | None = None
    not_before: StrictStr | None = None
    not_after: StrictStr | None = None
    records: StrictInt | None = None
    counter: TextDocument | None = None
    in_question: StrictBool = False
    fields: dict[Name, RecordFieldDocument] = {}
    rules: list[RecordRuleDocument] = []


class FactsFile(Document):
    """rulesets/facts/*.yaml"""

    facts: dict[Name, FactDocument] = {}
    choices: dict[Name, dict[StrictStr, TextDocument]] = {}


class Evidenced(Document):
    """Keys of everything that rests on a citation."""

    cite: Cites | None = None
    grade: Grade | None = None
    source: StrictStr | None = None


class DatedDocument(Evidenced):
    """Keys of everything with an interval."""

    from_: Annotated[Day, Field(alias="from")]
    until: Day | None = None
    published: Day | None = None


class ParameterValueDocument(DatedDocument):
    """One value for one interval."""

    value: StrictInt | StrictStr | StrictBool | list[StrictStr]


class ParameterDocument(Document):
    """A figure of the law that changes through time."""

    label: TextDocument
    type: Literal["integer", "decimal", "choices", "boolean", "date"]
    choices: StrictStr | None = None
    unit: StrictStr | None = None
    keyed_to: StrictStr | None = None
    values: Annotated[list[ParameterValueDocument], Field(min_length=1)]


class ParametersFile(Document):
    """rulesets/parameters/*.yaml"""

    parameters: dict[Name, ParameterDocument]


class RowDocument(Document):
    """One row of a table."""

    when: list[Expression]
    then: Expression


class TableVersionDocument(DatedDocument):
    """The rows of one interval."""

    rows: Annotated[list[RowDocument], Field(min_length=1)]


class TableDocument(Document):
    """A decision table. `values` are the possible results, best first: `priority` and `output order` go by them."""

    label: TextDocument
    type: Literal["number", "choice", "boolean"] = "number"
    choices: StrictStr | None = None
    unit: StrictStr | None = None
    keyed_to: StrictStr | None = None
    hit: Literal["unique", "first", "any", "priority", "rule order", "output order", "collect"]
    aggregation: Literal["sum", "min", "max", "count"] | None = None
    values: list[StrictStr | StrictInt | StrictBool] = []
    inputs: Annotated[list[Expression], Field(min_length=1)]
    versions: Annotated[list[TableVersionDocument], Field(min_length=1)]


class TablesFile(Document):
    """rulesets/tables/*.yaml"""

    tables: dict[Name, TableDocument]


class DefinitionVersionDocument(DatedDocument):
    """How a fact is worked out in one interval."""

    value: Expression


class DefinitionDocument(Evidenced):
    """A fact derived from others: `value` alone, or `versions`."""

    label: TextDocument | None = None
    type: Literal["number", "boolean", "date", "choice"] = "number"
    choices: StrictStr | None = None
    records: StrictStr | None = None  # of which list the definition names records
    unit: StrictStr | None = None
    keyed_to: StrictStr | None = None
    value: Expression | None = None
    versions: list[DefinitionVersionDocument] = []

    @model_validator(mode="after")
    def one_form(self) -> DefinitionDocument:
        """Exactly one of `value` and `versions`."""
        if (self.value is None) == (not self.versions):
            raise ValueError("either value or versions")
        return self


class DefinitionsFile(Document):
    """rulesets/definitions/*.yaml"""

    definitions: dict[Name, DefinitionDocument]


class SourceDocument(TextDocument):
    """Where a figure that is not read in the statute was found."""

    dated: StrictStr | None = None


class SourcesFile(Document):
    """rulesets/sources/*.yaml"""

    sources: dict[Id, SourceDocument]
