"""What is told to change no answer changes none: every other time left unplanted as moot on the small catalogue, put to drawn profiles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.catalog import Catalog
from engine.diagnostics import Refused
from engine.drawing import Climber, Drawer, Sown
from engine.drawing.edited import edited_at
from engine.drawing.placing import Raw
from engine.language import nodes as n
from engine.loading.folder import load_folder
from engine.profile import read_profile
from engine.screening import Screener
from tests.agreement import faults
from tests.agreement.faults import VERSION, Fault, Faults, readers_of
from tests.agreement.moot import Moot

SMALL = Path(__file__).resolve().parents[1] / "cases" / "small"
PROFILES = 60


@pytest.fixture(scope="module")
def small() -> Catalog:
    return load_folder(SMALL)


@pytest.fixture(scope="module")
def climber(small: Catalog) -> Climber:
    return Climber(Screener(small))


@pytest.fixture
def dated(small: Catalog, monkeypatch: pytest.MonkeyPatch) -> list[Fault]:
    """Every other time that there is, moot ones too."""
    monkeypatch.setattr(faults, "Moot", _Never)
    return [fault for fault in Faults(small).of(tuple(small.programs)) if fault.kind == VERSION]


class _Never:
    def __init__(self, _catalog: Catalog) -> None:
        pass

    def at(self, _path: object, _put: object) -> bool:
        return False


def _differs(climber: Climber, fault: Fault) -> bool:
    right, wrong = climber.screener, Screener(fault.planted(climber.screener.catalog))
    programs = readers_of(right.catalog, fault)
    drawer = Drawer(climber, programs, edited_at(climber.edges, fault.path))
    drawn = [drawer.of_catalog(Sown(1, number)) for number in range(PROFILES)]
    return any(_answer(right, raw) != _answer(wrong, raw) for raw in drawn)


def _answer(screener: Screener, raw: Raw) -> object:
    try:
        profile = read_profile(raw, screener.catalog, date.fromisoformat(raw["on"]))
    except Refused:
        return None
    # The other time says when it was published where the law is silent about that; so the confidence is another.
    return [each | {"confidence": None} for each in screener.screen(profile)["determinations"]]


def _as_at_first(catalog: Catalog, part: str) -> Catalog:
    """A catalogue in which every version of its figures, or of its definitions, says what the first one does."""
    items = {
        name: replace(item, versions=tuple(replace(v, value=item.versions[0].value) for v in item.versions))
        for name, item in getattr(catalog, part).items()
    }
    return replace(catalog, **{part: items})


def test_what_is_moot_changes_no_answer(small: Catalog, climber: Climber, dated: list[Fault]) -> None:
    moot = [fault for fault in dated if Moot(small).at(fault.path, fault.put)]
    assert {fault.told.split(" ", 1)[1] for fault in moot} >= {"begins a day early", "published a day late"}
    assert [fault.place for fault in moot if _differs(climber, fault)] == []


def test_a_figure_that_says_what_it_said_before_is_moot(climber: Climber, dated: list[Fault]) -> None:
    same = _as_at_first(climber.screener.catalog, "parameters")
    again = [fault for fault in dated if fault.path[0] == "parameters" and fault.path[3] > 0]
    assert again
    assert all(Moot(same).at(fault.path, fault.put) for fault in again)
    assert [fault.place for fault in again if _differs(Climber(Screener(same)), fault)] == []


def test_where_the_version_before_ends_only_an_earlier_beginning_is_moot(
    climber: Climber, dated: list[Fault]
) -> None:
    """A figure of which every version ends by its own words and the next says the same."""
    same = _as_at_first(climber.screener.catalog, "parameters")
    ending = {
        name: replace(
            item, versions=tuple(replace(v, dated=replace(v.dated, ends=True)) for v in item.versions)
        )
        for name, item in same.parameters.items()
    }
    catalog = replace(same, parameters=ending)
    again = [
        replace(fault, put=replace(fault.put, ends=True))
        for fault in dated
        if fault.path[0] == "parameters" and fault.path[3] > 0
    ]
    moot = Moot(catalog)
    earlier = [fault for fault in again if fault.told.endswith("early")]
    assert earlier
    assert all(moot.at(fault.path, fault.put) for fault in earlier)
    assert [fault.place for fault in earlier if _differs(Climber(Screener(catalog)), fault)] == []
    later = [fault for fault in again if fault.told.endswith("late") and not moot.at(fault.path, fault.put)]
    assert [fault.place for fault in later if _differs(Climber(Screener(catalog)), fault)] != []


def test_what_is_worked_out_as_before_is_moot(climber: Climber, dated: list[Fault]) -> None:
    small = climber.screener.catalog
    same = _as_at_first(small, "definitions")
    again = [fault for fault in dated if fault.path[0] == "definitions" and fault.path[3] > 0]
    assert again
    assert not any(Moot(small).at(fault.path, fault.put) for fault in again)
    assert all(Moot(same).at(fault.path, fault.put) for fault in again)
    assert [fault.place for fault in again if _differs(Climber(Screener(same)), fault)] == []


@pytest.mark.parametrize(("kept", "moot"), [((1,), True), ((0, 1), False)])
def test_what_is_read_through_nothing_in_force_is_moot(
    small: Catalog, kept: tuple[int, ...], moot: bool
) -> None:
    """A figure of 2021 that a definition reads: of a definition from 2022 alone, no answer about the day before it begins can tell."""
    bar = replace(small.parameters["required_days"], name="bar")
    (begun,) = (v for v in bar.versions if v.dated.interval.start == date(2021, 7, 1))
    bar = replace(bar, versions=(begun,))
    short = small.definitions["is_short_of_pay"]
    reads = n.Comparison("<", n.Name("pay"), n.Name("bar"))
    versions = tuple(replace(short.versions[number], value=reads) for number in kept)
    changed = replace(
        small,
        parameters={**small.parameters, "bar": bar},
        definitions={**small.definitions, "is_short_of_pay": replace(short, versions=versions)},
    )
    early = replace(begun.dated, interval=replace(begun.dated.interval, start=date(2021, 6, 30)))
    path = ("parameters", "bar", "versions", 0, "dated")
    assert Moot(changed).at(path, early) is moot
    assert _differs(Climber(Screener(changed)), Fault(VERSION, path, "", early)) is not moot


def test_most_of_what_is_not_moot_changes_some(small: Catalog, climber: Climber, dated: list[Fault]) -> None:
    other = [fault for fault in dated if not Moot(small).at(fault.path, fault.put)]
    telling = [fault for fault in other if _differs(climber, fault)]
    assert len(telling) > len(other) / 2
