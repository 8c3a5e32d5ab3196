"""Statements and tokens: what a rule can say, as small numbers.

A statement is one claim (a condition, a test inside it, a group, a definition of truth, a verdict). Four tokens can be
held of it, so that no rule ever needs a negation:

| token | says |
|---|---|
| MET | it is known to hold |
| UNMET | it is known not to hold |
| SHORT | it is not known to hold: unmet, or unknown |
| LAX | it is not known to fail: met, or unknown |

A statement that is unknown has SHORT and LAX and nothing else. `statement * 4 + kind` is the token's number.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable
from typing import Final

from engine.language.values import Value

MET, UNMET, SHORT, LAX = range(4)
KINDS: Final = 4
WORDS: Final = ("met", "unmet", "not met", "not unmet")
OPPOSITE: Final = (UNMET, MET, LAX, SHORT)  # what a token says of the statement's negation
Token = int


class Statements:
    """The statements of one catalogue, numbered as they are first named."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self.texts: list[str] = []
        self.claims: dict[int, dict[str, None]] = {}  # the conditions that are nothing but this statement

    def number(self, key: Hashable, text: str) -> int:
        """The number of a statement; the same key is the same statement."""
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.texts)
            self.texts.append(text)
        return found

    def claim(self, statement: int, condition: str) -> None:
        """Note that a condition is this statement."""
        self.claims.setdefault(statement, {})[condition] = None

    def said(self, held: Token) -> tuple[str, str]:
        """A token as people read it: what is claimed, and which of WORDS is said of it."""
        statement = held // KINDS
        ids = " / ".join(self.claims.get(statement, ()))
        text = self.texts[statement]
        return f"{ids} ({text})" if ids and ids != text else text, WORDS[held % KINDS]


def token(statement: int, kind: int) -> Token:
    """The number of a token."""
    return statement * KINDS + kind


def tokens_of(statement: int, truth: Value) -> tuple[Token, ...]:
    """What a truth that was judged says of a statement; null is no answer, as unknown is none."""
    base = statement * KINDS
    if truth is True:
        return base + MET, base + LAX
    if truth is False:
        return base + UNMET, base + SHORT
    return base + SHORT, base + LAX


def truth_of(statement: int, held: Collection[Token]) -> bool | None:
    """The truth of a statement among the tokens that are held; None where it is unknown."""
    base = statement * KINDS
    return True if base + MET in held else False if base + UNMET in held else None
