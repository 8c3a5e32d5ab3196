"""The process that holds durable-rules: a job a line in, an answer a line out, as JSON.

{"rules": n, "clauses": [[body, head], ...] (the first time), "tokens": [...]} -> {"derived": [...], "fired": [clause, ...]}
or {"error": "..."}. It runs by its path and imports nothing of the engine.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, TextIO

_SESSION = "job"  # one session at a time, so no two can be taken for each other
_LAST = 1_000_000  # the priority of the sink: after every rule


class Job:
    """What the rules have concluded so far in one job."""

    def __init__(self) -> None:
        self.derived: dict[int, None] = {}
        self.fired: list[int] = []


class Host:
    """One durable-rules host and the rulesets that it has been given."""

    def __init__(self) -> None:
        from durable import engine  # noqa: PLC0415 - where it cannot be imported, the process says so and ends

        engine.Host._run = lambda _: None  # noqa: SLF001 - its timer threads fire actions on their own
        self.host: Any = engine.Host()
        self.known: set[int] = set()
        self.job = Job()

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """What follows from the tokens of a job."""
        number = int(asked["rules"])
        name = f"rules{number}"
        if number not in self.known:
            self.host.register_rulesets({name: self._ruleset(asked["clauses"])})
            self.known.add(number)
        self.job = Job()
        facts = [{"sid": _SESSION, "name": f"t{token}", "value": 1} for token in asked["tokens"]]
        state = self.host.assert_facts(name, facts)
        if not state or "exception" in state:
            return {"error": "an action failed, or nothing fired"}
        self.host.delete_state(name, _SESSION)
        return {"derived": list(self.job.derived), "fired": self.job.fired}

    def _ruleset(self, clauses: list[Any]) -> dict[str, Any]:
        rules = {
            f"r_{number}": {
                "all": [
                    {f"m_{place}": {"$and": [{"name": f"t{token}"}, {"value": 1}]}}
                    for place, token in enumerate(body)
                ],
                "pri": 1,
                "dist": 0,
                "run": self._action(number, head),
            }
            for number, (body, head) in enumerate(clauses)
        }
        sink = {"all": [{"m_0": {"$ex": {"name": 1}}}], "pri": _LAST, "dist": 0, "run": lambda _: None}
        return {**rules, "sink": sink}

    def _action(self, number: int, head: int) -> Callable[[Any], None]:
        def run(context: Any) -> None:  # noqa: ANN401 - durable-rules has no types
            self.job.fired.append(number)
            if head not in self.job.derived:
                self.job.derived[head] = None
                context.assert_fact({"name": f"t{head}", "value": 1})

        return run


def serve(asked: TextIO, answers: TextIO) -> None:
    """Answer jobs until there are no more."""
    try:
        host = Host()
    except Exception as error:  # noqa: BLE001 - its C part fails in many ways where it does not fit this Python
        _say(answers, {"error": "import", "told": type(error).__name__})
        return
    _say(answers, {"ready": True})
    for line in asked:
        try:
            answer = host.answer(json.loads(line))
        except Exception as error:  # noqa: BLE001 - whatever it is, this job has no answer
            answer = {"error": type(error).__name__}
        _say(answers, answer)
        if "error" in answer:
            return  # what it holds now is not known


def _say(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer, separators=(",", ":")) + "\n")
    answers.flush()


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout)
