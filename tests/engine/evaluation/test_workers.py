"""A firm's totals and its cap against every way in which open workers, ranges and an unknown cap can turn out."""

from __future__ import annotations

from datetime import date
from itertools import product
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from engine.evaluation.workers import Worker, decide_firm

Range = tuple[int, int]
VERDICTS = ("eligible", "open", "ineligible", "not_in_force")
DAYS = (date(2026, 1, 1), date(2026, 2, 1), None)


def _worker(id_: str, verdict: str, figure: Range | None, hired: date | None) -> Worker:
    amounts = (figure, (3, 3)) if verdict in ("eligible", "open") else ()
    return Worker(id_, SimpleNamespace(verdict=verdict, amounts=amounts), hired)  # type: ignore[arg-type]


def _drawn(case: int) -> tuple[list[Worker], Range | None]:
    chance = Random(f"firm {case}")  # noqa: S311 - no secret
    workers = []
    for number in range(chance.randint(1, 4)):
        low = chance.choice((0, 10, 10, 20, 30))
        figure = (low, low + chance.choice((0, 0, 0, 5, 15)))
        verdict = chance.choices(VERDICTS, (4, 4, 1, 1))[0]
        workers.append(_worker(f"w{number}", verdict, figure, chance.choice(DAYS)))
    low = chance.randint(0, 3)
    return workers, chance.choice((None, (low, low), (low, low + chance.randint(0, 2))))


def _line(worker: Worker) -> tuple[date, str]:
    return (worker.hired_on or date.max, worker.id)


def _outcomes(workers: list[Worker], caps: Range | None) -> list[tuple[int, dict[str, bool]]]:
    """The total and who falls out of the cap, for every completion."""
    paid = [w for w in workers if w.decided.verdict in ("eligible", "open")]
    found = []
    inside = [(True,) if w.decided.verdict == "eligible" else (True, False) for w in paid]
    figures = [sorted(set(w.decided.amounts[0])) for w in paid]
    sizes = range(caps[0], caps[1] + 1) if caps else [len(paid)]
    for chosen, values, cap in product(product(*inside), product(*figures), sizes):
        queue = sorted(
            ((w, v) for w, v, c in zip(paid, values, chosen, strict=True) if c),
            key=lambda p: (-p[1], _line(p[0])),
        )
        found.append((sum(v for _, v in queue[:cap]), {w.id: i >= cap for i, (w, _) in enumerate(queue)}))
    return found


@pytest.mark.parametrize("share", range(4))
def test_totals_and_caps_are_those_of_all_completions(share: int) -> None:
    for case in range(share, 600, 4):
        workers, caps = _drawn(case)
        firm = decide_firm(workers, caps, 0, ["KRW", "day"])
        assert firm.verdict == _verdict(workers), case
        if firm.verdict not in ("eligible", "open"):
            assert firm.amounts == ()
            continue
        outcomes = _outcomes(workers, caps)
        totals = [total for total, _ in outcomes]
        assert firm.amounts[0] == (min(totals), max(totals)), case
        assert firm.amounts[1] == (3, 3), case
        for worker, capped in zip(workers, firm.capped, strict=True):
            seen = {out[worker.id] for _, out in outcomes if worker.id in out}
            if capped is not None:
                assert seen <= {capped}, (case, worker.id)
            elif _settled(workers):
                assert seen == {True, False}, (case, worker.id)


def _settled(workers: list[Worker]) -> bool:
    paid = [w for w in workers if w.decided.verdict in ("eligible", "open")]
    return all(w.decided.amounts[0][0] == w.decided.amounts[0][1] for w in paid)


def _verdict(workers: list[Worker]) -> str:
    verdicts: list[Any] = [w.decided.verdict for w in workers]
    for verdict in ("eligible", "open"):
        if verdict in verdicts:
            return verdict
    return "not_in_force" if set(verdicts) == {"not_in_force"} else "ineligible"


def test_nobody_is_out_of_a_cap_that_there_is_not() -> None:
    workers = [_worker(f"w{i}", "open", (1, 9), None) for i in range(3)]
    assert decide_firm(workers, None, 0, ["KRW"]).capped == (False, False, False)


def test_an_unknown_figure_leaves_no_total() -> None:
    workers = [_worker("a", "eligible", (1, 1), None), _worker("b", "open", None, None)]
    assert decide_firm(workers, (1, 1), 0, ["KRW"]).amounts == (None,)


def test_the_earliest_hired_speaks_whatever_the_order() -> None:
    workers = [
        _worker("b", "open", (1, 1), DAYS[1]),
        _worker("a", "open", (1, 1), DAYS[0]),
        _worker("c", "open", (1, 1), None),
    ]
    for order in ([0, 1, 2], [2, 1, 0], [1, 0, 2]):
        assert decide_firm([workers[i] for i in order], None, 0, ["KRW"]).speaker.id == "a"
