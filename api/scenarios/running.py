"""Runs scenarios with pytest-bdd in this process (and its workers), quietly, and says what came of each."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from api.scenarios.outcomes import Ran, reached
from api.settings import CHECKOUT
from engine.diagnostics import Diagnostic, Refused, Span, Text, diagnose

if TYPE_CHECKING:
    from pytest_bdd.gherkin_parser import Scenario as GherkinScenario

FEATURES = CHECKOUT / "features"
NEEDED = {"pytest": "pytest", "pytest_bdd": "pytest-bdd"}
# Below this many scenarios a second process costs more time than it saves; above this many processes, memory.
WORTH_WORKERS, MOST_WORKERS = 100, 8
PLUGIN = "features.asking"


@dataclass(frozen=True, slots=True)
class Asked:
    """Where scenarios are to be run: a feature file or a folder, and a line where only one is meant."""

    path: Path
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line is not None else str(self.path)


def asked_for(texts: Iterable[str]) -> list[Asked]:
    """The paths as they were typed: folders, feature files, FILE:LINE; all of features/ where there are none.

    Raises Refused for each that is none of these, and where the tools for scenarios are missing.
    """
    missing = [name for module, name in NEEDED.items() if importlib.util.find_spec(module) is None]
    if missing:
        raise Refused([diagnose("S301", path="haedang test", name=", ".join(missing))])
    found: list[Asked] = []
    faults: list[Diagnostic] = []
    for text in list(texts) or [str(FEATURES)]:
        path, _, line = text.rpartition(":")
        asked = (
            Asked(Path(path).resolve(), int(line)) if path and line.isdigit() else Asked(Path(text).resolve())
        )
        if not asked.path.exists():
            faults.append(diagnose("R103", path=text, name=text))
        elif not _feature_files([asked]) or (asked.line is not None and asked.path.is_dir()):
            faults.append(diagnose("S304", path=text))
        found.append(asked)
    if faults:
        raise Refused(faults)
    return found


def run_scenarios(asked: list[Asked], *, watch: bool) -> Ran:
    """Run the scenarios asked for; `watch` keeps what they saw of the law.

    Raises Refused where a feature file cannot be read, or no scenario stands on an asked line.
    """
    count = _scenarios_in(asked)
    import pytest  # noqa: PLC0415 - only who runs scenarios has it

    from api.scenarios.reports import Results  # noqa: PLC0415

    results = Results(Ran())
    os.environ.pop("PYTEST_ADDOPTS", None)  # the run is ours, not that of the reader's shell
    pytest.main([*_arguments(asked, count, watch), str(FEATURES / "asked.py")], plugins=[results])
    if not results.ran.outcomes and not results.ran.broken:
        raise Refused([diagnose("S302", path=reached(str(place))) for place in asked])
    results.ran.outcomes.sort(key=lambda outcome: (outcome.file, outcome.line))
    return results.ran


def _arguments(asked: list[Asked], count: int, watch: bool) -> list[str]:
    # pytest-bdd has been imported to count scenarios: its asserts are then not rewritten, and need not be.
    quiet = [
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
        "-p",
        "no:terminal",
        "-p",
        "no:cacheprovider",
        "-o",
        "addopts=",
        "--import-mode=importlib",
    ]
    place = ["-c", str(CHECKOUT / "pyproject.toml"), "--rootdir", str(CHECKOUT)]
    wanted = ["-p", PLUGIN, *(part for path in asked for part in ("--scenarios", str(path)))]
    has_workers = importlib.util.find_spec("xdist") is not None and count >= WORTH_WORKERS
    workers = ["-n", "auto", "--maxprocesses", str(MOST_WORKERS)] if has_workers else []
    return [*quiet, *place, *wanted, *(["--seen"] if watch else []), *workers]


def _feature_files(asked: Iterable[Asked]) -> list[Path]:
    files: dict[Path, None] = {}
    for place in asked:
        inside = sorted(place.path.rglob("*.feature")) if place.path.is_dir() else [place.path]
        files |= dict.fromkeys(path for path in inside if path.suffix == ".feature" and path.is_file())
    return list(files)


def _scenarios_in(asked: list[Asked]) -> int:
    """About how many scenarios there are. Raises Refused with every file that is no feature file."""
    from pytest_bdd.exceptions import GherkinParseError  # noqa: PLC0415 - see above
    from pytest_bdd.gherkin_parser import get_gherkin_document  # noqa: PLC0415

    count, faults = 0, []
    for file in _feature_files(asked):
        name = reached(str(file))
        try:
            feature = get_gherkin_document(str(file)).feature
        except GherkinParseError as error:
            told = Text("여기에 올 수 없는 글", error.message.splitlines()[0])
            faults.append(diagnose("S303", span=Span(name, error.line, 1), told=told))
        except KeyError:  # an empty file is a document without a feature
            faults.append(
                diagnose("S303", span=Span(name, 1, 1), told=Text("기능이 없음", "no feature in it"))
            )
        except (OSError, UnicodeDecodeError):
            faults.append(diagnose("S303", span=Span(name, 1, 1), told=Text("UTF-8이 아님", "not UTF-8")))
        else:
            found = sum(_examples(child.scenario) for child in feature.children if child.scenario)
            count += found
            faults += [] if found else [diagnose("S306", span=Span(name, 1, 1))]
    if faults:
        raise Refused(faults)
    return 1 if all(place.line is not None for place in asked) else count


def _examples(scenario: GherkinScenario) -> int:
    return sum(len(examples.table_body or ()) for examples in scenario.examples) or 1
