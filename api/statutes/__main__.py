"""`python -m api.statutes FOLDER`: writes rulesets/statutes again from the texts of statutes in a folder. `make statutes LAW=FOLDER` runs it.

To list another statute, give it a name and the two days in a file of rulesets/statutes, then run this.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from api.statutes.history import History, history
from api.statutes.texts import StatuteText, read_texts
from api.statutes.writing import written

INDEX = Path(__file__).resolve().parents[2] / "rulesets" / "statutes"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the index, tell what could not be read, and end with 1 where a listed statute has no text."""
    parser = argparse.ArgumentParser(prog="python -m api.statutes", description=__doc__)
    parser.add_argument("folder", type=Path, help="texts of statutes, one file for each promulgation")
    parser.add_argument("--complete-to", help="the day to which the texts are complete; left out: as it was")
    given = parser.parse_args(arguments)
    texts = texts_by_title(given.folder)
    missing = 0
    for path in sorted(INDEX.glob("*.yaml")):
        listed = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)["statutes"]  # noqa: S506  # days stay text
        lost = [name for name in listed if name not in texts]
        missing += len(lost)
        for name in lost:
            print(f"{path.name}: {name}: no text of it; the file is left as it is", file=sys.stderr)
        if not lost:
            path.write_text(regenerated(listed, texts, given.complete_to), encoding="utf-8")
    return 1 if missing else 0


def texts_by_title(folder: Path) -> dict[str, list[StatuteText]]:
    """Every text of a folder, under the title of its statute."""
    texts: dict[str, list[StatuteText]] = {}
    for text in read_texts(folder):
        texts.setdefault(text.title, []).append(text)
    return texts


def regenerated(
    listed: Mapping[str, Any], texts: Mapping[str, Sequence[StatuteText]], complete_to: str | None = None
) -> str:
    """A file of rulesets/statutes from what it listed and the texts of its statutes; tells on stderr what could not be read."""
    told: dict[str, tuple[History, Sequence[str], str]] = {}
    for name, known in listed.items():
        found = history(texts[name])
        told[name] = (found, known.get("formerly", ()), complete_to or known["complete_to"])
        for text in found.unread:
            print(
                f"{name}: no. {text.number} of {text.promulgated}: days read from the outside",
                file=sys.stderr,
            )
    return written(told)


if __name__ == "__main__":
    sys.exit(main())
