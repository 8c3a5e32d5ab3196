"""One choice of law: with a day for every date that selects, one version of everything. The same for many profiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from engine.model import Program
from engine.rete.chain import Pack
from engine.rete.formulas import Leaf
from engine.rete.law import Law, ReadableVersion
from engine.rete.reading import Expression, Ref
from engine.rete.rules import NO_LAW, Ruled
from engine.rete.statements import LAX, MET, SHORT, token
from engine.rete.timelines import Timeline

Day = date | str | None  # a day of the cell; LEFT_OPEN; None where it is known that there is none
LEFT_OPEN: Final = "left open"


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What must be told to the rules beside the leaves: a definition of truth, its version in force, its packs."""

    name: str
    statement: int
    gate: int | None  # the token of its version; None where no law is set
    packs: tuple[Pack, ...]


@dataclass(frozen=True, slots=True)
class Leaning:
    """What leans on a fact: leaves by their statements, and names."""

    leaves: tuple[int, ...]
    names: frozenset[str]


class Choice:
    """The law of one program under one choice of days; `readable` is None where no version of it is in force."""

    def __init__(self, law: Law, program: Program, days: Mapping[str, Day], known_at: date | None) -> None:
        self.law = law
        self.program = program
        self.days = dict(days)
        self.known_at = known_at
        self._reach: dict[Expression, frozenset[str]] = {}
        self._leaning: dict[str, Leaning] = {}
        self._picks: dict[tuple[str, str | None], int | None] = {}
        number = self._at(law.programs[program.id], program.keyed_to)
        self.number = number
        self.readable: ReadableVersion | None = None if number is None else law.versions(program)[number]
        self.leaves: tuple[Leaf, ...] = ()
        self.told: tuple[Told, ...] = ()
        self.read: frozenset[str] = frozenset()
        if self.readable is not None:
            self._rule(self.readable)

    def _at(self, timeline: Timeline, key: str) -> int | None:
        day = self.days[key]
        return None if isinstance(day, str) else timeline.at(day, self.known_at)

    def _rule(self, readable: ReadableVersion) -> None:
        variants, roots = [], []
        for place, (condition, timeline) in enumerate(
            zip(readable.conditions, readable.timelines, strict=True)
        ):
            key = condition.keyed_to
            found = timeline.at(None, None) if key is None else self._at(timeline, key)
            variants.append(NO_LAW if found is None else found)
            test = None if found is None else readable.tests[place][found]
            roots += [] if test is None else [test]
        self.ruled: Ruled = self.law.rules.version(self.program, self.number or 0, tuple(variants))
        facts = self.law.catalog.facts
        # A program leans on the dates that choose its law as on whatever its conditions read.
        dates = {Ref(key) for key in self.days}
        below = {ref.name for ref in self._below(roots, dates) if ref.day is None and not ref.any_day}
        self.either = tuple(
            sorted(
                name
                for name in below
                if name in self.law.named
                and name in facts
                and facts[name].source == "either"
                and not facts[name].in_question
            )
        )
        others = [*roots, *readable.amounts, *readable.others]
        self.read = frozenset(ref.name for ref in self._below(others, dates))
        self.roots = tuple(roots)
        self._tell(self.ruled)

    def _tell(self, ruled: Ruled) -> None:
        """Every definition of truth that the rules may ask, and what all of them together must be told."""
        leaves: dict[int, Leaf] = {leaf.statement: leaf for leaf in ruled.leaves}
        told: dict[str, Told] = {}
        packs: dict[str, list[Pack]] = {}
        waiting = [(name, kind) for name, kinds in ruled.named.items() for kind in sorted(kinds)]
        seen: set[tuple[str, bool]] = set()
        while waiting:
            name, kind = waiting.pop()
            open_too = kind in (SHORT, LAX)
            if (name, open_too) in seen:
                continue
            seen.add((name, open_too))
            number = self.pick(name)
            packs.setdefault(name, [])
            if number is None:
                continue
            defined = self.law.rules.definition(name, number, open_too)
            packs[name].append(defined.pack)
            leaves |= {leaf.statement: leaf for leaf in defined.leaves}
            waiting += [(inner, k) for inner, kinds in defined.named.items() for k in sorted(kinds)]
        for name, found in packs.items():
            number = self.pick(name)
            gate = None if number is None else token(self.law.rules.gate_of(name, number), MET)
            told[name] = Told(name, self.law.rules.formulas.named(name).statement, gate, tuple(found))
        self.leaves = tuple(leaves.values())
        self.told = tuple(told.values())
        gates = [told.gate for told in self.told if told.gate is not None]
        reads = (pack.reads for found in packs.values() for pack in found)
        self.wanted = ruled.pack.reads.union(*reads, gates, [ruled.pack.gate])

    def pick(self, name: str, day: str | None = None) -> int | None:
        """The version in force of a parameter, table or definition; `day` is the fact that dates it where one is named."""
        key = (name, day)
        if key not in self._picks:
            keyed_to = day if day is not None else self.law.named[name].keyed_to
            timeline = self.law.timeline(name)
            if keyed_to is not None:
                self._picks[key] = self._at(timeline, keyed_to)
            else:
                undated = name in self.law.catalog.parameters
                self._picks[key] = timeline.at(None, self.known_at) if undated else 0
        return self._picks[key]

    def leaning(self, fact: str) -> Leaning:
        """What leans on a fact, through the versions in force."""
        if fact not in self._leaning:
            self._leaning[fact] = Leaning(
                tuple(
                    leaf.statement
                    for leaf in self.leaves
                    if leaf.expression is not None and fact in self._names_of(leaf.expression)
                ),
                frozenset({fact, *(name for name in self.read if fact in self._names_under(name))}),
            )
        return self._leaning[fact]

    def _names_of(self, expression: Expression) -> frozenset[str]:
        if expression not in self._reach:
            self._reach[expression] = frozenset(ref.name for ref in self._below([expression]))
        return self._reach[expression]

    def _names_under(self, name: str) -> frozenset[str]:
        """The names that any version of a name reads: of one that is asked for on a computed day, all count."""
        if name not in self.law.named:
            return frozenset()
        versions = range(len(self.law.named[name].versions))
        return frozenset().union(
            *(self._names_of(inner) for number in versions for inner in self.law.below(name, number))
        )

    def _below(self, expressions: Iterable[Expression], refs: Iterable[Ref] = ()) -> set[Ref]:
        """Every name read by some expressions, and some names with all that these read, through the versions in force."""
        seen: set[Ref] = set()
        waiting = set(refs).union(*(expression.refs for expression in expressions))
        while waiting:
            ref = waiting.pop()
            seen.add(ref)
            if ref.name not in self.law.named:
                continue
            if ref.any_day:
                numbers: Iterable[int | None] = range(len(self.law.named[ref.name].versions))
            else:
                numbers = (self.pick(ref.name, ref.day),)
            below = [self.law.below(ref.name, number) for number in numbers if number is not None]
            waiting |= {
                inner for listed in below for expression in listed for inner in expression.refs
            } - seen
        return seen
