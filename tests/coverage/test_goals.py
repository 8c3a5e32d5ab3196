"""What there is to see in a law, and nothing that nobody could."""

from engine.coverage import Goal

Goals = tuple[Goal, ...]


def _words(goals: Goals, kind: str) -> list[str]:
    return [" ".join(goal.words) for goal in goals if goal.kind == kind]


def test_every_condition_of_every_version_has_three_outcomes(goals: Goals) -> None:
    assert _words(goals, "condition") == [
        "2020-01-01 long_enough",
        "2020-01-01 selected",
        "2022-01-01 long_enough",
        "2022-01-01 longer_still",
        "2022-01-01 claimed_while_poor",
        "2022-01-01 selected",
    ]
    assert {goal.parts for goal in goals if goal.kind == "condition"} == {("met", "unmet", "unknown")}


def test_every_row_of_every_version_of_a_table_that_is_read(goals: Goals) -> None:
    assert _words(goals, "row") == ["money 2020-01-01 1", "money 2020-01-01 2", "money 2022-01-01 1"]


def test_a_finding_can_be_accepted_refused_or_left_as_a_reservation(goals: Goals) -> None:
    assert _words(goals, "reservation") == ["selected"]
    assert _words(goals, "amount") == ["2020-01-01 total", "2022-01-01 total"]


def test_a_date_counts_where_the_thing_is_read_on_both_sides(goals: Goals) -> None:
    """Not 2019, before the program; not what only the second version reads, before that version; but also an end."""
    assert sorted(_words(goals, "boundary")) == [
        "condition claimed_while_poor claimed_on 2020-01-01",
        "condition claimed_while_poor claimed_on 2021-06-01",
        "parameter extra_days left_on 2022-06-01",
        "parameter fee computed 2020-01-01",
        "parameter fee computed 2022-07-01",
        "parameter required_days left_on 2021-01-01",
        "parameter required_days left_on 2023-01-01",
        "program grant left_on 2020-01-01",
        "program grant left_on 2022-01-01",
        "table money left_on 2022-01-01",
    ]


def test_every_goal_says_where_it_stands(goals: Goals) -> None:
    assert [goal for goal in goals if goal.span is None] == []
    row = next(goal for goal in goals if goal.words == ("money", "2020-01-01", "2"))
    assert row.span is not None
    assert (row.span.file, row.span.line) == ("tables/money.yaml", 13)
