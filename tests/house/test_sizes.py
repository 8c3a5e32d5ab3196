"""A file stays under 400 lines and a function under 40, so that a reader can hold it.

A hot kernel may be named in EXCEPTIONS with its measurement beside it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

FILE_LINES = 400
FUNCTION_LINES = 40
EXCEPTIONS: dict[str, str] = {}  # "engine/room/file.py:function" -> the measurement that earns it


def _code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the last statement, its docstring left out."""
    first = function.body[0]
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_file_is_long(root: Path, sources: list[Path]) -> None:
    lengths = {
        str(path.relative_to(root)): len(path.read_text(encoding="utf-8").splitlines()) for path in sources
    }
    assert {name: lines for name, lines in lengths.items() if lines >= FILE_LINES} == {}


def test_no_function_is_long(root: Path, sources: list[Path]) -> None:
    long = {
        f"{path.relative_to(root)}:{function.name}": _code_lines(function)
        for path in sources
        for function in _functions(path)
        if _code_lines(function) >= FUNCTION_LINES
    }
    assert {name: lines for name, lines in long.items() if name not in EXCEPTIONS} == {}
    assert set(EXCEPTIONS) <= set(long), "an exception is no longer needed"
