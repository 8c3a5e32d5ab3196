"""The README's demo block is what the demo prints. `make readme` writes it; test_readme.py compares."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
OPEN, CLOSE = "<!-- demo -->\n```text\n", "```\n<!-- /demo -->"
EXAMPLES = ("examples/person.yaml", "examples/company.yaml")


def printed() -> str:
    """What the demo prints: the screenings of the examples, one after the other."""
    haedang = Path(sys.executable).parent / "haedang"
    runs = [
        subprocess.run(  # noqa: S603 - our own program
            [haedang, "screen", example], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout
        for example in EXAMPLES
    ]
    return "\n".join(line.rstrip() for line in "\n".join(runs).splitlines()) + "\n"


def with_demo(readme: str, demo: str) -> str:
    """The README with its demo block replaced."""
    before, rest = readme.split(OPEN, 1)
    return before + OPEN + demo + CLOSE + rest.split(CLOSE, 1)[1]


if __name__ == "__main__":
    README.write_text(with_demo(README.read_text("utf-8"), printed()), "utf-8")
