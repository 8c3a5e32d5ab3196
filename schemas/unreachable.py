"""features/unreachable.yaml: what of the law no scenario can see, each with its reason."""

from __future__ import annotations

from pydantic import Field

from schemas.rulesets import Document, TextDocument


class UnreachableDocument(Document):
    """Goals of one program, and why nobody can see them."""

    program: str = Field(description="id of the program")
    goals: list[str] = Field(
        min_length=1,
        description="first words of the goals as `haedang test --missing` shows them; * stands for any one word",
    )
    because: TextDocument = Field(description="the reason, in Korean and English")


class UnreachableFile(Document):
    """The whole file."""

    unreachable: list[UnreachableDocument]
