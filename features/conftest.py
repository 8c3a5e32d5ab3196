"""The runner: a function for each form of sentence, one catalogue for all, a case for each scenario."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import parsers, step
from pytest_bdd.gherkin_parser import Cell as TableCell
from pytest_bdd.parser import Scenario, Step

from engine.diagnostics import Diagnostic, Refused, Span
from features.steps import sentences as said
from features.steps.case import Case, Cell
from features.steps.claims import Claims
from features.steps.handed_on import DIAGNOSTICS
from features.steps.law import words
from features.steps.mistakes import Mistake, shown
from features.steps.places import Place
from features.steps.values import read_day


class Stage:
    """What the steps of one scenario share: the case, and the step that is being read."""

    def __init__(self, root: Path, example: dict[str, str]) -> None:
        screener, lexicon, _ = words()
        self.root = root
        self.example = example
        self.place = Place("", 1, 1)
        self.table: list[list[Cell]] = []
        self.case = Case(lexicon, screener, self._here)

    def enter(self, scenario: Scenario, entered: Step) -> None:
        """Take the next step: where it stands and its table."""
        file = Path(scenario.feature.filename)
        column = entered.indent + len(entered.keyword.strip()) + 2
        lines = _lines(str(file))
        inside = file.relative_to(self.root) if file.is_relative_to(self.root) else file
        self.place = Place(inside.as_posix(), entered.line_number, column, lines, self.example)
        rows = entered.datatable.rows if entered.datatable else ()
        self.table = [[(cell.value or "", self._cell(cell)) for cell in row.cells] for row in rows]

    @property
    def claims(self) -> Claims:
        """The answer, to be claimed about; it must have been asked for."""
        if self.case.answer is None:
            raise Mistake("S121", "")
        return Claims(self.case.answer, self.case.lexicon)

    def told(self, mistake: Mistake) -> Diagnostic:
        """A mistake of the present step, with its place."""
        return mistake.at(self.place.of(mistake.piece)).diagnostic()

    def _here(self, piece: str) -> Span:
        return self.place.of(piece)

    def _cell(self, cell: TableCell) -> Span:
        return self.place.cell(cell.location.line, cell.location.column, len(cell.value or ""))


@pytest.fixture
def stage(request: pytest.FixtureRequest) -> Stage:
    """The stage of one scenario; it is named by the row of examples it runs with."""
    call = getattr(request.node, "callspec", None)
    example = call.params.get("_pytest_bdd_example", {}) if call else {}
    return Stage(request.config.rootpath, example)


class Sentence(parsers.StepParser):
    """Fits the sentences said under one keyword. One for each keyword, not for each form: pytest-bdd tries them all for
    every step, and that was two thirds of a run.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind

    def is_matching(self, name: str) -> bool:
        """Whether the sentence reads as some form."""
        return words()[2].read(self.kind, name) is not None

    def parse_arguments(self, name: str) -> dict[str, Any] | None:
        """The reading as one argument: slots are Korean words, not names of parameters."""
        reading = words()[2].read(self.kind, name)
        return {"reading": reading} if reading else None


@step(Sentence(said.GIVEN), said.GIVEN)
@step(Sentence(said.WHEN), said.WHEN)
@step(Sentence(said.THEN), said.THEN)
def _(stage: Stage, reading: said.Reading) -> None:
    _DOES[reading.form](stage, **({"slots": reading.slots} if reading.form.slots else {}))


_DOES: dict[said.Form, Callable[..., None]] = {}


def form(wanted: said.Form) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Decorates the function that does what a form says."""

    def keep(does: Callable[..., None]) -> Callable[..., None]:
        _DOES[wanted] = does
        return does

    return keep


# ---- 조건


@form(said.SUBJECT)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.case.subject = said.SUBJECTS[slots["대상"]]


@form(said.FACT)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.case.say(slots["사실"], slots["값"])


@form(said.UNKNOWN)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.case.forget(slots["사실"])


@form(said.RECORDS)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.case.say_records(slots["목록"], stage.table)


@form(said.NO_RECORDS)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.case.say_none(slots["목록"])


@form(said.WORKERS)
def _(stage: Stage) -> None:
    stage.case.say_workers(stage.table)


# ---- 만일


@form(said.ASKED)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.case.ask(read_day(slots["날짜"]))


@form(said.ASKED_AS_KNOWN)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.case.ask(read_day(slots["날짜"]), read_day(slots["공포일"]))


# ---- 그러면


@form(said.VERDICT)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.claims.verdict(slots["제도"], slots["판정"])


@form(said.AMOUNT)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.claims.amount(slots["제도"], slots["금액"], slots["값"])


@form(said.RANGE)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.claims.amount(slots["제도"], slots["금액"], slots["값"], slots["끝값"])


@form(said.REASON)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.claims.reason(slots["제도"], slots["조건"])


@form(said.OPEN_FACT)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.claims.open_fact(slots["제도"], slots["사실"])


@form(said.RESERVATION)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.claims.reservation(slots["제도"], slots["조건"])


@form(said.DEADLINE)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.claims.deadline(slots["제도"], slots["값"])


@form(said.VERSION)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.claims.version(slots["제도"], slots["날짜"])


@form(said.GRADE)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.claims.grade(slots["제도"], slots["등급"])


@form(said.WORKER)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.claims.worker(slots["이름"], slots["제도"], slots["판정"])


@form(said.ASSUMED)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.claims.assumed(slots["사실"])


@form(said.CONTRADICTION)
def _(stage: Stage, slots: dict[str, str]) -> None:
    stage.claims.contradiction(slots["제도"], slots["사실"])


# ---- how pytest-bdd is told


def pytest_bdd_apply_tag(tag: str, function: Callable[..., object]) -> bool:
    """A tag is a name for -k, no marker: tags are the ids of examples in the sheets."""
    setattr(function, tag, True)
    return True


def pytest_bdd_before_step(request: pytest.FixtureRequest, scenario: Scenario, step: Step) -> None:
    """Tell the stage which step is read."""
    request.getfixturevalue("stage").enter(scenario, step)


def pytest_bdd_step_error(request: pytest.FixtureRequest, exception: BaseException) -> None:
    """A mistake in a step is told by its place, without a traceback."""
    if isinstance(exception, Mistake):
        raise _failed(request, [request.getfixturevalue("stage").told(exception)]) from None
    if isinstance(exception, Refused):
        raise _failed(request, exception.diagnostics) from None


def pytest_bdd_step_func_lookup_error(request: pytest.FixtureRequest, scenario: Scenario, step: Step) -> None:
    """A sentence of no form is told by the word that nobody knows."""
    entered = request.getfixturevalue("stage")
    entered.enter(scenario, step)
    raise _failed(request, [entered.told(words()[2].mistake(step.type, step.name))])


def _failed(request: pytest.FixtureRequest, found: Sequence[Diagnostic]) -> BaseException:
    request.node.user_properties.append((DIAGNOSTICS, [diagnostic.as_json() for diagnostic in found]))
    return pytest.fail.Exception("\n".join(shown(diagnostic) for diagnostic in found), pytrace=False)


@lru_cache(maxsize=64)
def _lines(file: str) -> tuple[str, ...]:
    return tuple(Path(file).read_text(encoding="utf-8").splitlines())
