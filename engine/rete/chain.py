"""The port: rules in packs, tokens in, tokens and firings out. Two engines stand behind it, CLIPS and durable-rules.

A clause is a Horn clause: when every token of its body is held, its head is. Clauses come in packs; a pack is generated
once for one version of the law and switched on by its gate, the token of that version, so that a profile with other
dates needs no new network.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from engine.rete.statements import Token

MOST_JOINED: Final = 15  # facts that one rule may join


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule: its name for people, the tokens it needs, the token it gives."""

    name: str
    body: tuple[Token, ...]
    head: Token


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """The clauses of one version of the law, the token that switches them on, and the tokens they read from outside."""

    name: str
    gate: Token
    clauses: tuple[Clause, ...]
    reads: frozenset[Token]


@dataclass(frozen=True, slots=True)
class Firing:
    """One rule that fired."""

    pack: Pack
    clause: Clause


@dataclass(frozen=True, slots=True)
class Fired:
    """What firing gave: the tokens derived, and the firings in their order."""

    derived: frozenset[Token]
    firings: tuple[Firing, ...]


class Chain(Protocol):
    """An engine that chains tokens to conclusions."""

    name: str

    def conclude(self, packs: Sequence[Pack], tokens: Collection[Token]) -> Fired:
        """Everything that follows from some tokens by the rules of some packs. Nothing of it is kept.

        Raises Unavailable where the engine cannot answer.
        """

    def close(self) -> None:
        """Let go of whatever the engine holds."""


class Unavailable(Exception):  # noqa: N818 - what it is to who asks: no opinion, never a no
    """The engine gives no opinion: it is not installed, it died, it took too long. `reason` is one of REASONS."""

    def __init__(self, reason: str, told: str = "") -> None:
        super().__init__(reason, told)
        self.reason = reason
        self.told = told


REASONS: Final = ("not_installed", "died", "too_slow", "too_large", "failed")
