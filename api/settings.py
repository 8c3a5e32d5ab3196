"""What the door takes from its surroundings: where the rulesets are, where a cache may be, what day it is."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta, timezone, tzinfo
from pathlib import Path

from engine.diagnostics import Refused, diagnose

RULESETS_VARIABLE = "HAEDANG_RULESETS"
CHECKOUT = Path(__file__).resolve().parents[1]
_KOREA = timezone(timedelta(hours=9), "Asia/Seoul")  # no summer time since 1988


def rulesets_folder() -> Path:
    """The folder of the rulesets: HAEDANG_RULESETS where it is set, else the one beside this package.

    Raises Refused where there is no such folder.
    """
    named = os.environ.get(RULESETS_VARIABLE)
    folder = Path(named) if named else CHECKOUT / "rulesets"
    if not folder.is_dir():
        raise Refused([diagnose("R104", path=RULESETS_VARIABLE if named else "rulesets", name=str(folder))])
    return folder


def cache_folder() -> Path | None:
    """The user's own cache folder, made where it is missing; None where none can be written."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    try:
        # The XDG rules say that a relative path is ignored; Path.home() fails where nobody has a home.
        folder = (Path(named) if Path(named).is_absolute() else Path.home() / ".cache") / "haedang"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK | os.X_OK) else None


def today() -> date:
    """The day it is in Korea. Asked once at the door; behind it a day is an argument."""
    return datetime.now(_seoul()).date()  # noqa: TID251 - this is the door


def _seoul() -> tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - only who asks for the day pays for it

    try:
        return ZoneInfo("Asia/Seoul")
    except ZoneInfoNotFoundError:  # a machine without tzdata
        return _KOREA
