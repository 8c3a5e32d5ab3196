"""The canonical form of a catalogue: plain lists that JSON can hold, without places. Its digest names a release.

Every model class is written as [class number, field, field, ...] in the order of its dataclass fields; the same form,
read back, is the cache. Fields at the end that have their default value are left out. So the digest of what was
published stays as it is while classes and fields are added: both go to the end, and a new field has a default.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta
from itertools import takewhile
from operator import attrgetter
from typing import Any, TypeAlias

from engine import model
from engine.catalog import Catalog
from engine.diagnostics import Text
from engine.language import nodes
from engine.language.types import Type
from engine.language.values import NULL, Null
from engine.periods import Interval, Months
from engine.rational import Fraction

CLASSES: tuple[type, ...] = (
    Text,
    Type,
    Interval,
    model.Choices,
    model.Bound,
    model.Filed,
    model.RecordField,
    model.Fact,
    model.Evidence,
    model.Dated,
    model.ParameterValue,
    model.Parameter,
    model.Row,
    model.TableVersion,
    model.Table,
    model.DefinitionVersion,
    model.Definition,
    model.Variant,
    model.Condition,
    model.Group,
    model.Part,
    model.Amount,
    model.Step,
    model.Apply,
    model.Cap,
    model.ProgramVersion,
    model.Program,
    nodes.Literal,
    nodes.Name,
    nodes.Negation,
    nodes.Binary,
    nodes.Comparison,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.If,
    nodes.Range,
    nodes.In,
    nodes.UnaryTest,
    nodes.AnyValue,
    nodes.ListOf,
    nodes.Filter,
    nodes.Path,
    nodes.AtDay,
    nodes.Loop,
    nodes.Span,
    nodes.Call,
    nodes.Context,
    model.RecordRule,
)
_SPECIAL = {"tuple": -1, "date": -2, "fraction": -3, "months": -4, "days": -5, "null": -6}
_NUMBER = {cls: number for number, cls in enumerate(CLASSES)}
_FIELDS = {
    cls: tuple(f.name for f in dataclasses.fields(cls) if f.compare)  # places are not compared
    for cls in CLASSES
}


def _getter(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


_GETTERS: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    cls: _getter(names) for cls, names in _FIELDS.items()
}
# The defaults of the last fields, last first, as far as all of them have one.
_DEFAULTS = {
    cls: tuple(
        takewhile(
            lambda default: default is not dataclasses.MISSING,
            (field.default for field in reversed(dataclasses.fields(cls)) if field.compare),
        )
    )
    for cls in CLASSES
}
Decoded: TypeAlias = Any  # an instance of one of CLASSES, or of what their fields hold
PARTS = ("facts", "choices", "parameters", "tables", "definitions", "programs")


def encode(value: object) -> object:
    """A model value as nested lists of numbers, texts and truths."""
    kind = type(value)
    if kind is str or value is None or kind is bool or kind is int:
        return value
    if kind is tuple:
        return [-1, *map(encode, value)]  # type: ignore[call-overload]
    fields_of = _GETTERS.get(kind)
    if fields_of is None:
        return _special(value)
    fields = fields_of(value)
    end = len(fields)
    for default in _DEFAULTS[kind]:
        last = fields[end - 1]
        if last != default or type(last) is not type(default):
            break
        end -= 1
    return [_NUMBER[kind], *map(encode, fields[:end])]


def _special(value: object) -> object:
    if isinstance(value, date):
        return [_SPECIAL["date"], value.isoformat()]
    if isinstance(value, Fraction):
        return [_SPECIAL["fraction"], value.numerator, value.denominator]
    if isinstance(value, Months):
        return [_SPECIAL["months"], value.count]
    if isinstance(value, timedelta):
        return [_SPECIAL["days"], value.days, value.seconds]
    if isinstance(value, Null):
        return [_SPECIAL["null"]]
    raise TypeError(type(value).__name__)  # a class that is not among CLASSES has no form yet


def decode(value: object) -> Decoded:
    """The model value of its nested lists."""
    if not isinstance(value, list):
        return value
    number, *parts = value
    if number < 0:
        return _DECODE[number](parts)
    if number == _INNER:
        return nodes.Name(parts[0])
    return CLASSES[number](*map(decode, parts))


_INNER = _NUMBER[nodes.Name]
_DECODE: dict[int, Callable[[list[Any]], Decoded]] = {
    -1: lambda parts: tuple(map(decode, parts)),
    -2: lambda parts: date.fromisoformat(parts[0]),
    -3: lambda parts: Fraction(*parts),
    -4: lambda parts: Months(*parts),
    -5: lambda parts: timedelta(*parts),
    -6: lambda _: NULL,
}


def encode_catalog(catalog: Catalog) -> dict[str, list[object]]:
    """The canonical form: every part sorted by name."""
    return {part: [encode(item) for item in items.values()] for part, items in _in_order(catalog).items()}


def _in_order(catalog: Catalog) -> dict[str, Any]:
    return {part: dict(sorted(getattr(catalog, part).items())) for part in PARTS}


def decode_catalog(form: dict[str, list[Any]], digest: str) -> Catalog:
    """The catalogue of its canonical form."""
    decoded = {part: [decode(item) for item in form[part]] for part in PARTS}
    named = {
        part: {(i.id if part == "programs" else i.name): i for i in items} for part, items in decoded.items()
    }
    facts, choices, parameters, tables, definitions, programs = (named[part] for part in PARTS)
    return Catalog(facts, choices, parameters, tables, definitions, programs, digest)


def digest_of(catalog: Catalog) -> str:
    """SHA-256 of the canonical form as compact JSON, in hexadecimal."""
    text = json.dumps(encode_catalog(catalog), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def in_canonical_order(catalog: Catalog) -> Catalog:
    """The catalogue with its digest, and with every part in the order in which the cache gives it back: what goes by the order of
    the law (profiles drawn from a seed) is then the same whether the files were read or the cache was.
    """
    return dataclasses.replace(catalog, **_in_order(catalog), digest=digest_of(catalog))
