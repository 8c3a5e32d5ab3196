"""The count of what was seen, of what is missing, and of what nobody can see."""

from collections.abc import Callable
from typing import Any

from engine.coverage import Excuse, Goal, Seen, as_json, counted
from engine.diagnostics import Text

Goals = tuple[Goal, ...]
Decide = Callable[..., Seen]
BECAUSE = Text("까닭", "reason")


def _seen(*all_seen: Seen) -> Seen:
    together = Seen()
    for seen in all_seen:
        together.add(seen)
    return together


def _excuse(words: str) -> Excuse:
    return Excuse("grant", tuple(words.split()), BECAUSE)


def _missing(goals: Goals, seen: Seen, kind: str) -> list[str]:
    (program,) = counted(goals, seen).programs
    return [f"{' '.join(lack.goal.words)} {lack.part}" for lack in program.missing if lack.goal.kind == kind]


def test_nothing_is_seen_of_a_law_that_nobody_tested(goals: Goals) -> None:
    (program,) = counted(goals, Seen()).programs
    counts = {kind: (count.of, count.seen) for kind, count in program.counts.items()}
    assert counts == {
        "condition": (18, 0),
        "row": (3, 0),
        "boundary": (20, 0),
        "reservation": (3, 0),
        "amount": (2, 0),
    }
    assert len(program.missing) == 18 + 3 + 20 + 3 + 2


def test_a_condition_that_no_scenario_fails_is_missing(goals: Goals, decide: Decide) -> None:
    seen = _seen(
        decide(left_on="2020-05-05", days=10, is_selected=True),
        decide(left_on="2020-05-05", is_selected=False),
    )
    assert [words for words in _missing(goals, seen, "condition") if words.startswith("2020")] == [
        "2020-01-01 long_enough unmet",
        "2020-01-01 selected unknown",
    ]


def test_both_sides_of_a_date_and_the_day_itself(goals: Goals, decide: Decide) -> None:
    """Any day between the boundaries will do for its side; the strict count wants the day and the day before."""
    around = _seen(decide(left_on="2020-03-03", days=50), decide(left_on="2022-12-30", days=50))
    exact = _seen(decide(left_on="2020-12-31", days=50), decide(left_on="2021-01-01", days=50))
    before = _seen(decide(left_on="2020-12-31", days=50))

    def of(seen: Seen) -> list[str]:
        return [m for m in _missing(goals, seen, "boundary") if "required_days left_on 2021" in m]

    def strict(seen: Seen) -> list[str]:
        (program,) = counted(goals, seen).programs
        return [lack.part for lack in program.missing_days if lack.goal.words[1:] == DAY]

    assert of(around) == of(exact) == []
    assert of(before) == ["parameter required_days left_on 2021-01-01 from"]
    assert (strict(around), strict(exact), strict(before)) == (["day_before", "day"], [], ["day"])


DAY = ("required_days", "left_on", "2021-01-01")


def test_an_excuse_takes_goals_out_of_the_count(goals: Goals) -> None:
    excuse = _excuse("boundary * * claimed_on 2020-01-01 before")
    (program,) = counted(goals, Seen(), [excuse]).programs
    assert program.counts["boundary"].of == 19
    assert [(" ".join(lack.goal.words), lack.part) for lack in program.unreachable] == [
        ("condition claimed_while_poor claimed_on 2020-01-01", "before")
    ]
    assert program.strict.of == 18, "a day that nobody can see is in no strict count"


def test_an_excuse_for_what_is_seen_or_does_not_exist_is_idle(goals: Goals, decide: Decide) -> None:
    seen = decide(left_on="2020-05-05", days=150)
    excuses = [_excuse("condition 2020-01-01 long_enough met"), _excuse("row moon"), _excuse("amount")]
    assert counted(goals, seen, excuses).idle == (excuses[0], excuses[1])


def test_percents_are_whole_and_100_means_all(goals: Goals, decide: Decide) -> None:
    (program,) = counted(goals, decide(left_on="2020-05-05", days=150)).programs
    assert {kind: count.percent for kind, count in program.counts.items()} == {
        "condition": 11,
        "row": 33,
        "boundary": 30,
        "reservation": 33,
        "amount": 50,
    }


def test_the_document_names_file_line_and_reason(goals: Goals) -> None:
    excuse = _excuse("row money 2020-01-01 2")
    document: dict[str, Any] = as_json(
        counted(goals, Seen(), [excuse]), {"grant": Text("지원금", "Grant")}, lambda file: f"rulesets/{file}"
    )
    (program,) = document["programs"]
    assert program["unreachable"] == [
        {
            "kind": "row",
            "words": ["money", "2020-01-01", "2"],
            "part": "hit",
            "label": {"ko": "금액 표", "en": "Table of money"},
            "file": "rulesets/tables/money.yaml",
            "line": 13,
            "because": {"ko": "까닭", "en": "reason"},
        }
    ]
    assert program["counts"]["row"] == {"of": 2, "seen": 0, "percent": 0}
