"""When a value that was given contradicts the one worked out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.evaluation.operations import differs
from engine.language.values import NULL, UNKNOWN
from engine.rational import Fraction

THIRD, WHOLE = Fraction(100, 3), Fraction(19_750_000, 1)


@pytest.mark.parametrize(
    ("given", "worked_out", "told"),
    [
        (UNKNOWN, 1, False),
        (1, UNKNOWN, False),
        (NULL, NULL, False),
        (NULL, 0, True),
        (0, NULL, True),
        (180, 180, False),
        (180, 181, True),
        (True, False, True),
        ("worker", "artist", True),
        (date(2026, 1, 1), date(2026, 1, 2), True),
        # A decimal stands for what may have been written with so many places, rounded up or down.
        (33, THIRD, False),
        (34, THIRD, False),
        (35, THIRD, True),
        (32, THIRD, True),
        (Fraction("33.3"), THIRD, False),
        (Fraction("33.4"), THIRD, False),
        (Fraction("33.2"), THIRD, True),
        # A whole figure that came of decimals is one figure.
        (19_750_000, WHOLE, False),
        (19_750_001, WHOLE, True),
        (Fraction("10000.1"), WHOLE, True),
        (Fraction("19750000.1"), WHOLE, True),
    ],
)
def test_a_given_value_contradicts_another_one(given: Any, worked_out: Any, told: bool) -> None:
    assert differs(given, worked_out) is told
