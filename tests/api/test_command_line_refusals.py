"""Input that cannot be used: one clear error that names the place, on standard error, exit 2, and never a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

NUMBER = "900101-1234567"
BAD = {
    "empty.json": ("", "R111"),
    "empty.yaml": ("", "R111"),
    "comment.yaml": ("# nothing\n", "R111"),
    "binary.yaml": (b"\x00\x01\xff\xfe" * 50, "R110"),
    "latin.json": ('{"facts": {"site_region": "caf\xe9"}}'.encode("latin-1"), "R110"),
    "large.json": ('{"facts": {"site_region": "' + "a" * 10_000_000 + '"}}', "P102"),
    "large.yaml": ("site: " + "a" * 10_000_000, "P102"),
    "deep.json": ("[" * 100_000, "P103"),
    "nested.json": ("[" * 30 + "]" * 30, "P103"),
    "deep.yaml": ("a: " + "[" * 50_000, "Y"),
    "broken.json": ('{"facts":', "P101"),
    "broken.yaml": ("facts: [1\nx: }", "Y002"),
    "not_a_number.json": ('{"facts": {"insured_unit_days": NaN}}', "P105"),
    "infinite.json": ('{"facts": {"insured_unit_days": -Infinity}}', "P105"),
    "exponent.json": ('{"facts": {"insured_unit_days": 1e999999999}}', "P106"),
    "digits.yaml": ("facts:\n  insured_unit_days: " + "9" * 50, "Y011"),
    "twice.json": ('{"facts": {"insured_unit_days": 1, "insured_unit_days": 2}}', "P104"),
    "twice.yaml": ("facts:\n  birth_date: 1990-01-01\n  birth_date: 1990-01-02\n", "Y004"),
    "alias.yaml": ("a: &x [*x]", "Y003"),
    "tag.yaml": ("!!python/object/apply:os.system [x]", "Y010"),
    "list.json": ("[1]", "P110"),
    "word.yaml": ("hello", "P110"),
    "subject.json": ('{"subject": ["x"]}', "P113"),
    "fact.json": ('{"facts": {"insured_unit_dayz": 3}}', "P109"),
    "day.json": ('{"on": "20261122", "facts": {}}', "P112"),
    "week.json": ('{"facts": {"birth_date": "1990-W01-5"}}', "P112"),
    "program.json": ('{"programs": ["learning_cardd"], "facts": {}}', "R101"),
    "release.json": ('{"release": "0123456789abcdef", "facts": {}}', "R102"),
    "engine.json": ('{"engine": "clips", "facts": {}}', "R106"),
    "include.json": ('{"include": ["plan"], "facts": {}}', "R107"),
    "detail.json": ('{"detail": "short", "facts": {}}', "R105"),
    "record.json": ('{"record": true, "facts": {}}', "R105"),
    "number.json": (json.dumps({"facts": {"site_region": NUMBER}}), "P107"),
    "wide.json": ('{"facts": {"site_region": "９００１０１－１２３４５６７"}}', "P107"),
    "key.json": (json.dumps({"facts": {NUMBER: 1}}), "P107"),
    "option.json": (json.dumps({"engine": NUMBER, "facts": {}}), "P107"),
    "key_twice.yaml": (f"facts:\n  {NUMBER}: 1\n  {NUMBER}: 2\n", "P107"),
}


@pytest.fixture
def file(tmp_path):
    def write(name):
        content = BAD[name][0]
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.parametrize("name", BAD)
def test_a_bad_profile_is_refused_in_words(run, file, name):
    path = file(name)
    code, out, err = run("screen", path)
    assert (code, out) == (2, "")
    assert f"오류 {BAD[name][1]}" in err
    assert str(path) in err
    assert len(err) < 2_000
    assert "Traceback" not in err
    assert "1234567" not in err


@pytest.mark.parametrize("name", BAD)
def test_a_bad_profile_is_refused_in_json(run, file, name):
    code, out, err = run("screen", file(name), "--json")
    assert (code, out) == (2, "")
    found = json.loads(err)["error"]["diagnostics"]
    assert found
    for diagnostic in found:
        assert diagnostic["code"].startswith(BAD[name][1])
        assert set(diagnostic["message"]) == {"ko", "en"}
        assert diagnostic["file"].endswith(name)
        assert "line" in diagnostic or "path" in diagnostic


def test_mistakes_without_a_path_are_placed_by_line_and_column(run, file):
    for name in ("not_a_number.json", "exponent.json", "nested.json", "broken.json"):
        _, _, err = run("screen", file(name))
        assert "line 1 column" in err


def test_yaml_mistakes_are_placed_by_line_and_column(run, tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(
        "facts:\n  birth_date: 1990-02-30\n  insured_unit_dayz: 3\nprograms:\n  - learning_cardd\n"
    )
    code, _, err = run("screen", path, "--json")
    places = {(d["code"], d["line"], d["column"]) for d in json.loads(err)["error"]["diagnostics"]}
    assert code == 2
    assert places == {("P112", 2, 3), ("P109", 3, 3), ("R101", 5, 5)}


@pytest.mark.parametrize("command", [("screen", "nowhere.yaml"), ("screen", "--lines", "nowhere.jsonl")])
def test_a_missing_file_is_refused(run, command):
    code, out, err = run(*command)
    assert (code, out) == (2, "")
    assert "R103" in err
    assert "nowhere" in err


@pytest.mark.parametrize("command", [("screen",), ("screen", "--lines"), ("eval", "1", "--facts")])
def test_a_folder_is_refused(run, tmp_path, command):
    code, out, err = run(*command, tmp_path)
    assert (code, out) == (2, "")
    assert "R103" in err


@pytest.mark.parametrize(
    ("flag", "value", "code"),
    [
        ("--on", "2026-13-01", "P112"),
        ("--on", "20260101", "P112"),
        ("--known-at", "gestern", "P112"),
        ("--release", "abc", "R102"),
        ("--program", "learning_cardd", "R101"),
        ("--program", NUMBER, "R101"),
        ("--engine", "rete", "R106"),
        ("--include", "plan", "R107"),
        ("--include", "everything", "R105"),
        ("--detail", "brief", "R105"),
        ("--lang", "fr", "R105"),
        ("--save", "/proc/nowhere/x.json", "R108"),
    ],
)
def test_a_bad_flag_is_refused(run, tmp_path, flag, value, code):
    profile = tmp_path / "p.json"
    profile.write_text('{"facts": {}}')
    ended, out, err = run("screen", profile, flag, value, "--json")
    assert (ended, out) == (2, "")
    (found,) = json.loads(err)["error"]["diagnostics"]
    assert (found["code"], found["path"]) == (code, flag)
    assert "1234567" not in err


def test_a_near_name_is_suggested(run, file):
    _, _, err = run("screen", file("program.json"))
    assert "`learning_card`" in err


@pytest.mark.parametrize(
    "command",
    [
        ("screen",),
        ("screen", "a", "--lines", "b"),
        ("screen", "--lines", "b", "--save", "c"),
        ("screen", "--nothing"),
        ("nothing",),
        ("eval",),
        ("eval", "1", "--lines", "b"),
        ("eval", "--table", "a"),
        ("eval", "--nothing"),
        ("serve", "--port", "0"),
    ],
)
def test_wrong_usage_ends_with_two_and_one_short_line(run, command):
    code, out, err = run(*command)
    assert (code, out) == (2, "")
    assert "usage error" in err
    assert len(err.strip().splitlines()) == 2


def test_wrong_usage_in_json(run):
    code, out, err = run("screen", "--json")
    assert (code, out) == (2, "")
    assert json.loads(err)["error"]["diagnostics"][0]["code"] == "R112"


def test_a_bug_of_ours_is_owned_without_values_or_traceback(run, monkeypatch, tmp_path):
    import engine.screening

    def broken(*_):
        raise KeyError(NUMBER)

    monkeypatch.setattr(engine.screening.Screener, "screen", broken)
    profile = tmp_path / "p.json"
    profile.write_text('{"facts": {}}')
    code, out, err = run("screen", profile)
    assert (code, out) == (70, "")
    assert "KeyError" in err
    assert "Traceback" not in err
    assert NUMBER not in err


def test_rulesets_that_are_not_there(run, monkeypatch, tmp_path):
    monkeypatch.setenv("HAEDANG_RULESETS", str(tmp_path / "nowhere"))
    code, out, err = run("programs", "--json")
    assert (code, out) == (2, "")
    assert json.loads(err)["error"]["diagnostics"][0]["code"] == "R104"


@pytest.mark.parametrize("name", ["deep.json", "deep.yaml", "large.json", "binary.yaml"])
def test_a_real_process_is_as_calm(file, name):
    haedang = Path(sys.executable).with_name("haedang")
    ended = subprocess.run(  # noqa: S603 - our own program
        [haedang, "screen", file(name)], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Traceback" not in ended.stderr
