"""Somebody can meet all conditions of a program together.

Why it matters: two conditions that are each possible may exclude each other (`age < 35` in one file, `age >= 60` in another): nobody ever
gets the program, and every single answer looks right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from engine.diagnostics import Diagnostic, Related, Span, Text, Word, diagnose
from engine.language import nodes as n
from engine.loading.checks.places import Source
from engine.loading.reasoning.reasoner import Reasoner
from engine.model import Condition, Group, ProgramVersion

_HERE = Text("이것과 함께는 성립할 수 없음", "cannot hold together with this")
Conjunct = tuple[n.Node, Condition]  # a test that must hold, and the first condition it is made of


def check(reasoner: Reasoner, source: Source) -> Iterator[Diagnostic]:
    """Programs whose conditions exclude each other."""
    for program in reasoner.catalog.programs.values():
        for version in program.versions:
            clash = _clash(reasoner, list(_conjuncts(version)))
            if clash:
                *others, (_, last) = clash
                spans = [_place(condition, source) for _, condition in others]
                related = tuple(Related(span, _HERE) for span in spans if span)
                words: dict[str, Word] = {"name": program.title, "start": version.dated.interval.start or ""}
                yield diagnose("M203", span=_place(last, source), related=related, **words)


def _place(condition: Condition, source: Source) -> Span | None:
    first = next((variant.when for variant in condition.variants if variant.when is not None), None)
    return condition.span if first is None else source.inside(first, first.place) or condition.span


def _conjuncts(version: ProgramVersion) -> Iterator[Conjunct]:
    for group in (version.conditions, version.worker_conditions):
        if group is not None:
            yield from _of_group(group)


def _of_group(group: Group) -> Iterator[Conjunct]:
    if group.kind == "all":
        for member in group.members:
            if isinstance(member, Group):
                yield from _of_group(member)
            elif (node := _of_condition(member)) is not None:
                yield node, member
        return
    node, first = _as_node(group), _first(group)
    if node is not None and first is not None:
        yield node, first


def _as_node(member: Condition | Group) -> n.Node | None:
    """A group as one expression; None where some condition in it did not exist at some time."""
    if isinstance(member, Condition):
        return _of_condition(member)
    parts = [_as_node(inner) for inner in member.members]
    if not parts or any(part is None for part in parts):
        return None
    known = tuple(part for part in parts if part is not None)
    if member.kind == "not":
        return n.Not(known[0])
    return n.And(known) if member.kind == "all" else n.Or(known)


def _of_condition(condition: Condition) -> n.Node | None:
    tests = [variant.when for variant in condition.variants]
    known = tuple(test for test in tests if test is not None)
    if len(known) != len(tests) or not known:
        return None
    return known[0] if len(known) == 1 else n.Or(known)


def _first(member: Condition | Group) -> Condition | None:
    if isinstance(member, Condition):
        return member
    return next((found for inner in member.members if (found := _first(inner)) is not None), None)


def _clash(reasoner: Reasoner, conjuncts: Sequence[Conjunct]) -> Sequence[Conjunct]:
    """Conjuncts that cannot hold together, as few as a glance finds; none where all can."""
    readers: dict[n.Node, list[Conjunct]] = {}
    for conjunct in conjuncts:
        for leaf in reasoner.formula(conjunct[0]).variables:
            readers.setdefault(leaf, []).append(conjunct)
    for together in dict.fromkeys(tuple(c for c in found) for found in readers.values() if len(found) > 1):
        for pair in combinations(together, 2):
            if _excluded(reasoner, pair):
                return pair
        if len(together) > 2 and _excluded(reasoner, together):  # noqa: PLR2004 - more than a pair
            return together
    return ()


def _excluded(reasoner: Reasoner, conjuncts: Sequence[Conjunct]) -> bool:
    alone = [reasoner.formula(node).outcomes() for node, _ in conjuncts]
    if any(outcomes == {False} for outcomes in alone):
        return False  # that one is told by itself
    return reasoner.formula(n.And(tuple(node for node, _ in conjuncts))).outcomes() == {False}
