"""A company's program decided worker by worker: the firm's verdict, the cap on paid workers, the firm's totals.

The law names no order of workers for the programs so far, so the firm may choose: the order that pays most, ties by
hire date, then worker id. Low and high are the least and the greatest total over the ways in which open workers and an
unknown cap can turn out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engine.evaluation.outcomes import ELIGIBLE, INELIGIBLE, NOT_IN_FORCE, OPEN, Decided
from engine.evaluation.ranges import Range
from engine.language.values import Number


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker decided: the id, the answer, and the day of hire for ties."""

    id: str
    decided: Decided
    hired_on: date | None


@dataclass(frozen=True, slots=True)
class Firm:
    """The firm's answer: verdict, totals by amount, whether each worker falls out of the cap, whose reasons speak."""

    verdict: str
    amounts: tuple[Range | None, ...]
    capped: tuple[bool | None, ...]
    speaker: Worker


def in_line(worker: Worker) -> tuple[date, str]:
    """What the order of workers hangs on where the law gives none: the day of hire, then the id."""
    return (worker.hired_on or date.max, worker.id)


def decide_firm(
    workers: Sequence[Worker], caps: Range | None, ranked: int, units: Sequence[str | None]
) -> Firm:
    """The firm's answer from its workers' (at least one). `ranked` is the place of the amount that ranks, `units` the
    units of all amounts, `caps` the least and most workers paid (None: no cap).
    """
    verdicts = [worker.decided.verdict for worker in workers]
    verdict = _firm_verdict(verdicts)
    speaker = next((w for w in sorted(workers, key=in_line) if w.decided.verdict == verdict), workers[0])
    if verdict in (INELIGIBLE, NOT_IN_FORCE):
        return Firm(verdict, (), tuple(False for _ in workers), speaker)
    ordered = _in_order(workers, ranked)
    queue = _Queue(ordered, ranked)
    capped = tuple(_capped(worker, queue, caps) for worker in workers)
    amounts = tuple(_total(ordered, caps, place, unit) for place, unit in enumerate(units))
    return Firm(verdict, amounts, capped, speaker)


def _firm_verdict(verdicts: list[str]) -> str:
    if ELIGIBLE in verdicts:
        return ELIGIBLE
    if OPEN in verdicts:
        return OPEN
    return NOT_IN_FORCE if set(verdicts) == {NOT_IN_FORCE} else INELIGIBLE


def _figure(worker: Worker, place: int) -> Range | None:
    amounts = worker.decided.amounts
    return amounts[place] if place < len(amounts) else None


def _in_order(workers: Sequence[Worker], ranked: int) -> list[Worker]:
    """Those who may be paid, in the order that pays most."""

    def key(worker: Worker) -> tuple[Number, date, str]:
        figure = _figure(worker, ranked)
        return (-figure[1] if figure else 0, *in_line(worker))

    return sorted((w for w in workers if w.decided.verdict in (ELIGIBLE, OPEN)), key=key)


def _capped(worker: Worker, queue: _Queue, caps: Range | None) -> bool | None:
    if worker.decided.verdict not in (ELIGIBLE, OPEN) or caps is None:
        return False
    surely, maybe = queue.ahead_of(worker)
    if maybe < caps[0]:
        return False
    return True if surely >= caps[1] else None


class _Queue:
    """Who stands before whom, of those who may be paid. Sorted once: comparing every two of 5,000 workers took 14 s."""

    def __init__(self, ordered: Sequence[Worker], ranked: int) -> None:
        self.ranked = ranked
        self.places = {id(worker): place for place, worker in enumerate(ordered)}
        self.settled: dict[Number, list[int]] = {}
        self.surely_settled: dict[Number, list[int]] = {}
        highs: list[Number] = []
        sure_lows: list[Number] = []
        for place, worker in enumerate(ordered):
            figure, sure = _figure(worker, ranked), worker.decided.verdict == ELIGIBLE
            if figure is None:
                continue
            highs.append(figure[1])
            if sure:
                sure_lows.append(figure[0])
            if figure[0] == figure[1]:
                self.settled.setdefault(figure[0], []).append(place)
                if sure:
                    self.surely_settled.setdefault(figure[0], []).append(place)
        self.highs, self.sure_lows = sorted(highs), sorted(sure_lows)

    def ahead_of(self, worker: Worker) -> tuple[int, int]:
        """How many others come first for sure, and how many at most. Equal settled figures go by place in the order."""
        own, others = _figure(worker, self.ranked), len(self.places) - 1
        if own is None:
            return 0, others
        behind = bisect_left(self.highs, own[0])
        surely = len(self.sure_lows) - bisect_right(self.sure_lows, own[1])
        if own[0] == own[1]:
            place, same = self.places[id(worker)], self.settled[own[0]]
            behind += len(same) - bisect_right(same, place)
            surely += bisect_left(self.surely_settled.get(own[0], []), place)
        return surely, others - behind


def _total(ordered: list[Worker], caps: Range | None, place: int, unit: str | None) -> Range | None:
    figures = [_figure(worker, place) for worker in ordered]
    known = [figure for figure in figures if figure is not None]
    if len(known) < len(figures) or not known:
        return None
    if not (unit or "").startswith("KRW"):
        return min(f[0] for f in known), max(f[1] for f in known)
    sure = sorted(
        (f[0] for w, f in zip(ordered, known, strict=True) if w.decided.verdict == ELIGIBLE), reverse=True
    )
    best = sorted((f[1] for f in known), reverse=True)
    if caps is None:
        return sum(sure), sum(best)
    return sum(sure[: max(0, int(caps[0]))]), sum(best[: max(0, int(caps[1]))])
