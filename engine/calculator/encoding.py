"""Values of the language as JSON, and back.

A number is a JSON number or {"number": "0.1"}, a date {"date": "2026-01-02"}, a duration {"duration": "P1Y"}, a record
{"context": {...}}; a plain string is a string, an array a list, null FEEL's null.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from engine.language.durations import parse_date, parse_duration
from engine.language.exact import LanguageError, exact_number
from engine.language.values import NULL, Unknown, Value, duration_as_text, is_number, number_as_json
from engine.periods import Months
from engine.rational import Fraction


def decode(value: object) -> Value:
    """A value of the language from its JSON form. Raises LanguageError where a tagged value does not exist."""
    if value is None:
        return NULL
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((tag, inner),) = value.items()
        if tag in _TAGS:
            read = _TAGS[tag](inner)
            if read is NULL:
                raise LanguageError("L103", (0, 1), {"text": inner if isinstance(inner, str) else tag})
            return read
    return {name: decode(item) for name, item in value.items()}


def _number(text: object) -> Value:
    try:
        if "/" in str(text):
            over, under = str(text).split("/")
            return Fraction(int(over), int(under))
        return exact_number(str(text))
    except (ValueError, ZeroDivisionError):
        return NULL


_TAGS: dict[str, Callable[[Value], Value]] = {
    "number": _number,
    "date": lambda text: parse_date(str(text)),
    "duration": parse_duration,
    "context": lambda inner: (
        {name: decode(item) for name, item in inner.items()} if isinstance(inner, dict) else NULL
    ),
}


def encode(value: Value) -> object:
    """The JSON form of a value of the language."""
    if value is NULL or isinstance(value, Unknown):
        return None
    if isinstance(value, bool | str):
        return value
    if is_number(value):
        plain = number_as_json(value)
        return plain if isinstance(plain, int) else {"number": plain}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Months | timedelta):
        return {"duration": duration_as_text(value)}
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    return {"context": {name: encode(item) for name, item in value.items()}}
