"""The process that holds durable-rules may die, hang or be replaced: that costs an opinion, never changes one."""

from __future__ import annotations

import importlib.util
import os
import signal

import pytest

from engine.rete.chain import Clause, Pack, Unavailable
from engine.rete.durable import DurableChain
from engine.rete.durable import chain as module

PACK = Pack("p", 0, (Clause("a", (4, 8), 12), Clause("b", (12,), 16), Clause("c", (20,), 16)), frozenset())
TOLD = (0, 4, 8)
FOLLOWS = {12, 16}


def test_what_follows_and_in_which_order(durable: DurableChain) -> None:
    fired = durable.conclude([PACK], TOLD)
    assert fired.derived == FOLLOWS
    assert [firing.clause.name for firing in fired.firings] == ["a", "b"]


def test_one_job_leaves_nothing_to_the_next(durable: DurableChain) -> None:
    assert durable.conclude([PACK], TOLD).derived == FOLLOWS
    assert durable.conclude([PACK], (0, 4)).derived == frozenset()
    assert durable.conclude([PACK], (0, 20)).derived == {16}


def test_killed_it_gives_no_opinion_and_then_starts_anew(durable: DurableChain) -> None:
    durable.conclude([PACK], TOLD)
    first = durable.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    with pytest.raises(Unavailable) as lost:
        durable.conclude([PACK], TOLD)
    assert lost.value.reason == "died"
    assert durable.conclude([PACK], TOLD).derived == FOLLOWS
    assert durable.pid != first


def test_what_takes_too_long_is_ended(durable: DurableChain) -> None:
    durable.conclude([PACK], TOLD)
    assert durable.pid is not None
    os.kill(durable.pid, signal.SIGSTOP)
    durable._seconds = 0.2
    with pytest.raises(Unavailable) as lost:
        durable.conclude([PACK], TOLD)
    assert lost.value.reason == "too_slow"
    assert durable.pid is None


def test_it_is_replaced_after_so_many_jobs(durable: DurableChain) -> None:
    durable._most_jobs = 2
    pids = []
    for _ in range(5):
        assert durable.conclude([PACK], TOLD).derived == FOLLOWS
        pids.append(durable.pid)
    assert len(set(pids)) == 3


def test_too_many_rules_for_one_process_are_no_opinion(durable: DurableChain) -> None:
    shared = tuple(Clause(str(n), (4,), 1_000 + n) for n in range(module.MOST_SHARING + 1))
    many = tuple(Clause(str(n), (n,), n + 1) for n in range(module.MOST_RULES + 1))
    for clauses in (shared, many):
        with pytest.raises(Unavailable) as lost:
            durable.conclude([Pack("p", 0, clauses, frozenset())], TOLD)
        assert lost.value.reason == "too_large"


def _kill_three_times(durable: DurableChain) -> None:
    for _ in range(module.MOST_FAILURES):
        durable._running()
        assert durable.pid is not None
        os.kill(durable.pid, signal.SIGKILL)
        with pytest.raises(Unavailable):
            durable.conclude([PACK], TOLD)


def test_after_three_failures_it_rests_and_is_tried_again(durable: DurableChain) -> None:
    _kill_three_times(durable)
    for _ in range(module.RESTS):
        with pytest.raises(Unavailable) as lost:
            durable.conclude([PACK], TOLD)
        assert (lost.value.reason, durable.pid) == ("died", None)
    assert durable.conclude([PACK], TOLD).derived == FOLLOWS


def test_it_rests_again_where_that_fails_too(durable: DurableChain, monkeypatch: pytest.MonkeyPatch) -> None:
    _kill_three_times(durable)
    durable._rests = 0
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "durable" else found(name))
    for _ in range(2):
        with pytest.raises(Unavailable) as lost:
            durable.conclude([PACK], TOLD)
        assert lost.value.reason == "not_installed"
    assert durable._rests == module.RESTS - 1


def test_where_it_is_not_installed_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "durable" else found(name))
    with pytest.raises(Unavailable) as lost:
        DurableChain().conclude([PACK], TOLD)
    assert lost.value.reason == "not_installed"
