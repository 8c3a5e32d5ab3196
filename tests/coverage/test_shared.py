"""What a program comes to only below a fact, which another program's scenarios see for it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.compiling import compile_catalog
from engine.coverage import Goal, Recorder, Seen, counted, goals_of
from engine.loading.folder import load_folder
from engine.profile import read_profile
from engine.screening import Screener

LAW = Path(__file__).parent / "law_below_a_fact"
ON = date(2024, 1, 1)
Show = Callable[..., Seen]
BELOW_THE_FACT = {
    "row money 2020-01-01 1",
    "row money 2020-01-01 2",
    "boundary parameter bonus left_on 2021-01-01",
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_folder(LAW)


@pytest.fixture(scope="module")
def goals(catalog: Catalog) -> tuple[Goal, ...]:
    return goals_of(compile_catalog(catalog))


@pytest.fixture
def show(catalog: Catalog, goals: tuple[Goal, ...]) -> Show:
    """What a scenario about one program sees of a person with some facts."""

    def call(program: str, **facts: Any) -> Seen:
        screener = Screener(catalog)
        recorder = Recorder(screener.compiled, goals)
        screener.watch = recorder.note
        screener.screen(read_profile({"subject": "person", "facts": facts}, catalog, ON, on=ON))
        recorder.end([program])
        return recorder.seen

    return call


def _words(goals: tuple[Goal, ...], program: str, *, shared: bool) -> set[str]:
    return {" ".join((g.kind, *g.words)) for g in goals if g.program == program and g.shared is shared}


def _lacks(goals: tuple[Goal, ...], program: str, *all_seen: Seen) -> Iterator[str]:
    together = Seen()
    for seen in all_seen:
        together.add(seen)
    found = next(one for one in counted(goals, together).programs if one.program == program)
    for lack in found.missing:
        if lack.goal.kind in ("row", "boundary") and lack.goal.words[0] != "program":
            yield " ".join((*lack.goal.words, lack.part))


def test_rows_and_dates_below_a_fact_are_shared_and_what_an_expression_names_is_not(
    goals: tuple[Goal, ...],
) -> None:
    assert _words(goals, "top_up", shared=True) == BELOW_THE_FACT
    assert "boundary parameter least_award left_on 2022-01-01" in _words(goals, "top_up", shared=False)
    assert _words(goals, "grant", shared=True) == set(), "the grant names the table and the figure itself"
    assert _words(goals, "grant", shared=False) >= BELOW_THE_FACT


def test_what_is_shared_is_seen_by_the_scenarios_of_any_program(goals: tuple[Goal, ...], show: Show) -> None:
    of_the_grant = [
        show("grant", left_on="2020-12-31", days=50),
        show("grant", left_on="2021-01-01", days=150),
    ]
    assert list(_lacks(goals, "grant", *of_the_grant)) == []
    assert list(_lacks(goals, "top_up", *of_the_grant)) == [
        "parameter least_award left_on 2022-01-01 before",
        "parameter least_award left_on 2022-01-01 from",
    ]
    assert set(_lacks(goals, "top_up")) >= {
        "money 2020-01-01 1 hit",
        "parameter bonus left_on 2021-01-01 from",
    }


def test_what_a_program_reads_on_its_own_nobody_sees_for_it(goals: tuple[Goal, ...], show: Show) -> None:
    of_the_top_up = [
        show("top_up", left_on="2020-12-31", days=50),
        show("top_up", left_on="2022-01-01", days=150),
    ]
    assert list(_lacks(goals, "top_up", *of_the_top_up)) == []
    assert set(_lacks(goals, "grant", *of_the_top_up)) == {
        "money 2020-01-01 1 hit",
        "money 2020-01-01 2 hit",
        "parameter bonus left_on 2021-01-01 before",
        "parameter bonus left_on 2021-01-01 from",
    }


def test_the_strict_count_takes_the_days_of_any_program_too(goals: tuple[Goal, ...], show: Show) -> None:
    seen = show("grant", left_on="2020-12-31", days=50)
    seen.add(show("grant", left_on="2021-01-01", days=50))
    strict = {
        one.program: {" ".join(lack.goal.words) for lack in one.missing_days}
        for one in counted(goals, seen).programs
    }
    assert "parameter bonus left_on 2021-01-01" not in strict["top_up"]
    assert "parameter least_award left_on 2022-01-01" in strict["top_up"]
