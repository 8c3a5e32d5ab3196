"""One difference, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.diagnostics import Text
from engine.periods import Interval

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side: in words, as an expression where it is one, and the citations it rests on."""

    text: Text
    expression: str | None = None
    cites: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """A JSON object: text, expression, cites."""
        return {"text": self.text.as_json(), "expression": self.expression, "cites": list(self.cites)}


@dataclass(frozen=True, slots=True)
class Change:
    """Something was added, removed or changed: what kind of thing, which, in which interval, from what to what.

    `what` is program, version, condition, structure, amount, parameter, value, table, row, definition, fact, choices
    or the name of a field. `within` names the group a condition stands in; `against` the version with which a new one
    is compared.
    """

    what: str
    kind: str
    id: str | None = None
    label: Text | None = None
    old: Side | None = None
    new: Side | None = None
    interval: Interval | None = None
    within: Text | None = None
    against: str | None = None
    parts: tuple[Change, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """A JSON object; what is not said of this kind of thing is left out."""
        answer: dict[str, Any] = {"what": self.what, "change": self.kind}
        if self.id is not None:
            answer["id"] = self.id
        if self.label is not None:
            answer["label"] = self.label.as_json()
        if self.interval is not None:
            start, end = self.interval.start, self.interval.end
            answer |= {"from": start and start.isoformat(), "until": end and end.isoformat()}
        if self.within is not None:
            answer["within"] = self.within.as_json()
        if self.against is not None:
            answer["against"] = self.against
        for name, side in (("old", self.old), ("new", self.new)):
            if side is not None:
                answer[name] = side.as_json()
        if self.parts:
            answer["parts"] = [part.as_json() for part in self.parts]
        return answer
