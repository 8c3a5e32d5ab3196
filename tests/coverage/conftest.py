"""A small invented law, and decisions by it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.compiling import compile_catalog
from engine.compiling.programs import CompiledCatalog
from engine.coverage import Goal, Recorder, Seen, goals_of
from engine.loading.folder import load_folder
from engine.profile import read_profile
from engine.screening import Screener

LAW = Path(__file__).parent / "law"
ON = date(2024, 1, 1)
Decide = Callable[..., Seen]


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_folder(LAW)


@pytest.fixture(scope="session")
def compiled(catalog: Catalog) -> CompiledCatalog:
    return compile_catalog(catalog)


@pytest.fixture(scope="session")
def goals(compiled: CompiledCatalog) -> tuple[Goal, ...]:
    return goals_of(compiled)


@pytest.fixture
def decide(catalog: Catalog, goals: tuple[Goal, ...]) -> Decide:
    """What a person with some facts shows; `asked` says whether a scenario claims something about the program."""

    def call(*, known_at: date | None = None, asked: bool = True, **facts: Any) -> Seen:
        screener = Screener(catalog)
        recorder = Recorder(screener.compiled, goals)
        screener.watch = recorder.note
        raw = {"subject": "person", "facts": facts}
        screener.screen(read_profile(raw, catalog, ON, on=ON, known_at=known_at))
        recorder.end(["grant"] if asked else [])
        return recorder.seen

    return call
