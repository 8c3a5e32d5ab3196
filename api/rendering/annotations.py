"""Diagnostics as GitHub's workflow commands: a CI run shows each beside its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from api.rendering.words import Words
from engine.diagnostics import ERROR, Diagnostic

_IN_VALUES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES: Mapping[int, str] = {**_IN_VALUES, ord(":"): "%3A", ord(","): "%2C"}


def github_annotations(diagnostics: Sequence[Diagnostic], lang: str) -> str:
    """One `::error` or `::warning` command a mistake, the cure in its second line."""
    return "".join(_command(found, Words(lang)) for found in diagnostics)


def _command(found: Diagnostic, words: Words) -> str:
    properties: dict[str, object] = {}
    if found.span:
        properties = {
            "file": found.span.file,
            "line": found.span.line,
            "col": found.span.column,
            "endColumn": found.span.column + found.span.length - 1,
        }
    properties["title"] = found.code
    told = [words.said(found.message.as_json())]
    told += [f"{place.span}: {words.said(place.text.as_json())}" for place in found.related]
    told += [words.said(found.help.as_json())] if found.help else []
    listed = ",".join(f"{key}={str(value).translate(_IN_PROPERTIES)}" for key, value in properties.items())
    kind = "error" if found.severity == ERROR else "warning"
    return f"::{kind} {listed}::{chr(10).join(told).translate(_IN_VALUES)}\n"
