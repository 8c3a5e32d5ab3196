"""Every slip that the reader of rulesets knows: a bad text with its code and place, and a good twin that loads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.diagnostics import MESSAGES
from engine.loading.folder import examine, ruleset_files
from tests.engine.conftest import SMALL

CASES = Path(__file__).resolve().parents[2] / "cases" / "checks"
HOME, PLACE = "made/grant/common.yaml", "when: is_short_of_pay"
TEXTS = {path.relative_to(SMALL).as_posix(): path.read_bytes() for path in ruleset_files(SMALL)}
ELSEWHERE = {
    **dict.fromkeys(("Y001", "Y002", "Y003", "Y004", "Y005", "Y006"), "tests/engine/documents/test_yaml.py"),
    **dict.fromkeys(("Y007", "Y008", "Y009", "Y010", "Y011"), "tests/engine/documents/test_yaml.py"),
    **dict.fromkeys(("L104", "L105", "L108"), "tests/engine/language/test_parsing.py"),
    "M215": "a table too large to search takes seconds to write and to read",
}


def _cases() -> list[Any]:
    listed = [
        case for path in sorted(CASES.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))
    ]
    return [pytest.param(case, id=f"{case['code']} {n}") for n, case in enumerate(listed)]


def _texts(case: dict[str, Any], written: str) -> dict[str, bytes]:
    file = case.get("file", HOME)
    text = TEXTS[file].decode("utf-8")
    assert case.get("find", PLACE) in text, "nothing to replace"
    changed = {file: text.replace(case.get("find", PLACE), written, 1).encode("utf-8")}
    return TEXTS | changed


@pytest.mark.parametrize("case", _cases())
def test_a_slip_is_told_with_its_code_and_place(case: dict[str, Any]) -> None:
    file, bad = case.get("file", HOME), case["bad"]
    added = {name: text.encode("utf-8") for name, text in case.get("add", {}).items()}
    found = examine(_texts(case, bad.replace("¶", "")) | added).diagnostics
    told = {(d.code, d.span.file, d.span.line, d.span.column) for d in found if d.span}
    if case.get("at") == "any":
        assert case["code"] in {code for code, *_ in told}, told
    else:
        place = case.get("at") or _marked(file, case.get("find", PLACE), bad)
        assert (case["code"], *place) in told


def _marked(file: str, find: str, bad: str) -> list[Any]:
    before = TEXTS[file].decode("utf-8").partition(find)[0] + bad.partition("¶")[0]
    return [file, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1]


@pytest.mark.parametrize("case", _cases())
def test_its_good_twin_loads(case: dict[str, Any]) -> None:
    examined = examine(_texts(case, case["good"]) if "good" in case else TEXTS)
    assert [d.code for d in examined.diagnostics if d.severity == "error"] == []
    assert case["code"] not in [d.code for d in examined.diagnostics]


def test_every_code_has_a_case_or_a_reason() -> None:
    told = {case.values[0]["code"] for case in _cases()}
    wanted = {code for code in MESSAGES if (code[0] in "YML" and code[1] == "1") or code[0] == "Y"}
    assert wanted - told - ELSEWHERE.keys() == set()
    assert told & ELSEWHERE.keys() == set()


def test_what_only_follows_from_a_refused_value_is_not_told() -> None:
    text = "definitions:\n  share: {label: {ko: 몫, en: Share}, value: 0.5, cite: 예시법 제1조}\n"
    found = examine({**TEXTS, "definitions/more.yaml": text.encode()}).diagnostics
    assert [d.code for d in found] == ["Y007"]


def test_names_may_be_korean() -> None:
    text = (
        "definitions:\n"
        "  두_배: {label: {ko: 두 배, en: Twice}, unit: KRW/month, value: pay * 2, cite: 예시법 제1조}\n"
        "  세_배: {label: {ko: 세 배, en: Thrice}, unit: KRW/month, value: 두_베 + pay, cite: 예시법 제1조}\n"
    )
    (found,) = examine({**TEXTS, "definitions/more.yaml": text.encode()}).diagnostics
    assert (found.code, found.help.ko) == ("L114", "`두_배`를 쓰려던 것입니까?")
