"""Plants faults into one of two engines and counts those that setting them against each other finds.

    python -m tests.agreement.planting [--faults 200] [--profiles 3000] [--seed 1] [--rulesets FOLDER]

Two in five faults stand in the law as the compiled plan has it, two in five as the rule network has it, the rest are
values that an engine has kept from the profile before. Prints each that nobody found, and ends with 1 where fewer than
95 % were. First come profiles of scenarios under which a change at that place would show, then those that `haedang agree` draws about the
item with the fault, of the programs that reach it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from engine.agreeing import Examiner, Voice
from engine.catalog import Catalog
from engine.determination import Detail
from engine.diagnostics import Refused
from engine.drawing import Climber, Drawer, Sown
from engine.drawing.edited import NOTHING, Edited, edited_at
from engine.drawing.placing import Raw
from engine.loading.folder import load_folder
from engine.model import Program, conditions_in
from engine.profile import Profile
from engine.profile.reading import Company
from engine.rete import Network
from engine.rete.chain import Fired, Pack
from engine.rete.clips_chain import ClipsChain
from engine.rete.statements import Token
from engine.screening import Screener
from tests.agreement.examples import asked_in_scenarios, bases_of
from tests.agreement.faults import KINDS, Fault, Faults, readers_of
from tests.agreement.showing import Showing

RULESETS = Path(__file__).resolve().parents[2] / "rulesets"
STALE = "stale value kept"
LEAST = 95  # of a hundred
SHARE = 5  # kinds of fault


class StaleScreener(Screener):
    """A compiled plan that keeps a fact from the profile before where the next one does not say it."""

    def __init__(self, catalog: Catalog, fact: str) -> None:
        super().__init__(catalog)
        self.fact, self.kept = fact, None

    def screen(self, profile: Profile, detail: Detail | None = None) -> dict[str, Any]:
        company = profile.company
        if company is not None:
            workers = (
                {id_: self._stale(f) for id_, f in company.workers.items()}
                if company.workers
                else company.workers
            )
            own = self.catalog.facts[self.fact].entity == "company"
            company = Company(self._stale(company.facts) if own else company.facts, workers)
        person = None if profile.person is None else self._stale(profile.person)
        return super().screen(replace(profile, person=person, company=company), detail)

    def _stale(self, facts: dict[str, Any]) -> dict[str, Any]:
        if self.fact in facts:
            self.kept = facts[self.fact]
        return facts if self.kept is None else {self.fact: self.kept} | facts


class StaleChain:
    """A chain in which the token met as the n-th is never taken back."""

    name = "stale"

    def __init__(self, number: int) -> None:
        self.chain, self.number, self.met = ClipsChain(), number, dict[Token, None]()

    def conclude(self, packs: Sequence[Pack], tokens: Collection[Token]) -> Fired:
        gates = {pack.gate for pack in packs}
        self.met |= dict.fromkeys(token for token in sorted(tokens) if token not in gates)
        kept = list(self.met)[self.number : self.number + 1]
        told = {*tokens, *(token for token in kept if any(token in pack.reads for pack in packs))}
        return self.chain.conclude(packs, told)

    def close(self) -> None:
        self.chain.close()


@dataclass(frozen=True)
class Planted:
    """A fault with the engine it stands in and the programs that meet it."""

    kind: str
    told: str
    engine: str
    programs: tuple[str, ...]
    fault: Fault | None = None
    number: int = 0
    fact: str = ""


def planted_faults(catalog: Catalog, drawer: Drawer, count: int, seed: int) -> list[Planted]:
    """Some faults, the same for the same seed: as many of one kind as of another, in either engine by turns."""
    chance, ids = Sown(seed), tuple(catalog.programs)
    kinds: dict[str, list[Fault]] = {kind: [] for kind in KINDS}
    for fault in Faults(catalog).of(ids):
        kinds[fault.kind].append(fault)
    found: list[Planted] = []
    for listed in kinds.values():
        for turn in range(min(count // SHARE, len(listed))):
            fault = listed.pop(chance.below(len(listed)))
            engine = ("compiled", "clips")[turn % 2]
            found.append(
                Planted(fault.kind, f"{fault.place}: {fault.told}", engine, readers_of(catalog, fault), fault)
            )
    stale = [planted for id_ in ids for planted in _stale(drawer, catalog.programs[id_])]
    while len(found) < count and stale:
        found.append(stale.pop(chance.below(len(stale))))
    return found


def _stale(drawer: Drawer, program: Program) -> Iterator[Planted]:
    """A kept value of every fact that the program reads, and a kept token for every condition of its first version."""
    elsewhere = drawer.edges.keys - drawer.climber.screener.compiled.programs[program.id].changes.keys()
    for fact in drawer.edges.facts_of(program):
        if fact.type.kind != "list" and fact.name not in elsewhere:
            yield Planted(STALE, f"{fact.name} in {program.id}", "compiled", (program.id,), fact=fact.name)
    for number in range(len(conditions_in(program.versions[0].conditions))):
        yield Planted(STALE, f"token {number} of {program.id}", "clips", (program.id,), number=number)


class Workshop:
    """One catalogue, its bases climbed once, and documents to begin at beside them; each fault gets engines of its own."""

    def __init__(self, catalog: Catalog, documents: Sequence[Raw] = ()) -> None:
        self.catalog = catalog
        self.climber = Climber(Screener(catalog))
        self.drawer = Drawer(self.climber)
        self.examples = bases_of(self.climber.screener, documents)
        self.showing = Showing(self.climber.screener, self.climber.edges, documents)

    def noticed(self, planted: Planted, profiles: int, seed: int) -> int | None:
        """The number of the first profile in which the engines differ, of scenarios first and then drawn; None where they never do."""
        screener, voice = self._engines(planted)
        examiner = Examiner(screener, {"clips": voice})
        edges = self.drawer.edges
        kept = Edited(facts=frozenset((planted.fact,))) if planted.fact else NOTHING
        about = kept if planted.fault is None else edited_at(edges, planted.fault.path)
        drawer = Drawer(self.climber, planted.programs, about, self.examples)
        drawn = (drawer.of_catalog(Sown(seed, number), alone=True) for number in range(profiles))
        for number, raw in enumerate(chain(self._showing(planted), drawn)):
            try:
                if examiner.examine(raw):
                    return number
            except Refused:  # no profile: it tells nothing of either engine
                continue
        return None

    def _showing(self, planted: Planted) -> Iterator[Raw]:
        """What the scenarios ask and a change at that place would change."""
        if planted.fault is not None:
            yield from self.showing.about(planted.fault, planted.programs)
        elif planted.fact:
            yield from self.showing.kept(planted.fact, planted.programs[0])
        else:
            yield from self.showing.any_of(planted.programs[0])

    def _engines(self, planted: Planted) -> tuple[Screener, Voice]:
        catalog = self.catalog
        wrong = planted.fault.planted(catalog) if planted.fault is not None else catalog
        if planted.engine == "clips":
            chain = ClipsChain() if planted.fault is not None else StaleChain(planted.number)
            return self.climber.screener, Network(wrong, chain)
        screener = Screener(wrong) if planted.fault is not None else StaleScreener(catalog, planted.fact)
        return screener, Network(catalog, ClipsChain())


def survivors(
    workshop: Workshop, count: int, profiles: int, seed: int
) -> Iterator[tuple[Planted, int | None]]:
    """Every fault with the number of the profile that gave it away, or None."""
    for planted in planted_faults(workshop.catalog, workshop.drawer, count, seed):
        yield planted, workshop.noticed(planted, profiles, seed)


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Plant faults and see whether setting the engines against each other finds them."
    )
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--profiles", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rulesets", type=Path, default=RULESETS)
    given = parser.parse_args()
    workshop = Workshop(load_folder(given.rulesets), asked_in_scenarios())
    counted: Counter[tuple[str, bool]] = Counter()
    missed = []
    for planted, number in survivors(workshop, given.faults, given.profiles, given.seed):
        counted[planted.kind, number is not None] += 1
        missed += [planted] if number is None else []
        sys.stderr.write(
            f"{sum(counted.values())} {planted.kind} · {planted.engine} · {planted.told}: {number}\n"
        )
    for kind in (*KINDS, STALE):
        total = counted[kind, True] + counted[kind, False]
        sys.stdout.write(f"{kind}: {counted[kind, True]} of {total} found\n")
    for planted in missed:
        sys.stdout.write(f"not found: {planted.kind} · {planted.engine} · {planted.told}\n")
    return int(100 * (given.faults - len(missed)) < LEAST * given.faults)


if __name__ == "__main__":
    sys.exit(main())
