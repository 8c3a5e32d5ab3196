"""YAML to a spanned tree: every part knows its place, and what YAML would quietly change is refused."""

from __future__ import annotations

from typing import Any

import pytest

from engine.diagnostics import Refused
from engine.documents import read_tree

READ: list[tuple[str, Any]] = [
    ("a: 1", {"a": 1}),
    ("a: -5", {"a": -5}),
    ("a: true\nb: false\nc: null\nd:", {"a": True, "b": False, "c": None, "d": None}),
    ("a: 2026-01-02", {"a": "2026-01-02"}),
    ('a: "0.6"', {"a": "0.6"}),
    ('a: "yes"', {"a": "yes"}),
    ('"<<": 1', {"<<": 1}),
    ("on: 2026-01-02", {"on": "2026-01-02"}),
    ("- 가\n- [나, 다]", ["가", ["나", "다"]]),
    ("a: >-\n  x\n  y", {"a": "x y"}),
    ("", None),
    ("# a remark", None),
]
# the place of the mistake is that of the mark
REFUSED = [
    ("Y002", "a: [1, 2\n¶"),
    ("Y003", "a: &x 1\nb: ¶*x"),
    ("Y004", "a: 1\n¶a: 2"),
    ("Y005", "a: ¶yes"),
    ("Y005", "a: ¶Off"),
    ("Y005", "a: ¶True"),
    ("Y005", "a: ¶~"),
    ("Y006", "a: ¶1_000"),
    ("Y006", "a: ¶0o17"),
    ("Y006", "a: ¶0x1F"),
    ("Y007", "a: ¶0.6"),
    ("Y007", "a: ¶1e3"),
    ("Y007", "a: ¶.inf"),
    ("Y008", "¶[a]: 1"),
    ("Y008", "a: 1\n¶<<: {b: 2}"),
    ("Y008", "?¶ "),
    ("Y008", "{¶a\n\n b: 1}"),
    ("Y008", "¶" + "a" * 201 + ": 1"),
    ("Y002", "a: 1\nb: x¶\u2028y"),
    ("Y002", "a: 1\n¶\ufeffb: 2"),
    ("Y010", "a: ¶!!str 1"),
    ("Y010", "a: ¶!x 1"),
    ("Y011", "a: ¶" + "9" * 35),
]


@pytest.mark.parametrize(("text", "value"), READ, ids=lambda v: repr(v)[:24])
def test_read(text: str, value: Any) -> None:
    assert read_tree(text, "f").plain() == value


@pytest.mark.parametrize(("code", "marked"), REFUSED, ids=lambda v: repr(v)[:24])
def test_refused_where_it_stands(code: str, marked: str) -> None:
    before = marked.partition("¶")[0]
    with pytest.raises(Refused) as refused:
        read_tree(marked.replace("¶", ""), "some/file.yaml")
    found = [(d.code, d.span) for d in refused.value.diagnostics]
    assert code in [c for c, _ in found]
    span = next(s for c, s in found if c == code)
    assert span is not None
    assert span.file == "some/file.yaml"
    if code not in ("Y002", "Y003"):  # the end of the text; where the anchor stands
        assert (span.line, span.column) == (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


@pytest.mark.parametrize(
    ("text", "code"), [("a" * 2_000_001, "Y001"), ("[" * 60 + "]" * 60, "Y009"), ("- " * 3_000 + "a", "Y009")]
)
def test_too_much_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_tree(text, "f")
    assert [d.code for d in refused.value.diagnostics] == [code]


def test_all_mistakes_of_a_file_are_told_in_order() -> None:
    with pytest.raises(Refused) as refused:
        read_tree("a: yes\nb: 0.5\na: 1\nc: [no, 1_0]", "f")
    told = [(d.code, d.span.line) for d in refused.value.diagnostics if d.span]
    assert told == [("Y005", 1), ("Y007", 2), ("Y004", 3), ("Y005", 4), ("Y006", 4)]


def test_every_part_knows_its_place() -> None:
    tree = read_tree("a:\n  - 한글: 값\n    b: [x, z]\n", "f")
    place = tree.at(("a", 0, "b", 1)).span
    assert (place.line, place.column, place.length) == (3, 12, 1)
    place = tree.at(("a", 0, "한글")).span
    assert (place.line, place.column, place.length) == (2, 9, 1)
    assert tree.at(("a", 7, "nothing")).span == tree.at(("a",)).span
