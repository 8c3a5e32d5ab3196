"""rulesets/releases.lock: one line for each release, in the order of publication, only ever added to.

    <digest, 64 hexadecimal digits>  <day published>  <note to the end of the line>

Empty lines and lines that begin with # are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.diagnostics import Refused, Span, diagnose

LOCK = "releases.lock"
SHORT = 12  # digits of a digest that name its folder
LONGEST_NOTE = 200
_HEAD = "# Published releases: digest, day, note. Lines are only ever added; `haedang publish` adds them.\n"
_LINE = re.compile(r"([0-9a-f]{64})[ \t]+(\d{4}-\d{2}-\d{2})(?:[ \t]+(\S.*?))?[ \t]*")


@dataclass(frozen=True, slots=True)
class Release:
    """One published release: the digest of its canonical form, the day it was published, what was noted."""

    digest: str
    published: date
    note: str = ""

    @property
    def name(self) -> str:
        """The name of its folder: the beginning of the digest."""
        return self.digest[:SHORT]


def read_lock(rulesets: Path) -> tuple[Release, ...]:
    """The releases of a rulesets folder, oldest line first; none where there is no lock.

    Raises Refused with every line that cannot be read or names a release again.
    """
    try:
        lines = (rulesets / LOCK).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError):
        raise Refused([diagnose("R103", path=LOCK, name=LOCK)]) from None
    releases: dict[str, Release] = {}
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        release = _release(line)
        if release is None or release.name in releases:
            found.append(diagnose("R204", span=Span(LOCK, number, 1, max(1, len(line)))))
        else:
            releases[release.name] = release
    if found:
        raise Refused(found)
    return tuple(releases.values())


def _release(line: str) -> Release | None:
    written = _LINE.fullmatch(line)
    if written is None:
        return None
    try:
        return Release(written[1], date.fromisoformat(written[2]), written[3] or "")
    except ValueError:  # no such day
        return None


def add_to_lock(rulesets: Path, release: Release) -> None:
    """Adds the line of a release; nothing that stands there is touched. Raises OSError where it cannot be written."""
    line = f"{release.digest}  {release.published.isoformat()}  {release.note}".rstrip() + "\n"
    with (rulesets / LOCK).open("a+", encoding="utf-8", newline="\n") as file:
        file.seek(0)
        before = file.read()
        file.write(_HEAD if not before else "" if before.endswith("\n") else "\n")
        file.write(line)
