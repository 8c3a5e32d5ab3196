"""Sessions: facts arrive, change or are withdrawn one by one, and each step says what became known and what was taken back.

A session is its facts, a `Profile` and nothing else, so that any process can take the next step. The rules that have
fired for it are a cache: CLIPS takes back what rested on a fact that is gone, nothing is decided anew.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from engine.catalog import Catalog
from engine.diagnostics import Refused
from engine.language.values import Unknown, Value
from engine.model import Program
from engine.profile import Profile, Subject, read_profile
from engine.profile.reading import Company
from engine.rete.case import Case
from engine.rete.cells import Answer, Cell, Stretch
from engine.rete.chain import Firing
from engine.rete.choice import Choice
from engine.rete.clips_chain import ClipsChain
from engine.rete.clips_memory import ClipsCase, ClipsMemory
from engine.rete.network import Network, answered
from engine.rete.opinion import ELIGIBLE, NOT_IN_FORCE, OPEN, OUTCOMES, Opinion

PERSON: Final = "person"
COMPANY: Final = "company"
MOST_KEPT: Final = 50
_OF_THE_NAME: Final = frozenset({"P109", "P115", "P116"})  # unknown, derived, of somebody else


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that arrives or changes, or is withdrawn (UNKNOWN). `of` is the person, the company, or a worker by id."""

    fact: str
    value: Value
    of: str = PERSON


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Something known of a program, or of one worker under it. `kind` is verdict, condition or reservation."""

    program: str
    worker: str | None
    kind: str
    id: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Step:
    """What a change did: the session after it, what became known, what was taken back, and the rules that fired."""

    session: Profile
    known: tuple[Conclusion, ...]
    taken_back: tuple[Conclusion, ...]
    firings: tuple[Firing, ...]


def read_change(
    catalog: Catalog, session: Profile, fact: str, value: object, of: str | None = None
) -> Change:
    """A change as plain values write it; `of` nobody in particular, of the one the session is about.

    Raises Refused where the vocabulary does not allow it: no such fact, no such value, or of somebody else.
    """
    of, facts = of or session.subject, {fact: value}
    raw: dict[str, Any] = {"subject": "company", "facts": {}, "workers": [{"id": of, "facts": facts}]}
    if of == COMPANY:
        raw = {"subject": "company", "facts": facts}
    elif of == PERSON:
        # A firm has no person beside it: what somebody says of one there is refused like any fact of another.
        raw = {"subject": session.subject, "facts": facts}
        raw |= {"company": {}} if session.company and session.subject == PERSON else {}
    read = read_profile(raw, catalog, session.on)
    found = read.person or {}
    if read.company is not None and of != PERSON:
        found = read.company.facts if of == COMPANY else (read.company.workers or {})[of]
    return Change(fact, found[fact], of)


class Sessions:
    """Takes steps. Keeps what has fired for the sessions asked about last, at most `keep` of them."""

    def __init__(self, catalog: Catalog, keep: int = MOST_KEPT) -> None:
        self._network = Network(catalog, ClipsChain())
        self._memory = ClipsMemory()
        self._keep = keep
        self._runs: OrderedDict[str, _Run] = OrderedDict()
        self._allowed: set[tuple[str, str, str]] = set()

    def known(self, session: Profile) -> frozenset[Conclusion]:
        """Everything that is known in a session."""
        run = self._run(session)
        self._put(run)
        return run.known

    def step(self, session: Profile, change: Change) -> Step:
        """Change one fact of a session. Raises Refused where the vocabulary has no such fact of whom it is said of; nothing is lost then."""
        self._check(session, change)
        run = self._run(session)
        before = run.known
        company = session.company
        of = change.of
        new = of != PERSON and (company is None or (of != COMPANY and of not in (company.workers or {})))
        # Who is decided hangs on whether there is a company, and on who its workers are.
        firings = run.take(changed(session, change), None if new else change.fact)
        self._put(run)
        return Step(run.session, _in_order(run.known - before), _in_order(before - run.known), tuple(firings))

    def close(self) -> None:
        """Let go of everything kept."""
        self._runs.clear()
        self._memory.close()

    def _check(self, session: Profile, change: Change) -> None:
        whose = change.of if change.of in (PERSON, COMPANY) else "worker"
        if (change.fact, whose, session.subject) in self._allowed:
            return
        try:
            read_change(self._network.law.catalog, session, change.fact, None, change.of)
        except Refused as refused:  # the value was read long ago: only what is said of the name counts
            of_the_name = [found for found in refused.diagnostics if found.code in _OF_THE_NAME]
            if of_the_name:
                raise Refused(of_the_name) from None
        self._allowed.add((change.fact, whose, session.subject))

    def _run(self, session: Profile) -> _Run:
        run = self._runs.pop(_name(session), None)
        return run or _Run(self._network, self._memory, session)

    def _put(self, run: _Run) -> None:
        replaced = self._runs.pop(_name(run.session), None)
        if replaced is not None:
            replaced.close()
        self._runs[_name(run.session)] = run
        while len(self._runs) > self._keep:
            self._runs.popitem(last=False)[1].close()


def changed(session: Profile, change: Change) -> Profile:
    """The session after a change."""
    if change.of == PERSON:
        return replace(session, person=_with(session.person or {}, change))
    company = session.company or Company()
    if change.of == COMPANY:
        return replace(session, company=replace(company, facts=_with(company.facts, change)))
    workers = dict(company.workers or {})
    workers[change.of] = _with(workers.get(change.of, {}), change)
    return replace(session, company=replace(company, workers=workers))


def _with(facts: Mapping[str, Value], change: Change) -> dict[str, Value]:
    kept = {name: value for name, value in facts.items() if name != change.fact}
    return kept if isinstance(change.value, Unknown) else {**kept, change.fact: change.value}


def _name(session: Profile) -> str:
    """The facts of a session as one text: the same facts are the same session."""
    workers = None if session.company is None else session.company.workers
    parts = [
        session.subject,
        session.on,
        session.known_at,
        session.programs,
        None if session.person is None else sorted(session.person.items()),
        None if session.company is None else sorted(session.company.facts.items()),
        None if workers is None else [(id_, sorted(facts.items())) for id_, facts in workers.items()],
    ]
    return repr(parts)


def _in_order(conclusions: frozenset[Conclusion]) -> tuple[Conclusion, ...]:
    return tuple(
        sorted(conclusions, key=lambda c: (c.program, c.worker or "", c.kind != "verdict", c.kind, c.id))
    )


_Key = tuple[str | None, tuple[Stretch, ...]]  # a worker, and the stretch of every selecting date


class _Run:
    """What has fired for one session, and what is known."""

    def __init__(self, network: Network, memory: ClipsMemory, session: Profile) -> None:
        self.session = session
        self._network = network
        self._memory = memory
        self._cases: dict[str, dict[_Key, tuple[ClipsCase, Case]]] = {}
        self._known: dict[str, frozenset[Conclusion]] = {}
        self._fired: list[Firing] = []
        self.take(session, None)

    @property
    def known(self) -> frozenset[Conclusion]:
        """Everything that is known."""
        return frozenset().union(*self._known.values())

    def take(self, session: Profile, fact: str | None) -> list[Firing]:
        """Go over to other facts that differ in one (None: in any). The rules that fired."""
        self.session = session
        self._fired = []
        for program, subjects in self._network.asked(session):
            if fact is None or fact in self._network.law.facts_of(program):
                self._known[program.id] = frozenset(self._decided(program, subjects))
        return self._fired

    def close(self) -> None:
        """Take back everything that is held for it."""
        for cases in self._cases.values():
            for told, _ in cases.values():
                told.close()
        self._cases = {}

    def _decided(self, program: Program, subjects: Sequence[Subject]) -> Iterator[Conclusion]:
        before: dict[_Key, tuple[ClipsCase, Case | None]] = dict(self._cases.get(program.id, {}))
        now: dict[_Key, tuple[ClipsCase, Case]] = {}

        def answer(subject: Subject, choice: Choice, cell: Cell) -> Answer:
            key = (subject.worker, cell.stretches)
            told, case = before.pop(key) if key in before else (self._memory.open(), None)
            if case is not None and case.choice is choice:
                case.learn(cell.facts)
            else:
                case = Case(choice, cell.facts)
            now[key] = (told, case)
            if choice.readable is None:
                self._fired += told.tell((), ())
                return Answer(cell.stretches, NOT_IN_FORCE)
            firings = told.tell(case.packs(), case.told())
            self._fired += firings
            return answered(case, cell, told.held, firings)

        opinion = self._network.opinion(program, subjects, self.session, answer)
        for told, _ in before.values():
            told.close()
        self._cases[program.id] = now
        yield from _conclusions(opinion)


def _conclusions(opinion: Opinion) -> Iterator[Conclusion]:
    """What is known of a program: an open verdict and an unknown outcome are not."""
    if opinion.verdict != OPEN:
        yield Conclusion(opinion.program, None, "verdict", "", opinion.verdict)
    for finding in opinion.findings:
        if finding.worker is not None and finding.verdict != OPEN:
            yield Conclusion(opinion.program, finding.worker, "verdict", "", finding.verdict)
        for id_, outcome in finding.conditions:
            if outcome != OUTCOMES[None]:
                yield Conclusion(opinion.program, finding.worker, "condition", id_, outcome)
        for id_ in finding.reservations:
            yield Conclusion(opinion.program, finding.worker, "reservation", id_, ELIGIBLE)
