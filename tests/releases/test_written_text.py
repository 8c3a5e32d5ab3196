"""What is written is read back as it was: expressions by their tree, YAML by its values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.documents import read_tree
from engine.documents.to_yaml import write_yaml
from engine.language import nodes
from engine.language.parsing import parse, parse_tests
from engine.language.writing import _WRITTEN, write, write_tests

EXPRESSIONS = """
a - b - c
a - (b - c)
a ** b ** c
(a ** b) ** c
-(a + b) * 2
2 ** -3
0.125 + 1e3
not(a and b) or c
(a or b) and c
if a then b else if c then d else e
(if a then b else c) + 1
for x in 1..5 return x * 2
some x in l satisfies x.a > 3 and x.b
every x in l, y in x.m satisfies y = x.n
x between 1 and 5
x in (1..5]
x in (< 5, > 7)
x in < 5
x in ["a", "b\\"c"]
a at (b + P1D)
(a at b).year
l[x > 3 or y].f
count(l[a and b])
date("2026-01-02") - @"2025-01-02" > @"P3D"
last day of(a, P1Y6M)
x = null or x + @"PT5H" > y
(a = b) = c
[[1, 2], [if a then b else c], []]
{a: 1, "b c": [2, {}]}
x in (not(a))
""".strip().splitlines()
CELLS = [
    "-",
    "< 5",
    "[1..3), 7",
    'not("a", "b")',
    "not([1..2])",
    '"x", "y"',
    "[5]",
    "true",
    "not(< 5)",
    "a + 1",
]


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_an_expression_is_read_back(text):
    node = parse(text)
    assert parse(write(node)) == node
    assert write(parse(write(node))) == write(node)


@pytest.mark.parametrize("text", CELLS)
def test_a_cell_is_read_back(text):
    node = parse_tests(text)
    assert parse_tests(write_tests(node)) == node


def test_every_kind_of_node_can_be_written():
    kinds = {kind for kind in vars(nodes).values() if isinstance(kind, type) and issubclass(kind, nodes.Node)}
    assert {kind.__name__ for kind in kinds - {nodes.Node} - set(_WRITTEN)} <= {"Unreadable"}


names = st.sampled_from(["a", "b", "나이"]).map(nodes.Name)
literals = st.one_of(
    st.integers(-99, 99),
    st.booleans(),
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=5),
).map(nodes.Literal)


def joined(inner):
    pairs = st.tuples(inner, inner)
    return st.one_of(
        st.tuples(st.sampled_from(["+", "-", "*", "/", "**"]), pairs).map(
            lambda x: nodes.Binary(x[0], *x[1])
        ),
        st.tuples(st.sampled_from(["=", "<", ">="]), pairs).map(lambda x: nodes.Comparison(x[0], *x[1])),
        pairs.map(nodes.And),
        pairs.map(nodes.Or),
        inner.map(nodes.Not),
        st.tuples(inner, inner, inner).map(lambda x: nodes.If(*x)),
        pairs.map(lambda x: nodes.In(x[0], (nodes.Range(x[1], x[0], True, False),))),
        pairs.map(nodes.ListOf),
        pairs.map(lambda x: nodes.Filter(*x)),
        inner.map(lambda x: nodes.Path(x, "f")),
        pairs.map(lambda x: nodes.AtDay(*x)),
        pairs.map(lambda x: nodes.Loop("some", (("r", x[0]),), x[1])),
    )


@given(st.recursive(st.one_of(names, literals), joined, max_leaves=8))
def test_any_tree_is_read_back(node):
    assert parse(write(node)) == node


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.text(st.characters(codec="utf-8"), max_size=30),
)
keys = st.text(st.characters(codec="utf-8"), min_size=1, max_size=10)
plain = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=12,
)


@given(st.dictionaries(keys, plain, min_size=1, max_size=4))
def test_any_values_are_read_back_from_yaml(value):
    assert read_tree(write_yaml(value), "x").plain() == value


def test_yaml_is_written_for_people():
    value = {
        "program": "moon",
        "from": "2026-01-01",
        "title": {"ko": "달, 해", "en": "Moon"},
        "rows": [{"when": ["< 3"], "then": "0.5"}],
    }
    assert write_yaml(value) == (
        'program: moon\nfrom: 2026-01-01\ntitle: {ko: "달, 해", en: Moon}\nrows:\n  - {when: ["< 3"], then: "0.5"}\n'
    )
