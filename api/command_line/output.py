"""The two streams: results to standard output, errors to standard error; what a command does when refused."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from engine.diagnostics import Diagnostic

DONE, FAILED, UNUSABLE, OUR_FAULT = 0, 1, 2, 70


def write(text: str, *, flush: bool = True) -> None:
    """Text to standard output. A reader that has gone away (`| head`) ends the program quietly."""
    try:
        sys.stdout.write(text)
        if flush:
            sys.stdout.flush()
    except BrokenPipeError:
        # What is still buffered must have somewhere to go, or Python complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(DONE) from None


def write_json(value: object, *, compact: bool = False, flush: bool = True) -> None:
    """One JSON document and a line end; compact on one line, else indented."""
    write(as_json(value, compact=compact) + "\n", flush=flush)


def as_json(value: object, *, compact: bool = False) -> str:
    """The JSON text of a value; a number that is no integer is written exactly, as a string."""
    from engine.language.values import number_as_json

    if compact:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=number_as_json)
    return json.dumps(value, ensure_ascii=False, indent=2, default=number_as_json)


def error_document(diagnostics: Sequence[Diagnostic], source: str | None = None) -> dict[str, Any]:
    """The JSON form of a refusal; a mistake that is placed by path alone is given the name of its file."""
    listed = [found.as_json() for found in diagnostics]
    if source:
        listed = [found if "file" in found else {**found, "file": source} for found in listed]
    return {"error": {"diagnostics": listed}}


@contextmanager
def refusing(*, as_document: bool, lang: str = "ko", source: str | None = None) -> Iterator[None]:
    """Whatever is refused inside is reported on standard error and ends the command: 2, unusable input."""
    from engine.diagnostics import Refused

    try:
        yield
    except Refused as refused:
        if as_document:
            sys.stderr.write(as_json(error_document(refused.diagnostics, source)) + "\n")
        else:
            from api.rendering.faults import faults_text

            sys.stderr.write(faults_text(refused.diagnostics, lang, source))
        raise typer.Exit(UNUSABLE) from None


def not_taken(flag: str, value: str, allowed: Sequence[str]) -> list[Diagnostic]:
    """What is said of a flag whose value is none of those that it takes; nothing where it is one."""
    from engine.diagnostics import diagnose

    return [] if value in allowed else [diagnose("R105", path=flag, name=flag, expected=", ".join(allowed))]


def answered_line(answer: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The answer to one line of a stream, or its error object: one bad line never ends the stream."""
    from engine.diagnostics import Refused, diagnose

    try:
        return answer()
    except Refused as refused:
        return error_document(refused.diagnostics)
    except Exception as error:  # noqa: BLE001 - a bug of ours in one line: its type, never its values
        return error_document([diagnose("R199", path="", kind=type(error).__name__)])
