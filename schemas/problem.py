"""What a refused request is answered with: a problem of RFC 9457, with every mistake as a diagnostic.

A value of the profile is never among it: it may be personal.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictInt, StrictStr

from schemas.rulesets import Document, TextDocument


class RelatedDocument(Document):
    """A second place that a mistake is about, and what stands there."""

    file: StrictStr
    line: StrictInt
    column: StrictInt
    length: StrictInt
    text: TextDocument


class DiagnosticDocument(Document):
    """One mistake: what it is, where, and how to mend it."""

    code: Annotated[
        StrictStr, Field(pattern=r"^[A-Z]\d{3}$", description="`haedang explain CODE` tells more")
    ]
    severity: Annotated[Literal["error", "warning"], Field(description="A warning refuses nothing")] = "error"
    message: Annotated[TextDocument, Field(description="What was seen and what was expected")]
    help: Annotated[TextDocument | None, Field(description="How to mend it")] = None
    path: Annotated[
        StrictStr | None, Field(description="Where in the document", examples=["facts.birth_date"])
    ] = None
    file: Annotated[
        StrictStr | None, Field(description="Where in a file, with line and column; both count from 1")
    ] = None
    line: StrictInt | None = None
    column: StrictInt | None = None
    length: Annotated[StrictInt | None, Field(description="How many characters it spans")] = None
    related: Annotated[tuple[RelatedDocument, ...], Field(description="Other places it is about")] = ()


class Problem(Document):
    """RFC 9457 problem details, served as application/problem+json."""

    type: Annotated[
        StrictStr,
        Field(pattern=r"^urn:haedang:problem:[a-z-]+$", description="The kind of problem; compare this"),
    ]
    title: Annotated[StrictStr, Field(description="The kind of problem in words; always the same for a type")]
    status: Annotated[StrictInt, Field(ge=400, le=599, description="The HTTP status")]
    detail: Annotated[StrictStr, Field(description="This occurrence in one sentence, Korean / English")]
    diagnostics: list[DiagnosticDocument] = Field(description="Every mistake found, in order of place")
