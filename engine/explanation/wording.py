"""Values as people read them, in Korean and in English."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from engine.catalog import Catalog
from engine.diagnostics import Text
from engine.language.types import KOREAN_UNITS
from engine.language.values import NULL, Unknown, duration_as_text, number_as_json
from engine.periods import Months
from engine.rational import Fraction

UNKNOWN_TEXT = Text("모름", "unknown")
NULL_TEXT = Text("없음", "none")
TRUTHS = {True: Text("예", "yes"), False: Text("아니오", "no")}
SEVERAL = 6  # list elements shown before an ellipsis
# After a number some units are said otherwise than where a type is named.
_KOREAN = {**KOREAN_UNITS, "percent": "%", "grade": "학년", "case": "번째", "code": ""}
_PER_KOREAN = {"day": "일", "month": "월", "hour": "시간", "week": "주", "year": "년"}
_ENGLISH = {"person": "person", "percent": "%", "code": "", "KRW": "won"}


def number_text(value: int | Fraction) -> str:
    """A number with thousands separators; a number that does not terminate is shown to two decimals after ≈."""
    plain = number_as_json(value)
    if isinstance(plain, int):
        return f"{plain:,}"
    if "/" in plain:
        hundredths = abs(value.numerator) * 100 // value.denominator
        return f"≈{'-' if value < 0 else ''}{hundredths // 100:,}.{hundredths % 100:02d}"
    whole, _, decimals = plain.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}.{decimals}"


@lru_cache(maxsize=4096)
def quantity_text(value: int | Fraction, unit: str | None, counter: Text | None = None) -> Text:
    """A number with its unit: 66,048원/일, 66,048 won/day."""
    number = number_text(value)
    if counter is not None:
        return Text(f"{number}{counter.ko}", f"{number} {counter.en}")
    if unit in (None, "ratio", ""):
        return Text(number, number)
    over, *under = str(unit).split("/")
    korean = number + _KOREAN.get(over, over) + "".join(f"/{_PER_KOREAN.get(u, u)}" for u in under)
    name = _ENGLISH.get(over, over)
    plural = "s" if value != 1 and name.isalpha() and name not in ("km", "won") else ""
    spaced = f"{number} {name}{plural}" if name and name != "%" else f"{number}{name}"
    return Text(korean, spaced + "".join(f"/{u}" for u in under))


def value_text(
    value: object, unit: str | None, choices: str | None, counter: Text | None, catalog: Catalog
) -> Text:
    """Any value as people read it; `choices` names the list of a choice."""
    if isinstance(value, bool):
        return TRUTHS[value]
    if isinstance(value, int | Fraction):
        return quantity_text(value, unit, counter)
    if isinstance(value, Unknown):
        return UNKNOWN_TEXT
    if value is NULL:
        return NULL_TEXT
    if isinstance(value, str):
        return choice_text(value, choices, catalog)
    if isinstance(value, list | tuple | frozenset):
        return _list_text(
            [value_text(item, unit, choices, counter, catalog) for item in list(value)[:SEVERAL]], len(value)
        )
    if isinstance(value, date):
        return Text(value.isoformat(), value.isoformat())
    if isinstance(value, Months | timedelta):
        return _duration_text(value)
    if isinstance(value, dict):
        return Text(f"기록 1건 (항목 {len(value)}개)", f"a record of {len(value)} fields")
    return Text(str(value), str(value))


def _list_text(items: list[Text], count: int) -> Text:
    if count == 0:
        return NULL_TEXT
    more = ", …" if count > len(items) else ""
    return Text(", ".join(i.ko for i in items) + more, ", ".join(i.en for i in items) + more)


def _duration_text(value: Months | timedelta) -> Text:
    if isinstance(value, Months):
        years, months = divmod(value.count, 12)
        if value.count >= 12 and not months:  # noqa: PLR2004 - a year
            return quantity_text(years, "year")
        return quantity_text(value.count, "month")
    if value.seconds:
        iso = duration_as_text(value)
        return Text(iso, iso)
    return quantity_text(value.days, "day")


def choice_text(value: str, choices: str | None, catalog: Catalog) -> Text:
    """The label of a choice; the value itself where it is in no list."""
    listed = catalog.choices.get(choices or "")
    label = dict(listed.labels).get(value) if listed else None
    return label or Text(value, value)
