"""Which given facts cannot all be right, found straight on the model: an `either` fact against its own definition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.language.nodes import Name, Node, walk
from engine.language.values import NULL, Unknown, Value, is_number
from engine.model import Condition, Group, Program
from engine.rational import Fraction
from tests.agreement.naive import NaiveLaw, chosen


def contradicted(law: NaiveLaw, program: Program, dates: Iterable[str]) -> bool:
    """Whether the conditions in force read a fact that is given otherwise than worked out, or make no sense. `dates` are the facts
    that choose the law of the program: it reads these too.
    """
    version = chosen(program.versions, law.day_of(program.keyed_to), law.known_at)
    groups = () if version is None else (version.conditions, version.worker_conditions)
    conditions = [condition for group in groups for condition in _in(group)]
    given = {name for name in law.facts if name in law.dated}
    roots: list[Node] = [node for condition in conditions for node in _tests(law, condition)]
    roots += [Name(key) for key in dates]
    either = (
        [name for name in given & read_by(law, roots) if not law.catalog.facts[name].in_question]
        if given
        else []
    )
    clash = any(_cannot_both_be(law.facts[name], law.worked_out(name)) for name in either)
    return clash or any(law.tested(condition) is NULL for condition in conditions)


def _cannot_both_be(given: Value, worked_out: Value) -> bool:
    """Whether a value that was given is not the one worked out: of a figure that is no whole number by nature, to the places
    it is written with.
    """
    if isinstance(given, Unknown) or isinstance(worked_out, Unknown):
        return False
    if given is NULL or worked_out is NULL:
        return given is not worked_out
    if type(worked_out) is not Fraction or not is_number(given):
        return bool(given != worked_out)
    places = next(places for places in range(100) if (given * 10**places) % 1 == 0)
    ends = [(worked_out * 10**places) // 1, -((-worked_out * 10**places) // 1)]
    return Fraction(given) not in [Fraction(end) / 10**places for end in ends]


def read_by(law: NaiveLaw, roots: Sequence[Node]) -> set[str]:
    """Every name that expressions read, through the versions in force."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        for name in _names_in(waiting.pop()) - found:
            found.add(name)
            waiting += _behind(law, name)
    return found


_NAMES: dict[int, tuple[Node, frozenset[str]]] = {}  # with its node, which so keeps its number


def _names_in(node: Node) -> frozenset[str]:
    if id(node) not in _NAMES:
        _NAMES[id(node)] = (node, frozenset(part.name for part in walk(node) if isinstance(part, Name)))
    return _NAMES[id(node)][1]


def _behind(law: NaiveLaw, name: str) -> list[Node]:
    item = law.dated.get(name)
    version = None if item is None else chosen(item.versions, law.selecting(name), law.known_at)
    if version is None:  # no law: neither its value nor what a table would be asked with is read
        return []
    nodes = [*getattr(item, "inputs", ()), getattr(version, "value", None)]
    nodes += [node for row in getattr(version, "rows", ()) for node in (*row.tests, row.result)]
    return [node for node in nodes if isinstance(node, Node)]


def _tests(law: NaiveLaw, condition: Condition) -> list[Node]:
    key = condition.keyed_to
    variant = chosen(condition.variants, law.day_of(key), law.known_at if key else None)
    return [] if variant is None or variant.when is None else [variant.when]


def _in(group: Group | None) -> list[Condition]:
    members = group.members if group else ()
    return [c for member in members for c in (_in(member) if isinstance(member, Group) else [member])]
