"""What every test run says at its end.

A test that cannot run here says why and is listed; where CI is set nothing may be missing, so a skip fails
the run. Texts that are no part of the checkout are the one exception: nobody can be asked to have them.
"""

import gc
import os

import pytest

# As in the command line (`api/command_line/main.py`): the law and what is compiled of it stay. Without looking through them for what
# may go, 80 seconds of property tests were 66.
SELDOM = (100_000, 50, 100)
NOT_OF_THE_CHECKOUT = "what is no part of the checkout is not here"


def pytest_configure() -> None:
    """Look for garbage seldom."""
    gc.set_threshold(*SELDOM)


def _skipped(reporter: pytest.TerminalReporter) -> list[str]:
    """The reasons of skipped tests, each once, in the order in which they were met."""
    reasons: dict[str, None] = {}
    for report in reporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons.setdefault(reason.removeprefix("Skipped: "))
    return list(reasons)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn a run with skipped tests into a failed one where CI is set."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if (
        reporter is not None
        and os.environ.get("CI")
        and any(not reason.startswith(NOT_OF_THE_CHECKOUT) for reason in _skipped(reporter))
        and session.exitstatus == pytest.ExitCode.OK
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List what did not run, and why."""
    for reason in _skipped(terminalreporter):
        terminalreporter.write_line(f"not run here, because {reason}")
