"""Which cell's reasons are shown where a date other than the program's own is unknown."""

from collections.abc import Callable
from typing import Any


def test_the_reasons_are_those_of_the_cell_that_holds_the_day_of_the_question(
    asked: Callable[..., dict[str, Any]], grant: dict[str, Any]
) -> None:
    """Of all dates that select law: there is a time limit for claims of 2024, and no law yet for those of 2000."""
    grant["facts"] |= {"applications": [{"program": "grant"}]}  # filed, but nobody has said when
    answer = asked(grant)
    assert answer["verdict"] == "open"
    (claimed,) = [member for member in answer["reasons"]["members"] if member["id"] == "claimed_in_time"]
    assert claimed["facts"] == {"application_date": "unknown", "left_on": "2023-06-30"}
