"""Small damage to texts and values, the same on every run: what a slip of the hand or a bad program does."""

from __future__ import annotations

import random
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

GARBAGE = (
    "\x00",
    "\u202e",
    "　",
    "，",
    "“",
    "가",
    "🙂",
    "\ufeff",
    "\t",
    "{",
    "}",
    "[",
    "]",
    ":",
    "#",
    "&a",
    "*a",
    "!t",
    "- ",
    "''",
    '"',
    "%",
    "@",
    "~",
    "\r\n",
    "<<: x",
    "|",
    "é",
)
WORDS = (
    "null",
    "yes",
    "0",
    "-1",
    "999999999999999999999999999999999999",
    "1e99",
    "0.5",
    "2026-02-30",
    "9999-12-31",
    "[]",
    "{}",
    "''",
    "not(x)",
    "all",
    "any",
    "none: true",
)


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Fails where something takes longer; a hang would otherwise hold the whole run."""

    def late(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def chance_of(case: str) -> random.Random:
    """The same chance for the same case on every run."""
    return random.Random(case)  # noqa: S311 - nothing secret hangs on it


def damaged(text: str, chance: random.Random) -> str:
    """The text with one to three slips."""
    for _ in range(chance.randint(1, 3)):
        text = chance.choice(SLIPS)(text, chance)
    return text


def _lines(change: Callable[[list[str], int, random.Random], None]) -> Callable[[str, random.Random], str]:
    def slip(text: str, chance: random.Random) -> str:
        lines = text.splitlines(keepends=True) or [""]
        change(lines, chance.randrange(len(lines)), chance)
        return "".join(lines)

    return slip


def _deleted(lines: list[str], at: int, _chance: random.Random) -> None:
    del lines[at]


def _doubled(lines: list[str], at: int, _chance: random.Random) -> None:
    lines.insert(at, lines[at])


def _exchanged(lines: list[str], at: int, chance: random.Random) -> None:
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _indented(lines: list[str], at: int, chance: random.Random) -> None:
    lines[at] = (
        chance.choice((" ", "  ", "    ")) + lines[at] if chance.random() < 0.5 else lines[at].lstrip(" ")
    )


def _words_swapped(text: str, chance: random.Random) -> str:
    found = list(re.finditer(r"\w+", text))
    if len(found) < 2:
        return text
    one, other = sorted(chance.sample(found, 2), key=lambda m: m.start())
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def _word_replaced(text: str, chance: random.Random) -> str:
    found = list(re.finditer(r"\w+", text))
    if not found:
        return text
    word = chance.choice(found)
    return text[: word.start()] + chance.choice(WORDS) + text[word.end() :]


def _number_changed(text: str, chance: random.Random) -> str:
    found = list(re.finditer(r"\d+", text))
    if not found:
        return text
    number = chance.choice(found)
    return (
        text[: number.start()]
        + chance.choice(("0", "9" * 40, "-5", "1_000", "00", "3.14", ""))
        + text[number.end() :]
    )


def _sown(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(GARBAGE) * chance.choice((1, 1, 1, 70)) + text[at:]


def _cut(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _lost(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.randint(1, 12) :]


SLIPS: tuple[Callable[[str, random.Random], str], ...] = (
    _lines(_deleted),
    _lines(_doubled),
    _lines(_exchanged),
    _lines(_indented),
    _words_swapped,
    _words_swapped,
    _word_replaced,
    _number_changed,
    _sown,
    _cut,
    _lost,
)
STRANGE: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**33,
    10**60,
    "",
    " ",
    "1/3",
    "1_000",
    "٣",
    "1e34",
    "2026-02-29",
    "2026-W01-1",
    "20260101",
    "9999-12-31",
    "0001-01-01",
    "가" * 300,
    "\u202e",
    "\ud800",
    [],
    {},
    [[]],
    [None],
    [{}],
    {"": 1},
    {"id": None},
    "주민 900101-1234567 비밀",
    float("inf"),
    1.5,
    b"x",
    (1,),
)


def mutated(value: Any, chance: random.Random) -> Any:
    """A copy of plain values with something strange put in, taken out, doubled or wrapped, anywhere."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(list(value))
        if chance.random() < 0.1:
            return {k: v for k, v in value.items() if k != key} | {
                chance.choice(("facts", "x", "", "on", "123")): value[key]
            }
        return {**value, key: mutated(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.85:
        at = chance.randrange(len(value))
        grown = [value[at]] if chance.random() < 0.2 else []
        return [*value[:at], mutated(value[at], chance), *grown, *value[at + 1 :]]
    if chance.random() < 0.15:
        for _ in range(chance.choice((1, 3, 30, 400))):
            value = [value] if chance.random() < 0.5 else {"facts": value}
        return value
    return chance.choice(STRANGE)
