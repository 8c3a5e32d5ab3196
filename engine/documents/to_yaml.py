"""Plain values to YAML text: one layout, such that read_tree gives the same values again.

Short mappings and lists stand on one line, the rest one entry to a line. Keys keep their order; there are no comments.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from engine.documents.tree import Plain, Scalar

WIDEST = 120
_DEEPEST_LINE = 2  # a line holds a mapping of mappings, never more
# Begins with a letter of any script, holds nothing that YAML reads as a sign, and has no blank at its ends.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/%·‘’~<>=*+!-]*[\w.)%·’+*-])?", re.UNICODE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS = re.compile(r"yes|no|on|off|y|n|true|false|null", re.IGNORECASE)
_UNSHOWN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def write_yaml(value: dict[str, Plain]) -> str:
    """The YAML text of a mapping, ending with a line end."""
    return "".join(f"{line}\n" for line in _lines(value, 0))


def _lines(value: Plain, indent: int) -> Iterator[str]:
    blank = " " * indent
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _entry(f"{blank}{_scalar(key)}:", inner, indent + 2)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, str | int) or inner is None or _one_line(inner, indent + 2) is not None:
                yield from _entry(f"{blank}-", inner, indent + 2)
            else:
                first, *rest = _lines(inner, indent + 2)
                yield f"{blank}- {first.lstrip()}"
                yield from rest


def _entry(head: str, value: Plain, indent: int) -> Iterator[str]:
    """A key or a dash with its value: on the same line where that is short, else below."""
    line = _one_line(value, len(head) + 1)
    if line is not None:
        yield f"{head} {line}"
    else:
        yield head
        yield from _lines(value, indent)


def _one_line(value: Plain, used: int) -> str | None:
    """The value on one line, or None where it is too long or too deep for one."""
    if not isinstance(value, dict | list):
        return _scalar(value)
    if value and _depth(value) > _DEEPEST_LINE:
        return None
    line = _flow(value)
    return line if not value or used + len(line) <= WIDEST else None


def _flow(value: Plain) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _depth(value: Plain) -> int:
    if not isinstance(value, dict | list):
        return 0
    return 1 + max(map(_depth, value.values() if isinstance(value, dict) else value), default=0)


def _scalar(value: Scalar) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if _DAY.fullmatch(value) or (_PLAIN.fullmatch(value) and not _WORDS.fullmatch(value)):
        return value
    if '"' in value and value.isprintable() and not {"'", "\\"} & set(value):
        return f"'{value}'"  # an expression that names a choice is read without backslashes
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
