"""What stands under a cursor, in a text that may be half written: `|` marks the cursor."""

import pytest

from api.editor.cursor import Cursor, cursor_at

TEXT = """\
program: x
conditions:
  all:
    - a
    - id: left_|
      when: foo >= 3 and ba|
    - {id: b, when: "kind = \\"wo|
    - any: [one, tw|
    - not: ab|
amounts:
  total:
    value: >-
      if foo then
      min(a, b|
    bound_by: {ceiling: x <|
    round: 'do|
  di|
apply:
  until: las|
"""
PLACES = {
    4: (("conditions", "all", "id"), "left_", ""),
    5: (("conditions", "all", "when"), "foo >= 3 and ba", ""),
    6: (("conditions", "all", "when"), 'kind = \\"wo', '"'),
    7: (("conditions", "all", "any"), "tw", ""),
    8: (("conditions", "all", "not"), "ab", ""),
    13: (("amounts", "total", "value"), "min(a, b", ""),
    14: (("amounts", "total", "bound_by", "ceiling"), "x <", ""),
    15: (("amounts", "total", "round"), "do", "'"),
    16: (("amounts",), "di", ""),
    18: (("apply", "until"), "las", ""),
}


def _at(number: int, column: int) -> Cursor:
    return cursor_at(TEXT.replace("|", "").splitlines(), number, column)


@pytest.mark.parametrize("number", PLACES)
def test_the_keys_that_lead_here_and_what_stands_before(number: int) -> None:
    cursor = _at(number, TEXT.splitlines()[number].index("|"))
    assert (cursor.path, cursor.before, cursor.quote) == PLACES[number]
    assert not cursor.on_key


def test_a_key_is_no_value() -> None:
    cursor = _at(5, 8)
    assert cursor.on_key
    assert (cursor.path, cursor.word) == (("conditions", "all", "when"), "when")


def test_beyond_the_end_stands_nothing() -> None:
    assert _at(99, 7).word == ""
