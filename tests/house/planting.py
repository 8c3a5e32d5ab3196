"""Plants faults into copies of engine/ and runs the tests that must notice them. Run by test_planted_faults.py in a process of its own.

    python planting.py CHECKOUT WORKSPACE SHARE SHARES

Everything but the engine is imported once; each run is a fork, so that a run costs its tests and little more. Prints
one JSON object: fault -> exit code of pytest (0: nobody noticed, 1: noticed), or a sentence.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import traceback
from pathlib import Path
from typing import Any

import hypothesis
import lark
import pydantic
import pytest
import yaml

PRELOADED = (hypothesis, lark, pydantic)
QUIET = (
    "-x",
    "-q",
    "--no-header",
    "-p",
    "no:cacheprovider",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)


def _planted(checkout: Path, place: Path, fault: dict[str, Any] | None) -> str | None:
    """Copies the engine to a place and plants the fault; a sentence where its text is not there just once."""
    shutil.copytree(checkout / "engine", place / "engine", ignore=shutil.ignore_patterns("__pycache__"))
    if fault is None:
        return None
    file = place / "engine" / fault["file"]
    text = file.read_text("utf-8") if file.exists() else ""
    if text.count(fault["find"]) != 1:
        return (
            f"cannot be planted: its text stands {text.count(fault['find'])} times in engine/{fault['file']}"
        )
    file.write_text(text.replace(fault["find"], fault["put"]), "utf-8")
    return None


def _run(checkout: Path, place: Path, tests: list[str]) -> int | str:
    child = os.fork()
    if child == 0:
        code = 70
        try:
            log = os.open(place / "log", os.O_WRONLY | os.O_CREAT)
            os.dup2(log, 1)
            os.dup2(log, 2)
            sys.path.insert(0, str(place))
            sys.dont_write_bytecode = True
            os.chdir(checkout)
            code = int(pytest.main([*QUIET, "--rootdir", str(checkout), *tests]))
            engine = sys.modules.get("engine")
            if engine is None or not str(engine.__file__).startswith(str(place)):
                code = 71
        except BaseException:  # noqa: BLE001 - whatever it is, the log says it and the fork ends here
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    tail = (place / "log").read_text("utf-8", "replace")[-1_500:]
    return code if code in (0, 1) else f"pytest ended with {code}: {tail}"


def main(checkout: Path, workspace: Path, share: int, shares: int) -> dict[str, int | str]:
    """Each fault of the share with what came of it; `nothing planted` must come out as 0."""
    faults = yaml.safe_load((checkout / "tests" / "cases" / "planted_faults.yaml").read_text("utf-8"))[
        share::shares
    ]
    outcomes: dict[str, int | str] = {}
    everything = sorted({test for fault in faults for test in fault["by"]})
    for number, fault in enumerate([None, *faults]):
        place = workspace / str(number)
        place.mkdir(parents=True)
        name = "nothing planted" if fault is None else fault["fault"]
        outcomes[name] = _planted(checkout, place, fault) or _run(
            checkout, place, fault["by"] if fault else everything
        )
        shutil.rmtree(place)
    return outcomes


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))))  # noqa: T201 - the answer
