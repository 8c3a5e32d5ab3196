"""The law is data: no program, article or statute is named in Python.

Program ids are read from the folders of rulesets/; an id of one common word would hit ordinary code, so only
ids with an underscore are looked for. How days are counted is no program's law, so its one file may cite.
"""

import re
from pathlib import Path

import pytest

NO_PROGRAMS = {"facts", "parameters", "tables", "definitions"}
COUNTING = "engine/periods.py"
ARTICLE = re.compile(r"제\s?\d+조|법\s?§\s?\d+")
STATUTES = (
    "고용보험법",
    "고용보험및산업재해보상보험",
    "고용상연령차별금지",
    "고용정책기본법",
    "구직자취업촉진",
    "국민기초생활보장법",
    "국민평생직업능력개발법",
    "근로기준법",
    "근로자퇴직급여보장법",
    "남녀고용평등",
    "산업재해보상보험법",
    "장애인고용촉진",
    "중소기업기본법",
    "청년고용촉진특별법",
    "청년기본법",
    "최저임금법",
    "한부모가족지원법",
)
STATUTE = re.compile(
    "|".join(r"[\s·ㆍ]*".join(name) for name in STATUTES) + r"|[가-힣]에 관한 법률|법 시행(?:령|규칙)"
)


def _program_ids(root: Path) -> set[str]:
    """rulesets/<domain>/<program>/<effective-from>.yaml: the folders that hold dated files."""
    dated = (root / "rulesets").glob("*/*/*.yaml")
    return {
        path.parent.name for path in dated if path.parts[-3] not in NO_PROGRAMS and "_" in path.parent.name
    }


def _hits(pattern: re.Pattern[str], root: Path, sources: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(root)}:{number}: {match.group()}"
        for path in sources
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for match in pattern.finditer(line)
    ]


def test_no_program_is_named(root: Path, sources: list[Path]) -> None:
    ids = _program_ids(root)
    if not ids:
        pytest.fail("rulesets/ holds no programs, so this test would pass for nothing")
    named = re.compile(r"(?<![A-Za-z0-9_])(?:" + "|".join(sorted(map(re.escape, ids))) + r")(?![A-Za-z0-9_])")
    assert _hits(named, root, sources) == []


def test_no_article_is_cited(root: Path, sources: list[Path]) -> None:
    assert _hits(ARTICLE, root, [path for path in sources if path != root / COUNTING]) == []


def test_no_statute_is_named(root: Path, sources: list[Path]) -> None:
    assert _hits(STATUTE, root, sources) == []
