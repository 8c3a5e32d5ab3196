"""Faults made by machine: small wrong turns in the law as one engine has it, none in what the other has.

A fault is a place in the catalogue and what stands there instead. Places are looked for in whatever the engines are
compared by: conditions, definitions, tables, figures, amounts. Deadlines, caps, schedules and texts are compared by
nobody and get none.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from engine.agreeing import Path
from engine.catalog import Catalog
from engine.drawing.edited import along
from engine.language import nodes as n
from engine.language.values import NULL
from engine.model import Dated, Group, ParameterValue, TableVersion
from engine.periods import ONE_DAY
from engine.rational import Fraction
from tests.agreement.moot import Moot

PARTS = ("parameters", "tables", "definitions", "programs")
UNCOMPARED = {
    "apply",
    "cap",
    "not_together_with",
    "schedule",
    "floor",
    "ceiling",
    "span",
    "place",
    "label",
    "title",
}
LESS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
SWAP, DROP, BY_ONE, VERSION = "and and or swapped", "a rule dropped", "off by one", "wrong version picked"
KINDS = (SWAP, DROP, BY_ONE, VERSION)


@dataclass(frozen=True)
class Fault:
    """What goes wrong: its kind, the place from the catalogue down, in words, and what stands there instead."""

    kind: str
    path: Path
    told: str
    put: Any

    @property
    def place(self) -> str:
        return ".".join(str(step) for step in self.path)

    def planted(self, catalog: Catalog) -> Catalog:
        """The catalogue with the fault."""
        part, name, *below = self.path
        named = getattr(catalog, part)
        return replace(catalog, **{part: {**named, name: _put(named[name], tuple(below), self.put)}})


def _put(item: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    step, *below = path
    if isinstance(item, tuple):
        return (*item[:step], _put(item[step], tuple(below), value), *item[step + 1 :])
    return replace(item, **{step: _put(getattr(item, step), tuple(below), value)})


class Faults:
    """The faults that can be planted in one catalogue, but such in time of which no answer can tell."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog, self._moot, self._compared = catalog, Moot(catalog), _compared(catalog)

    def of(self, programs: tuple[str, ...]) -> Iterator[Fault]:
        """All in some programs and in what they read."""
        read = {name for id_ in programs for name in _names_bearing(self._catalog, id_)}
        for part in PARTS:
            for name, item in getattr(self._catalog, part).items():
                if name in (programs if part == "programs" else read):
                    for below, inner in _below(item, ()):
                        yield from self._turned((part, name, *below), inner)

    def at(self, path: Path) -> list[Fault]:
        """All at one place."""
        part, name, *below = path
        item = getattr(self._catalog, part)[name]
        *_, inner = (item, *along(item, below))
        return [*self._turned(path, inner)]

    def _turned(self, path: Path, inner: Any) -> Iterator[Fault]:
        for kind, told, put in _turns(inner):
            # By one more a figure is wrong that others are compared with; of what is paid it is rounded away.
            is_paid = kind == BY_ONE and path[0] == "parameters" and path[1] not in self._compared
            if not is_paid and not self._is_vain(inner, put) and not self._moot.at(path, put):
                yield Fault(kind, path, told, put)

    def _is_vain(self, inner: Any, put: Any) -> bool:
        """Whether what is left out guards against null what another part looks for in a list: what is null is in no list of the law."""
        if not isinstance(inner, n.And):
            return False
        kept = put.parts if isinstance(put, n.And) else (put,)
        guarded = [
            part.left for part in inner.parts if _is_guard(part) and all(part is not other for other in kept)
        ]
        lists = [
            part for part in kept if isinstance(part, n.In) and all(map(self._is_of_the_law, part.tests))
        ]
        return any(part.value in guarded for part in lists)

    def _is_of_the_law(self, test: n.Node) -> bool:
        return isinstance(test, n.Name) and test.name in self._catalog.parameters


def _is_guard(part: n.Node) -> bool:
    is_unequal = isinstance(part, n.Comparison) and part.operator == "!="
    return is_unequal and isinstance(part.right, n.Literal) and part.right.value is NULL


def _compared(catalog: Catalog) -> set[str]:
    """The names that stand in comparisons, in what the engines are compared by."""
    items = (*catalog.definitions.values(), *catalog.tables.values(), *catalog.programs.values())
    return {
        part.name
        for item in items
        for _, inner in _below(item, ())
        if isinstance(inner, n.Comparison | n.UnaryTest | n.Range)
        for part in n.walk(inner)
        if isinstance(part, n.Name)
    }


def readers_of(catalog: Catalog, fault: Fault) -> tuple[str, ...]:
    """The programs that a fault is in, or that read what it is in."""
    part, name = fault.path[:2]
    return (
        (name,)
        if part == "programs"
        else tuple(p for p in catalog.programs if name in _names_bearing(catalog, p))
    )


def _names_bearing(catalog: Catalog, program: str) -> set[str]:
    """The parameters, tables and definitions that bear on what engines are compared by of a program, in any version, through others."""
    dated = {**catalog.tables, **catalog.definitions, **catalog.parameters}
    names: set[str] = set()
    waiting: list[Any] = [catalog.programs[program]]
    while waiting:
        for _, part in _below(waiting.pop(), ()):
            if isinstance(part, n.Name) and part.name in dated and part.name not in names:
                names.add(part.name)
                waiting.append(dated[part.name])
    return names


def _below(item: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(item, tuple):
        for place, inner in enumerate(item):
            yield from _below(inner, (*path, place))
    elif dataclasses.is_dataclass(item):
        yield path, item
        for spec in dataclasses.fields(item):
            if spec.name not in UNCOMPARED:
                yield from _below(getattr(item, spec.name), (*path, spec.name))


def _turns(item: Any) -> Iterator[tuple[str, str, Any]]:
    """The wrong turns at one place: kind, in words, and what stands there instead."""
    if isinstance(item, Group | n.And | n.Or):
        yield from _of_groups(item)
    elif isinstance(item, TableVersion) and len(item.rows) > 1:
        for place in range(len(item.rows)):
            yield DROP, f"row {place} left out", replace(item, rows=_without(item.rows, place))
    elif isinstance(item, Dated):
        yield from _of_dates(item)
    else:
        yield from ((BY_ONE, told, put) for told, put in _by_one(item))


def _of_groups(item: Group | n.And | n.Or) -> Iterator[tuple[str, str, Any]]:
    if isinstance(item, Group):
        members, kind = item.members, {"all": "any", "any": "all"}.get(item.kind)
        if len(members) > 1 and kind is not None:
            yield SWAP, f"{item.kind} becomes {kind}", replace(item, kind=kind)
        for place in range(len(members)) if len(members) > 1 else ():
            yield DROP, f"member {place} left out", replace(item, members=_without(members, place))
        return
    other = n.Or if isinstance(item, n.And) else n.And
    yield SWAP, f"{type(item).__name__} becomes {other.__name__}", other(item.parts)
    for place in range(len(item.parts)):
        parts = _without(item.parts, place)
        yield DROP, f"part {place} left out", parts[0] if len(parts) == 1 else replace(item, parts=parts)


def _by_one(item: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(item, n.Comparison | n.UnaryTest) and item.operator in LESS:
        other = LESS[item.operator]
        yield f"{item.operator} becomes {other}", replace(item, operator=other)
    elif isinstance(item, n.Range):
        yield "the low end of a range", replace(item, low_in=not item.low_in)
        yield "the high end of a range", replace(item, high_in=not item.high_in)
    elif isinstance(item, ParameterValue) and type(item.value) in (int, Fraction):
        yield f"{item.value} becomes one more", replace(item, value=item.value + 1)


def _of_dates(item: Dated) -> Iterator[tuple[str, str, Any]]:
    start = item.interval.start
    if start is None:
        return
    known = item.published or start
    for told, moved in (("late", start + ONE_DAY), ("early", start - ONE_DAY)):
        put = replace(item, interval=replace(item.interval, start=moved), published=known)
        yield VERSION, f"{start} begins a day {told}", put
    yield VERSION, f"{known} published a day late", replace(item, published=known + ONE_DAY)


def _without(items: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    return (*items[:place], *items[place + 1 :])
