"""One sentence a user can be told, and its cure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

Word: TypeAlias = Any  # what fills a brace of a sentence: a Text in its own language, else whatever prints


@dataclass(frozen=True, slots=True)
class Message:
    """The sentence of a code and its cure; both may name words in braces. `severity`: error, or warning for a hint."""

    ko: str
    en: str
    help_ko: str = ""
    help_en: str = ""
    severity: str = "error"
