"""Profiles on the edges of the law: values at, just below and just above what the rulesets compare them with.

Everything is collected from the model, so a new ruleset brings its own edges. A profile starts from one that is
eligible under some version (found once by climbing) or from nothing, has some facts replaced, some taken away, and may
be moved as a whole in time, so that its own date falls on a change of the law or on the day before.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from hypothesis import strategies as st

from engine.catalog import Catalog
from engine.determination import Detail
from engine.language import nodes as n
from engine.language.values import number_as_json
from engine.model import Bound, Fact, Program, RecordField
from engine.periods import Months, add_months
from engine.profile import read_profile
from engine.rational import Fraction
from engine.screening import Screener

Raw = dict[str, Any]
Facts = dict[str, Any]
AGO = (
    0,
    1,
    30,
    89,
    180,
    200,
    366,
    740,
    2000,
    14_700,
)  # days before the question, for dates that nothing is compared with
USUAL = {"KRW": 10_200_000, "KRW/month": 2_500_000, "KRW/day": 80_000, "day": 180, "month": 12, "hour/day": 8}
AFTER = 200  # days from a version's first day to the question, so that what must have lasted half a year has


@dataclass(frozen=True)
class Edges:
    """The catalogue's edges: numbers that facts are compared with, days on which anything changes, facts by program."""

    catalog: Catalog
    _facts: dict[str, tuple[Fact, ...]] = dataclasses.field(default_factory=dict)

    @cached_property
    def numbers(self) -> Mapping[str, frozenset[Fraction]]:
        """Literals and figures compared with each fact or record field, by name."""
        found: dict[str, set[Fraction]] = {}
        for node in self._expressions():
            for part in n.walk(node):
                for left, right in _beside(part):
                    values = self._values(right)
                    for name in (p.name for p in n.walk(left) if isinstance(p, n.Name)):
                        found.setdefault(name, set()).update(values)
        return {name: frozenset(values) for name, values in found.items()}

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Every day on which something begins or ends."""
        catalog = self.catalog
        items = (*catalog.parameters.values(), *catalog.tables.values(), *catalog.definitions.values())
        dated = [v.dated for item in (*items, *catalog.programs.values()) for v in item.versions]
        return tuple(sorted({d for v in dated for d in (v.interval.start, v.interval.end) if d is not None}))

    def facts_of(self, program: Program) -> tuple[Fact, ...]:
        """The facts that a program may read and a profile may give, in the order of the vocabulary."""
        if program.id not in self._facts:
            self._facts[program.id] = self._found(program)
        return self._facts[program.id]

    def _found(self, program: Program) -> tuple[Fact, ...]:
        waiting, names = list(nodes_of(program)), set(self.keys)
        while waiting:
            for part in n.walk(waiting.pop()):
                if isinstance(part, n.Name) and part.name not in names:
                    names.add(part.name)
                    item = self.catalog.definitions.get(part.name) or self.catalog.tables.get(part.name)
                    waiting += [] if item is None else nodes_of(item)
        return tuple(f for f in self.catalog.facts.values() if f.name in names and f.source != "derived")

    @cached_property
    def keys(self) -> frozenset[str]:
        """The facts whose day selects law."""
        catalog = self.catalog
        items = (*catalog.parameters.values(), *catalog.tables.values(), *catalog.definitions.values())
        return frozenset(item.keyed_to for item in items if item.keyed_to is not None)

    def _expressions(self) -> Iterator[n.Node]:
        catalog = self.catalog
        for item in (*catalog.definitions.values(), *catalog.tables.values(), *catalog.programs.values()):
            yield from nodes_of(item)

    def _values(self, node: n.Node) -> set[Fraction]:
        found: set[Fraction] = set()
        for part in n.walk(node):
            if isinstance(part, n.Literal) and type(part.value) in (int, Fraction):
                found.add(Fraction(part.value))
            parameter = self.catalog.parameters.get(part.name) if isinstance(part, n.Name) else None
            values = parameter.versions if parameter else ()
            found |= {Fraction(v.value) for v in values if type(v.value) in (int, Fraction)}
        return found

    def values(self, fact: Fact | RecordField, on: date) -> list[Any]:
        """Values for a fact as a document writes them, the plainest first."""
        kind = fact.type.kind
        optional = [None] if fact.type.optional else []
        if kind == "boolean":
            return [False, True, *optional]
        if kind == "choice":
            without = getattr(fact, "without", ())
            labels = self.catalog.choices[str(fact.type.choices)].labels
            return [v for v, _ in labels if v not in without] + optional
        if kind == "number":
            return self._numbers(fact) + optional
        if kind == "date":
            days = {on - timedelta(days=ago) for ago in AGO} | {on + timedelta(days=40)}
            days |= {day - timedelta(days=back) for day in self.days for back in (0, 1)}
            days = {day for day in days if within(fact, day, on)}
            return [d.isoformat() for d in sorted(days, key=lambda d: (abs((on - d).days), d))] + optional
        return ["가", *optional]

    def _numbers(self, fact: Fact | RecordField) -> list[Any]:
        edges = set(self.numbers.get(fact.name, ())) | {Fraction(0), Fraction(1), Fraction(8), Fraction(100)}
        edges |= {Fraction(10_000), Fraction(2_500_000)}
        step = Fraction(1) if fact.type.integer else Fraction(1, 10)
        near = {edge + move for edge in edges for move in (-step, 0, step)}
        kept = {
            v for v in near if within(fact, v, date.min) and (not fact.type.integer or v.denominator == 1)
        }
        usual = USUAL.get(str(getattr(fact, "unit", None)), 1)
        ordered = sorted(kept, key=lambda v: (v == 0, abs(v - usual), v))
        return [number_as_json(v) if v.denominator > 1 else int(v) for v in ordered]


def nodes_of(item: object) -> list[n.Node]:
    """Every expression anywhere inside a part of the model."""
    if isinstance(item, n.Node):
        return [item]
    if isinstance(item, tuple):
        return [node for inner in item for node in nodes_of(inner)]
    if dataclasses.is_dataclass(item):
        return [node for spec in dataclasses.fields(item) for node in nodes_of(getattr(item, spec.name))]
    return []


def within(fact: Fact | RecordField, value: Any, on: date) -> bool:
    """Whether a value lies in the range of a fact."""
    low, high = _limit(fact.low, on), _limit(fact.high, on)
    return (low is None or low <= value) and (high is None or value <= high)


def _limit(bound: Bound | None, on: date) -> Any:
    if bound is None:
        return None
    return add_months(on, bound.from_today.count) if isinstance(bound.from_today, Months) else bound.value


def _beside(part: n.Node) -> list[tuple[n.Node, n.Node]]:
    if isinstance(part, n.Comparison):
        return [(part.left, part.right), (part.right, part.left)]
    if isinstance(part, n.In):
        return [(part.value, test) for test in part.tests]
    return []


def placed(catalog: Catalog, program: Program, on: date, facts: Facts, more: tuple[Facts, ...] = ()) -> Raw:
    """A document that asks about one program; `more` are further workers beside the first."""
    of_company = ("company",) if program.subject == "person" else ("company", "any")
    company = {k: v for k, v in facts.items() if catalog.facts[k].entity in of_company}
    person = {k: v for k, v in facts.items() if k not in company}
    head: Raw = {"subject": program.subject, "on": on.isoformat(), "programs": [program.id]}
    if program.subject == "person":
        return head | {"facts": person, "company": {"facts": company}}
    workers = [{"id": f"w{i}", "facts": worker} for i, worker in enumerate((person, *more), 1)]
    return head | {"facts": company, "workers": workers}


class Climber:
    """Finds a profile that is eligible under a version, by changing one fact at a time where a condition is not met.

    Tests take this alone and reach the catalogue through it: hypothesis prints what a failing test was given.
    """

    def __init__(self, screener: Screener, edges: Edges) -> None:
        self.screener, self.edges = screener, edges
        self._found: dict[tuple[str, int], tuple[date, Facts]] = {}

    def base(self, program: Program, place: int) -> tuple[date, Facts]:
        """The day of the question and the facts; the best found where no eligible one is."""
        key = (program.id, place)
        if key not in self._found:
            self._found[key] = self._climb(
                program, program.versions[place].dated.interval.start or date(2020, 1, 1)
            )
        return self._found[key]

    def _climb(self, program: Program, start: date) -> tuple[date, Facts]:
        on = start + timedelta(days=AFTER)
        given = {f.name: f for f in self.edges.facts_of(program)}
        facts: Facts = {key: start.isoformat() for key in self.edges.keys if key in given}
        best = self._score(program, on, facts)
        for _ in range(4):
            for fact in given.values():
                if fact.name == program.keyed_to or best >= 1:
                    continue
                tries = [[]] if fact.type.kind == "list" else self.edges.values(fact, on)[:60]
                for value in tries:
                    score = self._score(program, on, facts | {fact.name: value})
                    if score > best + 1e-9 or (fact.name not in facts and score >= best - 1e-9):
                        best, facts = max(best, score), facts | {fact.name: value}
            if best >= 1:
                break
        return on, facts

    def _score(self, program: Program, on: date, facts: Facts) -> float:
        raw = placed(self.edges.catalog, program, on, facts)
        profile = read_profile(raw, self.edges.catalog, on)
        found = self.screener.screen(profile, Detail(workers=True))["determinations"][0]
        return 0.0 if found["contradictions"] else _score(found["reasons"])


def _score(node: Mapping[str, Any]) -> float:
    if "members" not in node:
        return {"met": 1.0, "unknown": 0.4, "unmet": 0.0}[node["outcome"]]
    inner = [_score(member) for member in node["members"]] or [1.0]
    if node["kind"] == "any":
        return max(inner)
    return 1 - inner[0] if node["kind"] == "not" else sum(inner) / len(inner)


def fact_values(edges: Edges, fact: Fact, on: date) -> st.SearchStrategy[Any]:
    """Values of a fact as a document writes them; a list has up to three records, each with some fields unknown."""
    if fact.type.kind != "list":
        return st.sampled_from(edges.values(fact, on))
    fields = {field.name: st.sampled_from(edges.values(field, on)) for field in fact.fields}
    required = {name: value for name, value in fields.items() if name == "program"}
    optional = {name: value for name, value in fields.items() if name not in required}
    return st.lists(st.fixed_dictionaries(required, optional=optional), max_size=3)


@st.composite
def documents(draw: st.DrawFn, climber: Climber, name: str, dated: bool = False) -> Raw:
    """Documents that ask about one program. `dated`: every date that selects law is known."""
    edges = climber.edges
    program = edges.catalog.programs[name]
    on, facts = climber.base(program, draw(st.integers(0, len(program.versions) - 1)))
    on, facts = _moved(draw, edges, program, on, dict(facts))
    given = {fact.name: fact for fact in edges.facts_of(program)}
    names = st.sampled_from(sorted(given))
    if draw(st.integers(0, 9)) == 0:
        facts = {name: value for name, value in facts.items() if name in edges.keys}
    for taken in draw(st.lists(names, max_size=4, unique=True)):
        if not (dated and taken in edges.keys | {program.keyed_to}):
            facts.pop(taken, None)
    changed = draw(st.lists(names, max_size=4, unique=True))
    facts |= {name: draw(fact_values(edges, given[name], on)) for name in changed}
    if dated and facts.get("applications"):
        facts["applications"] = [r for r in facts["applications"] if "filed_on" in r and "kind" in r]
    more: tuple[Facts, ...] = ()
    if program.per_worker and draw(st.booleans()):
        other = draw(st.sampled_from([n for n in given if given[n].entity not in ("company", "any")]))
        more = ({k: v for k, v in facts.items() if given[k].entity not in ("company", "any")},)
        more[0][other] = draw(fact_values(edges, given[other], on))
    return placed(edges.catalog, program, on, facts, more)


def _moved(draw: st.DrawFn, edges: Edges, program: Program, on: date, facts: Facts) -> tuple[date, Facts]:
    if draw(st.booleans()):
        return on, facts
    day = draw(st.sampled_from([d for d in edges.days if d.year >= 2000])) - timedelta(
        days=draw(st.integers(0, 1))
    )
    key = facts.get(program.keyed_to)
    by = day - (date.fromisoformat(key) if key else on)
    moved = {name: _shifted(value, by) for name, value in facts.items()}
    kept = {
        n: v
        for n, v in moved.items()
        if not _is_day(v) or within(edges.catalog.facts[n], date.fromisoformat(v), on + by)
    }
    return on + by, kept


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-"


def _shifted(value: Any, by: timedelta) -> Any:
    if _is_day(value):
        return (date.fromisoformat(value) + by).isoformat()
    if isinstance(value, list):
        return [{k: _shifted(v, by) for k, v in record.items()} for record in value]
    return value
