"""Whatever text comes, the expression parser and the YAML reader answer or refuse with a diagnostic, and in time.

Texts are made of the words of each language, true and broken, and of any characters. `make fuzz` looks further, guided by
which lines of the readers a text reaches.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz import targets
from tests.properties.mutating import at_most

INPUTS = 20_000  # of each kind, in so many tests that run side by side
SHARES = 8
ANY = st.text(max_size=12)
FEEL = st.sampled_from(
    (
        *("a", "b", "d", "p", "q", "s", "t", "l", "r", "r.on", "이름", "x", "item", "?", "partial"),
        *(
            "0",
            "1",
            "-1",
            ".5",
            "1e9",
            "9" * 34,
            "9" * 40,
            "1e35",
            "true",
            "false",
            "null",
            '"ㄱ"',
            '"',
            '"\\u12"',
        ),
        *('@"2024-02-29"', '@"P1M"', '@"-PT0.1S"', '@"x"', "P1Y2M", "P9D", "P1H"),
        *("+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "..", ".", ",", ":", "==", "%", "&"),
        *("(", ")", "[", "]", "{", "}", "((", "))", "[[", "{a:", "//", "/*", "*/", "\n", "\t", "，"),
        *(
            "and",
            "or",
            "not(",
            "not",
            "if",
            "then",
            "else",
            "for",
            "in",
            "return",
            "some",
            "every",
            "satisfies",
        ),
        *(
            "between",
            "at",
            "instance of",
            "function",
            "count(",
            "sum(",
            "min(",
            "max(",
            "floor(",
            "round up(",
        ),
        *(
            "date(",
            "duration(",
            "years and months duration(",
            "age(",
            "latest(",
            "sort by(",
            "at least(",
            "today(",
        ),
    )
)
YAML = st.sampled_from(
    (
        *(
            "a:",
            "b: 1",
            "- ",
            "-",
            "? ",
            ": ",
            "a: {b: 1, c: }",
            "[1, 2",
            "]",
            "{",
            "}",
            "'",
            '"',
            '"\\x',
            "|",
            ">-",
        ),
        *(
            "\n",
            "\n  ",
            "\n    ",
            "\n- ",
            "\n\t",
            "\r\n",
            "\u2028",
            "\x85",
            "\x00",
            "\ufeff",
            "---",
            "...",
            "%YAML 1.2",
        ),
        *(
            "&a",
            "*a",
            "!t",
            "!!int",
            "<<: ",
            "# 말",
            " # 말",
            "yes",
            "no",
            "~",
            "null",
            "true",
            "0.5",
            "1_0",
            "0o7",
        ),
        *(
            "1:30",
            "2026-02-30",
            ".inf",
            "9" * 40,
            "가나",
            "🙂",
            "\ud7ff",
            "label: {ko: 가, en: a}",
            "facts:",
            "value:",
        ),
    )
)


def _texts(words: st.SearchStrategy[str], between: str) -> st.SearchStrategy[str]:
    return st.lists(words | ANY, max_size=30).map(between.join)


def _fuzzed(texts: st.SearchStrategy[str], target: Callable[[bytes], None], share: int) -> None:
    @seed(share)
    @settings(
        max_examples=INPUTS // SHARES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(texts)
    def run(text: str) -> None:
        target(text.encode("utf-8", "replace"))

    with at_most(300):
        run()


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_any_text_is_an_expression_or_refused(share: int) -> None:
    _fuzzed(_texts(FEEL, " "), targets.expression, share)


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_any_text_is_yaml_or_refused(share: int) -> None:
    _fuzzed(_texts(YAML, ""), targets.yaml, share)
