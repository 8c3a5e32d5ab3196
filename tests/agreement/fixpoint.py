"""A third opinion: whatever follows from what is known is added to it, over and over, until nothing more follows.

Forward where the naive evaluator of `naive.py` looks backward: figures, tables, definitions, conditions and groups all
end in one dictionary. The loop is the whole of it; what stands around it says who is asked, what sets a finding of the
agency aside, and what of that an opinion tells. It says nothing of a program whose selecting dates are not all known
days, nor of a subject whose dates cannot all be right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from engine.drawing.edges import nodes_of
from engine.evaluation.closures import test_of
from engine.evaluation.names import Names
from engine.evaluation.tables import table_result
from engine.language.nodes import Name, Node, walk
from engine.language.values import UNKNOWN, Unknown
from engine.model import Condition, Group, Program, conditions_in
from engine.profile import Profile, subjects_of
from engine.rete import Finding, Opinion
from engine.screening import Screener
from tests.agreement.contradictions import contradicted
from tests.agreement.naive import NaiveLaw, evaluated
from tests.agreement.subjects import subjects

OUTCOMES = {True: "met", False: "unmet"}


def law_of(versions: Any, day: Any, known_at: date | None) -> Any:
    """The version that has begun last of those published; None where none is in force."""
    known = [v for v in versions if v.dated.known(known_at)]
    begun = [
        v for v in known if (start := v.dated.interval.start) is None or (type(day) is date and start <= day)
    ]
    last = begun[-1] if begun else None
    return None if last is not None and last.dated.ends and last.dated.interval.end <= day else last


class Fixpoint(Names):
    """All that follows for one subject, by name: of the names that matter to whoever asks."""

    def __init__(self, law: NaiveLaw, names: Collection[str]) -> None:
        self.law, self.known = law, {n: v for n, v in law.facts.items() if v is not UNKNOWN}
        learned: dict[str, Any] = law.facts
        while learned:
            left = [(name, law.dated[name]) for name in names if name not in self.known]
            follows = ((name, self.value_at(name, self.day(item))) for name, item in left)
            learned = {name: value for name, value in follows if not isinstance(value, Unknown)}
            self.known |= learned
        self._drawn_again([name for name in names if law.facts.get(name, UNKNOWN) is UNKNOWN])

    def _drawn_again(self, names: Collection[str]) -> None:
        """What rested on one of two ways that should agree, before the other was known, is concluded anew until nothing changes."""
        changed: dict[str, Any] = dict.fromkeys(names)
        while changed:
            again = {name: self.value_at(name, self.day(self.law.dated[name])) for name in names}
            # By how they are written: unknown values inside lists have no truth to compare by.
            changed = {n: v for n, v in again.items() if repr(v) != repr(self.known.get(n, UNKNOWN))}
            self.known = {n: v for n, v in (self.known | changed).items() if not isinstance(v, Unknown)}

    def day(self, item: Any) -> Any:
        return self.known.get(item.keyed_to, UNKNOWN)

    def value(self, name: str) -> Any:
        means = name in self.law.catalog.facts or name in self.law.dated
        return self.known.get(name, UNKNOWN if means else name)

    def value_at(self, name: str, day: Any) -> Any:
        item = self.law.dated[name]
        version = law_of(item.versions, day, self.law.known_at)
        if version is None:
            return UNKNOWN
        return self.table(item, version) if hasattr(version, "rows") else self.of(version.value)

    def table(self, table: Any, version: Any) -> Any:
        values, cells = [self.of(node) for node in table.inputs], []
        for row in version.rows:
            truth: Any = True
            for test, value in zip(row.tests, values, strict=True):
                truth = truth & test_of(test)(value, self)
            cells += [truth, self.of(row.result)]
        return table_result(table.hit, tuple(cells), table.aggregation, table.order)

    def of(self, value: Any) -> Any:
        return evaluated(value, self) if isinstance(value, Node) else value

    def conditions(self, group: Group | None) -> Iterator[tuple[Condition, Any]]:
        """The conditions that exist, with their truths."""
        for condition in conditions_in(group):
            dated = condition.keyed_to is not None
            variant = law_of(condition.variants, self.day(condition), self.law.known_at if dated else None)
            if variant is None or variant.when is not None:
                yield condition, UNKNOWN if variant is None else self.of(variant.when)


def holds(group: Group, truths: Mapping[int, Any]) -> Any:
    """Kleene's truth of a group; None where none of its members exists, so that it is left out itself."""
    inner = [holds(m, truths) if isinstance(m, Group) else truths.get(id(m), None) for m in group.members]
    members = [truth for truth in inner if truth is not None]
    if group.members and not members:
        return None
    whole: Any = group.kind != "any"
    for truth in members:
        whole = whole | truth if group.kind == "any" else whole & truth
    return whole ^ True if group.kind == "not" else whole


def _groups_in(members: Sequence[Condition | Group], truths: Mapping[int, Any]) -> Iterator[tuple[str, str]]:
    """The groups among some members and below, by id or kind, with their outcomes."""
    for member in members:
        truth = holds(member, truths) if isinstance(member, Group) else None
        if isinstance(member, Group) and truth is not None:
            yield member.id or member.kind, OUTCOMES.get(truth, "unknown")
            yield from _groups_in(member.members, truths)


class FixpointVoice:
    """The opinion of the fixpoint, for `haedang agree`."""

    def __init__(self, screener: Screener) -> None:
        self.screener = screener
        catalog = screener.catalog
        self.dated = {**catalog.tables, **catalog.definitions, **catalog.parameters}
        self.read = {id_: self._names(nodes_of(program)) for id_, program in catalog.programs.items()}

    def _names(self, waiting: list[Node]) -> tuple[str, ...]:
        """The dated names that a program reads in any version, through others."""
        names: dict[str, None] = {}
        while waiting:
            for part in walk(waiting.pop()):
                if isinstance(part, Name) and part.name in self.dated and part.name not in names:
                    names[part.name] = None
                    waiting += nodes_of(self.dated[part.name])
        return tuple(names)

    def decide(self, profile: Profile) -> dict[str, Opinion | None]:
        catalog, layout = self.screener.catalog, self.screener.layout
        asked = [p for p in catalog.programs.values() if profile.programs is None or p.id in profile.programs]
        listed = subjects_of(profile, layout)
        impossible = any(subject.contradictions for subjects in listed.values() for subject in subjects)
        return {
            program.id: None if impossible else self._opinion(profile, program)
            for program in asked
            if program.subject in listed
        }

    def _opinion(self, profile: Profile, program: Program) -> Opinion | None:
        findings = []
        keys = self.screener.compiled.programs[program.id].changes
        for worker, facts in subjects(profile, self.screener.catalog, program):
            law = NaiveLaw(self.screener.catalog, facts, profile.known_at)
            if not all(type(law.facts.get(key)) is date for key in keys):
                return None
            findings.append(_finding(program, worker, law, self.read[program.id], keys))
        if not findings:
            return None
        verdicts = {finding.verdict for finding in findings}
        best = [v for v in ("eligible", "open", "ineligible", "not_in_force") if v in verdicts]
        return Opinion(program.id, best[0], tuple(findings))


def _finding(
    program: Program, worker: str | None, law: NaiveLaw, names: Collection[str], keys: Collection[str]
) -> Finding:
    version = law_of(program.versions, law.facts[program.keyed_to], law.known_at)
    if version is None:
        return Finding(worker, "not_in_force")
    start = version.dated.interval.start.isoformat()
    fixpoint = Fixpoint(law, names)
    groups = [group for group in (version.conditions, version.worker_conditions) if group is not None]
    found = [pair for group in groups for pair in fixpoint.conditions(group)]
    truths = {id(condition): truth for condition, truth in found}
    aside = [id(c) for c, truth in found if c.judged and isinstance(truth, Unknown)]

    def whole(*failing: int) -> Any:
        put = truths | {judged: judged not in failing for judged in aside}
        outcome: Any = True
        for group in groups:
            held = holds(group, put)
            outcome = outcome if held is None else outcome & held
        return outcome

    clash = contradicted(law, program, keys)
    verdict = "open" if clash else {True: "eligible", False: "ineligible"}.get(whole(), "open")
    hangs = [judged for judged in aside if whole(judged) is not True] if verdict == "eligible" else []
    if verdict == "eligible" and not hangs and whole(*aside) is not True:
        hangs = aside
    listed = tuple((c.id, OUTCOMES.get(truth, "unknown")) for c, truth in found)
    put = truths | dict.fromkeys(aside, True)
    inner = groups if len(groups) > 1 else groups[0].members
    groups_listed = tuple(_groups_in(inner, put))
    reserved = tuple(c.id for c, _ in found if id(c) in hangs)
    return Finding(worker, verdict, start, (start,), listed, groups_listed, reserved, clash)
