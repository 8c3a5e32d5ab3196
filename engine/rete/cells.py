"""Unknown selecting dates: the intervals in which the law is the same, and the answers of all of them joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Final

from engine.language.values import UNKNOWN, DayBetween, Number, Unknown, Value, is_number
from engine.rete.chain import Firing
from engine.rete.opinion import ELIGIBLE, INELIGIBLE, NOT_IN_FORCE, OPEN, Finding

MOST_CELLS: Final = 512
Facts = dict[str, Value]
Stretch = tuple[date, date] | None  # first and last day; None: it is known that there is no such day


@dataclass(frozen=True, slots=True)
class Cell:
    """For each selecting date its day or stretch of days, and the facts with the unknown ones between their ends."""

    stretches: tuple[Stretch, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Answer:
    """What one cell gives."""

    stretches: tuple[Stretch, ...]
    verdict: str
    version: str | None = None
    conditions: tuple[tuple[str, str], ...] = ()
    groups: tuple[tuple[str, str], ...] = ()
    reservations: tuple[str, ...] = ()
    conflict: bool = False
    amounts: Mapping[str, Value] | None = None
    read: frozenset[str] = frozenset()
    firings: tuple[Firing, ...] = ()


def cells(
    turns: Mapping[str, Sequence[date]], facts: Facts, bounds: Callable[[str], tuple[date, date]]
) -> list[Cell] | None:
    """Every choice of law that the known facts leave, known days as stretches of one; None where they are too many."""
    axes = [_stretches(days, facts[key], key, bounds) for key, days in turns.items()]
    size = 1
    for axis in axes:
        size *= len(axis)
    return None if size > MOST_CELLS else [_cell(tuple(turns), chosen, facts) for chosen in product(*axes)]


def _stretches(
    days: Sequence[date], known: Value, key: str, bounds: Callable[[str], tuple[date, date]]
) -> list[Stretch]:
    if not isinstance(known, Unknown):
        return [(known, known) if type(known) is date else None]
    first, last = bounds(key)
    cuts = [first, *(day for day in days if first < day <= last)]
    ends = [day - timedelta(days=1) for day in cuts[1:]]
    return list(zip(cuts, [*ends, last], strict=True))


def _cell(keys: tuple[str, ...], stretches: tuple[Stretch, ...], facts: Facts) -> Cell:
    narrowed = facts
    for key, stretch in zip(keys, stretches, strict=True):
        if stretch is not None and isinstance(facts[key], Unknown):
            narrowed = {**narrowed, key: DayBetween(*stretch)}
    return Cell(stretches, narrowed)


def joined(answers: Sequence[Answer], on: date) -> tuple[Answer, Finding]:
    """The answer over all cells, and the cell whose conditions are shown. `on` is the day of the question."""
    # A stretch in which a given value contradicts the law's own reckoning is not where the date lies, unless none is left.
    possible = [answer for answer in answers if not answer.conflict]
    if any(answer.version is not None for answer in possible):
        answers = possible
    in_force = [answer for answer in answers if answer.version is not None]
    shown = min(in_force or answers, key=lambda answer: tuple(_distances(answer.stretches, on)))
    conflict = bool(in_force) and all(answer.conflict for answer in in_force)
    verdict = OPEN if conflict else _verdict({answer.verdict for answer in answers})
    paying = [answer for answer in answers if answer.verdict in (ELIGIBLE, OPEN)]
    reservations = dict.fromkeys(id_ for answer in answers for id_ in answer.reservations)
    return shown, Finding(
        None,
        verdict,
        shown.version,
        tuple(dict.fromkeys(answer.version for answer in in_force)),
        shown.conditions,
        shown.groups,
        tuple(reservations) if verdict == ELIGIBLE else (),
        conflict,
        _figures(shown, paying) if verdict in (ELIGIBLE, OPEN) and not conflict else {},
        tuple(firing for answer in answers for firing in answer.firings),
    )


def _verdict(verdicts: set[str]) -> str:
    if verdicts == {NOT_IN_FORCE}:
        return NOT_IN_FORCE
    counted = {INELIGIBLE if verdict == NOT_IN_FORCE else verdict for verdict in verdicts}
    return counted.pop() if len(counted) == 1 else OPEN


def _distances(stretches: Sequence[Stretch], on: date) -> Iterator[tuple[int, int]]:
    """How near each date's stretch is to the day of the question: it holds it, ends before it, or begins after it."""
    for stretch in stretches:
        if stretch is None or stretch[0] <= on <= stretch[1]:
            yield 0, 0
        elif stretch[0] <= on:
            yield 1, -stretch[0].toordinal()
        else:
            yield 2, stretch[0].toordinal()


def _figures(shown: Answer, paying: Sequence[Answer]) -> dict[str, Number | None]:
    """The amounts of the cell shown that come to one known figure in every cell that may pay."""
    found: dict[str, Number | None] = {}
    for id_ in shown.amounts or {}:
        figures = [(answer.amounts or {}).get(id_, UNKNOWN) for answer in paying]
        same = all(is_number(figure) and figure == figures[0] for figure in figures)
        found[id_] = figures[0] if same and figures else None
    return found
