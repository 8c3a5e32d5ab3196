"""Program versions and definitions of truth as packs of clauses, each generated once.

A finding of the agency that is unknown is set aside. That makes worlds: in the first every such finding counts as met,
in the second as failing, and in one more for each finding that does not stand under `all` alone, this one fails and no
other. The verdict is that of the first world; the others say on which findings it hangs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from engine.catalog import Catalog
from engine.model import Condition, Group, Program
from engine.rete.chain import Pack
from engine.rete.clauses import Clauses
from engine.rete.formulas import Formula, Formulas, Joined, Leaf
from engine.rete.statements import LAX, MET, SHORT, UNMET, Statements, token

Place = tuple[int, ...]  # of a member: its number in each group from the root down
World = Place | str
GRANTED: Final = "granted"
FAILING: Final = "failing"
NO_LAW: Final = -1  # a keyed condition of which no variant is in force
Variants = tuple[int, ...]  # the variant of each condition, in the order written


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A condition in force, its formula, and the statement that the verdict hangs on it where the agency judges it."""

    condition: Condition
    formula: Formula
    reserved: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Ruled:
    """A program version as rules: its verdict, its conditions and the groups below its root in the order written (of a group its id or kind,
    and its statement), and what must be told to the rules.
    """

    pack: Pack
    verdict: int
    conditions: tuple[Shown, ...]
    groups: tuple[tuple[str, int], ...]
    leaves: tuple[Leaf, ...]
    named: dict[str, set[int]]


@dataclass(frozen=True, slots=True, eq=False)
class Defined:
    """One version of a definition of truth as rules."""

    pack: Pack
    leaves: tuple[Leaf, ...]
    named: dict[str, set[int]]


class Rules:
    """Generates the packs of one catalogue and keeps them."""

    def __init__(self, catalog: Catalog, formulas: Formulas) -> None:
        self.catalog = catalog
        self.formulas = formulas
        self.statements: Statements = formulas.statements
        self._ruled: dict[tuple[str, int, Variants], Ruled] = {}
        self._defined: dict[tuple[str, int, bool], Defined] = {}

    def version(self, program: Program, number: int, variants: Variants) -> Ruled:
        """A program version, with the transitional rules that are in force beside it."""
        key = (program.id, number, variants)
        if key not in self._ruled:
            self._ruled[key] = _Version(self, program, number, variants).ruled()
        return self._ruled[key]

    def definition(self, name: str, number: int, open_too: bool) -> Defined:
        """A version of a definition of truth: when it is met and unmet, or (`open_too`) not met and not unmet."""
        key = (name, number, open_too)
        if key not in self._defined:
            clauses = Clauses(self.statements, self.gate_of(name, number))
            formula = self.formulas.of(self.catalog.definitions[name].versions[number].value)
            own = self.formulas.named(name).statement
            for kind in (SHORT, LAX) if open_too else (MET, UNMET):
                clauses.add(token(own, kind), [clauses.ask(formula, kind)])
            suffix = " (open)" if open_too else ""
            pack = clauses.pack(f"{name} {self._from(name, number)}{suffix}")
            self._defined[key] = Defined(pack, tuple(clauses.leaves.values()), clauses.named)
        return self._defined[key]

    def gate_of(self, name: str, number: int) -> int:
        """The statement that a version of a definition is in force."""
        text = f"{name} {self._from(name, number)} in force"
        return self.statements.number(("picked", name, number), text)

    def _from(self, name: str, number: int) -> str:
        start = self.catalog.definitions[name].versions[number].dated.interval.start
        return start.isoformat() if start else "undated"


class _Version:
    def __init__(self, rules: Rules, program: Program, number: int, variants: Variants) -> None:
        self.formulas = rules.formulas
        self.statements = rules.statements
        self.number = rules.statements.number
        self.key = (program.id, number, variants)
        self.program = program
        version = program.versions[number]
        start = version.dated.interval.start
        self.name = f"{program.id} {start.isoformat() if start else number}"
        gate = self.number(("version", self.key), f"{self.name} in force")
        self.clauses = Clauses(rules.statements, gate)
        self.conditions: list[tuple[Place, Condition, Formula]] = []
        self.only_all: dict[Place, bool] = {}
        self._variants = variants
        groups = [group for group in (version.conditions, version.worker_conditions) if group is not None]
        self._root = groups[0] if len(groups) == 1 else Group("all", tuple(groups))
        self._in_force: dict[Place, Formula | None] = {}
        self._find(self._root, (), True)

    def _find(self, group: Group, above: Place, only_all: bool) -> None:
        """Every condition in force, in the order written, at its place."""
        plain = only_all and group.kind == "all"
        for number, member in enumerate(group.members):
            place = (*above, number)
            if isinstance(member, Group):
                self._find(member, place, plain)
                continue
            variant = self._variants[len(self._in_force)]
            self._in_force[place] = formula = self._condition(member, variant)
            if formula is not None:
                self.conditions.append((place, member, formula))
                self.only_all[place] = plain

    def _condition(self, condition: Condition, variant: int) -> Formula | None:
        if variant == NO_LAW:
            return self.formulas.gap(condition.id)
        when = condition.variants[variant].when
        if when is None:
            return None
        formula = self.formulas.of(when)
        self.statements.claim(formula.statement, condition.id)
        return formula

    def ruled(self) -> Ruled:
        root = self._group(self._root, (), GRANTED) or self._always()
        verdict = self.number(("program", self.program.id), f"{self.program.id} eligible")
        for kind in (MET, UNMET):
            self.clauses.add(token(verdict, kind), [self.clauses.ask(root, kind)])
        for _, _, formula in self.conditions:
            self.clauses.ask(formula, MET)
            self.clauses.ask(formula, UNMET)
        groups = [(group.id or group.kind, joined) for group, joined in self._groups(self._root, ())]
        for _, joined in groups:
            self.clauses.ask(joined, MET)
            self.clauses.ask(joined, UNMET)
        reserved = self._reservations(root)
        shown = tuple(Shown(c, formula, reserved.get(place)) for place, c, formula in self.conditions)
        return Ruled(
            self.clauses.pack(self.name),
            verdict,
            shown,
            tuple((name, joined.statement) for name, joined in groups),
            tuple(self.clauses.leaves.values()),
            self.clauses.named,
        )

    def _groups(self, above: Group, at: Place) -> Iterator[tuple[Group, Joined]]:
        """The groups in force below a group, each before those inside it, every finding of the agency granted."""
        for number, member in enumerate(above.members):
            place = (*at, number)
            joined = self._group(member, place, GRANTED) if isinstance(member, Group) else None
            if isinstance(member, Group) and joined is not None:
                yield member, joined
                yield from self._groups(member, place)

    def _always(self) -> Joined:
        """What a version without any condition in force hangs on: nothing."""
        return Joined(self.number(("group", self.key, ()), f"{self.name} all"), "all", ())

    def _group(self, group: Group, at: Place, world: World) -> Joined | None:
        """A group in one world; None where nothing of it is in force. What judges nothing is the same in every world."""
        members: list[Formula] = []
        for number, member in enumerate(group.members):
            place = (*at, number)
            formula = (
                self._group(member, place, world) if isinstance(member, Group) else self._in_force[place]
            )
            if formula is not None and isinstance(member, Condition) and member.judged:
                formula = self.formulas.aside(formula, member.id, world in (FAILING, place))
            if formula is not None:
                members.append(formula)
        if not members:
            return None
        own = world if self._turns(at, world) else GRANTED
        label = group.id or f"{group.kind} {'.'.join(str(step + 1) for step in at)}".strip()
        text = f"{self.name} {label}{self._as_if(own)}"
        return Joined(self.number(("group", self.key, at, own), text), group.kind, tuple(members))

    def _as_if(self, world: World) -> str:
        """A world in words."""
        failing = [condition.id for place, condition, _ in self.conditions if place == world]
        return "" if world == GRANTED else f" (as if {failing[0] if failing else 'every finding'} fails)"

    def _turns(self, at: Place, world: World) -> bool:
        """Whether a group may come out otherwise in a world than in the first."""
        failing = self._judged() if world == FAILING else [] if world == GRANTED else [world]
        return any(place[: len(at)] == at for place in failing)

    def _judged(self) -> list[Place]:
        return [place for place, condition, _ in self.conditions if condition.judged]

    def _reservations(self, root: Joined) -> dict[Place, int]:
        """The statements that an eligible verdict hangs on a finding: for each that would change it by failing; where
        none would alone, for all that were set aside if all of them failing would.
        """
        judged, clauses = self._judged(), self.clauses
        formulas = {place: formula for place, _, formula in self.conditions}
        relevant = {
            place: self._relevant(place, condition, formulas[place], root)
            for place, condition, _ in self.conditions
            if condition.judged
        }
        reserved = {
            place: self.number(("reserved", self.key, place), f"{self.name} hangs on {condition.id}")
            for place, condition, _ in self.conditions
            if condition.judged
        }
        hard: list[int] = []  # together: each finding alone does not change the verdict
        for place in judged:
            body = [relevant[place]]
            if self.only_all[place]:
                hard.append(clauses.ask(formulas[place], MET))
            else:
                alone = self._group(self._root, (), place) or root
                body.append(clauses.ask(alone, SHORT))
                hard.append(clauses.ask(alone, MET))
            clauses.add(token(reserved[place], MET), body)
        loose = [place for place in judged if not self.only_all[place]]
        if len(loose) > 1:
            all_fail = clauses.ask(self._group(self._root, (), FAILING) or root, SHORT)
            for place in loose:
                clauses.add(token(reserved[place], MET), [relevant[place], all_fail, *hard])
        return reserved

    def _relevant(self, place: Place, condition: Condition, formula: Formula, root: Joined) -> int:
        """The token that a finding was set aside in a verdict that holds, below groups that all hold."""
        aside = self.formulas.aside(formula, condition.id, fails=False)
        body = [self.clauses.unknown(aside), self.clauses.ask(root, MET)]
        group: Group = self._root
        for depth, step in enumerate(place[:-1], 1):
            inner = group.members[step]
            if not isinstance(inner, Group):
                break
            group = inner
            above = self._group(group, place[:depth], GRANTED)
            body += [self.clauses.ask(above, MET)] if above is not None else []
        head = token(self.number(("relevant", self.key, place), f"{self.name} {condition.id} set aside"), MET)
        self.clauses.add(head, body)
        return head
