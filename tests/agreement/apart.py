"""Whether an expression and a changed one come apart on a profile: a look by the reader of the rule network, which costs a twentieth of
answering the profile. Most profiles say nothing of a change, and nobody need be asked about them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from engine.catalog import Catalog
from engine.drawing.edited import along
from engine.language import nodes as n
from engine.language.values import Value
from engine.profile import Profile, Subject
from engine.rete import Network
from engine.rete.case import Case
from engine.rete.cells import Answer, Cell
from engine.rete.chain import Chain, Fired, Pack
from engine.rete.choice import Choice
from engine.rete.opinion import NOT_IN_FORCE
from engine.rete.reading import NOTHING_BOUND, Expression
from engine.rete.statements import Token
from tests.agreement.faults import Path

ComeApart = Callable[[Profile], bool]
_READ_ALONE = ("definitions", "programs")  # rows of tables are tests, and mean nothing without an input


def _always(_profile: Profile) -> bool:
    return True


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
        chain: Chain = _NoChain()
        self._catalog, self._network = catalog, Network(catalog, chain)

    def of(self, path: Path, changed: Sequence[Catalog]) -> ComeApart:
        """Whether what stands around a place comes apart from what stands there in some changed catalogue. Where the place is in no
        expression that can be read alone, it may always.
        """
        found = _expression_around(self._catalog, path)
        others = [_expression_around(other, path) for other in changed]
        if found is None or None in others:
            return _always
        amounts = frozenset(self._amounts(path))
        read = self._network.law.reader.expression
        right, wrong = read(found, amounts), [read(other, amounts) for other in others if other is not None]

        def come_apart(profile: Profile) -> bool:
            return any(self._apart(case, right, wrong, bool(amounts)) for case in self._cases(profile))

        return come_apart

    def _amounts(self, path: Path) -> Iterator[str]:
        """The names of the amounts of a version, which its later amounts may use."""
        part, name, *below = path
        if part == "programs" and below[2:3] == ["amounts"]:
            yield from (f"amount_{a.id}" for a in self._catalog.programs[name].versions[below[1]].amounts)

    def _apart(self, case: Case, right: Expression, wrong: Sequence[Expression], of_amounts: bool) -> bool:
        if of_amounts:
            case.figures()
        said = _said(right, case)
        return any(_said(other, case) != said for other in wrong)

    def _cases(self, profile: Profile) -> list[Case]:
        """The facts of every subject under every choice of law that what is known leaves, of the programs asked about."""
        found: list[Case] = []

        def answer(_subject: Subject, choice: Choice, cell: Cell) -> Answer:
            found.extend([Case(choice, cell.facts)] if choice.readable is not None else [])
            return Answer(cell.stretches, NOT_IN_FORCE)

        for program, subjects in self._network.asked(profile):
            self._network.opinion(program, subjects, profile, answer)
        return found


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
