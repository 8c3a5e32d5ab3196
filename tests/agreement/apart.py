"""Whether an expression and a changed one come apart on a profile: a look by the reader of the rule network, which costs a twentieth of
answering the profile. Most profiles say nothing of a change, and nobody need be asked about them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from engine.agreeing import Path
from engine.catalog import Catalog
from engine.drawing.edges import Edges, nodes_of
from engine.drawing.edited import along
from engine.language import nodes as n
from engine.language.values import Value
from engine.profile import Profile, Subject
from engine.rational import Fraction
from engine.rete import Network
from engine.rete.case import Case
from engine.rete.cells import Answer, Cell
from engine.rete.chain import Fired, Pack
from engine.rete.choice import Choice
from engine.rete.opinion import NOT_IN_FORCE
from engine.rete.reading import NOTHING_BOUND, Expression
from engine.rete.statements import Token
from tests.agreement.faults import Fault

# Of the changes that are still looked for, by their numbers, those that come apart from what stands there.
ComeApart = Callable[[Profile, Collection[int]], Collection[int]]
_TRUTHS = (n.And, n.Or, n.Comparison)
_FAR = (Fraction(1, 2), Fraction(2))  # times what a figure is
_READ_ALONE = ("definitions", "programs")  # rows of tables are tests, and mean nothing without an input


def _always(_profile: Profile, wanted: Collection[int]) -> Collection[int]:
    return wanted


class _NoChain:
    """For a network that is asked for cases only: nothing is concluded."""

    name = "none"

    def conclude(self, _packs: Sequence[Pack], _tokens: Collection[Token]) -> Fired:
        raise AssertionError("nothing is concluded here")

    def close(self) -> None:
        pass


class Apart:
    """Looks at expressions of one catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog, self._network = catalog, Network(catalog, _NoChain())
        self._asked_at_days = [node for node in Edges(catalog).expressions() if isinstance(node, n.AtDay)]

    def of(self, path: Path, changed: Sequence[Catalog]) -> ComeApart:
        """Whether what stands around a place comes apart from what stands there in the changed catalogues. Where the place is in no
        expression that can be read alone, all may, but: of a figure where what reads it says something else, of a table where it comes to
        something else, of a version of either or of a definition where another is picked.
        """
        found = _expression_around(self._catalog, path)
        others = [_expression_around(other, path) for other in changed]
        if found is None or None in others:
            return self._where_in_force(path, changed)
        amounts = frozenset(self._amounts(path))
        read = self._network.law.reader.expression
        right, wrong = read(found, amounts), [read(other, amounts) for other in others if other is not None]

        def come_apart(profile: Profile, wanted: Collection[int]) -> Collection[int]:
            return {
                n
                for case in _cases(self._network, profile)
                for n in _apart(case, right, wrong, wanted, amounts)
            }

        return come_apart

    def forced(self, path: Path) -> tuple[list[Catalog], ComeApart]:
        """The law with what stands at a place always true, and always false, with another figure at all times; and which of them may be
        answered otherwise. None where it is neither a figure nor a truth in an expression that can be read alone.
        """
        part, name, *below = path
        if part == "parameters":
            return self._other_figures(str(name), int(below[1])), self._reading(str(name))
        *_, here = along(getattr(self._catalog, part)[name], below)
        if not isinstance(here, _TRUTHS) or _expression_around(self._catalog, path) is None:
            return [], _always
        puts = [Fault("", path, "", n.Literal(value=value)) for value in (True, False)]
        forced = [put.planted(self._catalog) for put in puts]
        return forced, self.of(path, forced)

    def _other_figures(self, name: str, number: int) -> list[Catalog]:
        """The law with one figure at all times: that of a version, and that of the one before; where these are the same, far from it."""
        figures, named = self._catalog.parameters[name], self._catalog.parameters
        before, here = (figures.versions[n].value for n in (max(0, number - 1), number))
        puts = [before, here] if before != here else [_far(here, by) for by in _FAR]
        found = []
        for put in puts:
            versions = tuple(replace(each, value=put) for each in figures.versions)
            if versions != figures.versions:
                found.append({**named, name: replace(figures, versions=versions)})
        return [replace(self._catalog, parameters=each) for each in found]

    def _reading(self, name: str) -> ComeApart:
        """Whether a name is read of a profile at all."""

        def come_apart(profile: Profile, wanted: Collection[int]) -> Collection[int]:
            return wanted if any(name in case.choice.read for case in _cases(self._network, profile)) else ()

        return come_apart

    def told(self, profile: Profile) -> list[tuple[Any, ...]]:
        """What the rules are told of a profile, and the figures known of it. Where two are told the same they are answered alike."""
        return [
            (case.choice, case.told(), case.clashes(), repr(case.figures()))
            for case in _cases(self._network, profile)
        ]

    def _where_in_force(self, path: Path, changed: Sequence[Catalog]) -> ComeApart:
        part, name, *below = path
        asked = [node for node in self._asked_at_days if getattr(node.subject, "name", None) == name]
        if part == "programs" or any(not isinstance(node.day, n.Name) for node in asked):
            return _always
        if part == "parameters":
            return self._otherwise(changed, self._saying(str(name)))
        days = [None, *dict.fromkeys(node.day.name for node in asked if isinstance(node.day, n.Name))]

        def picked(network: Network, profile: Profile) -> list[set[int | None]]:
            cases = _cases(network, profile)
            return [_picked(case.choice, name, days) for case in cases if name in case.choice.read]

        def outcomes(network: Network, profile: Profile) -> list[str]:
            cases = [case for case in _cases(network, profile) if name in case.choice.read]
            dated = [(case, day) for case in cases for day in days if day is None or day in case.choice.days]
            return [
                repr(case.worked_out(name) if day is None else case.value_by(name, day))
                for case, day in dated
            ]

        return self._otherwise(changed, picked if below[-1] == "dated" else outcomes)

    def _saying(self, figure: str) -> Callable[[Network, Profile], object]:
        """What the expressions say that read a figure, and what the tables come to that do."""
        items = (*self._catalog.definitions.values(), *self._catalog.programs.values())
        nodes = [node for item in items for node in nodes_of(item) if figure in _names(node)]
        tables = [
            table.name
            for table in self._catalog.tables.values()
            if any(figure in _names(node) for node in nodes_of(table))
        ]
        # An expression holds names alone: what they mean, and what other amounts come to, a case says.
        versions = [version for program in self._catalog.programs.values() for version in program.versions]
        amounts = frozenset(f"amount_{amount.id}" for version in versions for amount in version.amounts)
        expressions = [self._network.law.reader.expression(node, amounts) for node in nodes]

        def said(network: Network, profile: Profile) -> list[Any]:
            found = []
            for case in _cases(network, profile):
                if figure in case.choice.read:
                    case.figures()
                    found += [_said(expression, case) for expression in expressions]
                    found += [repr(case.worked_out(table)) for table in tables if table in case.choice.read]
            return found

        return said

    def _otherwise(self, changed: Sequence[Catalog], seen: Callable[[Network, Profile], object]) -> ComeApart:
        """Whether something else is seen of a profile by the changed law."""
        networks = [Network(other, _NoChain()) for other in changed]

        def come_apart(profile: Profile, wanted: Collection[int]) -> Collection[int]:
            right = seen(self._network, profile)
            return [number for number in wanted if seen(networks[number], profile) != right]

        return come_apart

    def _amounts(self, path: Path) -> Iterator[str]:
        """The names of the amounts of a version, which its later amounts may use."""
        part, name, *below = path
        if part == "programs" and below[2:3] == ["amounts"]:
            yield from (f"amount_{a.id}" for a in self._catalog.programs[name].versions[below[1]].amounts)


def _cases(network: Network, profile: Profile) -> list[Case]:
    """The facts of every subject under every choice of law that what is known leaves, of the programs asked about."""
    found: list[Case] = []

    def answer(_subject: Subject, choice: Choice, cell: Cell) -> Answer:
        found.extend([Case(choice, cell.facts)] if choice.readable is not None else [])
        return Answer(cell.stretches, NOT_IN_FORCE)

    for program, subjects in network.asked(profile):
        network.opinion(program, subjects, profile, answer)
    return found


def _apart(
    case: Case,
    right: Expression,
    wrong: Sequence[Expression],
    wanted: Collection[int],
    amounts: Collection[str],
) -> list[int]:
    if amounts:
        case.figures()
    said = _said(right, case)
    return [number for number in wanted if _said(wrong[number], case) != said]


def _names(node: n.Node) -> set[str]:
    return {part.name for part in n.walk(node) if isinstance(part, n.Name)}


def _picked(choice: Choice, name: str, days: Sequence[str | None]) -> set[int | None]:
    """The versions of a name in force, by the day that selects it and by those it is asked for."""
    own = choice.law.named[name].keyed_to
    return {choice.pick(name, day) for day in days if (day or own) is None or (day or own) in choice.days}


def _far(value: Any, by: Fraction) -> Any:
    """A figure far from what it is: a number, or no choices at all."""
    if type(value) in (int, Fraction):
        return type(value)(value * by)
    return () if isinstance(value, tuple) else value


def _said(expression: Expression, case: Case) -> str:
    """What an expression says; of what cannot be read without what stands elsewhere in another version, that."""
    try:
        value: Value = expression.read(case, NOTHING_BOUND)
    except KeyError:
        return "not to be read"
    return repr(value)


def _expression_around(catalog: Catalog, path: Path) -> n.Node | None:
    """The outermost expression around a place."""
    if path[0] not in _READ_ALONE:
        return None
    item = getattr(catalog, path[0])[path[1]]
    return next((inner for inner in along(item, path[2:]) if isinstance(inner, n.Node)), None)
