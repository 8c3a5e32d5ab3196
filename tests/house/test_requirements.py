"""What is installed is pinned, hashed, and names no host.

Whoever installs decides where packages come from; the hashes decide what they are.
"""

import re
from pathlib import Path

import pytest

NAMES = ("build", "run", "test", "lint", "bench", "durable", "fuzz")
PIN = re.compile(r"^[a-z0-9][a-z0-9._-]*==[^\s;\\]+(?: ; [^\\]+)?$")
HASH = re.compile(r"^--hash=sha256:[0-9a-f]{64}$")
HOST = re.compile(r"://|--index|--extra-index|--find-links|--trusted-host|^-[if]\b| @ ", re.MULTILINE)


def _entries(text: str) -> list[list[str]]:
    """Requirements with their continuation lines: [pin, hash, hash, …]."""
    logical = text.replace("\\\n", "\n    ").split("\n")
    entries: list[list[str]] = []
    for line in (line for line in logical if line.strip() and not line.startswith("#")):
        if line.startswith(" "):
            entries[-1].append(line.strip())
        else:
            entries.append([line.strip()])
    return entries


@pytest.mark.parametrize("name", NAMES)
def test_every_requirement_is_pinned_and_hashed(root: Path, name: str) -> None:
    entries = _entries((root / "requirements" / f"{name}.txt").read_text(encoding="utf-8"))
    assert entries
    assert [pin for pin, *_ in entries if not PIN.match(pin)] == []
    assert [pin for pin, *hashes in entries if not hashes or not all(map(HASH.match, hashes))] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_wanted_package_is_pinned(root: Path, name: str) -> None:
    wanted = {
        re.split(r"[<>=; ]", line.strip().lower())[0]
        for line in (root / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith(("#", "-"))
    }
    pinned = {
        pin.split("==")[0]
        for pin, *_ in _entries((root / "requirements" / f"{name}.txt").read_text(encoding="utf-8"))
    }
    assert wanted
    assert wanted - pinned == set()


def test_no_two_files_disagree(root: Path) -> None:
    versions: dict[str, set[str]] = {}
    for name in NAMES:
        for pin, *_ in _entries((root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")):
            package, version = pin.split(" ;")[0].split("==")
            versions.setdefault(package, set()).add(version)
    assert {package: found for package, found in versions.items() if len(found) > 1} == {}


def test_no_host_is_named(root: Path) -> None:
    files = sorted((root / "requirements").iterdir())
    assert [path.name for path in files if HOST.search(path.read_text(encoding="utf-8"))] == []
