"""A document made as small as it goes while something still holds of it: whatever is not needed is taken out.

Greedy: one thing at a time is left out or made plainer, largest first, until nothing more can be. What comes out is
minimal in that sense: every part left is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from engine.drawing import Edges
from engine.drawing.placing import Raw
from engine.model import Fact, RecordField

Path = tuple[Any, ...]  # keys and places from a document to a part of it
_PLAINER = 4  # how many plainer values are tried for one fact
_KEPT = ("subject", "on", "facts", "id", "from", "programs")


def shrunk(raw: Raw, still: Callable[[Raw], bool], edges: Edges) -> Raw:
    """The least document of which `still` holds, found from one of which it holds; `raw` itself stays as it is."""
    again = True
    while again:
        again = False
        for path in list(_parts(raw, ())):
            less = without(raw, path)
            if less is not None and still(less):
                raw, again = less, True
        for path, value in list(_plainer(raw, edges)):
            less = _with(raw, path, value)
            if less is not None and still(less):
                raw, again = less, True
    return raw


def _parts(value: object, path: Path) -> Iterator[Path]:
    """The paths of whatever can be left out: what holds others before what it holds, halves of facts first of all."""
    if isinstance(value, dict):
        names = [name for name in value if not (name in _KEPT and _is_frame(path))]
        if path and path[-1] == "facts":
            half = len(names) // 2
            yield from ((*path, tuple(some)) for some in (names[:half], names[half:]) if len(some) > 1)
        yield from ((*path, name) for name in names)
        for name, inner in value.items():
            yield from _parts(inner, (*path, name))
    elif isinstance(value, list) and path[-1] != "programs":
        for place in reversed(range(len(value))):
            yield (*path, place)
        for place, inner in enumerate(value):
            yield from _parts(inner, (*path, place))


def _is_frame(path: Path) -> bool:
    """Whether a mapping is one of the document's own and not one of facts or a record."""
    return "facts" not in path


def without(raw: Raw, path: Path) -> Raw | None:
    """A copy without what stands at a path (of names in a tuple at its end, all); None where nothing stands there any more."""
    *above, last = path
    copied, here = _opened(raw, tuple(above))
    if isinstance(last, tuple):
        if not isinstance(here, dict) or not all(name in here for name in last):
            return None
        for name in last:
            del here[name]
    elif (isinstance(here, dict) and last in here) or (
        isinstance(here, list) and isinstance(last, int) and last < len(here)
    ):
        del here[last]
    else:
        return None
    return copied


def _with(raw: Raw, path: Path, value: object) -> Raw | None:
    copied, here = _opened(raw, path[:-1])
    last = path[-1]
    there = isinstance(here, dict) and last in here
    if not there or here[last] == value:
        return None
    here[last] = value
    return copied


def _opened(raw: Raw, path: Path) -> tuple[Raw, Any]:
    """A copy whose parts along a path are its own, and the part at its end; None where the path ends early."""
    copied = dict(raw)
    here: Any = copied
    for step in path:
        if not (isinstance(here, dict) and step in here) and not (
            isinstance(here, list) and isinstance(step, int) and step < len(here)
        ):
            return copied, None
        inner = here[step]
        here[step] = (
            dict(inner) if isinstance(inner, dict) else list(inner) if isinstance(inner, list) else inner
        )
        here = here[step]
    return copied, here


def _plainer(raw: Raw, edges: Edges) -> Iterator[tuple[Path, object]]:
    """Plainer values for facts and fields that have one, plainest first."""
    for path, fact, value in _valued(raw, (), edges):
        values = [] if fact.type.kind in ("list", "date") else list(edges.undated(fact))
        before = values[: values.index(value)] if value in values else values
        yield from ((path, plainer) for plainer in before[:_PLAINER])


def _valued(value: object, path: Path, edges: Edges) -> Iterator[tuple[Path, Fact | RecordField, object]]:
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _valued(inner, (*path, place), edges)
    elif isinstance(value, dict):
        facts = edges.catalog.facts
        for name, inner in value.items():
            here = (*path, name)
            if "facts" in path and path[-1] == "facts" and name in facts:
                yield here, facts[name], inner
                yield from _recorded(inner, here, facts[name])
            else:
                yield from _valued(inner, here, edges)


def _recorded(value: object, path: Path, fact: Fact) -> Iterator[tuple[Path, Fact | RecordField, object]]:
    fields = {field.name: field for field in fact.fields}
    for place, record in enumerate(value if isinstance(value, list) else ()):
        yield from (
            ((*path, place, name), fields[name], inner) for name, inner in record.items() if name in fields
        )
