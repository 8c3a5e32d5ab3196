"""Streams of lines: one answer or one error a line, in order, compact, whatever stands in the lines between."""

import json

import pytest

GOOD = '{"on": "2026-11-23", "programs": ["learning_card"], "detail": "summary", "facts": {"birth_date": "%d-05-01"}}'
TABLE = {
    "hit_policy": "unique",
    "inputs": [{"expression": "age", "type": "number"}],
    "outputs": [{"name": "days"}],
    "rules": [{"when": ["< 18"], "then": ["120"]}, {"when": [">= 18"], "then": ["90"]}],
}


@pytest.fixture
def stream(tmp_path):
    def write(*lines):
        path = tmp_path / "lines.jsonl"
        path.write_bytes(
            b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in lines)
        )
        return path

    return write


def answers(out):
    return [json.loads(line) for line in out.splitlines()]


def test_one_answer_or_error_a_line_in_order(run, stream):
    path = stream(
        GOOD % 1990, '{"facts": {"nothing": 1}}', "not json", b"\xff\xfe", '{"on": "2027-01-04", "facts": {}}'
    )
    code, out, err = run("screen", "--lines", path)
    assert (code, err) == (0, "")
    first, unknown, broken, binary, last = answers(out)
    assert [found["program"] for found in first["determinations"]] == ["learning_card"]
    assert [f["error"]["diagnostics"][0]["code"] for f in (unknown, broken, binary)] == [
        "P109",
        "P101",
        "R110",
    ]
    assert last["on"] == "2027-01-04"


def test_each_line_is_compact(run, stream):
    _, out, _ = run("screen", "--lines", stream(GOOD % 1990))
    assert ": " not in out.split('"determinations"')[0]


def test_a_line_that_is_too_long_is_one_error(run, stream):
    code, out, _ = run(
        "screen", "--lines", stream(GOOD % 1990, '{"x": "' + "a" * 3_000_000 + '"}', GOOD % 1991)
    )
    first, long, last = answers(out)
    assert code == 0
    assert "determinations" in first
    assert long["error"]["diagnostics"][0]["code"] == "P102"
    assert "determinations" in last


def test_a_bug_in_one_line_does_not_end_the_stream(run, stream, monkeypatch):
    import engine.screening

    screen = engine.screening.Screener.screen

    def sometimes(self, profile, detail):
        if profile.person["birth_date"].year == 1991:
            raise ZeroDivisionError("1991-05-01")
        return screen(self, profile, detail)

    monkeypatch.setattr(engine.screening.Screener, "screen", sometimes)
    code, out, _ = run("screen", "--lines", stream(GOOD % 1990, GOOD % 1991, GOOD % 1992))
    first, broken, last = answers(out)
    assert code == 0
    assert "determinations" in first
    assert broken["error"]["diagnostics"][0]["code"] == "R199"
    assert "1991-05-01" not in out
    assert "determinations" in last


def test_empty_lines_are_no_profiles(run, stream):
    assert run("screen", "--lines", stream("", "  ", ""))[:2] == (0, "")


def test_an_expression(run):
    assert run("eval", "1 / 3 + x", "--facts", '{"x": {"number": "0.1"}}') == (
        0,
        '{"value":{"number":"13/30"}}\n',
        "",
    )
    assert run("eval", "-1 + 3") == (0, '{"value":2}\n', "")
    assert run("eval", "x + 1") == (0, '{"unknown":["x"]}\n', "")


def test_an_expression_as_one_json_document(run):
    code, out, err = run("eval", "1 + 1", "--json")
    assert (code, json.loads(out), err) == (0, {"value": 2}, "")


def test_an_expression_that_cannot_be_read(run):
    code, out, err = run("eval", "1 +")
    assert code == 2
    assert json.loads(out)["error"]["code"] == "L100"
    assert "오류 L100" in err


def test_expressions_by_line(run, stream):
    path = stream(
        '{"expression": "a + b", "facts": {"a": 1, "b": 0.2}}', '{"expression": "1 +"}', '{"x": 1}', "zz"
    )
    code, out, err = run("eval", "--lines", path)
    value, wrong, without, broken = answers(out)
    assert (code, err) == (0, "")
    assert value == {"value": {"number": "1.2"}}
    assert wrong["error"]["code"] == "L100"
    assert "error" in without
    assert "error" in broken


def test_a_decision_table_by_line(run, stream, tmp_path):
    table = tmp_path / "table.json"
    table.write_text(json.dumps(TABLE))
    code, out, _ = run(
        "eval", "--table", table, "--lines", stream('{"age": 17}', '{"facts": {"age": 20}}', "{}", "[]")
    )
    minor, adult, unknown, wrong = answers(out)
    assert code == 0
    assert (minor, adult, unknown) == ({"value": 120}, {"value": 90}, {"unknown": ["age"]})
    assert "error" in wrong
