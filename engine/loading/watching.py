"""What was made of something, kept for as long as that and all it looked up on the way is the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, ValuesView
from dataclasses import dataclass
from typing import Generic, TypeVar

from engine.loading.from_tree import Findings

Value = TypeVar("Value")
Read = tuple[str, object]  # a part of the catalogue, and a name in it or ALL
ALL = None  # which names there are
_MISSING = object()


class Watched(Mapping[str, Value], Generic[Value]):
    """A part of the catalogue that tells what is looked up in it.

    With a focus, walking over its values gives only those: what is to be checked, whatever else may be looked up.
    """

    def __init__(
        self,
        part: str,
        inner: Mapping[str, Value],
        note: Callable[[Read], None],
        focus: tuple[Value, ...] | None = None,
    ) -> None:
        self.part, self.inner, self.note, self.focus = part, inner, note, focus

    def __getitem__(self, key: str) -> Value:
        self.note((self.part, key))
        return self.inner[key]

    def __iter__(self) -> Iterator[str]:
        self.note((self.part, ALL))
        return iter(self.inner)

    def __len__(self) -> int:
        self.note((self.part, ALL))
        return len(self.inner)

    def values(self) -> ValuesView[Value]:
        """The values in focus; without one, all."""
        if self.focus is None:
            return super().values()
        return dict(enumerate(self.focus)).values()


def differences(part: str, before: Mapping[str, object], now: Mapping[str, object]) -> set[Read]:
    """The names of a part that stand for something else now. Where a thing is written makes no difference."""
    changed: set[Read] = set()
    for name in before.keys() | now.keys():
        one, other = before.get(name, _MISSING), now.get(name, _MISSING)
        if one is not other and one != other:
            changed.add((part, name))
    if before.keys() != now.keys():
        changed.add((part, ALL))
    return changed


class Noting(Findings):
    """Findings of one thing that is made: it sees what is hidden outside, and notes that it asked."""

    def __init__(self, outer: Findings, reads: set[Read]) -> None:
        super().__init__()
        self.outer, self.reads = outer, reads

    def hides(self, name: object) -> bool:
        """Whether a name stands in a part of the files that could not be read."""
        self.reads.add(("hidden", name))
        return super().hides(name) or self.outer.hides(name)


@dataclass(frozen=True, slots=True)
class Kept(Generic[Value]):
    """What was made, of what, and what was found and looked up on the way."""

    own: tuple[object, ...]
    value: Value
    found: Findings
    reads: set[Read]


class Keeping:
    """What was made in the last round and in this one. What a round has no use for is forgotten with the next."""

    def __init__(self) -> None:
        self._last: dict[Hashable, Kept[object]] = {}
        self._now: dict[Hashable, Kept[object]] = {}
        self._parts: dict[str, dict[str, object]] = {}
        self._noted: set[str] = set()
        self._changed: set[Read] = set()
        self._reads: set[Read] = set()

    def begin(self) -> None:
        """A new round."""
        self._last, self._now = self._now, {}
        self._noted, self._changed = set(), set()

    def found(self) -> Iterator[Findings]:
        """What was found with everything made."""
        return (kept.found for kept in self._now.values())

    def note(self, part: str, now: Mapping[str, object]) -> None:
        """Say what a part of the catalogue is in this round; only the first word counts."""
        if part not in self._noted:
            self._noted.add(part)
            self._changed |= differences(part, self._parts.get(part, {}), now)
            self._parts[part] = dict(now)

    def watched(self, part: str, inner: Mapping[str, Value]) -> Watched[Value]:
        """A part of the catalogue, for what is made now: it notes what is looked up."""
        return Watched(part, inner, self._noted_by)

    def _noted_by(self, read: Read) -> None:
        self._reads.add(read)

    def keep(
        self, key: Hashable, own: tuple[object, ...], make: Callable[[Findings], Value], outer: Findings
    ) -> Kept[Value]:
        """What `make` makes of its own findings, or made in the last round from the same things."""
        kept: Kept[Value] | None = self._last.get(key)  # type: ignore[assignment] # one key, one kind of value
        if kept is None or kept.own != own or not kept.reads.isdisjoint(self._changed):
            reads: set[Read] = set()
            self._reads = reads
            found = Noting(outer, reads)
            kept = Kept(own, make(found), found, reads)
        self._now[key] = kept  # type: ignore[assignment]
        return kept
