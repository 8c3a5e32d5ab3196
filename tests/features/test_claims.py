"""Which conditions speak for a verdict."""

from typing import Any

import pytest

from features.steps.claims import _speaking

TREE: dict[str, Any] = {
    "kind": "all",
    "outcome": "unmet",
    "label": {"ko": "모두"},
    "members": [
        {"kind": "condition", "outcome": "met", "label": {"ko": "맞음"}},
        {"kind": "condition", "outcome": "unmet", "label": {"ko": "틀림"}},
        {
            "kind": "any",
            "outcome": "met",
            "label": {"ko": "하나"},
            "members": [{"kind": "condition", "outcome": "unmet", "label": {"ko": "다른 길로 풀림"}}],
        },
        {
            "kind": "not",
            "outcome": "unmet",
            "label": {"ko": "아님"},
            "members": [{"kind": "condition", "outcome": "met", "label": {"ko": "걸림"}}],
        },
    ],
}


@pytest.mark.parametrize(
    ("wanted", "whole_path", "labels"),
    [("unmet", True, ["모두", "틀림", "아님", "걸림"]), ("met", False, ["맞음", "하나"])],
)
def test_a_condition_speaks_where_all_above_it_fails_with_it(
    wanted: str, whole_path: bool, labels: list[str]
) -> None:
    assert list(_speaking(TREE, wanted, whole_path=whole_path)) == labels
