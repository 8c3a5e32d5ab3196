"""JSON to plain values: exact numbers, and what is refused. Nothing of the text is repeated."""

from __future__ import annotations

from typing import Any

import pytest

from engine.diagnostics import Refused
from engine.documents import read_json
from engine.rational import Fraction

READ: list[tuple[str | bytes, Any]] = [
    ("0.1", Fraction(1, 10)),
    ("1.0", 1),
    ("-2.50", Fraction(-5, 2)),
    ("1e3", 1000),
    ("1E-2", Fraction(1, 100)),
    ("9" * 34, int("9" * 34)),
    ('{"a": [1, true, null, "가"]}', {"a": [1, True, None, "가"]}),
    (b'"\xea\xb0\x80"', "가"),
    ("[" * 20 + "]" * 20, None),
]
REFUSED: list[tuple[str | bytes, str]] = [
    ("", "P101"),
    ("{", "P101"),
    ("{'a': 1}", "P101"),
    ('{"a": 1,}', "P101"),
    ("[1, 2] 3", "P101"),
    (b"\xff", "P101"),
    ('"\\ud800"', "P101"),
    ('{"\\udfff": 1}', "P101"),
    (" " * 1_000_001, "P102"),
    ("[" * 21 + "]" * 21, "P103"),
    ("[" * 90_000, "P103"),
    ('{"a": 1, "a": 1}', "P104"),
    ('{"b": {"a": 1, "c": 2, "a": null}}', "P104"),
    ("NaN", "P105"),
    ("[-Infinity]", "P105"),
    ("9" * 35, "P106"),
    ("1e35", "P106"),
    ("1e-999999999", "P106"),
    ("0." + "1" * 40, "P106"),
]


@pytest.mark.parametrize(("text", "value"), READ, ids=lambda v: str(v)[:20])
def test_read_exactly(text: str | bytes, value: Any) -> None:
    read = read_json(text)
    if value is not None:
        assert read == value
        assert type(read) is type(value)


@pytest.mark.parametrize(("text", "code"), REFUSED, ids=lambda v: str(v)[:20])
def test_refused(text: str | bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_json(text)
    (only,) = refused.value.diagnostics
    assert only.code == code
    assert only.path is not None


def test_a_mistake_has_its_line_and_column() -> None:
    with pytest.raises(Refused) as refused:
        read_json('{\n  "a": 1\n  "b": 2\n}')
    assert refused.value.diagnostics[0].path == "line 3 column 3"


def test_a_key_that_is_no_name_is_not_repeated() -> None:
    with pytest.raises(Refused) as refused:
        read_json('{"900101-1234567": 1, "900101-1234567": 2}')
    assert "900101" not in str(refused.value)
