"""The first screen of the README is true."""

from __future__ import annotations

from pathlib import Path

from tests.house.readme import README, printed, with_demo


def test_the_readme_shows_what_the_demo_prints() -> None:
    text = README.read_text("utf-8")
    assert with_demo(text, printed()) == text, "run `make readme`"


def test_a_changed_block_would_be_seen() -> None:
    text = Path(README).read_text("utf-8")
    assert with_demo(text, "something else\n") != text
