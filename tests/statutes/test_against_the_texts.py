"""The shipped citation index against the texts of the statutes, where they are.

Paragraphs, items and subitems are not in the index: they change with almost every promulgation, and the index would be as long as the
law. Here, where the texts are, every citation of the catalogue is held to them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

from api.statutes.__main__ import INDEX, regenerated, texts_by_title
from api.statutes.texts import StatuteText
from engine.loading.checks.articles_existed import _cited
from engine.loading.opening import open_catalog
from engine.loading.statutes import plain_name

CITATION = re.compile(
    r"(?P<statute>\D+?)\s+제(?P<article>\d+)조(?:의(?P<branch>\d+))?"
    r"(?:제(?P<paragraph>\d+)항)?(?:제(?P<item>\d+)호(?:의(?P<twig>\d+))?)?(?:(?P<letter>[가-하])목)?"
)
ADDENDA = re.compile(r"부칙 제(\d+)호")
CIRCLED = {chr(ord("①") + number): str(number + 1) for number in range(20)}
PARAGRAPH = re.compile(r"^\*\*([①-⑳])\*\* ", re.MULTILINE)
ITEM = re.compile(r"^ {0,3}(\d+(?:의\d+)?)\\?\. ", re.MULTILINE)
LETTER = re.compile(r"^ {0,6}([가-하])\\?\. ", re.MULTILINE)


@pytest.fixture(scope="module")
def texts(collection: Path) -> dict[str, list[StatuteText]]:
    return texts_by_title(collection)


def test_the_index_is_what_the_texts_say(texts: dict[str, list[StatuteText]]) -> None:
    stale = []
    for path in sorted(INDEX.glob("*.yaml")):
        shipped = path.read_text(encoding="utf-8")
        listed = yaml.load(shipped, yaml.BaseLoader)["statutes"]  # noqa: S506 - days stay text
        if regenerated(listed, texts) != shipped:
            stale.append(path.name)
    assert stale == [], "run: make statutes"


def test_every_paragraph_and_item_that_is_cited_was_there(
    texts: dict[str, list[StatuteText]], root: Path
) -> None:
    known = {plain_name(title): found for title, found in texts.items()}
    catalog = open_catalog(root / "rulesets")
    lost, held = set(), 0
    for cites, day, _span in _cited(catalog):
        for cite in cites:
            found = CITATION.match(cite)
            if found is None or day is None or plain_name(found["statute"]) not in known:
                continue
            held += 1
            stood = known[plain_name(found["statute"])]
            held_to = [*_around(stood, day), *_reaching_back(stood, cites)]
            if not any(_has(text, found) for text in held_to):
                lost.add(f"{day}: {cite}")
    assert held > 0, "no citation was held to a text"
    assert sorted(lost) == []


def _around(found: list[StatuteText], day: date) -> Iterator[StatuteText]:
    """The texts of which a part may be in force on a day: the last one wholly so, and what was promulgated after it."""
    ordered = sorted(found, key=lambda text: (text.promulgated, int(text.number)))
    whole = [place for place, text in enumerate(ordered) if text.last_start <= day]
    yield from (text for text in ordered[whole[-1] if whole else 0 :] if not whole or text.promulgated <= day)


def _reaching_back(found: list[StatuteText], cites: Sequence[str]) -> Iterator[StatuteText]:
    """The texts whose supplementary provisions are cited beside: these say that the text serves earlier cases too."""
    numbers = {number for cite in cites for number in ADDENDA.findall(cite)}
    yield from (text for text in found if text.number in numbers)


def _has(text: StatuteText, found: re.Match[str]) -> bool:
    part = text.articles.get(found["article"] + (f"의{found['branch']}" if found["branch"] else ""))
    if part is not None and found["paragraph"]:
        part = _parts(PARAGRAPH, part).get(
            found["paragraph"], part if found["paragraph"] == "1" and "**①**" not in part else None
        )
    if part is not None and found["item"]:
        part = _parts(ITEM, part).get(found["item"] + (f"의{found['twig']}" if found["twig"] else ""))
    if part is not None and found["letter"]:
        part = _parts(LETTER, part).get(found["letter"])
    return part is not None


def _parts(pattern: re.Pattern[str], text: str) -> dict[str, str]:
    """The parts of a text that have not been deleted, by their number."""
    marks = list(pattern.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)][: len(marks)]
    return {
        CIRCLED.get(mark[1], mark[1]): text[mark.end() : end]
        for mark, end in zip(marks, ends, strict=True)
        if not text[mark.end() : end].startswith("삭제")
    }
