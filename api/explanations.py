"""The page of every diagnostic code: what it catches, why it matters, a bad and a good example, the cure.

The pages stand as YAML beside the messages, in engine/diagnostics/pages; the engine itself never reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from engine.diagnostics import MESSAGES, Refused, Text, diagnose, meant, nearest
from engine.documents import read_tree

SECTIONS = ("catches", "why", "cure")
EXAMPLES = ("bad", "good")


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to say about one code. An example is one kind of text (`file` with `text`, `when`, `value`, `profile`, `command`,
    `sentence`) and what it holds.
    """

    code: str
    severity: str
    title: Text
    catches: Text
    why: Text
    bad: Mapping[str, str]
    good: Mapping[str, str]
    cure: Text

    def as_json(self) -> dict[str, Any]:
        """The page as a JSON object."""
        texts = {name: getattr(self, name).as_json() for name in ("title", *SECTIONS)}
        return {
            "code": self.code,
            "severity": self.severity,
            **texts,
            "bad": dict(self.bad),
            "good": dict(self.good),
        }


@lru_cache(maxsize=1)
def read_pages() -> Mapping[str, Page]:
    """Every page by its code, in order."""
    pages: dict[str, Page] = {}
    folder = resources.files("engine.diagnostics").joinpath("pages")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yaml"):
            written: Any = read_tree(file.read_text("utf-8"), file.name).plain()
            pages |= {code: _page(code, page) for code, page in (written or {}).items()}
    return dict(sorted(pages.items()))


def _page(code: str, written: Mapping[str, Any]) -> Page:
    texts = {name: Text(written[name]["ko"], written[name]["en"]) for name in SECTIONS}
    examples = {name: {kind: str(text) for kind, text in written[name].items()} for name in EXAMPLES}
    message = MESSAGES[code]
    return Page(code, message.severity, title(code), **texts, **examples)  # type: ignore[arg-type]


def title(code: str) -> Text:
    """The sentence of a code, its words left open."""
    return Text(*(sentence.format_map(_Open()) for sentence in (MESSAGES[code].ko, MESSAGES[code].en)))


class _Open(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def page_of(code: str) -> Page:
    """The page of a code, however it is written; raises Refused where there is no such code."""
    pages = read_pages()
    found = pages.get(code.strip().upper())
    if found is None:
        raise Refused(
            [diagnose("R113", path="CODE", name=code[:20], near=meant(nearest(code.upper(), pages)))]
        )
    return found
