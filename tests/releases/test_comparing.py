"""What two releases differ in is told by rule and parameter, all of it and nothing about formatting."""

import shutil

import pytest

from engine.comparing import compare
from engine.loading.folder import load_folder

BALLOON, KITE = "    balloon: {ko: 풍선, en: Balloon}\n", "    kite: {ko: 연, en: Kite}\n"
MANY = "        - {id: many_days, when: moon_days > 99, label: {ko: 많음, en: Many}, cite: 달법 제7조}\n"
HIGHER = "      - {from: 2025-01-01, until: 2031-01-01, value: 2000, cite: 달법 제3조의2}\n"


@pytest.fixture
def changes(moon, edit):
    """Edit the invented law by some (file, old, new); the changes by kind, as JSON."""

    def told(*edits):
        before = load_folder(moon)
        for name, old, new in edits:
            edit(name, old, new)
        found = compare(before, load_folder(moon))
        return {kind: [change.as_json() for change in listed] for kind, listed in found.items() if listed}

    return told


def flat(change):
    """A change and all below it."""
    yield change
    for part in change.get("parts", ()):
        yield from flat(part)


def found(changes, what):
    return [
        change for kind in changes.values() for top in kind for change in flat(top) if change["what"] == what
    ]


def test_the_same_law_has_no_changes(changes):
    assert changes() == {}


def test_layout_and_comments_are_no_change(changes):
    assert changes(("definitions/moon.yaml", "floor(moon_days / 7)", "floor((moon_days) /7) # so")) == {}


def test_a_figure_is_told_with_its_days_and_citation(changes):
    told = changes(("parameters/moon.yaml", "value: 1500", "value: 1600"))
    (parameter,) = told["parameters"]
    (value,) = parameter["parts"]
    assert list(told) == ["parameters"]
    assert (parameter["id"], parameter["change"], parameter["label"]["ko"]) == (
        "crater_rate",
        "changed",
        "하루 수당",
    )
    assert (value["from"], value["until"]) == ("2021-01-01", "2030-01-01")
    assert value["old"]["text"] == {"ko": "1,500원/일", "en": "1,500 won/day"}
    assert value["new"]["text"]["ko"] == "1,600원/일"
    assert value["new"]["cites"] == ["달법 제3조"]


def test_a_figure_that_comes_in_between_is_told_for_its_days_only(changes):
    told = changes(
        ("parameters/moon.yaml", "until: 2030-01-01", "until: 2025-01-01"),
        (
            "parameters/moon.yaml",
            "grade: B, source: moon_table}\n",
            "grade: B, source: moon_table}\n" + HIGHER,
        ),
    )
    values = told["parameters"][0]["parts"]
    assert [(v["change"], v["from"], v["until"]) for v in values] == [
        ("changed", "2025-01-01", "2030-01-01"),
        ("added", "2030-01-01", "2031-01-01"),
    ]
    assert "grade" in {part["what"] for part in values[0]["parts"]}


def test_an_item_of_a_list_is_told_by_its_label(changes):
    told = changes(("parameters/moon.yaml", "[rocket]", "[rocket, kite]"))
    (item,) = found(told, "item")
    assert (item["change"], item["id"], item["label"]["ko"]) == ("added", "kite", "연")


def test_a_changed_condition_is_told_in_words_and_as_written(changes):
    told = changes(("lunar/moon_allowance/common.yaml", "moon_days >= 30", "moon_days >= 31"))
    (program,) = told["programs"]
    assert [version["id"] for version in program["parts"]] == ["2020-01-01", "2024-01-01"]
    condition = program["parts"][0]["parts"][0]
    (value,) = condition["parts"]
    assert (condition["what"], condition["id"]) == ("condition", "stayed_long")
    assert condition["label"]["en"] == "Stayed 30 days or more"
    assert value["old"]["text"]["ko"] == "‘달에서 지낸 날’ >= 30"
    assert value["new"]["expression"] == "moon_days >= 31"
    assert value["new"]["cites"] == ["달법 제2조제1항"]


def test_a_citation_alone_is_a_change(changes):
    told = changes(("lunar/moon_allowance/common.yaml", "cite: 달법 제2조제1항", "cite: 달법 제2조제5항"))
    assert {change["id"] for change in found(told, "condition")} == {"stayed_long"}
    assert found(told, "cites")[0]["new"]["text"]["ko"] == "달법 제2조제5항"


def test_an_added_and_a_removed_condition_say_where_they_stand(changes):
    told = changes(
        ("lunar/moon_allowance/2024-01-01.yaml", "    - came_properly\n", ""),
        (
            "lunar/moon_allowance/2024-01-01.yaml",
            "          cite: 달법 제5조\n",
            "          cite: 달법 제5조\n" + MANY,
        ),
    )
    removed, added = found(told, "condition")
    assert (removed["change"], removed["id"]) == ("removed", "came_properly")
    assert removed["old"]["text"]["ko"].startswith("2020-01-01 ~ 2021-12-31: 없음; 2022-01-01부터:")
    assert (added["change"], added["id"], added["within"]["ko"]) == ("added", "many_days", "하나 ‘머묾’")
    assert found(told, "structure") == []


def test_how_conditions_are_joined_is_told_by_the_smallest_part(changes):
    told = changes(("lunar/moon_allowance/2024-01-01.yaml", "      any:\n", "      all:\n"))
    (structure,) = found(told, "structure")
    assert structure["old"]["text"]["en"] == "any ‘Stayed’ (stayed_long, stayed_weeks)"
    assert structure["new"]["text"]["en"] == "all ‘Stayed’ (stayed_long, stayed_weeks)"


def test_a_new_version_is_told_as_an_amendment(moon):
    newest = moon / "lunar" / "moon_allowance" / "2024-01-01.yaml"
    text = newest.read_text("utf-8")
    before = load_folder(moon)
    newest.with_name("2027-01-01.yaml").write_text(
        text.replace("from: 2024-01-01", "from: 2027-01-01").replace("    - came_properly\n", ""), "utf-8"
    )
    (program,) = compare(before, load_folder(moon))["programs"]
    ended, added = (part.as_json() for part in program.parts)
    assert (ended["id"], ended["parts"][0]["what"]) == ("2024-01-01", "until")
    assert (added["change"], added["id"], added["against"]) == ("added", "2027-01-01", "2024-01-01")
    assert [(part["change"], part.get("id")) for part in added["parts"]] == [("removed", "came_properly")]


def test_an_added_program_is_told_in_full_and_a_removed_one_by_name(moon):
    before = load_folder(moon)
    shutil.move(moon / "lunar" / "tide_grant", moon.parent / "tide_grant")
    after = load_folder(moon)
    (removed,) = compare(before, after)["programs"]
    (added,) = compare(after, before)["programs"]
    assert (removed.kind, removed.id, removed.parts) == ("removed", "tide_grant", ())
    assert (added.kind, added.label.ko) == ("added", "밀물 보조금")
    assert [(part.what, part.id) for part in added.parts[0].parts] == [
        ("condition", "floats"),
        ("amount", "total"),
    ]


def test_amounts_by_field(changes):
    told = changes(
        ("lunar/moon_allowance/common.yaml", "round: down", "round: up"),
        ("lunar/moon_allowance/common.yaml", "value: crater_rate", "value: crater_rate * 2"),
    )
    amounts = {change["id"]: change["parts"] for change in found(told, "amount")}
    assert amounts["daily"][0]["new"]["text"]["ko"] == "‘하루 수당’ * 2"
    assert [(p["what"], p["old"]["text"]["ko"], p["new"]["text"]["ko"]) for p in amounts["total"]] == [
        ("round", "down", "up")
    ]


def test_table_rows(changes):
    told = changes(
        ("tables/moon.yaml", "then: 20", "then: 25"),
        ("tables/moon.yaml", '["< 30"]', '["< 29"]'),
    )
    rows = found(told, "row")
    assert [(r["change"], r["label"]["ko"]) for r in rows] == [
        ("removed", "‘달에서 지낸 날’ < 30"),
        ("changed", "‘달에서 지낸 날’ [30..90)"),
        ("added", "‘달에서 지낸 날’ < 29"),
    ]
    assert rows[1]["new"]["text"]["ko"] == "25일"


def test_definitions_facts_and_choices(changes):
    told = changes(
        ("definitions/moon.yaml", "floor(", "ceiling("),
        ("facts/people.yaml", "range: [0, 5000]", "range: [0, 6000]"),
        ("facts/people.yaml", "Kite}", "Kite}\n    glider: {ko: 활공기, en: Glider}"),
    )
    assert found(told, "definition")[0]["parts"][0]["new"]["expression"] == "ceiling(moon_days / 7)"
    assert found(told, "fact")[0]["parts"][0]["new"]["text"]["ko"] == "6,000"
    assert [(item["change"], item["id"]) for item in found(told, "item")] == [("added", "glider")]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("facts/people.yaml", "en: Rocket", "en: A rocket"),
        ("facts/people.yaml", BALLOON + KITE, KITE + BALLOON),
        ("facts/people.yaml", "known_by: [agency]", "known_by: [applicant]"),
        ("parameters/moon.yaml", "published: 2020-12-01", "published: 2020-12-02"),
        ("parameters/moon.yaml", "until: 2021-01-01, ", ""),
        ("sources/lunar.yaml", "달을 본 사람의 표", "해를 본 사람의 표"),
        ("tables/moon.yaml", "inputs: [moon_days]", "inputs: [moon_days + 1]"),
        ("lunar/moon_allowance/common.yaml", "documents: [{ko: 달 사진, en: A picture of the moon}]", "documents: []"),
        ("lunar/moon_allowance/common.yaml", "moon_days > 1000", "moon_days > 1001"),
        ("lunar/moon_allowance/common.yaml", "달법 제3조제2항", "달법 제3조제3항"),
        ("lunar/moon_allowance/2020-01-01.yaml", "published: 2019-12-01", "published: 2019-12-02"),
        ("lunar/moon_allowance/2024-01-01.yaml", "{ko: 머묾, en: Stayed}", "{ko: 머무름, en: Stayed}"),
        ("lunar/moon_allowance/2024-01-01.yaml", "not_together_with: []", "not_together_with: [tide_grant]"),
        ("lunar/tide_grant/2021-01-01.yaml", "until: 2029-01-01", "until: 2030-01-01"),
        ("lunar/tide_grant/common.yaml", "value: 100000", "value: 100001"),
    ],
)  # fmt: skip
def test_whatever_changes_the_digest_is_told(changes, moon, name, old, new):
    digest = load_folder(moon).digest
    told = changes((name, old, new))
    assert load_folder(moon).digest != digest
    assert told
