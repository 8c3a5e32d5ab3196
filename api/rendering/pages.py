"""The page of a diagnostic code, and the list of all codes, as people read them on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from api.explanations import Page
from api.rendering.words import Words
from engine.diagnostics import Text

GROUPS = {
    "Y": Text("YAML의 글", "the YAML text"),
    "M": Text("규칙의 꼴과 뜻", "shape and sense of a ruleset"),
    "L": Text("식의 언어", "the expression language"),
    "P": Text("프로필", "a profile"),
    "R": Text("요청과 명령", "requests and commands"),
    "S": Text("시나리오", "scenarios"),
}
_NAMED = ("when", "value", "hit")  # examples that are shown with the key they stand under


def page_text(page: Page, lang: str) -> str:
    """One page: the sentence, four sections, two examples."""
    words = Words(lang)
    kind = words("오류", "error") if page.severity == "error" else words("주의", "warning")
    parts = [
        f"{page.code} ({kind}) {words.said(page.title.as_json())}",
        _section(words("무엇을 잡나", "What it catches"), words.said(page.catches.as_json())),
        _section(words("왜 중요한가", "Why it matters"), words.said(page.why.as_json())),
        _section(words("잘못된 예", "Bad"), example_text(page.bad)),
        _section(words("고친 예", "Good"), example_text(page.good)),
        _section(words("고치는 법", "Cure"), words.said(page.cure.as_json())),
    ]
    return "\n\n".join(parts) + "\n"


def list_text(pages: Iterable[Page], lang: str) -> str:
    """Every code with its sentence, by letter."""
    words, text, letter = Words(lang), "", ""
    for page in pages:
        if page.code[0] != letter:
            letter = page.code[0]
            text += f"{'' if not text else chr(10)}{words.of(GROUPS[letter])}\n"
        text += f"  {page.code}  {words.said(page.title.as_json())}\n"
    return text + "\n" + words("자세히: haedang explain CODE", "more: haedang explain CODE") + "\n"


def example_text(example: Mapping[str, str]) -> str:
    """An example with the place it would stand in, if it has one."""
    times = f" … (× {example['times']})" if "times" in example else ""
    again = f"{example['joined']}{{}}" if example.get("joined") else ""
    lines = [f"# {example['file']}"] if "file" in example else []
    for kind, text in example.items():
        if kind in ("file", "times", "joined"):
            continue
        shown = text + again.format(text) + times if kind != "hit" else text
        lines.append(f"{kind}: {shown}" if kind in _NAMED else shown)
    return "\n".join(lines).rstrip()


def _section(title: str, text: str) -> str:
    return title + "\n" + "\n".join(f"  {line}".rstrip() for line in text.split("\n"))
