"""What every command opens: files, the stream of lines, the rulesets."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from engine.catalog import Catalog
from engine.diagnostics import Refused, diagnose
from engine.documents.from_json import LARGEST

STANDARD_INPUT = "-"


def open_rulesets(release: str | None = None) -> Catalog:
    """The catalogue of the rulesets, or of a release of them, from the cache where there is one. Raises Refused."""
    from api.releases import Releases

    return Releases().catalog(release)


def read_bytes(name: str) -> bytes:
    """The bytes of a file or of standard input (`-`), at most one more than a document may have.

    Raises Refused where there is no such file, or it is a folder, or may not be read.
    """
    with opened(name) as stream:
        try:
            return stream.read(LARGEST + 1)
        except OSError:
            raise Refused([diagnose("R103", path=name, name=name)]) from None


def opened(name: str) -> BinaryIO:
    """The stream of a file or of standard input (`-`). Raises Refused where it cannot be opened."""
    if name == STANDARD_INPUT:
        return _standard_input()
    try:
        return Path(name).open("rb")
    except (OSError, ValueError):  # ValueError: a name with a zero byte
        raise Refused([diagnose("R103", path=name, name=name)]) from None


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise Refused([diagnose("R103", path=STANDARD_INPUT, name=STANDARD_INPUT)])
    return sys.stdin.buffer


def lines_of(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """The lines that hold something, each at most a byte longer than a document may be: the rest is skipped.

    Raises Refused where the stream cannot be read on.
    """
    while True:
        try:
            line = stream.readline(LARGEST + 1)
            rest = line
            while len(rest) > LARGEST and not rest.endswith(b"\n"):
                rest = stream.readline(LARGEST + 1)
        except OSError:
            raise Refused([diagnose("R103", path=name, name=name)]) from None
        if not line:
            return
        if line.strip():
            yield line.rstrip(b"\r\n")
