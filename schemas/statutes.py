"""The shape of rulesets/statutes/*: which articles and annexes the statutes have had."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictStr

from schemas.rulesets import Day, Document


class ChangedDocument(Document):
    """An article or annex that came or went, each with the day of the promulgation that did it."""

    no: StrictStr
    from_: Annotated[Day | None, Field(alias="from")] = None
    promulgated: Day | None = None
    until: Day | None = None
    removal_promulgated: Day | None = None


class StatuteDocument(Document):
    """Which articles and annexes a statute has had."""

    formerly: tuple[StrictStr, ...] = ()
    since: Day
    complete_to: Day
    articles: StrictStr = ""
    articles_changed: tuple[ChangedDocument, ...] = ()
    annexes: StrictStr = ""
    annexes_changed: tuple[ChangedDocument, ...] = ()


class StatutesFile(Document):
    """rulesets/statutes/*.yaml"""

    statutes: dict[StrictStr, StatuteDocument]
