"""One determination as JSON-ready values: a decision joined with its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from itertools import repeat
from typing import Any

from engine.catalog import Catalog
from engine.compiling import Slice
from engine.compiling.programs import PlannedProgram
from engine.compiling.slices import Gap
from engine.diagnostics import Text
from engine.evaluation.brief import Brief
from engine.evaluation.outcomes import (
    ELIGIBLE,
    INELIGIBLE,
    NOT_IN_FORCE,
    OPEN,
    CellOutcome,
    Decided,
)
from engine.evaluation.ranges import Range
from engine.evaluation.workers import Firm, Worker
from engine.explanation.contradictions import contradictions
from engine.explanation.figures import Sureness
from engine.explanation.money import blank, filled, money_of
from engine.explanation.open_facts import facts_read, missing_below, undecided
from engine.explanation.reasons import OPEN as UNKNOWN_OUTCOME
from engine.explanation.reasons import UNMET, Explainer
from engine.language.values import Number, Unknown
from engine.model import Amount, Program, ProgramVersion, in_force
from engine.profile import Impossible

_NO_EVENT = Text("기준 사건이 있음", "there is such an event")
_NO_WORKER = Text("대상이 될 근로자가 있음", "a worker is named who may qualify")
_NOT_YET = Text("이 날에 시행 중인 판이 있음", "a version is in force on that day")
_TOO_MANY = Text("모르는 날짜의 조합이 512가지를 넘음", "the unknown dates combine in more than 512 ways")
_LIKELIHOOD = {ELIGIBLE: 1, INELIGIBLE: 0, OPEN: None, NOT_IN_FORCE: None}


@dataclass(frozen=True, slots=True)
class Detail:
    """What a caller wants to see: reasons, reasons per worker, what would help (open facts, how sure the figures are), or the summary alone.

    `worked_out` is for whoever sets engines against each other: of each amount whether it is known without a look at ranges.
    """

    reasons: bool = True
    workers: bool = False
    summary: bool = False
    help: bool = True
    worked_out: bool = False

    @property
    def is_brief(self) -> bool:
        """Whether a verdict, figures and a deadline are all that is wanted."""
        return self.summary and not self.reasons


Ranked = tuple[dict[str, Any], tuple[Any, ...]]
_Blank = tuple[dict[str, Any], list[dict[str, Any]]]


class Determiner:
    """Puts decisions into words. Keeps what depends on the slice alone, of at most `keep` slices."""

    def __init__(self, catalog: Catalog, keep: int) -> None:
        self.catalog = catalog
        self.read_by: Callable[[Slice], frozenset[str]] = lru_cache(keep)(facts_read)
        self._explainer: Callable[[Slice], Explainer] = lru_cache(keep)(partial(Explainer, catalog=catalog))
        self._blank: Callable[[str, Slice], _Blank] = lru_cache(keep)(self._new_blank)
        self._sureness = Sureness(catalog, keep)
        self._versions: dict[int, dict[str, Any]] = {}

    def single(self, decided: Decided, impossible: tuple[Impossible, ...], detail: Detail) -> Ranked:
        """The determination of a program decided once."""
        clashes = self._contradictions(decided, impossible)
        verdict = OPEN if clashes and decided.verdict != NOT_IN_FORCE else decided.verdict
        figures = () if clashes else decided.amounts
        shown = decided.shown
        amounts = self._amounts(shown, figures, decided, detail) if verdict in (ELIGIBLE, OPEN) else []
        answer = self._head(decided.program.program, verdict, shown, amounts)
        if detail.summary:
            answer["apply"] = {"deadline": _day(shown.until)}
        else:
            self._body(answer, decided, verdict, clashes, detail)
        return answer, (_expected(shown, figures, verdict), _day(shown.until))

    def brief(self, program: str, brief: Brief) -> Ranked:
        """The summary of an answer that was given without what it rests on."""
        verdict, until = brief.verdict, _day(brief.until)
        head, blanks = self._blank(program, brief.slice)
        answer = head | {
            "verdict": verdict,
            "likelihood": _LIKELIHOOD[verdict],
            "amounts": [],
            "apply": {"deadline": until},
        }
        if verdict == INELIGIBLE:
            return answer, (None, until)
        priced = list(zip(blanks, brief.amounts, strict=True))
        answer["amounts"] = [filled(blank, figure) for blank, figure in priced]
        ranked = [figure for blank, figure in priced if blank["ranks"]]
        return answer, (_twice_the_middle(ranked), until)

    def _new_blank(self, program: str, slice_: Slice) -> _Blank:
        """The summary of a slice and its amounts before anything is decided."""
        head = self._head(self.catalog.programs[program], OPEN, CellOutcome({}, slice_, OPEN), [])
        return head, [blank(amount) for amount in slice_.planned.version.amounts]

    def firm(
        self, firm: Firm, workers: Sequence[Worker], impossible: tuple[Impossible, ...], detail: Detail
    ) -> Ranked:
        """The determination of a company's program from its workers'."""
        decided = firm.speaker.decided
        answer, (_, deadline) = self.single(decided, impossible, detail)
        shown = decided.shown
        if firm.verdict in (ELIGIBLE, OPEN) and answer["verdict"] != INELIGIBLE:
            priced = zip(_amounts_of(shown), firm.amounts, strict=False)
            answer["amounts"] = [
                money_of(amount, figure, None, not detail.summary) for amount, figure in priced
            ]
        if not detail.summary:
            answer["workers"] = [
                self._worker(worker, capped, detail)
                for worker, capped in zip(workers, firm.capped, strict=False)
            ]
        return answer, (_expected(shown, firm.amounts, answer["verdict"]), deadline)

    def without_workers(
        self, program: PlannedProgram, on: date, known_at: date | None, detail: Detail
    ) -> Ranked:
        """The determination of a company's program where the list of workers is empty."""
        found = in_force([v.version.dated for v in program.versions], on, known_at)
        verdict = NOT_IN_FORCE if found is None else INELIGIBLE
        shown = CellOutcome({}, None, verdict)
        answer = self._head(program.program, verdict, shown, [])
        answer["version"] = None if found is None else _name(program.versions[found].version)
        if detail.summary:
            answer["apply"] = {"deadline": None}
        else:
            reasons = _alone("no_worker_named", _NO_WORKER, UNMET) if detail.reasons else None
            answer |= _empty_body() | {"reasons": reasons, "workers": []}
        return answer, (None, None)

    def _worker(self, worker: Worker, capped: bool | None, detail: Detail) -> dict[str, Any]:
        decided = worker.decided
        amounts = (
            self._amounts(decided.shown, decided.amounts, decided, detail)
            if decided.verdict in (ELIGIBLE, OPEN)
            else []
        )
        answer: dict[str, Any] = {
            "id": worker.id,
            "verdict": decided.verdict,
            "amounts": amounts,
            "capped": capped,
        }
        if detail.workers:
            answer["reasons"] = self._reasons(decided)
        return answer

    def _head(
        self, program: Program, verdict: str, shown: CellOutcome, amounts: list[dict[str, Any]]
    ) -> dict[str, Any]:
        return {
            "program": program.id,
            "for": program.subject,
            "about": None,
            "title": program.title.as_json(),
            "verdict": verdict,
            "version": _name(shown.slice.planned.version) if shown.slice else None,
            "likelihood": _LIKELIHOOD[verdict],
            "amounts": amounts,
        }

    def _body(
        self,
        answer: dict[str, Any],
        decided: Decided,
        verdict: str,
        clashes: list[dict[str, Any]],
        detail: Detail,
    ) -> None:
        slice_ = decided.shown.slice
        if slice_ is None:
            reasons = _alone("not_in_force", _NOT_YET, UNMET) if detail.reasons else None
            answer |= _empty_body() | {"reasons": reasons}
            return
        answer["versions"] = self._versions_of(decided)
        answer["reasons"] = self._reasons(decided) if detail.reasons else None
        answer["reservations"] = self._reservations(decided) if verdict == ELIGIBLE else []
        answer["open_facts"] = self._open_facts(decided, verdict) if detail.help else []
        answer["contradictions"] = clashes
        answer["confidence"] = (
            self._sureness.of(slice_, decided.shown.registers, verdict == INELIGIBLE) if detail.help else None
        )
        answer["not_together_with"] = list(slice_.planned.version.not_together_with)
        answer["apply"] = self._apply(decided)
        answer["changes"] = []

    def _versions_of(self, decided: Decided) -> list[dict[str, Any]]:
        versions = {
            id(cell.slice.planned): cell.slice.planned.version for cell in decided.cells if cell.slice
        }
        found = []
        for number, version in versions.items():
            if number not in self._versions:
                dated = version.dated
                self._versions[number] = {
                    "from": _name(version),
                    "until": dated.interval.end.isoformat() if dated.interval.end else None,
                    "published": dated.published.isoformat() if dated.published else None,
                    "cites": list(dated.evidence.cites),
                }
            found.append(self._versions[number])
        return found

    def _reasons(self, decided: Decided) -> dict[str, Any]:
        if decided.no_event:
            label = self.catalog.facts[decided.program.program.keyed_to].label
            text = Text(f"{_NO_EVENT.ko}: {label.ko}", f"{_NO_EVENT.en}: {label.en}")
            return _alone("no_event", text, UNMET)
        shown = decided.shown
        if shown.slice is None:
            return _alone("not_in_force", _NOT_YET, UNMET)
        if decided.too_many:
            return _alone("too_many_dates", _TOO_MANY, UNKNOWN_OUTCOME)
        return self._explainer(shown.slice).reasons(shown.registers, shown.groups)

    def _reservations(self, decided: Decided) -> list[dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for cell in decided.cells:
            for condition in cell.reservations if cell.slice else ():
                found[condition.condition.id] = {
                    "id": condition.condition.id,
                    "label": condition.condition.label.as_json(),
                    "cites": list(condition.evidence.cites),
                }
        return list(found.values())

    def _open_facts(self, decided: Decided, verdict: str) -> list[dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        if decided.too_many:
            return [self._open_fact(name, "verdict") for name in decided.open_dates]
        if verdict == OPEN:
            for name in decided.open_dates:
                found[name] = self._open_fact(name, "verdict")
        for cell in decided.cells:
            if cell.slice is not None and cell.verdict in (OPEN, ELIGIBLE) and not cell.conflict:
                self._note_open(found, cell, verdict)
        return list(found.values())

    def _note_open(self, found: dict[str, dict[str, Any]], cell: CellOutcome, verdict: str) -> None:
        slice_ = cell.slice
        if slice_ is None:
            return
        roots = (
            [c.step for c in undecided(slice_.conditions, cell.registers, cell.groups)]
            if verdict == OPEN
            else []
        )
        unclear = [a.step for a in slice_.amounts if isinstance(cell.registers[a.step], Unknown)]
        for settles, steps in (("verdict", roots), ("amounts", unclear)):
            facts, gaps = missing_below(slice_, cell.registers, steps)
            for name in facts:
                found.setdefault(name, self._open_fact(name, settles))
            for gap in gaps:
                found.setdefault(f"law: {gap.name}", self._gap(gap, settles))

    def _open_fact(self, name: str, settles: str) -> dict[str, Any]:
        fact = self.catalog.facts[name]
        return {
            "fact": name,
            "label": fact.label.as_json(),
            "settles": settles,
            "known_by": list(fact.known_by),
            "changes": fact.changes,
        }

    def _gap(self, gap: Gap, settles: str) -> dict[str, Any]:
        named = (
            self.catalog.parameters.get(gap.name)
            or self.catalog.definitions.get(gap.name)
            or self.catalog.tables.get(gap.name)
        )
        label = named.label if named else Text(gap.name, gap.name)
        since = f" from {gap.start}" if gap.start else f" before {gap.end}" if gap.end else ""
        return {
            "law": f"law: {gap.name}{since} not set",
            "label": label.as_json(),
            "settles": settles,
            "from": gap.start.isoformat() if gap.start else None,
            "until": gap.end.isoformat() if gap.end else None,
        }

    def _contradictions(self, decided: Decided, impossible: tuple[Impossible, ...]) -> list[dict[str, Any]]:
        slice_ = decided.shown.slice
        if slice_ is None:
            return []
        return contradictions(decided, impossible, self.read_by(slice_), self.catalog)

    def _apply(self, decided: Decided) -> dict[str, Any]:
        slice_ = decided.shown.slice
        if slice_ is None:
            return {}
        apply = slice_.apply
        return {
            "where": apply.where.as_json(),
            "deadline": _day(decided.shown.until),
            "cites": list(apply.cites),
            "documents": [text.as_json() for text in apply.documents],
            "first": [{"id": step.id, "label": step.label.as_json()} for step in apply.first],
        }

    def _amounts(
        self, shown: CellOutcome, figures: tuple[Range | None, ...], decided: Decided, detail: Detail
    ) -> list[dict[str, Any]]:
        # Over several cells the parts of one schedule would belong to one of them only.
        one = len(decided.cells) == 1 and len(shown.amounts) == len(figures)
        priced = zip(_amounts_of(shown), figures, shown.amounts if one else repeat(None), strict=False)
        found = [money_of(amount, figure, money, not detail.summary) for amount, figure, money in priced]
        if detail.worked_out:
            for each in found:
                each["worked_out"] = decided.works_out(each["id"])
        return found


def _amounts_of(shown: CellOutcome) -> tuple[Amount, ...]:
    return shown.slice.planned.version.amounts if shown.slice else ()


def _expected(shown: CellOutcome, figures: Sequence[Range | None], verdict: str) -> Number | None:
    if shown.slice is None or verdict not in (ELIGIBLE, OPEN):
        return None
    return _twice_the_middle(
        [figure for amount, figure in zip(_amounts_of(shown), figures, strict=False) if amount.ranks]
    )


def _twice_the_middle(ranked: Sequence[Range | None]) -> Number | None:
    """What programs are ordered by: it orders as the middle does, and whole numbers stay whole."""
    figure = ranked[0] if ranked else None
    return None if figure is None else figure[0] + figure[1]


def _day(value: object) -> str | None:
    return value.isoformat() if type(value) is date else None


def _name(version: ProgramVersion) -> str | None:
    start = version.dated.interval.start
    return start.isoformat() if start else None


def _alone(id_: str, label: Text, outcome: str) -> dict[str, Any]:
    return {
        "id": id_,
        "kind": "condition",
        "outcome": outcome,
        "label": label.as_json(),
        "text": label.as_json(),
        "cites": [],
        "facts": {},
        "parameters": {},
    }


def _empty_body() -> dict[str, Any]:
    return {
        "versions": [],
        "reservations": [],
        "open_facts": [],
        "contradictions": [],
        "confidence": {"grade": "A", "figures": []},
        "not_together_with": [],
        "apply": {},
        "changes": [],
    }
