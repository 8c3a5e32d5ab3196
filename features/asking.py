"""The plugin of `haedang test`: which scenarios run, where they stand, and what they saw of the law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.parser import ScenarioTemplate, Step
from pytest_bdd.scenario import scenario_wrapper_template_registry

from engine.coverage import Recorder, goals_of
from features.steps.handed_on import SCENARIO, SEEN, SEEN_HERE
from features.steps.law import words
from features.steps.places import row_line

_asked: list[tuple[Path, int | None]] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """The two options that `haedang test` gives."""
    group = parser.getgroup("haedang")
    group.addoption("--scenarios", action="append", default=[], help="a feature file, a folder, or FILE:LINE")
    group.addoption("--seen", action="store_true", help="keep what the scenarios saw of the law")


def pytest_configure(config: pytest.Config) -> None:
    """Note what is asked for; watch the decisions where that is wanted."""
    _asked[:] = [_place(text) for text in config.getoption("scenarios")]
    if config.getoption("seen"):
        config.pluginmanager.register(_Watch())


def asked_paths() -> list[str]:
    """The files and folders asked for, each once."""
    return list(dict.fromkeys(str(path) for path, _ in _asked))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what no asked line belongs to, and tell of the rest where it stands."""
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        template = (
            scenario_wrapper_template_registry.get(item.obj) if isinstance(item, pytest.Function) else None
        )
        place = _Standing.of(item, template) if template is not None else None
        (kept if place is None or place.is_asked() else left_out).append(item)
        if place is not None:
            item.user_properties.append((SCENARIO, place.as_json()))
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


class _Standing:
    """Where a scenario stands in its file: its first line, its last, and its row of examples."""

    def __init__(self, template: ScenarioTemplate, example: dict[str, str]) -> None:
        self.template, self.example = template, example
        self.file = Path(template.feature.filename)
        self.line = template.line_number
        others = [other.line_number for other in template.feature.scenarios.values()]
        self.end = min((line for line in others if line > self.line), default=None)
        lines = _lines(self.file) if example else ()
        self.rows = list(_row_lines(lines, template)) if example else []
        self.row = row_line(lines, self.line, list(example.values())) if example else None

    @staticmethod
    def of(item: pytest.Item, template: ScenarioTemplate) -> _Standing:
        call = getattr(item, "callspec", None)
        return _Standing(template, call.params.get("_pytest_bdd_example", {}) if call else {})

    def is_asked(self) -> bool:
        """Whether some path asks for it: the file, a folder above, one of its lines, or its own row."""
        return any(self._has(line) for path, line in _asked if self.file == path or path in self.file.parents)

    def _has(self, line: int | None) -> bool:
        if line is None:
            return True
        if line in self.rows:
            return line == self.row
        return self.line <= line and (self.end is None or line < self.end)

    def as_json(self) -> dict[str, Any]:
        """For the report: texts and numbers only, it may come from another process."""
        feature = self.template.feature
        return {
            "feature": feature.name,
            "file": str(self.file),
            "name": self.template.name,
            "line": self.row or self.line,
            "example": dict(self.example),
        }


@lru_cache(maxsize=64)
def _lines(file: Path) -> tuple[str, ...]:
    return tuple(file.read_text(encoding="utf-8").splitlines())


def _row_lines(lines: Sequence[str], template: ScenarioTemplate) -> Iterator[int]:
    for examples in template.examples:
        for values in examples.examples:
            found = row_line(lines, template.line_number, list(values))
            if found is not None:
                yield found


def _place(text: str) -> tuple[Path, int | None]:
    name, _, line = text.rpartition(":")
    return (Path(name), int(line)) if name and line.isdigit() else (Path(text), None)


class _Watch:
    """Hands each decision to the recorder. What a scenario says nothing about it has not tested."""

    def __init__(self) -> None:
        screener, self.lexicon, _ = words()
        self.recorder = Recorder(screener.compiled, goals_of(screener.compiled))
        self.claimed: set[str] = set()
        self.has_failed = False
        screener.watch = self.recorder.note

    def pytest_bdd_before_scenario(self) -> None:
        self.claimed.clear()
        self.has_failed = False

    def pytest_bdd_after_step(self, step: Step, step_func_args: dict[str, Any]) -> None:
        reading = step_func_args.get("reading")
        title = reading.slots.get("제도", "") if reading is not None and step.type == "then" else ""
        if title in self.lexicon.programs:
            self.claimed.add(self.lexicon.programs[title].id)

    def pytest_bdd_step_error(self) -> None:
        self.has_failed = True

    def pytest_bdd_after_scenario(self) -> None:
        self.recorder.end(() if self.has_failed else self.claimed)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        seen = self.recorder.seen.as_json()
        handed_on = getattr(session.config, "workeroutput", None)
        if handed_on is None:
            session.config.stash[SEEN_HERE] = seen
        else:
            handed_on[SEEN] = seen
