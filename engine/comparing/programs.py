"""Programs side by side: versions, their conditions and how these are joined, amounts, how to apply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from engine.comparing.change import ADDED, CHANGED, REMOVED, Change, Side
from engine.comparing.sides import Pair, Sides, interval_text
from engine.comparing.timelines import TIME, variant_changes
from engine.diagnostics import Text
from engine.model import Amount, Condition, Group, Program, ProgramVersion, Variant, conditions_in

_JOINED = {"all": Text("모두", "all"), "any": Text("하나", "any"), "not": Text("아님", "not")}
_GROUPS = ("conditions", "worker_conditions")
_OWN = (*_GROUPS, "amounts", *TIME)  # compared in ways of their own
Member = Condition | Group


def program_changes(pair: Pair, old: Program | None, new: Program) -> Iterator[Change]:
    """What differs between two states of a program; `old` None: it is new, and each version is told as an amendment of
    the one before.
    """
    if old is not None:
        yield from pair.fields(old, new, "versions")
    before = {version.dated.interval.start: version for version in old.versions} if old else {}
    after = {version.dated.interval.start: version for version in new.versions}
    for start in sorted({*before, *after}, key=lambda day: day or date.min):
        yield from _version(pair, before.get(start), after.get(start), new)


def _version(
    pair: Pair, old: ProgramVersion | None, new: ProgramVersion | None, program: Program
) -> Iterator[Change]:
    if new is None:
        if old is not None:
            yield Change("version", REMOVED, id=_name(old), old=_days(old))
        return
    if old is not None:
        parts = tuple(_differing(pair, old, new))
        if parts:
            yield Change("version", CHANGED, id=_name(new), interval=new.dated.interval, parts=parts)
        return
    place = program.versions.index(new)
    previous = program.versions[place - 1] if place else None
    alone = Pair(pair.new, pair.new)
    yield Change(
        "version",
        ADDED,
        id=_name(new),
        new=_days(new),
        interval=new.dated.interval,
        against=_name(previous) if previous else None,
        parts=tuple(_amended(alone, previous, new)),
    )


def _amended(pair: Pair, previous: ProgramVersion | None, new: ProgramVersion) -> Iterator[Change]:
    """What a new version changes in the law before it; all it says where there was none."""
    if previous is not None:
        same_days = replace(previous, dated=replace(new.dated, evidence=previous.dated.evidence))
        yield from _differing(pair, same_days, new)
        return
    for _, condition, group in _placed(new):
        yield Change(
            "condition",
            ADDED,
            condition.id,
            condition.label,
            new=said(pair.new, condition),
            within=_within(group),
        )
    for amount in new.amounts:
        yield _amount_alone(pair.new, amount, ADDED)


def _differing(pair: Pair, old: ProgramVersion, new: ProgramVersion) -> Iterator[Change]:
    if old.dated.interval.end != new.dated.interval.end:
        yield pair.changed("until", old.dated.interval.end, new.dated.interval.end)
    yield from pair.fields(old, new, "apply", "cap", *_OWN)
    yield from _conditions(pair, old, new)
    for key in _GROUPS:
        yield from _structure(key, getattr(old, key), getattr(new, key))
    yield from _amounts(pair, old, new)
    applying = tuple(pair.fields(old.apply, new.apply))
    if applying:
        yield Change("apply", CHANGED, parts=applying)
    if old.cap is None or new.cap is None:
        if old.cap != new.cap:
            yield pair.changed("cap", old.cap, new.cap)
    elif old.cap != new.cap:
        yield Change("cap", CHANGED, parts=tuple(pair.fields(old.cap, new.cap)))


# ---- conditions


def said(sides: Sides, condition: Condition) -> Side:
    """What a condition asks and rests on, in every interval in which it asks something."""
    first = condition.variants[0]
    if len(condition.variants) == 1 and first.dated.interval.start is None:
        return sides.expression(first.when, first.dated.evidence.cites)
    told = [(interval_text(v.dated.interval), sides.expression(v.when).text) for v in condition.variants]
    cites = dict.fromkeys(cite for variant in condition.variants for cite in variant.dated.evidence.cites)
    korean = "; ".join(f"{when.ko}: {what.ko}" for when, what in told)
    return Side(Text(korean, "; ".join(f"{when.en}: {what.en}" for when, what in told)), None, tuple(cites))


def _condition_alone(sides: Sides, condition: Condition, group: Group, kind: str) -> Change:
    side = said(sides, condition)
    old, new = (side, None) if kind == REMOVED else (None, side)
    return Change("condition", kind, condition.id, condition.label, old=old, new=new, within=_within(group))


def _placed(version: ProgramVersion) -> Iterator[tuple[str, Condition, Group]]:
    """Every condition with its id and the group it stands in directly; a group at the top counts as none."""

    def below(group: Group) -> Iterator[tuple[str, Condition, Group]]:
        for member in group.members:
            if isinstance(member, Group):
                yield from below(member)
            else:
                yield member.id, member, group

    for key in _GROUPS:
        group = getattr(version, key)
        if group is not None:
            yield from below(group)


def _within(group: Group) -> Text | None:
    """How a condition is joined with its neighbours, where that is not simply that all must hold."""
    if group.label is None and group.kind == "all":
        return None
    kind = _JOINED[group.kind]
    return Text(f"{kind.ko} ‘{group.label.ko}’", f"{kind.en} ‘{group.label.en}’") if group.label else kind


def _conditions(pair: Pair, old: ProgramVersion, new: ProgramVersion) -> Iterator[Change]:
    before = {id_: (condition, group) for id_, condition, group in _placed(old)}
    after = {id_: (condition, group) for id_, condition, group in _placed(new)}
    for id_, (condition, group) in before.items():
        if id_ not in after:
            yield Change(
                "condition",
                REMOVED,
                id_,
                condition.label,
                old=said(pair.old, condition),
                within=_within(group),
            )
    for id_, (condition, group) in after.items():
        if id_ not in before:
            yield _condition_alone(pair.new, condition, group, ADDED)
        elif parts := tuple(_condition(pair, before[id_][0], condition)):
            yield Change("condition", CHANGED, id_, condition.label, parts=parts)


def _condition(pair: Pair, old: Condition, new: Condition) -> Iterator[Change]:
    yield from pair.fields(old, new, "variants")
    ours, theirs = (tuple(map(_timeless, condition.variants)) for condition in (old, new))
    if ours != theirs:
        yield from variant_changes(pair, ours, theirs)


def _timeless(variant: Variant) -> Variant:
    """A test that holds as long as its version was published with it: that is told once, of the version."""
    if variant.dated.interval.start is not None:
        return variant
    return replace(variant, dated=replace(variant.dated, published=None))


# ---- how conditions are joined


@dataclass(frozen=True, slots=True)
class _Pruned:
    """A group without the conditions that only one side has, and the group it was."""

    whole: Group
    members: tuple[_Pruned | Condition, ...]

    def shape(self) -> tuple[object, ...]:
        return (self.whole.kind, self.whole.id, self.whole.label, tuple(map(_shape, self.members)))


def _shape(member: _Pruned | Condition) -> object:
    return member.id if isinstance(member, Condition) else member.shape()


def _pruned(group: Group, kept: set[str]) -> _Pruned:
    members: list[_Pruned | Condition] = []
    for member in group.members:
        if isinstance(member, Condition):
            if member.id in kept:
                members.append(member)
        elif (inner := _pruned(member, kept)).members:
            members.append(inner)
    return _Pruned(group, tuple(members))


def _structure(key: str, old: Group | None, new: Group | None) -> Iterator[Change]:
    """How the conditions that both sides have are joined, where that differs: the smallest part that shows it."""
    if old is None or new is None:
        return  # the conditions themselves are told as added or removed
    kept = {c.id for c in conditions_in(old)} & {c.id for c in conditions_in(new)}
    ours, theirs = _narrowed(_pruned(old, kept), _pruned(new, kept))
    if _shape(ours) != _shape(theirs):
        label = None if key == "conditions" else Text("근로자의 조건", "conditions on the worker")
        yield Change("structure", CHANGED, label=label, old=Side(_outline(ours)), new=Side(_outline(theirs)))


def _narrowed(
    old: _Pruned | Condition, new: _Pruned | Condition
) -> tuple[_Pruned | Condition, _Pruned | Condition]:
    while isinstance(old, _Pruned) and isinstance(new, _Pruned):
        same_head = old.shape()[:3] == new.shape()[:3]
        if not same_head or len(old.members) != len(new.members):
            break
        pairs = [(a, b) for a, b in zip(old.members, new.members, strict=True) if _shape(a) != _shape(b)]
        if len(pairs) != 1:
            break
        old, new = pairs[0]
    return old, new


def _outline(member: _Pruned | Member) -> Text:
    """A group in one line: how it joins, its label, its members by id."""
    if isinstance(member, Condition):
        return Text(member.id, member.id)
    group = member.whole if isinstance(member, _Pruned) else member
    inner = [_outline(part) for part in group.members]
    label = group.label or Text("", "")
    kind = _JOINED[group.kind]
    return Text(
        f"{kind.ko}{f' ‘{label.ko}’ ' if label.ko else ''}({', '.join(part.ko for part in inner)})",
        f"{kind.en}{f' ‘{label.en}’ ' if label.en else ''}({', '.join(part.en for part in inner)})",
    )


# ---- amounts


def _amounts(pair: Pair, old: ProgramVersion, new: ProgramVersion) -> Iterator[Change]:
    before: Mapping[str, Amount] = {amount.id: amount for amount in old.amounts}
    after: Mapping[str, Amount] = {amount.id: amount for amount in new.amounts}
    for id_ in dict.fromkeys((*before, *after)):
        ours, theirs = before.get(id_), after.get(id_)
        if ours is None and theirs is not None:
            yield _amount_alone(pair.new, theirs, ADDED)
        elif theirs is None and ours is not None:
            yield _amount_alone(pair.old, ours, REMOVED)
        elif ours is not None and theirs is not None and ours != theirs:
            yield Change("amount", CHANGED, id_, theirs.label, parts=tuple(_amount(pair, ours, theirs)))
    if list(before) != list(after) and set(before) == set(after):
        yield Change("order", CHANGED)


def _amount(pair: Pair, old: Amount, new: Amount) -> Iterator[Change]:
    if old.value != new.value:
        sides = (
            pair.old.expression(old.value, old.evidence.cites),
            pair.new.expression(new.value, new.evidence.cites),
        )
        yield Change("value", CHANGED, old=sides[0], new=sides[1])
    yield from pair.fields(old, new, "value")


def _amount_alone(sides: Sides, amount: Amount, kind: str) -> Change:
    side = sides.expression(amount.value, amount.evidence.cites)
    old, new = (side, None) if kind == REMOVED else (None, side)
    return Change("amount", kind, amount.id, amount.label, old=old, new=new)


def _name(version: ProgramVersion) -> str:
    start = version.dated.interval.start
    return start.isoformat() if start else ""


def _days(version: ProgramVersion) -> Side:
    return Side(interval_text(version.dated.interval), None, version.dated.evidence.cites)
