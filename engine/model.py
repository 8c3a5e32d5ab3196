"""The law as data: facts, parameters, tables, definitions and programs, checked and frozen.

This is the floor both towers stand on: the reading tower builds it, the deciding tower reads it. Everything dated
carries its interval, the day it was published, its citations and how sure its figure is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from engine.diagnostics import Span, Text
from engine.language.nodes import Node
from engine.language.types import LITERAL_NUMBER, Type
from engine.periods import Interval, Months
from engine.rational import Fraction

PlainValue = int | Fraction | str | bool | date | tuple["PlainValue", ...]  # what the law can set a figure to


@dataclass(frozen=True, slots=True)
class Choices:
    """A closed list of values with their labels, in order."""

    name: str
    labels: tuple[tuple[str, Text], ...]

    def label(self, value: str) -> Text:
        """The label of a value of the list."""
        return dict(self.labels)[value]


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a fact's range: a number or date, or the day of the question moved by some months."""

    value: int | Fraction | date | None = None
    from_today: Months | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a record of `applications` gives the date: of which programs (none: the one screened) and of which kind."""

    programs: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class RecordField:
    """One field of a record list."""

    name: str
    label: Text
    type: Type
    low: Bound | None = None
    high: Bound | None = None


@dataclass(frozen=True, slots=True)
class RecordRule:
    """What the records of a list cannot be. `label` says what is wrong with records that break it.

    | kind | fields | breaks it |
    |---|---|---|
    | ordered | a, b | a record in which a comes after b or is greater |
    | needs | a, b | a record in which a is more than none and b is none |
    | within | days, from, to | a record with more days than from its first day to its last |
    | excludes | a, b | a record in which a holds and b is given; where b is given and a is not, a does not hold |
    | apart | from, to, open | two records of which both hold some day; `open`: a record in which it holds has no end |

    Of an `apart` rule, `same` are the fields in which the two records agree, `where` the values both must have, and
    `to` is the last day where `inclusive`, else the day after it. What a record does not say breaks no rule.
    """

    kind: str
    fields: tuple[str, ...]
    label: Text
    same: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    inclusive: bool = False
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One name of the vocabulary: who has it, what it may be, who knows it."""

    name: str
    label: Text
    entity: str  # person, company, worker or any (person and company)
    type: Type
    source: str  # given, either or derived
    known_by: tuple[str, ...]
    changes: str  # fixed, waits or acts
    sensitive: str  # none, personal or special
    unit: str | None = None
    low: Bound | None = None
    high: Bound | None = None
    without: tuple[str, ...] = ()
    judged: bool = False
    assumed: bool = False
    filed: Filed | None = None
    not_before: str | None = None
    not_after: str | None = None
    records: int = 0
    fields: tuple[RecordField, ...] = ()
    counter: Text | None = None  # the word after a number where the unit's own would read wrong (세 for ages)
    in_question: bool = False  # says which record is meant: it never contradicts what the records give
    rules: tuple[RecordRule, ...] = ()  # of a record list
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Existence:
    """A span in which an article or annex was there, with the days on which its coming and its going were promulgated."""

    interval: Interval
    promulgated: date | None = None
    removal_promulgated: date | None = None


@dataclass(frozen=True, slots=True)
class Statute:
    """Which articles and annexes a statute has had and when, by number ("10", "10의2"). It only serves to check citations.

    `since` is the first day of which anything is known; of what came after `complete_to`, nothing is.
    """

    name: str
    since: date
    complete_to: date
    articles: Mapping[str, tuple[Existence, ...]]
    annexes: Mapping[str, tuple[Existence, ...]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a claim or figure rests on: citations, how sure it is (A, B or C) and, below A, from where."""

    cites: tuple[str, ...]
    grade: str = "A"
    source: Text | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """When something is the law, and since when that could be known."""

    interval: Interval
    published: date | None = None  # None: unknown, taken as the first day of the interval
    evidence: Evidence = Evidence(())
    ends: bool = False  # the text says until when; otherwise it lasts until the next version begins
    span: Span | None = field(default=None, compare=False, repr=False)

    def known(self, known_at: date | None) -> bool:
        """Whether it was published by then (None: everything in the release is known)."""
        day = self.published or self.interval.start
        return known_at is None or day is None or day <= known_at


def in_force(versions: Sequence[Dated], day: date | None, known_at: date | None) -> int | None:
    """Which of some versions, in order of time, is the law on a day as published by `known_at`; None where none is.

    The last one published that has begun decides: where the text gives it an end that is past, no law is in force.
    `day` None asks for something that has no dates.
    """
    found: int | None = None
    for index, version in enumerate(versions):
        start = version.interval.start
        if version.known(known_at) and (start is None or (day is not None and start <= day)):
            found = index
    if found is None:
        return None
    end = versions[found].interval.end
    ended = versions[found].ends and end is not None and day is not None and end <= day
    return None if ended else found


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """One value of a parameter for one interval."""

    dated: Dated
    value: PlainValue


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure of the law that changes through time."""

    name: str
    label: Text
    type: Type
    unit: str | None
    keyed_to: str | None
    versions: tuple[ParameterValue, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a decision table: a test for each input, and the result."""

    tests: tuple[Node, ...]
    result: Node
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TableVersion:
    """The rows of a table in one interval."""

    dated: Dated
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table: the type of its rows' results, inputs, hit policy, versions.

    `aggregation` says how a `collect` table puts its hits together; `order` are the possible results, best first.
    """

    name: str
    label: Text
    type: Type
    unit: str | None
    keyed_to: str | None
    hit: str
    inputs: tuple[Node, ...]
    versions: tuple[TableVersion, ...]
    aggregation: str | None = None  # of collect: sum, min, max or count
    order: tuple[PlainValue, ...] = ()  # of priority and output order
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def result(self) -> Type:
        """The type of what the table gives: one row's result, a number put together from them, or all of them."""
        if self.aggregation == "count":
            return LITERAL_NUMBER
        lists = self.hit in ("rule order", "output order", "collect") and self.aggregation is None
        return Type("list", of=self.type) if lists else self.type


@dataclass(frozen=True, slots=True)
class DefinitionVersion:
    """How a fact is worked out in one interval."""

    dated: Dated
    value: Node


@dataclass(frozen=True, slots=True)
class Definition:
    """A fact derived from others; of the vocabulary, or a name of the rulesets' own."""

    name: str
    label: Text
    type: Type
    unit: str | None
    keyed_to: str | None
    versions: tuple[DefinitionVersion, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Variant:
    """A condition in one interval: its test, or None where it did not exist."""

    dated: Dated
    when: Node | None


@dataclass(frozen=True, slots=True)
class Condition:
    """One legal test: an id, a claim that is true or false, a citation.

    `keyed_to` is set where a transitional rule keys this one test to another date than its program.
    """

    id: str
    label: Text
    variants: tuple[Variant, ...]
    keyed_to: str | None = None
    judged: bool = False
    discretion: bool = False
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions joined by all, any or not."""

    kind: str
    members: tuple[Condition | Group, ...]
    id: str | None = None
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One dated payment of an amount's schedule."""

    label: Text
    start: Node | None
    end: Node | None
    payable_from: Node | None
    value: Node
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """How much: an expression, a unit, a named rounding (down, up, half_up, or None) to a multiple."""

    id: str
    label: Text
    value: Node
    unit: str | None
    evidence: Evidence
    round: str | None = None
    to: int = 1
    ranks: bool = False
    floor: Node | None = None
    ceiling: Node | None = None
    schedule: tuple[Part, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do first, with an id that programs share."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Apply:
    """How and until when to apply."""

    where: Text
    until: Node | None
    cites: tuple[str, ...]
    documents: tuple[Text, ...]
    first: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Cap:
    """The most workers of a company that are paid for."""

    workers: Node
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ProgramVersion:
    """The law of one program in one interval, complete."""

    dated: Dated
    conditions: Group
    worker_conditions: Group | None
    amounts: tuple[Amount, ...]
    apply: Apply
    cap: Cap | None
    not_together_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """One benefit: who may have it, how much, how to apply, in every version."""

    id: str
    title: Text
    domain: str
    subject: str  # person or company
    per_worker: bool
    keyed_to: str
    versions: tuple[ProgramVersion, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


def conditions_in(group: Condition | Group | None) -> tuple[Condition, ...]:
    """The conditions below a group, in the order written."""
    if group is None:
        return ()
    if isinstance(group, Condition):
        return (group,)
    return tuple(condition for member in group.members for condition in conditions_in(member))
