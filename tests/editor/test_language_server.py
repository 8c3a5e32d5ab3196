"""The language server as an editor meets it: a process, asked over stdio."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from tests.editor.client import Editor

COMMON = "unemployment/job_seeking_benefit/common.yaml"
SHARED = "unemployment/common.yaml"
VERSION = "unemployment/job_seeking_benefit/2019-10-01.yaml"
WAGES = "parameters/minimum_wage.yaml"


def run(editing: Coroutine[Any, Any, None]) -> None:
    asyncio.run(editing)


def test_diagnostics_follow_what_is_typed(rulesets: Path) -> None:
    async def editing() -> None:
        async with Editor(rulesets) as editor:
            text = editor.open(SHARED)
            await editor.until(lambda told: told.get(SHARED) == [])

            broken = text.replace(
                "insured_unit_days >= required_unit_days", "insured_unit_dayz >= required_unit_days"
            )
            editor.type(SHARED, broken)
            await editor.until(lambda told: told[SHARED])
            (found,) = [d for d in editor.told[SHARED] if "insured_unit_dayz" in d.message]
            line = broken.splitlines()[found.range.start.line]
            assert line[found.range.start.character : found.range.end.character] == "insured_unit_dayz"
            assert "insured_unit_days" in found.message
            assert found.source == "haedang"

            editor.type(SHARED, text.replace('insured_category = "worker"', "insured_category =", 1))
            await editor.until(lambda told: [d.code for d in told[SHARED]] == ["L100"])

            editor.type(SHARED, text)
            await editor.until(lambda told: told[SHARED] == [])
            assert (rulesets / SHARED).read_text("utf-8") == text

    run(editing())


def test_a_change_in_one_file_is_told_in_the_others(rulesets: Path) -> None:
    async def editing() -> None:
        async with Editor(rulesets) as editor:
            text = editor.open(WAGES)
            await editor.until(lambda told: told.get(WAGES) == [])
            editor.type(WAGES, text.replace("  minimum_wage:", "  minimal_wage:"))
            await editor.until(lambda told: told.get("definitions/job_seeking_benefit.yaml"))
            assert any(
                "minimum_wage" in d.message for d in editor.told["definitions/job_seeking_benefit.yaml"]
            )
            editor.type(WAGES, text)
            await editor.until(lambda told: not any(told.values()))

    run(editing())


def test_hover_tells_what_a_name_is_and_its_value_on_the_day_of_the_file(rulesets: Path) -> None:
    async def editing() -> None:
        async with Editor(rulesets) as editor:
            text, version, shared = editor.open(COMMON), editor.open(VERSION), editor.open(SHARED)
            fact = await editor.hover(SHARED, shared, "insured_unit_days >=")
            assert "피보험 단위기간" in fact
            assert "사람" in fact
            parameter = await editor.hover(COMMON, text, "job_seeking_benefit_rate < minimum_daily_benefit")
            assert "0.6" in parameter
            assert "제" in parameter  # its citation
            condition = await editor.hover(VERSION, version, "insured_period_met")
            assert "insured_unit_days >= required_unit_days" in condition
            assert await editor.hover(SHARED, shared, "근로자로서의") == ""
            # The rate of the day of the file, and no other: it was raised on the day this version took effect.
            typed = version + "amounts: {a: {value: job_seeking_benefit_rate}}\n"
            editor.type(VERSION, typed)
            assert "2019-10-01: **0.6**" in await editor.hover(VERSION, typed, "job_seeking_benefit_rate")

    run(editing())


def test_definition_goes_to_where_a_name_is_written(rulesets: Path) -> None:
    async def editing() -> None:
        async with Editor(rulesets) as editor:
            text, version, shared = editor.open(COMMON), editor.open(VERSION), editor.open(SHARED)
            wages, table = editor.open(WAGES), editor.open("tables/job_seeking_benefit.yaml")
            assert await editor.definition(SHARED, shared, "insured_unit_days >=") == [
                ("facts/insurance.yaml", "insured_unit_days"),
                ("definitions/unit_period.yaml", "insured_unit_days"),
            ]
            assert await editor.definition(COMMON, text, "daily_benefit\n") == [
                ("facts/results.yaml", "daily_benefit"),
                ("definitions/benefit_by_insured_category.yaml", "daily_benefit"),
            ]
            assert await editor.definition(SHARED, shared, "involuntary_reasons") == [
                ("parameters/separation_reasons.yaml", "involuntary_reasons")
            ]
            assert await editor.definition(VERSION, version, "insured_period_met") == [
                (SHARED, "insured_period_met")
            ]
            for file, read in ((VERSION, version), (SHARED, shared)):
                name = "separation_accepted" if file == VERSION else "left_involuntarily"
                assert await editor.definition(file, read, name) == [(SHARED, name)]
            assert await editor.definition(WAGES, wages, "unemployment_common_knowledge") == [
                ("sources/unemployment.yaml", "unemployment_common_knowledge")
            ]
            assert await editor.definition(SHARED, shared, 'dismissed_for_serious_fault"') == [
                ("facts/choices_separation.yaml", "dismissed_for_serious_fault")
            ]
            assert await editor.definition(WAGES, wages, "separation_date") == [
                ("facts/separation.yaml", "separation_date"),
                ("definitions/insurance_record.yaml", "separation_date"),
            ]
            assert (
                await editor.definition("tables/job_seeking_benefit.yaml", table, "age_at_separation") != []
            )

    run(editing())


def test_completion_inside_expressions_and_lists_of_conditions(rulesets: Path) -> None:
    async def editing() -> None:
        async with Editor(rulesets) as editor:
            text, version = editor.open(SHARED), editor.open(VERSION)
            names = await editor.completion(SHARED, text, "when: agreed(insured_unit_d")
            assert {
                "insured_unit_days",
                "required_unit_days",
                "benefit_days_table",
                "minimum_base_wage",
            } <= names.keys()
            assert names["completed years()"] == "completed years("

            async def after(written: str) -> dict[str, str]:
                typed = text.replace('when: insured_category = "worker"', f"when: {written}", 1)
                editor.type(SHARED, typed)
                return await editor.completion(SHARED, typed, f"when: {written}")

            assert (await after("insured_category = "))["worker"] == '"worker"'
            assert (await after('insured_category = "wo'))["worker"] == "worker"
            assert (await after('"insured_category = '))["worker"] == '\\"worker\\"'
            assert "worker" not in await after("insured_category")
            listed = await after("separation_reason in ")
            assert listed["involuntary_reasons"] == "involuntary_reasons"
            assert "expiry" in listed or any(text.startswith('"') for text in listed.values())
            fields = await after("some r in insurance_history satisfies r.")
            assert "unit_days" in fields
            assert "insured_unit_days" not in fields
            filtered = await after("count(insurance_history[cat")
            assert "category" in filtered

            ids = await editor.completion(VERSION, version, "    - ins")
            assert {"insured_period_met", "was_employee", "separation_accepted"} <= ids.keys()
            assert "insured_unit_days" not in ids

    run(editing())


def test_formatting_is_the_layout_of_fmt(rulesets: Path) -> None:
    async def editing() -> None:
        async with Editor(rulesets) as editor:
            text = editor.open(WAGES)
            assert await editor.formatting(WAGES) == []
            editor.type(WAGES, text.replace("cite: 최저임금법 제10조\n", "cite:   '최저임금법 제10조'\n", 1))
            (edit,) = await editor.formatting(WAGES)
            assert edit.new_text == text
            editor.type(WAGES, "parameters: [")
            assert await editor.formatting(WAGES) == []

    run(editing())


def test_a_text_that_is_no_yaml_keeps_what_was_known(rulesets: Path) -> None:
    async def editing() -> None:
        async with Editor(rulesets) as editor:
            text = editor.open(WAGES)
            await editor.until(lambda told: told.get(WAGES) == [])
            editor.type(WAGES, text + "\t- {")
            await editor.until(lambda told: [d.code for d in told[WAGES]] == ["Y002"])
            shared = editor.open(SHARED)
            assert "minimum_wage" in await editor.completion(SHARED, shared, "when: agreed(insured_unit_d")
            assert [name for name, listed in editor.told.items() if listed] == [WAGES]

    run(editing())


def test_places_are_counted_in_the_units_of_the_editor(rulesets: Path) -> None:
    async def editing() -> None:
        async with Editor(rulesets) as editor:
            text = editor.open(WAGES)
            # The sign takes two UTF-16 units: what stands behind it on the line is counted right.
            typed = text.replace(
                "{ko: 최저임금 (시간급), en: Minimum wage (hourly)}", "{ko: 𐍈 최저임금, en: A, x: 1}"
            )
            editor.type(WAGES, typed)
            await editor.until(lambda told: told.get(WAGES))
            (found,) = [d for d in editor.told[WAGES] if d.code == "M101"]
            line = typed.splitlines()[found.range.start.line].encode("utf-16-le")
            assert (
                line[2 * found.range.start.character : 2 * found.range.end.character].decode("utf-16-le")
                == "x"
            )

    run(editing())
