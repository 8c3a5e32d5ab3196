"""Clauses say exactly what Kleene's logic says, and which findings a verdict hangs on is what the language says it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.catalog import Catalog
from engine.diagnostics import Text
from engine.language import nodes as n
from engine.language.types import BOOLEAN
from engine.language.values import UNKNOWN
from engine.model import Apply, Condition, Dated, Fact, Group, Program, ProgramVersion, Variant
from engine.periods import Interval
from engine.rete.case import Case
from engine.rete.chain import MOST_JOINED, Chain
from engine.rete.choice import Choice
from engine.rete.clips_chain import ClipsChain
from engine.rete.durable import DurableChain
from engine.rete.law import Law
from engine.rete.statements import MET, token, truth_of

SAID = Text("말", "word")
START = date(2020, 1, 1)
Truth = bool | None
CAREFUL = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def condition(name: str, judged: bool = False) -> Condition:
    return Condition(name, SAID, (Variant(Dated(Interval()), n.Name(name)),), judged=judged)


@st.composite
def groups(draw: st.DrawFn, depth: int = 3, positive: bool = True, widest: int = 4) -> Group:
    """A group with named conditions below it; findings stand in positive positions only."""
    kind = draw(st.sampled_from(["all", "any", "not"] if depth < 3 else ["all", "any"]))
    inner = positive and kind != "not"
    members: list[Any] = []
    for _ in range(draw(st.integers(1, widest))):
        if depth and draw(st.integers(0, 2)) == 0:
            members.append(draw(groups(depth - 1, inner)))
        else:
            members.append(condition("?", judged=inner and draw(st.integers(0, 2)) == 0))
    return Group(kind, tuple(members))


def named(group: Group, names: list[str]) -> Group:
    """The group with a name of its own for each condition."""
    members: list[Any] = []
    for member in group.members:
        if isinstance(member, Group):
            members.append(named(member, names))
        else:
            names.append(f"{'j' if member.judged else 'c'}{len(names)}")
            members.append(condition(names[-1], member.judged))
    return replace(group, members=tuple(members))


def program_of(group: Group) -> Program:
    version = ProgramVersion(Dated(Interval(START)), group, None, (), Apply(SAID, None, (), (), ()), None, ())
    return Program("help", SAID, "made", "person", False, "asked_on", (version,))


def choice_of(group: Group, names: list[str]) -> Choice:
    facts = {
        name: Fact(name, SAID, "person", BOOLEAN, "given", (), "fixed", "none", judged=name[0] == "j")
        for name in names
    }
    catalog = Catalog(facts, {}, {}, {}, {}, {"help": program_of(group)})
    return Choice(Law(catalog), catalog.programs["help"], {"asked_on": START}, None)


def kleene(group: Group, truths: dict[str, Truth]) -> Truth:
    found = [
        kleene(member, truths) if isinstance(member, Group) else truths[member.id] for member in group.members
    ]
    decisive = group.kind == "any"
    truth = decisive if decisive in found else None if None in found else not decisive
    return truth if group.kind != "not" or truth is None else not truth


def reserved(group: Group, truths: dict[str, Truth]) -> set[str]:
    """The findings an eligible verdict hangs on, by the words of the language's section on reservations."""
    aside = {name for name, truth in truths.items() if name[0] == "j" and truth is None}

    def with_failing(names: set[str]) -> Truth:
        return kleene(group, {**truths, **dict.fromkeys(aside, True), **dict.fromkeys(names, False)})

    if with_failing(set()) is not True or with_failing(aside) is True:
        return set()
    below = {name for name in aside if _above_hold(group, name, {**truths, **dict.fromkeys(aside, True)})}
    return {name for name in below if with_failing({name}) is not True} or below


def _above_hold(group: Group, name: str, truths: dict[str, Truth]) -> bool:
    """Whether every group above a condition holds."""
    if kleene(group, truths) is not True:
        return False
    for member in group.members:
        if isinstance(member, Group) and name in _names(member):
            return _above_hold(member, name, truths)
    return True


def _names(group: Group) -> set[str]:
    return set().union(*(_names(m) if isinstance(m, Group) else {m.id} for m in group.members))


def holds_to_logic(data: st.DataObject, chain: Chain, times: int) -> None:
    names: list[str] = []
    group = named(data.draw(groups()), names)
    choice = choice_of(group, names)
    assert max((len(clause.body) for clause in choice.ruled.pack.clauses), default=0) <= MOST_JOINED
    for _ in range(times):
        truths = {name: data.draw(st.sampled_from([True, True, False, None, None])) for name in names}
        case = Case(choice, {name: UNKNOWN if t is None else t for name, t in truths.items()})
        told = case.told()
        held = told | chain.conclude(case.packs(), told).derived
        granted = {name: True if name[0] == "j" and t is None else t for name, t in truths.items()}
        verdict = truth_of(choice.ruled.verdict, held)
        expected = kleene(group, granted)
        assert verdict is expected
        outcomes = dict(case.outcomes(held))
        assert outcomes == {
            name: {True: "met", False: "unmet", None: "unknown"}[t] for name, t in truths.items()
        }
        hangs = {
            s.condition.id for s in choice.ruled.conditions if s.reserved and token(s.reserved, MET) in held
        }
        assert hangs == (reserved(group, truths) if verdict else set())


@settings(CAREFUL, max_examples=400)
@given(data=st.data())
def test_the_plainest_fixpoint_finds_what_logic_says(data: st.DataObject, fixpoint: Chain) -> None:
    holds_to_logic(data, fixpoint, 8)


@settings(CAREFUL, max_examples=60)
@given(data=st.data())
def test_clips_finds_what_logic_says(data: st.DataObject) -> None:
    holds_to_logic(data, ClipsChain(), 4)


@settings(CAREFUL, max_examples=25)
@given(data=st.data())
def test_durable_rules_finds_what_logic_says(data: st.DataObject, durable: DurableChain) -> None:
    holds_to_logic(data, durable, 4)


@pytest.mark.parametrize("kind", ["all", "any"])
@pytest.mark.parametrize("width", [0, 1, 15, 16, 40, 230])
def test_a_wide_group_is_split(kind: str, width: int, fixpoint: Chain) -> None:
    names = [f"c{place}" for place in range(width)]
    group = Group(kind, tuple(condition(name) for name in names))
    choice = choice_of(group, names)
    assert max(len(clause.body) for clause in choice.ruled.pack.clauses) <= MOST_JOINED
    for chain in (fixpoint, ClipsChain()):
        for odd in range(-1, width, 7):
            facts = {name: (place == odd) is (kind == "any") for place, name in enumerate(names)}
            case = Case(choice, facts)
            told = case.told()
            held = told | chain.conclude(case.packs(), told).derived
            expected = (odd >= 0) is (kind == "any") if width else True
            found = truth_of(choice.ruled.verdict, held)
            assert found is expected
