"""Takes the reports of a run of scenarios. Imported only where pytest is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from api.scenarios.outcomes import Outcome, Ran, reached
from api.settings import CHECKOUT
from engine.coverage import Seen
from features.steps.handed_on import DIAGNOSTICS, SCENARIO, SEEN, SEEN_HERE


class Results:
    """The plugin of this side: takes reports from the run, and from its workers where there are some."""

    def __init__(self, ran: Ran) -> None:
        self.ran = ran

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One scenario is over, or could not begin."""
        if report.when != "call" and report.passed:
            return
        handed_on: dict[str, Any] = dict(report.user_properties)
        scenario: Mapping[str, Any] = handed_on.get(SCENARIO, {})
        mistakes = tuple(_placed(mistake) for mistake in handed_on.get(DIAGNOSTICS, ()))
        text = report.longreprtext.strip()
        self.ran.outcomes.append(
            Outcome(
                reached(scenario.get("file", "")),
                scenario.get("line", 0),
                scenario.get("feature", ""),
                scenario.get("name", report.nodeid),
                scenario.get("example", {}),
                report.passed,
                mistakes,
                "" if report.passed or mistakes else text.splitlines()[-1] if text else report.outcome,
            )
        )

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """The scenarios could not even be gathered."""
        if report.failed:
            self.ran.broken.append(report.longreprtext.strip().splitlines()[-1])

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """The run is over; without workers, what was seen is here."""
        if SEEN_HERE in session.config.stash:
            self.ran.seen.add(Seen.from_json(session.config.stash[SEEN_HERE]))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        """A worker is done and hands over what it saw."""
        handed_on: Mapping[str, Any] = getattr(
            node, "workeroutput", {}
        )  # xdist is no dependency, so neither is its type
        if SEEN in handed_on:
            self.ran.seen.add(Seen.from_json(handed_on[SEEN]))


def _placed(mistake: Mapping[str, Any]) -> Mapping[str, Any]:
    """The mistake with its file as it is reached from where the command runs."""
    file = mistake.get("file")
    return {**mistake, "file": reached(str(CHECKOUT / file))} if file else mistake
