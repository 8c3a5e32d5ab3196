"""The layout of fmt: it changes neither values nor comments, is its own layout, and fits the files there are."""

import io
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from api.editor.commented import comments_of, read_commented
from api.editor.layout import WIDEST, formatted
from engine.diagnostics import Refused
from engine.documents import read_tree
from engine.loading.folder import load_texts

ROOT = Path(__file__).resolve().parents[2]
RULESETS = ROOT / "rulesets"
FILES = sorted(
    path for path in RULESETS.rglob("*.yaml") if "releases" not in path.relative_to(RULESETS).parts
)
TEXTS = {path.relative_to(RULESETS).as_posix(): path.read_text("utf-8") for path in FILES}
SHORT = sorted(name for name, text in TEXTS.items() if text.count("\n") < 130)
CASES: list[dict[str, str]] = yaml.safe_load((Path(__file__).parent / "layouts.yaml").read_text("utf-8"))


def _plain(text: str) -> Any:
    return read_tree(text, "").plain()


def _holds(text: str) -> str:
    """The layout of a text, after seeing that it keeps what must be kept."""
    answer = formatted(text, "")
    assert _plain(answer) == _plain(text)
    assert comments_of(read_commented(answer)) == comments_of(read_commented(text))
    assert formatted(answer, "") == answer
    return answer


def _round_trip(text: str) -> str:
    """The text as a foreign reader that keeps comments writes it again."""
    foreign = YAML(typ="rt")
    foreign.preserve_quotes = True
    foreign.width = 4096
    foreign.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    foreign.dump(foreign.load(text), out)
    return out.getvalue()


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_file_keeps_its_values_and_comments(name: str) -> None:
    answer = _holds(TEXTS[name])
    assert [line for line in answer.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("name", SHORT[::4])
def test_a_foreign_reader_keeps_the_layout(name: str) -> None:
    answer = formatted(TEXTS[name], name)
    assert _round_trip(answer) == answer


def test_the_digest_never_changes() -> None:
    digest = load_texts({name: text.encode() for name, text in TEXTS.items()}).digest
    assert load_texts({name: formatted(text, name).encode() for name, text in TEXTS.items()}).digest == digest


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_layout(case: dict[str, str]) -> None:
    assert _holds(case["written"]) == case["becomes"]


def _shuffled(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: _shuffled(value[key], chance) for key in keys}
    return [_shuffled(item, chance) for item in value] if isinstance(value, list) else value


class _Quoted(yaml.CSafeDumper):
    """Texts in quotes wherever they might be read as something else: what `read_tree` takes."""


_Quoted.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SHORT),
    st.randoms(use_true_random=False),
    st.sampled_from([True, False, None]),
    st.integers(20, 200),
)
def test_another_hand_gives_the_same_layout_or_at_least_keeps_everything(
    name: str, chance: random.Random, flow: bool | None, width: int
) -> None:
    plain = _plain(TEXTS[name])
    written = yaml.dump(
        _shuffled(plain, chance),
        Dumper=_Quoted,
        default_flow_style=flow,
        width=width,
        allow_unicode=True,
        sort_keys=False,
    )
    assume(_reads_as(written, plain))
    _holds(written)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SHORT),
    st.lists(
        st.tuples(
            st.integers(0, 130), st.integers(0, 14), st.sampled_from(["#", "# why", "#!x: [", "", "  "])
        ),
        max_size=6,
    ),
    st.lists(st.tuples(st.integers(0, 130), st.sampled_from(["  # end", " #: {", "   "])), max_size=4),
)
def test_comments_anywhere_are_kept(
    name: str, own: list[tuple[int, int, str]], ends: list[tuple[int, str]]
) -> None:
    lines = TEXTS[name].splitlines()
    for line, tail in ends:
        lines[line % len(lines)] += tail
    for line, column, comment in own:
        lines.insert(line % (len(lines) + 1), " " * column + comment)
    written = "\n".join(lines) + "\n"
    assume(_reads_as(written, _plain(TEXTS[name])))
    _holds(written)


def _reads_as(text: str, plain: Any) -> bool:
    try:
        return bool(_plain(text) == plain)
    except Refused:
        return False


VALUES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)
    | st.integers(-9999, 9999)
    | st.booleans()
    | st.none(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["facts", "from", "program", "x", "on", "all", "ko"]), VALUES, max_size=4
    ),
    st.booleans(),
)
def test_any_values_keep(values: dict[str, Any], flow: bool) -> None:
    written = yaml.dump(values, Dumper=_Quoted, default_flow_style=flow, allow_unicode=True)
    assume(_reads_as(written, values))
    _holds(written)


def test_a_long_expression_is_folded_and_a_long_word_is_left() -> None:
    long = "if " + " and ".join(f"fact_number_{i} >= {i}" for i in range(12)) + " then 1 else 0"
    answer = _holds(f"definitions:\n  a:\n    value: {long}\n    cite: {'가' * 150}\n")
    assert max(len(line) for line in answer.splitlines() if "가" not in line) <= WIDEST
    assert "value: >-\n      if" in answer


def test_what_cannot_be_read_is_refused_with_its_place() -> None:
    with pytest.raises(Refused) as refused:
        formatted("a: [1\nb: 2\n", "broken.yaml")
    assert refused.value.diagnostics[0].span is not None


def test_a_single_value_is_no_file_of_rules() -> None:
    with pytest.raises(Refused) as refused:
        formatted("a:- # nothing but a word\n", "word.yaml")
    assert [found.code for found in refused.value.diagnostics] == ["M103"]
