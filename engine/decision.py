"""What of a screening is sealed and must come out the same again: the decision, its canonical JSON and its digest.

The decision holds release, on, known_at, assumptions, verdicts, versions, amounts with schedules, condition ids with
outcome, values and citations, and reservations. Texts, likelihood, order, questions and plan are kept beside it as they
were shown and are no part of it. It is read off a screening in full: `Detail(reasons=True, workers=True)`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.language.values import number_as_json

_TOP = ("release", "on", "known_at")
_HEAD = ("program", "for", "about", "verdict", "version", "versions")
_AMOUNT = ("id", "unit", "value", "low", "high", "ranks", "bound_by")
_PAYMENT = ("from", "to", "payable_from", "value", "low", "high", "bound_by", "cite")
_CONDITION = ("id", "outcome", "facts", "parameters", "cites")
_WORKER = ("id", "verdict", "capped")
_RESERVATION = ("id", "cites")
_NAMES = ("program", "id", "fact", "from")  # by which the members of a list are told apart
ABSENT = "—"


@dataclass(frozen=True, slots=True)
class Deviation:
    """A place where two decisions differ, with both values; `—` where there is none."""

    path: str
    saved: object
    replayed: object


def decision_of(screening: Mapping[str, Any]) -> dict[str, Any]:
    """The decision of a screening as plain values. What is missing in the screening is missing in it."""
    determinations = _listed(screening.get("determinations"), _determination)
    if isinstance(determinations, list):
        # Programs are ranked by an estimate, what they are expected to be worth: the decision has an order of its own.
        determinations = sorted(determinations, key=_place)
    return {
        **_kept(screening, _TOP),
        "assumptions": screening.get("assumptions"),
        "determinations": determinations,
    }


def canonical(decision: object) -> bytes:
    """The one text of a decision: JSON with sorted keys, nothing between them, UTF-8."""
    text = json.dumps(
        decision, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=number_as_json
    )
    return text.encode("utf-8", "surrogatepass")


def digest_of(decision: object) -> str:
    """SHA-256 of the canonical text, in hexadecimal: the name of the decision."""
    return hashlib.sha256(canonical(decision)).hexdigest()


def deviations(saved: object, replayed: object) -> list[Deviation]:
    """Where two decisions differ, in the order of their keys; none where they are the same byte for byte."""
    return list(_deviating(saved, replayed, ""))


def _place(determination: object) -> bytes:
    named = determination if isinstance(determination, Mapping) else {}
    return canonical([named.get(key) for key in _HEAD[:3]])


def _determination(found: Mapping[str, Any]) -> dict[str, Any]:
    answer = _judged(found, _HEAD)
    answer["reservations"] = _listed(found.get("reservations"), lambda item: _kept(item, _RESERVATION))
    if "workers" in found:
        answer["workers"] = _listed(found["workers"], lambda worker: _judged(worker, _WORKER))
    return answer


def _judged(found: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    """What a program decides of a subject, or of one worker: the keys, the amounts, the conditions."""
    return {
        **_kept(found, keys),
        "amounts": _listed(found.get("amounts"), _amount),
        "conditions": list(_conditions(found.get("reasons"))),
    }


def _amount(amount: Mapping[str, Any]) -> dict[str, Any]:
    schedule = _listed(amount.get("schedule"), lambda payment: _kept(payment, _PAYMENT))
    return {**_kept(amount, _AMOUNT), "schedule": schedule}


def _conditions(reason: object) -> Iterator[dict[str, Any]]:
    """The conditions below a node of the reasons, in the order of the law."""
    if not isinstance(reason, Mapping):
        return
    if "members" not in reason:
        yield _kept(reason, _CONDITION)
        return
    for member in reason["members"] if isinstance(reason["members"], list) else ():
        yield from _conditions(member)


def _kept(found: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    return {key: found[key] for key in keys if key in found}


def _listed(items: object, one: Callable[[Mapping[str, Any]], object]) -> object:
    """Each item of a list by `one`; whatever is no list of objects stands as it is, so that a difference shows."""
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        return items
    return [one(item) for item in items]


def _deviating(saved: object, replayed: object, path: str) -> Iterator[Deviation]:
    if isinstance(saved, dict) and isinstance(replayed, dict):
        pairs = {f".{key}": (saved.get(key, ABSENT), replayed.get(key, ABSENT)) for key in saved | replayed}
    elif isinstance(saved, list) and isinstance(replayed, list):
        pairs = _aligned(saved, replayed)
    elif canonical(saved) != canonical(replayed):
        yield Deviation(path.removeprefix("."), saved, replayed)
        return
    else:
        return
    for step in sorted(pairs):
        yield from _deviating(*pairs[step], path + step)


def _aligned(saved: list[Any], replayed: list[Any]) -> dict[str, tuple[object, object]]:
    """The members of two lists side by side: by name where all have one of their own, else by place."""
    ours, theirs = _by_name(saved), _by_name(replayed)
    if ours is not None and theirs is not None:
        pairs: dict[str, tuple[object, object]] = {
            f"[{name}]": (ours.get(name, ABSENT), theirs.get(name, ABSENT)) for name in ours | theirs
        }
        if list(ours) != list(theirs) and set(ours) == set(theirs):
            pairs[""] = (" ".join(ours), " ".join(theirs))  # the same members in another order
        return pairs
    width = len(str(max(len(saved), len(replayed))))
    return {
        f"[{index:0{width}}]": (_at(saved, index), _at(replayed, index))
        for index in range(max(len(saved), len(replayed)))
    }


def _at(items: list[Any], index: int) -> object:
    return items[index] if index < len(items) else ABSENT


def _by_name(items: list[Any]) -> dict[str, Any] | None:
    named: dict[str, Any] = {}
    for item in items:
        name = (
            next((item[key] for key in _NAMES if item.get(key) is not None), None)
            if isinstance(item, Mapping)
            else None
        )
        if name is None or str(name) in named:
            return None
        named[str(name)] = item
    return named
