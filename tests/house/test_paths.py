"""Every path that a document names exists, so that recipes cannot rot.

A path is a word in backticks, or the target of a link, that begins with a folder or file of the checkout;
`<program>` and `*` stand for anything, so a recipe writes the file its reader is to make with such a sign.
"""

import re
from pathlib import Path

import pytest

TOP = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
ROOMS = (
    "engine",
    "schemas",
    "rulesets",
    "api",
    "tests",
    "features",
    "examples",
    "requirements",
    ".ci",
)
MADE = (".venv",)  # made by make, in no checkout
CODE = re.compile(r"`([^`\s]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(r"^\.?[\w가-힣<>*.-]+(?:/[\w가-힣<>*.-]*)*$")
TOP_FILE = re.compile(r"^(?:Makefile|LICENSE|pyproject\.toml|[A-Z]+\.md|\.gitignore|\.editorconfig)$")


def _documents(root: Path) -> list[Path]:
    rooms = [path for room in ROOMS if (root / room).is_dir() for path in (root / room).rglob("README.md")]
    return [path for path in (*(root / name for name in TOP), *rooms) if path.exists()]


def _named(text: str) -> set[str]:
    """The words of a document that can only be meant as paths of the checkout."""
    words = {word.split("#")[0].rstrip(",:") for word in (*CODE.findall(text), *LINK.findall(text))}
    paths = {
        word for word in words if "://" not in word and PATH.match(word) and word.split("/")[0] not in MADE
    }
    return {path for path in paths if TOP_FILE.match(path) or ("/" in path and path.split("/")[0] in ROOMS)}


def _exists(root: Path, name: str) -> bool:
    pattern = re.sub(r"<[^>]*>", "*", name).rstrip("/")
    return any(root.glob(pattern)) if "*" in pattern else (root / pattern).exists()


def test_there_are_documents_to_read(root: Path) -> None:
    assert {"CONTRIBUTING.md", "README.md"} <= {str(path.relative_to(root)) for path in _documents(root)}


@pytest.mark.parametrize("document", TOP)
def test_top_documents_name_only_what_exists(root: Path, document: str) -> None:
    text = (root / document).read_text(encoding="utf-8")
    assert sorted(name for name in _named(text) if not _exists(root, name)) == []


def test_room_documents_name_only_what_exists(root: Path) -> None:
    lost = [
        f"{path.relative_to(root)}: {name}"
        for path in _documents(root)
        if path.name == "README.md" and path.parent != root
        for name in sorted(_named(path.read_text(encoding="utf-8")))
        if not _exists(root, name) and not _exists(path.parent, name)
    ]
    assert lost == []


def test_room_documents_are_short(root: Path) -> None:
    lengths = {
        str(path.relative_to(root)): len(path.read_text(encoding="utf-8").splitlines())
        for path in _documents(root)
        if path.name == "README.md" and path.parent != root
    }
    assert {name: lines for name, lines in lengths.items() if lines > 80} == {}
