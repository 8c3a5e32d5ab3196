"""The reference page of the language, rulesets/language.md, from the code and the words in engine/language/reference.

Signatures, parts, limits, policies and what is left out of FEEL are read from the code; the words and the examples from
the YAML beside it. `make reference` writes the page, and tests/api/test_reference.py runs every example of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from engine.calculator import MOST_WORK, decode
from engine.diagnostics import MESSAGES
from engine.documents import read_tree
from engine.evaluation.operations import MOST_STEPS
from engine.evaluation.tables import AGGREGATIONS, POLICIES
from engine.language import parsing
from engine.language.exact import MOST_DIGITS, MOST_EXPONENT
from engine.language.foreign import LEFT_OUT
from engine.language.forms import FIELD_FORMS, WRAPPERS
from engine.language.functions import FUNCTIONS, MOST_BITS, SPECIAL_FORMS, Function
from engine.language.functions import MOST_EXPONENT as MOST_POWER
from engine.language.nodes import ListOf, Literal, Node
from engine.language.parts import PARTS
from engine.language.values import Value
from engine.language.writing import write

PAGE = Path(__file__).parents[1] / "rulesets" / "language.md"
Words: TypeAlias = Any  # plain values of YAML: their readers know which
Entry: TypeAlias = Mapping[str, Any]  # one construct, function or policy of the YAML
_KINDS = {
    "date": "날짜 · date",
    "months": "연·월 기간 · years and months duration",
    "days": "일·시간 기간 · days and time duration",
}
_UNKNOWN = "모름 · unknown"


def words_of(name: str) -> Words:
    """What engine/language/reference holds under a name: constructs, functions or tables."""
    file = f"{name}.yaml"
    text = resources.files("engine.language").joinpath("reference", file).read_text("utf-8")
    return read_tree(text, file).plain()


def page() -> str:
    """The text of the reference page."""
    lines = [*_head(), *_differences(), *_constructs(), *_parts(), *_functions(), *_tables(), *_left_out()]
    return "\n".join(line.rstrip() for line in (*lines, *_limits())) + "\n"


def _head() -> Iterator[str]:
    yield "# 식의 언어 · The expression language"
    yield ""
    yield "<!-- Written by `make reference` from engine/language; every example is run by the tests. -->"
    yield ""
    yield from _said("intro")


def _said(name: str) -> Iterator[str]:
    """A paragraph in both languages."""
    words = words_of("page")[name]
    for lang in ("ko", "en"):
        yield words[lang]
        yield ""


def _differences() -> Iterator[str]:
    yield "## FEEL과 다른 점 · Differences from FEEL"
    yield ""
    for heading, entry in _entries():
        if "differs" in entry:
            yield f"- **{heading}**: {entry['differs']['ko']} · {entry['differs']['en']}"
    own = ", ".join(f"`{name}`" for name, entry in words_of("functions").items() if entry.get("own"))
    yield f"- FEEL에 없는 함수 · functions that FEEL does not have: {own}"
    yield "- FEEL에는 있고 여기에는 없는 것은 [아래](#left-out) · what is left out is listed [below](#left-out)"
    yield ""


def _entries() -> Iterator[tuple[str, Entry]]:
    """Every construct and function with what it is called by."""
    for section in words_of("constructs"):
        yield from ((f"`{entry['write']}`", entry) for entry in section["entries"])
    yield from ((f"`{name}`", entry) for name, entry in words_of("functions").items())


def _constructs() -> Iterator[str]:
    for section in words_of("constructs"):
        yield f"## {section['title']['ko']} · {section['title']['en']}"
        yield ""
        for entry in section["entries"]:
            yield f"### `{entry['write']}`"
            yield ""
            yield from _explained(entry)


def _functions() -> Iterator[str]:
    yield "## 함수 · Functions"
    yield ""
    words = words_of("functions")
    for name in (*FUNCTIONS, *SPECIAL_FORMS):
        yield f"### `{name}`"
        yield ""
        yield "```text"
        yield from signatures(name)
        yield "```"
        yield ""
        yield from _explained(words[name])
    yield from _said("holidays")


def signatures(name: str) -> Iterator[str]:
    """The ways to call a function or form, with the kinds of its arguments and of its result."""
    function = FUNCTIONS.get(name)
    if function is None:
        yield _form(name)
        return
    for signature in function.signatures:
        taken = ", ".join(f"{p.name}: {p.kind}" + (" (optional)" if p.optional else "") for p in signature)
        yield f"{name}({taken}) -> {_result(function)}"
    if function.variadic:
        yield f"{name}(a, b, ...) -> {_result(function)}"


def _form(name: str) -> str:
    if name in FIELD_FORMS:
        return f"{name}(list: list, field) -> {'list' if name == 'sort by' else 'record'}"
    if name in WRAPPERS:
        return f"{name}(sum or count) {'>= or >' if name == 'at least' else '<= or <'} bound -> boolean"
    return f"{name}(negand: boolean) -> boolean"


def _result(function: Function) -> str:
    kind, _, unit = function.result.partition(": ")
    return {"same": "as its first argument"}.get(kind, kind) + (f" ({unit})" if unit else "")


def _explained(entry: Entry) -> Iterator[str]:
    yield f"{entry['ko']} · {entry['en']}"
    yield ""
    if "rule" in entry:
        yield f"따르는 법 · Rule followed: {entry['rule']}"
        yield ""
    if entry.get("facts"):
        given = ", ".join(f"`{name}` = `{shown(value)}`" for name, value in entry["facts"].items())
        yield f"{given}{'이면' if len(entry['facts']) == 1 else '일 때'} · with these facts:"
        yield ""
    yield from _examples(entry)
    if entry.get("own"):
        yield "> FEEL에 없는 함수입니다. · FEEL does not have it."
        yield ""
    if "differs" in entry:
        yield f"> FEEL과 다른 점 · Differs: {entry['differs']['ko']} · {entry['differs']['en']}"
        yield ""


def _examples(entry: Entry) -> Iterator[str]:
    if "examples" in entry:
        yield "| 식 · expression | 값 · value |"
        yield "|---|---|"
        for expression, value, *more in entry["examples"]:
            yield f"| `{_piped(expression)}` | {_outcome(value, more)} |"
        yield ""
    if "cells" in entry:
        yield "| 칸 · cell | 값 · value | 맞는지 · matches |"
        yield "|---|---|---|"
        for cell, tested, outcome in entry["cells"]:
            yield f"| `{_piped(cell)}` | `{shown(tested)}` | `{shown(outcome)}` |"
        yield ""


def _outcome(value: object, more: list[str]) -> str:
    if value == "error":
        return f"{more[0]}: {MESSAGES[more[0]].ko.replace('{', '').replace('}', '')}"
    return _UNKNOWN if value == "?" else f"`{_piped(shown(value))}`"


def _piped(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def shown(value: object) -> str:
    """A value in the JSON of the calculator as an expression would write it."""
    return write(_node(decode(value)))


def _node(value: Value) -> Node:
    if isinstance(value, dict):
        return Literal(", ".join(f"{name}: {write(_node(inner))}" for name, inner in value.items()))
    if isinstance(value, list):
        return ListOf(tuple(_node(item) for item in value))
    return Literal(value)


def _parts() -> Iterator[str]:
    yield "## 날짜와 기간의 부분 · Parts of dates and durations"
    yield ""
    yield "| 값 · of a | 부분 · parts |"
    yield "|---|---|"
    for kind, parts in PARTS.items():
        yield f"| {_KINDS[kind]} | {', '.join(f'`.{name}`' for name in parts)} |"
    yield ""


def _tables() -> Iterator[str]:
    yield "## 결정표 · Decision tables"
    yield ""
    words = words_of("tables")
    for policy in POLICIES:
        entry = words[policy]
        yield f"### `{policy}`"
        yield ""
        yield f"{entry['ko']} · {entry['en']}"
        yield ""
        heads = [f"`{key}: {_listed(entry[key])}`" for key in ("aggregation", "values") if key in entry]
        yield " ".join(["| n | answer |", *heads])
        yield "|---|---|"
        yield from (f"| `{cell}` | `{answer}` |" for cell, answer in entry["rows"])
        yield ""
        yield "; ".join(f"n = {n} → `{shown(value)}`" for n, value in entry["shows"])
        yield ""
    yield f"`aggregation`: {', '.join(AGGREGATIONS)}. 여러 출력에는 쓸 수 없습니다 · of one output only."
    yield ""
    yield from _said("unknown_rows")


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _left_out() -> Iterator[str]:
    yield '<a id="left-out"></a>'
    yield ""
    yield "## FEEL에는 있고 여기에는 없는 것 · Left out of FEEL"
    yield ""
    yield "| 함수 · functions | 대신 · instead |"
    yield "|---|---|"
    for instead, names in groupby(LEFT_OUT, key=lambda name: LEFT_OUT[name]):
        yield f"| {', '.join(f'`{name}`' for name in names)} | {instead.ko} · {instead.en} |"
    yield ""
    yield from _said("nor")


def _limits() -> Iterator[str]:
    steps = ", ".join(f"{most:,}" for most in MOST_STEPS)
    rows = (
        ("식의 길이 · characters of an expression", f"{parsing.LONGEST:,}", "L104"),
        ("괄호의 깊이 · brackets inside each other", str(parsing.DEEPEST), "L105"),
        ("셈의 깊이 · operations inside each other", str(parsing.TALLEST), "L108"),
        ("적는 수의 자릿수 · digits of a number", str(MOST_DIGITS), "L102"),
        ("적는 수의 지수 · exponent of a number", f"±{MOST_EXPONENT}", "L102"),
        ("거듭제곱의 지수 · exponent of a power", f"±{MOST_POWER}", "null"),
        ("결과의 길이 · bits of a result", f"{MOST_BITS:,}", "L130, `eval`: null"),
        ("for가 세는 범위, 한 겹·두 겹·세 겹 · steps of a counted loop, one, two, three deep", steps, "null"),
        (
            "식의 조각, 모든 겹의 for와 거르기를 합쳐 · parts calculated in all loops",
            f"{MOST_WORK:,}",
            "`eval`: R115",
        ),
    )
    yield "## 한계 · Limits"
    yield ""
    yield "| 무엇 · what | 최대 · at most | 넘으면 · beyond |"
    yield "|---|---|---|"
    yield from (f"| {what} | {most} | {beyond} |" for what, most, beyond in rows)


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
