"""No room or file is called after nothing in particular.

A name says which stage of the work it does; `utils` says that nobody decided.
"""

from pathlib import Path

FORBIDDEN = {
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "commons",
    "manager",
    "managers",
    "misc",
    "stuff",
}


def test_every_name_says_something(root: Path, sources: list[Path]) -> None:
    tests = sorted((root / "tests").rglob("*.py"))
    vague = [
        str(path.relative_to(root))
        for path in [*sources, *tests]
        if any(
            word in FORBIDDEN
            for part in path.relative_to(root).with_suffix("").parts
            for word in part.lower().split("_")
        )
    ]
    assert vague == []


def test_python_names_are_ascii(root: Path, sources: list[Path]) -> None:
    assert [
        str(path.relative_to(root)) for path in sources if not str(path.relative_to(root)).isascii()
    ] == []
