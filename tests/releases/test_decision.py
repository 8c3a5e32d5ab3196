"""A decision is one text, the same wherever and whenever it is made."""

import json
import os
import subprocess
import sys
from datetime import date

from engine.decision import canonical, decision_of, deviations, digest_of
from engine.determination import Detail
from engine.loading.folder import load_folder
from engine.profile import read_profile
from engine.screening import Screener

ASKED = {"on": "2025-06-01", "facts": {"moon_days": 45, "craft": "rocket"}}


def decided(moon, **asked):
    catalog = load_folder(moon)
    profile = read_profile(ASKED | asked, catalog, date(2025, 6, 1))
    return decision_of(Screener(catalog).screen(profile, Detail(reasons=True, workers=True)))


def test_what_a_decision_holds(moon):
    decision = decided(moon)
    assert sorted(decision) == ["assumptions", "determinations", "known_at", "on", "release"]
    allowance, grant = decision["determinations"]
    assert sorted(allowance) == [
        "about", "amounts", "conditions", "for", "program", "reservations", "verdict", "version", "versions",
    ]  # fmt: skip
    assert (allowance["verdict"], allowance["version"], grant["verdict"]) == (
        "eligible",
        "2024-01-01",
        "ineligible",
    )
    assert allowance["reservations"] == [{"id": "steady", "cites": ["달법 제2조제4항"]}]
    total = allowance["amounts"][1]
    assert (total["id"], total["value"], total["schedule"][0]["value"]) == ("total", 30000, 30000)
    assert total["schedule"][0]["cite"] == ["달법 제3조제2항"]
    assert [condition["id"] for condition in allowance["conditions"]] == [
        "stayed_long", "stayed_weeks", "came_by_craft", "came_properly", "steady",
    ]  # fmt: skip
    assert allowance["conditions"][0] == {
        "id": "stayed_long",
        "outcome": "met",
        "facts": {"moon_days": 45},
        "parameters": {},
        "cites": ["달법 제2조제1항"],
    }


def test_texts_and_likelihood_are_no_part_of_it(moon):
    text = canonical(decided(moon)).decode()
    assert "label" not in text
    assert "likelihood" not in text
    assert "로켓" not in text


def test_its_text_is_canonical(moon):
    decision = decided(moon)
    text = canonical(decision)
    assert text == json.dumps(decision, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    assert canonical(dict(reversed(decision.items()))) == text
    assert len(digest_of(decision)) == 64


def test_another_process_decides_byte_for_byte_the_same(moon):
    program = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[2])\n"
        "from tests.releases.test_decision import decided\n"
        "from engine.decision import canonical\n"
        "sys.stdout.buffer.write(canonical(decided(pathlib.Path(sys.argv[1]))))\n"
    )
    root = str(__import__("pathlib").Path(__file__).resolve().parents[2])
    for seed in ("1", "2"):
        ended = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", program, str(moon), root],
            capture_output=True,
            check=True,
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert ended.stdout == canonical(decided(moon))


def test_where_two_decisions_differ_is_told_by_name(moon):
    first, second = decided(moon), decided(moon, facts={"moon_days": 29, "craft": "rocket"})
    found = {deviation.path: (deviation.saved, deviation.replayed) for deviation in deviations(first, second)}
    assert found["determinations[moon_allowance].conditions[stayed_long].outcome"] == ("met", "unmet")
    assert found["determinations[moon_allowance].conditions[stayed_long].facts.moon_days"] == (45, 29)
    assert found["determinations[moon_allowance].amounts[total].low"] == (30000, 15000)
    assert deviations(first, first) == []


def test_a_part_that_is_gone_or_in_another_order_is_a_difference(moon):
    first, second = decided(moon), decided(moon)
    second["determinations"][0]["conditions"].pop(0)
    (gone,) = deviations(first, second)
    assert (gone.path, gone.replayed) == ("determinations[moon_allowance].conditions[stayed_long]", "—")
    second = decided(moon)
    second["determinations"][0]["conditions"].reverse()
    (order,) = deviations(first, second)
    assert order.path == "determinations[moon_allowance].conditions"


def test_whatever_stands_in_a_screening_makes_a_decision():
    for screening in (
        {},
        {"determinations": 3},
        {"determinations": [1]},
        {"determinations": [{"reasons": {"members": 1}}]},
    ):
        assert canonical(decision_of(screening))
