"""JSON text to plain values: numbers exactly as written, duplicate keys and NaN refused, size and depth limited."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NoReturn

from engine.diagnostics import Diagnostic, Refused, diagnose
from engine.language.exact import MOST_DIGITS, LanguageError, exact_number
from engine.rational import Fraction

LARGEST = 1_000_000  # bytes of one profile
DEEPEST = 20


def read_json(text: str | bytes) -> object:
    """The value a JSON text writes; decimals become exact fractions.

    Raises Refused with one diagnostic: the first mistake ends the reading. Nothing of the text is repeated in it.
    """
    if len(text) > LARGEST:
        raise Refused([diagnose("P102", path="", most=LARGEST)])
    try:
        value: object = _DECODER.decode(text.decode("utf-8") if isinstance(text, bytes) else text)
    except json.JSONDecodeError as error:
        raise Refused([diagnose("P101", path=f"line {error.lineno} column {error.colno}")]) from None
    except UnicodeDecodeError:
        raise Refused([diagnose("P101", path="")]) from None
    except RecursionError:
        raise Refused([diagnose("P103", path="", most=DEEPEST)]) from None
    if _deeper_than(value, DEEPEST):
        raise Refused([diagnose("P103", path="", most=DEEPEST)])
    if _holds_half_a_character(value):
        raise Refused([diagnose("P101", path="")])
    return value


def _holds_half_a_character(value: object) -> bool:
    r"""Whether a text or key holds one half of a surrogate pair ("\ud800"), which no encoding can write again."""
    if isinstance(value, str):
        return not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, dict):
        return any(
            _holds_half_a_character(key) or _holds_half_a_character(inner) for key, inner in value.items()
        )
    return isinstance(value, list) and any(map(_holds_half_a_character, value))


def _deeper_than(value: object, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    if levels == 0:
        return True
    return any(
        _deeper_than(inner, levels - 1) for inner in (value.values() if isinstance(value, dict) else value)
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    answer = dict(pairs)
    if len(answer) != len(pairs):
        names = [name for name, _ in pairs]
        _refuse("P104", names.index(Counter(names).most_common(1)[0][0]), names)
    return answer


def _refuse(code: str, index: int = 0, names: list[str] | None = None) -> NoReturn:
    # A key may be anything a user typed: only one that looks like a name is repeated.
    name = names[index] if names else ""
    raise Refused([_at(code, name if name.isidentifier() and name.isascii() else "")])


def _at(code: str, path: str) -> Diagnostic:
    return diagnose(code, path=path)


def _number(text: str) -> int | Fraction:
    try:
        return exact_number(text)
    except (LanguageError, ValueError):
        _refuse("P106")


def _whole(text: str) -> int | Fraction:
    return int(text) if len(text) <= MOST_DIGITS else _number(text)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_number, parse_int=_whole, parse_constant=lambda _: _refuse("P105")
)
