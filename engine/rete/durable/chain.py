"""Asks the process that holds durable-rules, watches over it, and starts it again."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from threading import Timer
from typing import Any, Final

from engine.rete.chain import Fired, Firing, Pack, Unavailable
from engine.rete.statements import Token

SECONDS: Final = 10  # that a job, or the start, may take
MOST_JOBS: Final = 100_000  # before the process is replaced
MOST_RULES: Final = 4_000  # in one process
MOST_SHARING: Final = 250  # rules that share one condition
MOST_FAILURES: Final = 3  # one after another, before it rests
RESTS: Final = 100  # questions that then go by: each would wait for the time-out


class DurableChain:
    """Chains with durable-rules. A failure costs the opinion it was asked for; the next question starts it anew. After three failures in
    a row a hundred questions go by first.
    """

    name = "durable"

    def __init__(self, seconds: float = SECONDS, most_jobs: int = MOST_JOBS) -> None:
        self._seconds = seconds
        self._most_jobs = most_jobs
        self._process: subprocess.Popen[str] | None = None
        self._jobs = self._rules = self._failures = self._rests = 0
        self._lost = ("died", "")  # why it gave no opinion the last time
        self._told: set[int] = set()
        self._numbers: dict[tuple[Pack, ...], int] = {}
        self._firings: list[list[Firing]] = []

    @property
    def pid(self) -> int | None:
        """The process that answers now."""
        return None if self._process is None else self._process.pid

    def conclude(self, packs: Sequence[Pack], tokens: Collection[Token]) -> Fired:
        """Everything that follows from some tokens by the rules of some packs. Raises Unavailable."""
        number = self._number(tuple(packs))
        if self._rests:
            self._rests -= 1
            raise Unavailable(*self._lost)
        firings = self._firings[number]
        if self._jobs >= self._most_jobs or self._rules + len(firings) > MOST_RULES:
            self.close()
        job: dict[str, Any] = {"rules": number, "tokens": sorted(tokens)}
        try:
            process = self._running()
            if number not in self._told:
                job["clauses"] = [[f.clause.body, f.clause.head] for f in firings]
            answer = self._asked(process, job)
        except Unavailable as lost:
            self._lose(lost)
            raise
        if number not in self._told:
            self._told.add(number)
            self._rules += len(firings)
        self._jobs += 1
        self._failures = 0
        return Fired(frozenset(answer["derived"]), tuple(firings[n] for n in answer["fired"]))

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        self._jobs = self._rules = 0
        self._told = set()
        if process is not None:
            process.kill()
            process.communicate()

    def _lose(self, lost: Unavailable) -> None:
        self._lost = (lost.reason, lost.told)
        self._failures += 1
        self._rests = RESTS if self._failures >= MOST_FAILURES else 0
        self.close()

    def _number(self, packs: tuple[Pack, ...]) -> int:
        """The number of a set of packs. Raises Unavailable where durable-rules cannot hold it."""
        if packs not in self._numbers:
            firings = [Firing(pack, clause) for pack in packs for clause in pack.clauses]
            shared = Counter(token for firing in firings for token in firing.clause.body)
            if len(firings) > MOST_RULES or max(shared.values(), default=0) > MOST_SHARING:
                raise Unavailable("too_large", str(len(firings)))
            self._numbers[packs] = len(self._firings)
            self._firings.append(firings)
        return self._numbers[packs]

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = self._started()
        return self._process

    def _started(self) -> subprocess.Popen[str]:
        program = importlib.util.find_spec("engine.rete.durable.host")
        if importlib.util.find_spec("durable") is None or program is None or program.origin is None:
            raise Unavailable("not_installed")
        # By its path and without it (-P): the process imports nothing of the engine.
        process = subprocess.Popen(  # noqa: S603 - our own file, with this Python
            [sys.executable, "-P", program.origin],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._process = process
        self._heard(process, None)
        return process

    def _asked(self, process: subprocess.Popen[str], job: dict[str, Any]) -> dict[str, Any]:
        return self._heard(process, json.dumps(job, separators=(",", ":")) + "\n")

    def _heard(self, process: subprocess.Popen[str], line: str | None) -> dict[str, Any]:
        """The next answer; the process is ended where that takes too long."""
        late = _Late(process, self._seconds)
        try:
            said = _exchanged(process, line)
        finally:
            late.timer.cancel()
        if not said.endswith("\n"):
            raise Unavailable("too_slow" if late.came else "died")
        answer: dict[str, Any] = json.loads(said)
        if answer.get("error") == "import":
            raise Unavailable("not_installed", str(answer.get("told", "")))
        if "error" in answer:
            raise Unavailable("failed", str(answer["error"]))
        return answer


class _Late:
    """Ends a process after so many seconds, unless it is cancelled."""

    def __init__(self, process: subprocess.Popen[str], seconds: float) -> None:
        self.process = process
        self.came = False
        self.timer = Timer(seconds, self._end)
        self.timer.daemon = True
        self.timer.start()

    def _end(self) -> None:
        self.came = True
        self.process.kill()


def _exchanged(process: subprocess.Popen[str], line: str | None) -> str:
    """The next line that a process says, after one it is told; what is cut short where it ended."""
    stdin, stdout = process.stdin, process.stdout
    if stdin is None or stdout is None:
        return ""
    try:
        if line is not None:
            stdin.write(line)
            stdin.flush()
        return stdout.readline()
    except (OSError, ValueError):
        return ""
