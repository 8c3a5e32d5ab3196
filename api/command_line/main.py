"""The `haedang` program: its commands, and what it says when something cannot be done."""

from __future__ import annotations

import gc
import sys
import traceback
from pathlib import Path

import typer
from typer.exceptions import TyperException

from api.command_line.agree import agree
from api.command_line.check import check
from api.command_line.diff import diff
from api.command_line.eval import evaluate
from api.command_line.explain import explain
from api.command_line.facts import facts
from api.command_line.fmt import fmt
from api.command_line.lsp import lsp
from api.command_line.output import OUR_FAULT, UNUSABLE, as_json, error_document
from api.command_line.programs import programs
from api.command_line.publish import publish
from api.command_line.releases import releases
from api.command_line.replay import replay
from api.command_line.screen import screen
from api.command_line.serve import serve
from api.command_line.test import run_tests

INTERRUPTED = 130
# Objects made between two looks at the young ones, looks between two at the older, and between two at the oldest.
_SELDOM = (100_000, 50, 100)

app = typer.Typer(
    name="haedang",
    help="해당: 고용지원 제도의 자격을 법대로 심사합니다. Eligibility for Korean employment services.",
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)
app.command(name="screen")(screen)
app.command(name="programs")(programs)
app.command(name="facts")(facts)
app.command(name="check")(check)
app.command(name="explain")(explain)
app.command(name="fmt")(fmt)
# An expression may begin with a minus sign; what begins with two is refused by the command itself.
app.command(name="eval", context_settings={"ignore_unknown_options": True})(evaluate)
app.command(name="publish")(publish)
app.command(name="releases")(releases)
app.command(name="diff")(diff)
app.command(name="replay")(replay)
app.command(name="lsp")(lsp)
app.command(name="serve")(serve)
app.command(name="test")(run_tests)
app.command(name="agree")(agree)


def main() -> None:
    """Run the command line and exit: 0 done, 1 a check failed, 2 unusable input, 70 a bug of ours."""
    # A catalogue is a million objects that all stay: looking through them for what may go took a fifth of `haedang screen`.
    gc.set_threshold(*_SELDOM)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # JSON is UTF-8 whatever the terminal says; a lone surrogate of a profile stays a JSON escape.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run())


def _run() -> int:
    try:
        return int(app(prog_name="haedang", standalone_mode=False) or 0)
    except TyperException as error:
        return _misused(error)
    except typer.Abort:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last door: whatever it is, no traceback and no values
        sys.stderr.write(_our_fault(error))
        return OUR_FAULT


def _misused(error: TyperException) -> int:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "haedang"
    told = (error.format_message() if hasattr(error, "format_message") else str(error)).strip()
    if "--json" in sys.argv:
        from engine.diagnostics import diagnose

        sys.stderr.write(as_json(error_document([diagnose("R112", path=command, told=told)])) + "\n")
    elif told:  # `haedang` alone has shown its help instead
        sys.stderr.write(f"사용법 오류 / usage error: {told}\n  도움 / help: {command} --help\n")
    return UNUSABLE


def _our_fault(error: Exception) -> str:
    """What went wrong in our code: type and line, never the message, which may hold what a user typed."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return (
        f"해당의 결함입니다: {type(error).__name__} ({place})\n"
        f"this is our bug, not yours: {type(error).__name__} ({place})\n"
        "  도움: 이 줄과 명령을 알려 주세요 (입력은 빼고)\n"
        "  help: report this line and the command, without the input\n"
    )


if __name__ == "__main__":
    main()
