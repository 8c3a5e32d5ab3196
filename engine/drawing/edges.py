"""The catalogue's edges: numbers that facts are compared with, days on which anything changes, spans that dates are moved by."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeAlias

from engine.catalog import Catalog
from engine.language import nodes as n
from engine.language.durations import parse_duration
from engine.language.values import number_as_json
from engine.model import Bound, Dated, Fact, Program, RecordField
from engine.periods import ONE_DAY, Months
from engine.rational import Fraction

Named = Fact | RecordField
Plain: TypeAlias = Any  # a value as a document writes it, or the day or number it stands for
# Days before the question for dates that nothing is compared with, and figures of an ordinary case by unit: where a
# search for somebody eligible begins, no law.
AGO = (0, 1, 30, 89, 180, 200, 366, 740, 2000, 14_700, 25_000)
USUAL = {"KRW": 10_200_000, "KRW/month": 2_500_000, "KRW/day": 80_000, "day": 180, "month": 12, "hour/day": 8}
PLAIN_NUMBERS = (0, 1, 8, 100, 10_000, 2_500_000)
AHEAD = timedelta(days=40)
TEXT = "가"


@dataclass(frozen=True)
class Edges:
    """What the law of a catalogue compares facts with. Worked out when first asked for, then kept."""

    catalog: Catalog
    _facts: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    _published: dict[str, tuple[date, ...]] = field(default_factory=dict)
    _undated_values: dict[int, tuple[Any, ...]] = field(default_factory=dict)

    @cached_property
    def numbers(self) -> Mapping[str, frozenset[Fraction]]:
        """Literals and figures compared with each fact or record field, by name."""
        found: dict[str, set[Fraction]] = {}
        cells = [
            (value, test)
            for table in self.catalog.tables.values()
            for version in table.versions
            for row in version.rows
            for value, test in zip(table.inputs, row.tests, strict=True)
        ]
        for pairs in (cells, *map(_beside, self.expressions())):
            for left, right in pairs:
                values = {v for v in self._values(right) if isinstance(v, Fraction)}
                for name in (p.name for p in n.walk(left) if isinstance(p, n.Name)):
                    found.setdefault(name, set()).update(values)
        return {name: frozenset(values) for name, values in found.items()}

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Every day on which something begins or ends, or that the law names in an expression."""
        catalog = self.catalog
        parts: tuple[Mapping[str, object], ...] = (
            catalog.parameters,
            catalog.tables,
            catalog.definitions,
            catalog.programs,
        )
        dated = [v for part in parts for item in part.values() for v in _dated_in(item)]
        limits = {d for v in dated for d in (v.interval.start, v.interval.end) if d is not None}
        return tuple(sorted({*limits, *self.days_in(self.expressions())}))

    def published_for(self, program: Program) -> tuple[date, ...]:
        """Every day on which law that a program reads was published, where it is known."""
        if program.id not in self._published:
            catalog, dated = self.catalog, [*_dated_in(program)]
            parts: tuple[Mapping[str, object], ...] = (
                catalog.parameters,
                catalog.tables,
                catalog.definitions,
            )
            for name in self.names_below(nodes_of(program)):
                for part in parts:
                    dated += _dated_in(part[name]) if name in part else ()
            days = {v.published or v.interval.start for v in dated}
            self._published[program.id] = tuple(sorted(day for day in days if day is not None))
        return self._published[program.id]

    @cached_property
    def spans(self) -> tuple[timedelta | Months, ...]:
        """Every duration that the law writes, none first."""
        return (timedelta(0), *self.spans_in(self.expressions()))

    def spans_in(self, expressions: Iterable[n.Node]) -> tuple[timedelta | Months, ...]:
        """Every duration in some expressions, the shortest first."""
        values = {value for part in expressions for value in self._values(part)}
        found = {value for value in values if isinstance(value, timedelta | Months)}
        return tuple(sorted(found, key=lambda span: (isinstance(span, Months), _size(span))))

    def days_in(self, expressions: Iterable[n.Node]) -> tuple[date, ...]:
        """Every day that some expressions name, or a figure that they read, the first one first."""
        values = {value for part in expressions for value in self._values(part)}
        return tuple(sorted(value for value in values if isinstance(value, date)))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The facts whose day selects a figure, a table or a definition."""
        catalog = self.catalog
        found = [parameter.keyed_to for parameter in catalog.parameters.values()]
        found += [table.keyed_to for table in catalog.tables.values()]
        found += [definition.keyed_to for definition in catalog.definitions.values()]
        return frozenset(key for key in found if key is not None)

    def facts_of(self, program: Program) -> tuple[Fact, ...]:
        """The facts that a program may read and a profile may give, in the order of the vocabulary."""
        if program.id not in self._facts:
            self._facts[program.id] = self._found(program)
        return self._facts[program.id]

    def _found(self, program: Program) -> tuple[Fact, ...]:
        names = self.names_below(nodes_of(program)) | self.keys
        given = (f for f in self.catalog.facts.values() if f.name in names and f.source != "derived")
        return tuple(fact for fact in given if fact.name not in _NOT_GIVEN)

    def names_below(self, expressions: Sequence[n.Node]) -> set[str]:
        """Every name that expressions read in any version, through definitions and tables."""
        names, waiting = set[str](), [*expressions]
        while waiting:
            for part in n.walk(waiting.pop()):
                if isinstance(part, n.Name) and part.name not in names:
                    names.add(part.name)
                    item = self.catalog.definitions.get(part.name) or self.catalog.tables.get(part.name)
                    waiting += [] if item is None else nodes_of(item)
        return names

    def leaning_on(self, names: Collection[str]) -> frozenset[str]:
        """The definitions and tables that bear some names or read one of them, in any version, through others."""
        parts = (self.catalog.definitions, self.catalog.tables)
        below = {name: self.names_below(nodes_of(item)) for part in parts for name, item in part.items()}
        return frozenset(name for name, read in below.items() if {name, *read} & set(names))

    def expressions(self) -> Iterator[n.Node]:
        """Every expression of definitions, tables and programs, and every part of one."""
        catalog = self.catalog
        for item in (*catalog.definitions.values(), *catalog.tables.values(), *catalog.programs.values()):
            for node in nodes_of(item):
                yield from n.walk(node)

    def _values(self, node: n.Node) -> set[Any]:
        found: set[Any] = set()
        for part in n.walk(node):
            if isinstance(part, n.Literal):
                found.add(_edge(part.value))
            if isinstance(part, n.Call) and part.function == "duration":
                found.add(_edge(parse_duration(getattr(part.arguments[0], "value", None))))
            parameter = self.catalog.parameters.get(part.name) if isinstance(part, n.Name) else None
            found |= {_edge(version.value) for version in (parameter.versions if parameter else ())}
        return found - {None}

    def values(self, fact: Named, on: date) -> list[Any]:
        """Values for a fact on the day of the question as a document writes them, the plainest first; none where no day fits."""
        kind = fact.type.kind
        optional = [None] if fact.type.optional else []
        if kind == "date":
            days = {on - timedelta(days=ago) for ago in AGO} | {on + AHEAD}
            days |= {day - back for day in self.days for back in (timedelta(0), ONE_DAY)}
            days = {day for day in days if within(fact, day, on)}
            days = days or {day for day in (_inside(fact, on),) if within(fact, day, on)}
            return [d.isoformat() for d in sorted(days, key=lambda d: (abs((on - d).days), d))] + optional
        return [*self.undated(fact)]

    def undated(self, fact: Named) -> tuple[Any, ...]:
        """Values for a fact that is no date, the plainest first."""
        found = self._undated_values.get(id(fact))
        if found is None:
            optional = [None] if fact.type.optional else []
            found = self._undated_values[id(fact)] = (*self._undated(fact), *optional)
        return found

    def _undated(self, fact: Named) -> list[Any]:
        kind = fact.type.kind
        if kind == "boolean":
            return [False, True]
        if kind == "choice":
            without = getattr(fact, "without", ())
            labels = self.catalog.choices[str(fact.type.choices)].labels
            return [value for value, _ in labels if value not in without]
        return self._near(fact) if kind == "number" else [TEXT]

    def _near(self, fact: Named) -> list[Any]:
        edges = set(self.numbers.get(fact.name, ())) | {Fraction(number) for number in PLAIN_NUMBERS}
        edges |= {Fraction(b.value) for b in (fact.low, fact.high) if b and isinstance(b.value, int)}
        step = step_of(fact)
        near = {edge + move for edge in edges for move in (-step, 0, step)}
        whole = {v for v in near if not fact.type.integer or v.denominator == 1}
        kept = {v for v in whole if within(fact, v, date.min) and abs(v) < _LONGEST}
        usual = USUAL.get(str(getattr(fact, "unit", None)), 1)
        ordered = sorted(kept, key=lambda v: (v == 0, abs(v - usual), v))
        return [text for text in map(number_text, ordered) if "/" not in str(text)]


_NOT_GIVEN = ("workers", "screening_date")  # these stand elsewhere in a document
_LONGEST = 10**15


def step_of(fact: Named) -> Fraction:
    """How far apart neighbours of a number are."""
    return Fraction(1) if fact.type.integer else Fraction(1, 10)


def number_text(value: Fraction) -> int | str:
    """A number as a document writes it: exact."""
    return number_as_json(value)


def nodes_of(item: object) -> list[n.Node]:
    """Every expression anywhere inside a part of the model."""
    if isinstance(item, n.Node):
        return [item]
    if isinstance(item, tuple):
        return [node for inner in item for node in nodes_of(inner)]
    if dataclasses.is_dataclass(item):
        return [node for spec in dataclasses.fields(item) for node in nodes_of(getattr(item, spec.name))]
    return []


def within(fact: Named, value: Plain, on: date) -> bool:
    """Whether a value lies in the range of a fact."""
    low, high = _limit(fact.low, on), _limit(fact.high, on)
    return (low is None or low <= value) and (high is None or value <= high)


def _inside(fact: Named, day: date) -> date:
    """The day in the range of a fact that is nearest to a day."""
    low, high = _limit(fact.low, day), _limit(fact.high, day)
    return min(max(day, low or day), high or day)


def _limit(bound: Bound | None, on: date) -> Plain:
    if bound is None:
        return None
    return on + bound.from_today if isinstance(bound.from_today, Months) else bound.value


def _edge(value: object) -> Plain:
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return Fraction(value)
    return value if isinstance(value, timedelta | Months | date) else None


def _size(span: timedelta | Months) -> int:
    return span.count if isinstance(span, Months) else span.days


def _dated_in(item: object) -> Iterator[Dated]:
    """Whatever is dated anywhere inside a part of the model."""
    if isinstance(item, Dated):
        yield item
    elif isinstance(item, tuple):
        for inner in item:
            yield from _dated_in(inner)
    elif dataclasses.is_dataclass(item) and not isinstance(item, n.Node):
        for spec in dataclasses.fields(item):
            yield from _dated_in(getattr(item, spec.name))


def _beside(part: n.Node) -> list[tuple[n.Node, n.Node]]:
    if isinstance(part, n.Comparison):
        return [(part.left, part.right), (part.right, part.left)]
    if isinstance(part, n.In):
        return [(part.value, test) for test in part.tests]
    return []
