"""What kinds of value there are, and the units of numbers.

A unit is a product of base units with whole exponents: KRW/day is {KRW: 1, day: -1}. `ratio` and no unit are the empty
product. A bare number in an expression fits any unit (`FITS_ANY`) where it is added or compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

BASE_UNITS = frozenset(
    (
        "KRW",
        "day",
        "month",
        "year",
        "hour",
        "minute",
        "week",
        "person",
        "time",
        "point",
        "percent",
        "km",
        "grade",
        "code",
        "case",
    )
)
Unit = tuple[tuple[str, int], ...]
BARE: Unit = (("", 1),)  # the unit of a number literal: fits any other
NO_UNIT: Unit = ()


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of value: number (with unit), boolean, string, date, days, months, duration, choice, list, record, null,
    any.
    """

    kind: str
    unit: Unit = NO_UNIT
    choices: str | None = None  # of a choice: the name of its list
    of: Type | None = None  # of a list: its elements
    record: str | None = None  # of a record: the list fact whose fields it has
    optional: bool = False
    integer: bool = False

    def required(self) -> Type:
        """The same type, null left out."""
        return replace(self, optional=False) if self.optional else self

    def describe(self, lang: str) -> str:
        """The type in words, for diagnostics."""
        name = _NAMES[self.kind][0 if lang == "ko" else 1]
        if self.kind == "number":
            return self._number(lang)
        if self.kind == "choice":
            return f"`{self.choices}` {name}" if lang == "ko" else f"{name} of `{self.choices}`"
        if self.kind == "list" and self.of:
            return (
                f"{self.of.describe(lang)} {name}" if lang == "ko" else f"{name} of {self.of.describe(lang)}"
            )
        return name

    def _number(self, lang: str) -> str:
        if lang == "ko":
            name = "정수" if self.integer else "수"
            unit = "단위 없는 " if self.unit == NO_UNIT else f"{unit_text(self.unit, lang)} 단위 "
            return name if self.unit == BARE else unit + name
        name = "integer" if self.integer else "number"
        unit = " without a unit" if self.unit == NO_UNIT else f" of {unit_text(self.unit)}"
        return name if self.unit == BARE else name + unit


KOREAN_UNITS = {
    "KRW": "원",
    "day": "일",
    "month": "개월",
    "year": "년",
    "hour": "시간",
    "minute": "분",
    "week": "주",
    "person": "명",
    "time": "회",
    "point": "점",
    "percent": "퍼센트",
    "grade": "등급",
    "code": "코드",
    "case": "건",
}
_NAMES = {
    "number": ("수", "number"),
    "boolean": ("참·거짓", "boolean"),
    "string": ("문자열", "string"),
    "date": ("날짜", "date"),
    "days": ("일 단위 기간", "days duration"),
    "months": ("연월 기간", "years and months duration"),
    "duration": ("기간", "duration"),
    "choice": ("선택값", "choice"),
    "list": ("목록", "list"),
    "record": ("기록", "record"),
    "null": ("없음", "null"),
    "any": ("아무 값", "any value"),
}

NUMBER = Type("number")
LITERAL_NUMBER = Type("number", BARE)
BOOLEAN = Type("boolean")
STRING = Type("string")
DATE = Type("date")
DAYS = Type("days")
MONTHS = Type("months")
DURATION = Type("duration")
NULL_TYPE = Type("null", optional=True)
ANY = Type("any")


def parse_unit(text: str | None) -> Unit:
    """The unit a text writes: "KRW/day", "ratio", "hour/week". Raises ValueError where a base unit does not exist."""
    if text is None or text in ("", "ratio"):
        return NO_UNIT
    exponents: dict[str, int] = {}
    for sign, part in zip((1, *(-1 for _ in text.split("/")[1:])), text.split("/"), strict=True):
        if part not in BASE_UNITS:
            raise ValueError(part)
        exponents[part] = exponents.get(part, 0) + sign
    return _normal(exponents)


def unit_text(unit: Unit, lang: str = "en") -> str:
    """A unit as it is written in rulesets, or in Korean words."""
    words = KOREAN_UNITS if lang == "ko" else {}
    over = [words.get(name, name) for name, power in unit for _ in range(max(0, power))]
    under = [words.get(name, name) for name, power in unit for _ in range(max(0, -power))]
    return "/".join(["·".join(over) or "1", *under]) if unit else "ratio"


def multiply_units(left: Unit, right: Unit, sign: int = 1) -> Unit:
    """The unit of a product (sign 1) or quotient (sign -1); a bare number leaves the other unit as it is."""
    if left == BARE and right == BARE:
        return BARE
    exponents = {} if left == BARE else dict(left)
    for name, power in () if right == BARE else right:
        exponents[name] = exponents.get(name, 0) + sign * power
    return _normal(exponents)


def _normal(exponents: dict[str, int]) -> Unit:
    return tuple(sorted((name, power) for name, power in exponents.items() if power))
