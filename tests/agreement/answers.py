"""What is seen of two answers when engines are set against each other: verdict, version, outcomes, figures, and no ranges."""

from __future__ import annotations

from typing import Any


def told_apart(right: Any, other: Any) -> bool:
    """Whether engines that give two answers are seen to differ. Of amounts figures are compared, no ranges."""
    if right is None or other is None:
        return False
    return _seen(right) != _seen(other)


def _seen(answer: Any) -> Any:
    return [(*each[:2], each[3], {amount["id"]: amount["value"] for amount in each[2]}) for each in answer]


def outcomes(reason: Any) -> Any:
    """What a tree of reasons says of each condition."""
    if reason is None:
        return None
    return reason["id"], reason["outcome"], [outcomes(member) for member in reason.get("members", ())]
