"""What is fuzzed: each target takes any bytes and must answer, or refuse with a diagnostic. Anything else is a finding.

Shared by tests/properties/test_fuzzed_texts.py (hypothesis, in every run) and tests/fuzz/fuzzing.py (atheris, `make fuzz`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from api.editor.layout import formatted
from engine.calculator import calculate, calculate_table
from engine.diagnostics import Diagnostic, Refused
from engine.documents.from_yaml import scan
from engine.language.exact import LanguageError
from engine.language.nodes import Node
from engine.language.parsing import parse, parse_tests
from engine.language.writing import write, write_tests
from engine.loading.folder import examine, read_texts

SMALL = Path(__file__).resolve().parents[1] / "cases" / "small"
FACTS = {
    "a": 5,
    "b": {"number": "-1/3"},
    "d": {"date": "2024-02-29"},
    "p": {"duration": "P1Y2M"},
    "q": {"duration": "P3DT4H"},
    "s": "text",
    "t": True,
    "z": None,
    "l": [1, 2, 3],
    "r": [{"n": 1, "on": {"date": "2026-01-31"}}, {"n": 2}],
    "이름": 7,
    "two words": 9,
}


def expression(data: bytes) -> None:
    """Reads a text as an expression and as a table cell, writes what was read back, and calculates it."""
    text = data.decode("utf-8", "replace")
    _written_back(text, parse, write)
    _written_back(text, parse_tests, write_tests)
    answer = calculate(text, FACTS)
    assert set(answer) <= {"value", "unknown", "error"}, answer
    assert len(answer) == 1, answer
    json.dumps(answer)
    table = {
        "hit_policy": "first",
        "inputs": [{"expression": "a"}],
        "outputs": [{"name": "x"}],
        "rules": [{"when": [text], "then": [text]}],
    }
    json.dumps(calculate_table(table, FACTS))


def _written_back(text: str, read: Callable[[str], Node], put: Callable[[Node], str]) -> None:
    try:
        node = read(text)
    except LanguageError:
        return
    written = put(node)
    try:
        again = read(written)
    except LanguageError as refused:
        if refused.code in ("L104", "L105", "L108"):
            return  # brackets and spaces that the author did without make it longer or deeper than allowed
        raise
    assert again == node, written


def yaml(data: bytes) -> None:
    """Reads a text as YAML; what is read is laid out, and the layout of the layout is the same."""
    text = data.decode("utf-8", "replace")
    tree, found = scan(text, "fuzzed.yaml")
    assert tree is not None or found
    _told(found)
    if not found:
        try:
            once = formatted(text, "fuzzed.yaml")
        except Refused:
            return
        assert formatted(once, "fuzzed.yaml") == once, once


def ruleset(data: bytes) -> None:
    """Reads a text as each kind of ruleset file beside an unharmed rest; the first byte says which."""
    names = sorted(_SMALL_TEXTS)
    name = names[data[0] % len(names)] if data else names[0]
    examined = examine({**_SMALL_TEXTS, name: data[1:]})
    _told(examined.diagnostics)


def _told(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> None:
    for diagnostic in diagnostics:
        json.dumps(diagnostic.as_json(), ensure_ascii=False)


_SMALL_TEXTS = read_texts(SMALL)
TARGETS: dict[str, Callable[[bytes], None]] = {
    "expression": expression,
    "yaml": yaml,
    "ruleset": ruleset,
}
