"""Numbers in engine/ are exact: no float is written, named or made by dividing.

`/` between two ints makes a float, so a division says what it is: `//`, or a Fraction of the two.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

FLOAT_MAKERS = {"float", "complex"}
MATH_FLOATS = {"sqrt", "exp", "log", "log10", "log2", "pow", "fsum", "fmod"}


def _floats(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield node.lineno, f"float literal {node.value!r}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FLOAT_MAKERS:
            yield node.lineno, f"call of {node.func.id}()"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id == "math" and node.attr in MATH_FLOATS:
                yield node.lineno, f"math.{node.attr} answers in floats"
        elif (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Div)
            and _whole(node.left)
            and _whole(node.right)
        ):
            yield node.lineno, "`/` between whole numbers"


def _whole(node: ast.expr) -> bool:
    """Surely a whole number: a literal or len(…)."""
    literal = isinstance(node, ast.Constant) and isinstance(node.value, int)
    return literal or (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"len", "int"}
    )


def test_engine_has_no_floats(root: Path) -> None:
    sources = sorted((root / "engine").rglob("*.py"))
    assert sources
    found = [
        f"{path.relative_to(root)}:{line}: {what}"
        for path in sources
        for line, what in _floats(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []
