"""One subject's facts under one choice of law: what every name means, and what the rules are told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.language.values import NULL, UNKNOWN, Null, Unknown, Value, is_number
from engine.rete import operations as op
from engine.rete import tables
from engine.rete.chain import Pack
from engine.rete.choice import Choice
from engine.rete.law import Law
from engine.rete.opinion import OUTCOMES
from engine.rete.reading import NOTHING_BOUND
from engine.rete.statements import Token, tokens_of, truth_of

Facts = Mapping[str, Value]  # a value for every fact, UNKNOWN where nobody has said


@dataclass(slots=True)
class Worked:
    """What has been worked out of some facts: by statement, by name, by name and version. It hangs on the facts and on what was known by a
    day, not on the program: days that select law are facts too.
    """

    truths: dict[int, Value] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    versions: dict[tuple[str, int], Value] = field(default_factory=dict)


class Case:
    """The values of names are worked out when they are met and kept. `worked`: what other programs have worked out of the very same facts."""

    def __init__(self, choice: Choice, facts: Facts, worked: Worked | None = None) -> None:
        self.choice = choice
        self.law = choice.law
        self.facts = facts
        self.amounts: dict[str, Value] = {}
        worked = worked or Worked()
        self._truths, self._values, self._versions = worked.truths, worked.values, worked.versions

    def value(self, name: str) -> Value:
        """What a name of the catalogue means."""
        if name not in self._values:
            self._values[name] = self._value(name)
        return self._values[name]

    def _value(self, name: str) -> Value:
        fact = self.law.catalog.facts.get(name)
        if fact is not None and (fact.source != "derived" or name not in self.law.named):
            given = self.facts[name]
            if given is not UNKNOWN or name not in self.law.named:
                return given
        return self.worked_out(name)

    def worked_out(self, name: str) -> Value:
        """What the version in force of a parameter, table or definition gives, whatever was given for it."""
        return self._version(name, self.choice.pick(name))

    def value_by(self, name: str, day: str) -> Value:
        """The same in the version that a date fact selects."""
        return self._version(name, self.choice.pick(name, day))

    def value_on(self, name: str, day: Value) -> Value:
        """The same in the version of a day that was computed."""
        if type(day) is not date:
            return NULL if day is NULL else UNKNOWN
        return self._version(name, self.law.timeline(name).at(day, self.choice.known_at))

    def _version(self, name: str, number: int | None) -> Value:
        if number is None:
            return UNKNOWN
        if (name, number) not in self._versions:
            self._versions[name, number] = self._read(name, number)
        return self._versions[name, number]

    def _read(self, name: str, number: int) -> Value:
        catalog = self.law.catalog
        if name in catalog.parameters:
            return catalog.parameters[name].versions[number].value
        if name in catalog.definitions:
            return self.law.definition(name, number).read(self, NOTHING_BOUND)
        version = self.law.table(name, number)
        truths = [test.read(self, NOTHING_BOUND) for test in version.tests]
        return tables.outcome(
            catalog.tables[name], truths, lambda row: version.results[row].read(self, NOTHING_BOUND)
        )

    def told(self) -> frozenset[Token]:
        """The tokens that the rules start from: the versions in force, every test judged, definitions that are given."""
        choice = self.choice
        found = [choice.ruled.pack.gate]
        for leaf in choice.leaves:
            if leaf.statement not in self._truths:
                read = leaf.expression
                self._truths[leaf.statement] = UNKNOWN if read is None else read.read(self, NOTHING_BOUND)
            found += tokens_of(leaf.statement, self._truths[leaf.statement])
        for told in choice.told:
            if self.given(told.name):
                found += tokens_of(told.statement, self.facts[told.name])
            elif told.gate is None:
                found += tokens_of(told.statement, UNKNOWN)
            else:
                found.append(told.gate)
        return choice.wanted.intersection(found)

    def learn(self, facts: Facts) -> None:
        """Take other facts; what leans on none that differ stays as it was worked out."""
        old, self.facts = self.facts, facts
        # Nearly all are the very same: only the others are worth a call (a tenth of a session's step).
        changed = [
            name
            for name, value in facts.items()
            if (before := old[name]) is not value and not _same(before, value)
        ]
        for name in changed:
            leaning = self.choice.leaning(name)
            for statement in leaning.leaves:
                self._truths.pop(statement, None)
            for inner in leaning.names:
                self._values.pop(inner, None)
        if changed:
            stale = {inner for name in changed for inner in self.choice.leaning(name).names}
            self._versions = {key: value for key, value in self._versions.items() if key[0] not in stale}

    def packs(self) -> list[Pack]:
        """The packs of the versions in force, those of definitions that are given left out."""
        inner = [pack for told in self.choice.told if not self.given(told.name) for pack in told.packs]
        return [self.choice.ruled.pack, *inner]

    def given(self, name: str) -> bool:
        """Whether a definition of truth is a fact that was given."""
        fact = self.law.catalog.facts.get(name)
        return fact is not None and fact.source != "derived" and self.facts[name] is not UNKNOWN

    def clashes(self) -> bool:
        """Whether a given value contradicts the one worked out from others, or a condition makes no sense of the facts.
        Asked after `told`.
        """
        for name in self.choice.either:
            given = self.facts[name]
            if given is not UNKNOWN and op.clashing(given, self.worked_out(name)):
                return True
        # A condition is null only where a test below it is.
        senseless = any(self._truths[leaf.statement] is NULL for leaf in self.choice.leaves)
        return senseless and any(root.read(self, NOTHING_BOUND) is NULL for root in self.choice.roots)

    def outcomes(self, held: Collection[Token]) -> tuple[tuple[str, str], ...]:
        """The id and the outcome of every condition in force, in the order written, among the tokens that are held."""
        return tuple(
            (shown.condition.id, OUTCOMES[truth_of(shown.formula.statement, held)])
            for shown in self.choice.ruled.conditions
        )

    def groups(self, held: Collection[Token]) -> tuple[tuple[str, str], ...]:
        """The same of every group below the root, by its id or kind."""
        return tuple(
            (name, OUTCOMES[truth_of(statement, held)]) for name, statement in self.choice.ruled.groups
        )

    def figures(self) -> dict[str, Value]:
        """The amounts by id, rounded: a number, or UNKNOWN where there is not one known figure."""
        readable = self.choice.readable
        found: dict[str, Value] = {}
        if readable is None:
            return found
        for amount, expression in zip(readable.version.amounts, readable.amounts, strict=True):
            value = expression.read(self, NOTHING_BOUND)
            if amount.round is not None:
                value = op.rounded(value, amount.round, amount.to)
            self.amounts[f"amount_{amount.id}"] = value
            found[amount.id] = value if is_number(value) else UNKNOWN
        return found


class Undated:
    """What names mean before any law is chosen. A selecting date is worked out by what has no versions; the checks see to that."""

    def __init__(self, law: Law, facts: Facts) -> None:
        self.law = law
        self.facts = facts
        self.amounts: dict[str, Value] = {}

    def value(self, name: str) -> Value:
        """What a name means: given, else worked out."""
        given = self.facts.get(name, UNKNOWN)
        if given is not UNKNOWN or name not in self.law.catalog.definitions:
            return given
        return self.law.definition(name, 0).read(self, NOTHING_BOUND)

    def value_by(self, _name: str, _day: str) -> Value:
        """Nothing that a date selects."""
        return UNKNOWN

    def value_on(self, _name: str, _day: Value) -> Value:
        """Nothing that has a date."""
        return UNKNOWN


def _same(one: Value, other: Value) -> bool:
    return type(one) is type(other) and not isinstance(one, Unknown | Null) and bool(one == other)
