"""`haedang fmt`: named files are put into their layout, whole or not at all; --check only says which."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from api.editor.layout import formatted

HAEDANG = Path(sys.executable).parent / "haedang"
UNTIDY = "parameters:\n    a: {type: integer,  label: {en: A, ko: '가'}, values: []}   # why\n"
TIDY = "parameters:\n  a: {label: {ko: 가, en: A}, type: integer, values: []}  # why\n"


def fmt(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [HAEDANG, "fmt", *map(str, arguments)], capture_output=True, text=True, check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "untidy.yaml").write_text(UNTIDY, "utf-8")
    (tmp_path / "tidy.yaml").write_text(TIDY, "utf-8")
    (tmp_path / "broken.yaml").write_text("a: [1\nb: 2\n", "utf-8")
    released = tmp_path / "releases" / "0123456789ab"
    released.mkdir(parents=True)
    (released / "untidy.yaml").write_text(UNTIDY, "utf-8")
    return tmp_path


def test_a_path_must_be_given() -> None:
    done = fmt()
    assert done.returncode == 2
    assert "PATH" in done.stderr


def test_a_file_is_put_into_its_layout(folder: Path) -> None:
    file = folder / "untidy.yaml"
    file.chmod(0o640)
    done = fmt(file)
    assert (done.returncode, file.read_text("utf-8")) == (0, TIDY)
    assert str(file) in done.stdout
    assert file.stat().st_mode & 0o777 == 0o640
    assert fmt(file).returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "broken.yaml",
        "releases",
        "tidy.yaml",
        "untidy.yaml",
    ]


def test_check_lists_and_changes_nothing(folder: Path) -> None:
    done = fmt("--check", folder / "untidy.yaml", folder / "tidy.yaml")
    assert done.returncode == 1
    assert "untidy.yaml" in done.stdout
    assert "/tidy.yaml" not in done.stdout
    assert (folder / "untidy.yaml").read_text("utf-8") == UNTIDY
    assert fmt("--check", folder / "tidy.yaml").returncode == 0


def test_a_broken_file_is_a_diagnostic_and_stays_and_the_others_are_done(folder: Path) -> None:
    done = fmt(folder)
    assert done.returncode == 2
    assert "Y002" in done.stderr
    assert "broken.yaml:2:2" in done.stderr
    assert (folder / "broken.yaml").read_text("utf-8") == "a: [1\nb: 2\n"
    assert (folder / "untidy.yaml").read_text("utf-8") == TIDY


def test_a_release_is_passed_over(folder: Path) -> None:
    fmt(folder)
    assert (folder / "releases" / "0123456789ab" / "untidy.yaml").read_text("utf-8") == UNTIDY


def test_one_json_document(folder: Path) -> None:
    done = fmt("--json", "--check", folder)
    answer = json.loads(done.stdout)
    assert [Path(name).name for name in answer["changed"]] == ["untidy.yaml"]
    assert [found["code"] for found in answer["diagnostics"]] == ["Y002"]
    assert done.stderr == ""


def test_a_link_stays_a_link(folder: Path) -> None:
    link = folder / "link.yaml"
    link.symlink_to(folder / "untidy.yaml")
    assert fmt(link).returncode == 0
    assert link.is_symlink()
    assert (folder / "untidy.yaml").read_text("utf-8") == TIDY


def test_a_file_that_is_not_there_or_is_no_text(folder: Path) -> None:
    assert fmt(folder / "none.yaml").returncode == 2
    (folder / "bytes.yaml").write_bytes(b"\xff\xfe")
    assert fmt(folder / "bytes.yaml").returncode == 2
    assert (folder / "bytes.yaml").read_bytes() == b"\xff\xfe"


def test_windows_line_ends_become_plain_ones() -> None:
    assert formatted(TIDY.replace("\n", "\r\n"), "") == TIDY
