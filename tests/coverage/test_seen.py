"""What one decision shows."""

from collections.abc import Callable
from datetime import date

from engine.coverage import Seen

Decide = Callable[..., Seen]


def _marks(seen: Seen) -> set[str]:
    return {" ".join(words[1:]) for words in seen.marks}


def _days(seen: Seen) -> set[str]:
    return {" ".join(words[1:]) for words in seen.days}


def test_conditions_rows_amounts_and_the_reservation_of_an_eligible_person(decide: Decide) -> None:
    assert _marks(decide(left_on="2020-05-05", days=150)) == {
        "condition 2020-01-01 long_enough met",
        "condition 2020-01-01 selected unknown",
        "reservation selected reserved",
        "row money 2020-01-01 2 hit",
        "amount 2020-01-01 total figure",
    }


def test_a_finding_that_is_known_is_no_reservation(decide: Decide) -> None:
    seen = _marks(decide(left_on="2020-05-05", days=50, is_selected=True))
    assert {"reservation selected accepted", "row money 2020-01-01 1 hit"} <= seen
    assert "reservation selected reserved" not in seen
    assert "reservation selected refused" in _marks(decide(left_on="2020-05-05", days=50, is_selected=False))


def test_who_is_not_eligible_shows_no_rows_and_no_amounts(decide: Decide) -> None:
    seen = _marks(decide(left_on="2021-05-05", days=19))
    assert "condition 2020-01-01 long_enough unmet" in seen
    assert not any(mark.startswith(("row", "amount")) for mark in seen)


def test_an_amount_that_is_a_range_is_no_figure(decide: Decide) -> None:
    seen = _marks(decide(left_on="2020-05-05"))
    assert "condition 2020-01-01 long_enough unknown" in seen
    assert not any(mark.startswith(("row", "amount")) for mark in seen)


def test_a_condition_that_did_not_exist_has_no_outcome_but_its_day_counts(decide: Decide) -> None:
    before = decide(left_on="2022-05-05", days=50, claimed_on="2021-05-31", is_poor=True)
    after = decide(left_on="2022-05-05", days=50, claimed_on="2021-06-01", is_poor=True)
    assert "condition 2022-01-01 claimed_while_poor met" not in _marks(before)
    assert "condition 2022-01-01 claimed_while_poor met" in _marks(after)
    assert "condition claimed_while_poor claimed_on 2021-05-31" in _days(before)
    assert "condition claimed_while_poor claimed_on 2021-06-01" in _days(after)


def test_a_day_counts_for_what_was_read_on_it(decide: Decide) -> None:
    assert _days(decide(left_on="2021-02-02", days=50)) == {
        "program grant left_on 2021-02-02",
        "parameter required_days left_on 2021-02-02",
        "table money left_on 2021-02-02",
        "parameter fee computed 2021-03-02",
    }
    refused = _days(decide(left_on="2021-02-02", days=5))
    assert "table money left_on 2021-02-02" not in refused, "no amount was worked out"


def test_law_that_is_not_set_is_read_too(decide: Decide) -> None:
    assert "parameter required_days left_on 2023-01-01" in _days(decide(left_on="2023-01-01"))


def test_a_day_without_any_version_counts_for_the_program(decide: Decide) -> None:
    assert _days(decide(left_on="2019-12-31")) == {"program grant left_on 2019-12-31"}


def test_an_unknown_day_shows_the_conditions_of_all_versions_and_no_day(decide: Decide) -> None:
    seen = decide(days=500, is_poor=True, claimed_on="2021-06-01")
    assert {"condition 2020-01-01 long_enough met", "condition 2022-01-01 longer_still met"} <= _marks(seen)
    assert _days(seen) == {"condition claimed_while_poor claimed_on 2021-06-01"}


def test_what_is_asked_of_the_law_as_known_on_a_day_says_nothing_about_dates(decide: Decide) -> None:
    seen = decide(left_on="2021-02-02", days=50, known_at=date(2020, 6, 1))
    assert "condition 2020-01-01 long_enough met" in _marks(seen)
    assert _days(seen) == set()


def test_what_nobody_claims_anything_about_is_not_tested(decide: Decide) -> None:
    seen = decide(left_on="2020-05-05", days=150, asked=False)
    assert (seen.marks, seen.days) == (set(), set())


def test_what_processes_saw_is_put_together(decide: Decide) -> None:
    one, other = decide(left_on="2020-05-05", days=150), decide(left_on="2022-05-05", days=1)
    both = Seen.from_json(one.as_json())
    both.add(Seen.from_json(other.as_json()))
    assert (both.marks, both.days) == (one.marks | other.marks, one.days | other.days)
