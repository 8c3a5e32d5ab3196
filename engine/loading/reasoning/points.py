"""The points of a fact: so few of its values that every way it can fall against the figures of a formula is among them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date
from math import ceil, floor

from engine.catalog import Catalog
from engine.language.values import NULL, Number, Value, whole
from engine.loading.reasoning.hulls import Hull, Hulls
from engine.model import Fact
from engine.periods import FIRST_DAY, LAST_DAY
from engine.rational import Fraction

_BEYOND = 1_000_003  # further out than any figure of a formula, where the vocabulary gives no end


def number_points(cuts: Iterable[Number], hull: Hull) -> list[Number]:
    """Every cut inside the hull, a number between each two, and the ends."""
    inside = {cut for cut in _placed(cuts, hull.whole) if _holds(hull, cut)}
    inside |= {end for end in (hull.low, hull.high) if end is not None}
    ordered = sorted(inside)
    points: list[Number] = []
    if hull.low is None:
        points.append(min([*ordered, 0]) - _BEYOND)
    for cut, following in zip(ordered, [*ordered[1:], None], strict=True):
        points.append(cut)
        between = None if following is None else _between(cut, following, hull.whole)
        if between is not None:
            points.append(between)
    if hull.high is None:
        points.append(max([*ordered, 0]) + _BEYOND)
    return points


def _placed(cuts: Iterable[Number], is_whole: bool) -> Iterable[Number]:
    for cut in cuts:
        yield from (floor(cut), ceil(cut)) if is_whole else (cut,)


def _holds(hull: Hull, cut: Number) -> bool:
    return (hull.low is None or hull.low <= cut) and (hull.high is None or cut <= hull.high)


def _between(low: Number, high: Number, is_whole: bool) -> Number | None:
    if is_whole:
        return floor(low) + 1 if high - low > 1 else None
    return whole(Fraction(low + high) / 2)


def date_points(cuts: Iterable[int], hull: Hull) -> list[date]:
    """The same for days, given and cut as ordinal numbers; days before 1900 and after 2199 do not exist."""
    low = max(FIRST_DAY.toordinal(), int(hull.low) if hull.low is not None else 0)
    high = int(hull.high) if hull.high is not None else LAST_DAY.toordinal()
    span = Hull(low, min(high, LAST_DAY.toordinal()), True)
    if low > high:
        return []
    return [date.fromordinal(int(day)) for day in number_points(cuts, span)]


def choice_points(
    catalog: Catalog, fact: Fact, named: Container[str] | None, lists: Sequence[tuple[Value, ...]]
) -> list[Value]:
    """The values named in a formula (None: all), and of the others one for each way of standing in the lists it reads."""
    listed = catalog.choices.get(str(fact.type.choices))
    values = [value for value, _ in listed.labels if value not in fact.without] if listed else []
    kept: dict[object, Value] = {}
    for value in values:
        alone = named is None or value in named
        kept.setdefault(value if alone else tuple(value in each for each in lists), value)
    return list(kept.values())


def with_null(points: Sequence[Value], fact: Fact) -> list[Value]:
    """The points, and null where the fact may say that there is none."""
    return [*points, NULL] if fact.type.optional else list(points)


def hull_of_fact(hulls: Hulls, fact: Fact) -> Hull:
    """Between which ends a fact lies."""
    hull = hulls.named(fact.name)
    return Hull(hull.low, hull.high, True) if fact.type.kind == "date" else hull
