"""One value against one fact: its type, its range, its list of choices, its records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from engine.catalog import Catalog
from engine.diagnostics import Text, meant, nearest
from engine.language.exact import LanguageError, exact_number
from engine.language.values import NULL, Value, is_number, value_as_json
from engine.model import Bound, Fact, RecordField
from engine.rational import Fraction

Fault = Callable[..., None]
LONGEST_TEXT = 200
_EXPECTED = {
    "integer": Text("정수", "a whole number"),
    "number": Text("수 (소수는 문자열도 됨)", "a number (a decimal may be a string)"),
    "boolean": Text("true 또는 false", "true or false"),
    "date": Text("날짜 YYYY-MM-DD", "a date YYYY-MM-DD"),
    "choice": Text("선택값 (문자열)", "a choice (a string)"),
    "string": Text("문자열", "a string"),
    "list": Text("목록", "a list"),
}


class ValueReader:
    """Reads values for one day of the question; faults go to `fault(code, path, **words)`. A bad one reads as None."""

    def __init__(self, catalog: Catalog, on: date, fault: Fault) -> None:
        self.catalog = catalog
        self.on = on
        self.fault = fault

    def read(self, fact: Fact, value: object, path: tuple[object, ...]) -> Value:
        """The value of a fact as the language has it."""
        if value is None:
            if fact.type.optional:
                return NULL
            self.fault("P114", path)
            return None
        if fact.type.kind == "list":
            return self._records(fact, value, path)
        read = self._scalar(fact, value, path)
        if isinstance(read, str) and read in fact.without:
            self._not_in_list(fact, path)
            return None
        return read

    def _records(self, fact: Fact, value: object, path: tuple[object, ...]) -> Value:
        if not isinstance(value, list):
            self.fault("P110", path, expected=_EXPECTED["list"])
            return None
        if len(value) > fact.records:
            self.fault("P118", path, most=fact.records)
            return None
        fields = {field.name: field for field in fact.fields}
        return [self._record(fields, record, (*path, index)) for index, record in enumerate(value)]

    def _record(
        self, fields: Mapping[str, RecordField], record: object, path: tuple[object, ...]
    ) -> dict[str, Value]:
        if not isinstance(record, dict):
            self.fault("P110", path, expected=Text("기록 (객체)", "a record (an object)"))
            return {}
        read: dict[str, Value] = {}
        for name, value in record.items():
            field = fields.get(name)
            if field is None:
                near = nearest(str(name), fields)
                self.fault("P108", (*path, name), name=str(name)[:60], near=meant(near))
            elif value is None:
                self.fault("P114", (*path, name))
            else:
                inner = self._scalar(field, value, (*path, name))
                if inner is not None:
                    read[name] = inner
        return read

    def _scalar(self, fact: Fact | RecordField, value: object, path: tuple[object, ...]) -> Value:
        kind = fact.type.kind
        if kind == "number":
            return self._number(fact, value, path)
        if kind == "date":
            return self._date(fact, value, path)
        wanted = bool if kind == "boolean" else str
        if type(value) is not wanted:
            self.fault("P110", path, expected=_EXPECTED[kind])
            return None
        if kind == "choice" and value not in dict(self.catalog.choices[str(fact.type.choices)].labels):
            self._not_in_list(fact, path)
            return None
        if kind == "string" and (not value or len(str(value)) > LONGEST_TEXT):
            self.fault(
                "P120" if not value else "P110",
                path,
                expected=Text(f"{LONGEST_TEXT}자 이하", f"{LONGEST_TEXT} characters or fewer"),
            )
            return None
        return value

    def _not_in_list(self, fact: Fact | RecordField, path: tuple[object, ...]) -> None:
        without = getattr(fact, "without", ())
        values = [v for v, _ in self.catalog.choices[str(fact.type.choices)].labels if v not in without]
        shown = ", ".join(values[:12]) + (", …" if len(values) > 12 else "")  # noqa: PLR2004 - as many as fit a line
        self.fault("P113", path, values=shown)

    def _number(self, fact: Fact | RecordField, value: object, path: tuple[object, ...]) -> Value:
        number: int | Fraction | None = value if is_number(value) else None
        if isinstance(value, str) and not fact.type.integer:
            try:
                number = exact_number(value)
            except (LanguageError, ValueError, ZeroDivisionError):
                number = None
        if number is None or (fact.type.integer and not isinstance(number, int)):
            self.fault("P110", path, expected=_EXPECTED["integer" if fact.type.integer else "number"])
            return None
        return self._within(fact, number, path)

    def _date(self, fact: Fact | RecordField, value: object, path: tuple[object, ...]) -> Value:
        if not isinstance(value, str):
            self.fault("P110", path, expected=_EXPECTED["date"])
            return None
        day = day_of(value)
        if day is None:
            self.fault("P112", path)
            return None
        return self._within(fact, day, path)

    def _within(self, fact: Fact | RecordField, value: Value, path: tuple[object, ...]) -> Value:
        low, high = limit(fact.low, self.on), limit(fact.high, self.on)
        if (low is not None and value < low) or (high is not None and value > high):
            self.fault("P111", path, low=value_as_json(low), high=value_as_json(high))
            return None
        return value


def day_of(text: object) -> date | None:
    """The day that a text YYYY-MM-DD names; None where it names none."""
    try:
        day = date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return (
        day if day is not None and day.isoformat() == text else None
    )  # fromisoformat also reads 20260102 and 2026-W01-5


def limit(bound: Bound | None, on: date) -> Value:
    """The number or day that a bound means on the day of the question; None where there is no bound."""
    if bound is None:
        return None
    return on + bound.from_today if bound.from_today is not None else bound.value
