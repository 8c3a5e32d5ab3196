"""Fuzzes one target with atheris: `python -m tests.fuzz.fuzzing expression build/fuzz/expression -max_total_time=600`.

The first argument is the target, the second the folder that keeps what was interesting; the rest is libFuzzer's. An input
that raises, takes over twenty seconds or a gigabyte ends the run and is kept as `crash-…`, `timeout-…` or `oom-…` beside it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["engine", "api", "lark"]):
    from tests.fuzz import targets

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    "expression": "tests/cases/feel/*.yaml",
    "yaml": "rulesets/*/*.yaml",
    "ruleset": "tests/cases/small/**/*.yaml",
}
LIMITS = ("-timeout=20", "-rss_limit_mb=1024", "-max_len=2000", "-print_final_stats=1", "-verbosity=0")


def _seeds(target: str) -> list[bytes]:
    """Texts to begin with: the lines of the cases for expressions, the files cut short for the others."""
    files = sorted(ROOT.glob(TEXTS[target]))
    if target == "expression":
        lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
        return [line.split("[", 1)[1].strip(" '\"").encode() for line in lines if "- [" in line]
    if target == "ruleset":
        return [
            bytes([place]) + path.read_bytes()
            for place, path in enumerate(sorted(files, key=lambda p: p.relative_to(targets.SMALL).as_posix()))
        ]
    return [path.read_bytes()[:2_000] for path in files]


def main(arguments: list[str]) -> None:
    """Runs one target until its time is over or something is found."""
    target, kept, *rest = arguments
    folder = Path(kept)
    folder.mkdir(parents=True, exist_ok=True)
    for place, seed in enumerate(_seeds(target)):
        (folder / f"seed-{place:04}").write_bytes(seed)
    atheris.Setup(
        [sys.argv[0], str(folder), f"-artifact_prefix={folder.parent}/{target}-", *LIMITS, *rest],
        targets.TARGETS[target],
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
