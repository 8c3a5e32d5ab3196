"""What came of a run of scenarios: a line for each feature, then every failure with its place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.rendering.faults import faults_text
from api.rendering.words import Words
from engine.diagnostics import Diagnostic, Span, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.scenarios.outcomes import Outcome, Ran


def scenarios_text(ran: Ran, lang: str) -> str:
    """The run as text."""
    words = Words(lang)
    text = ""
    for file, (name, passed, failed) in ran.by_file().items():
        count = words(f"{passed}개 통과", f"{passed} passed")
        count += words(f", {failed}개 실패", f", {failed} failed") if failed else ""
        text += f"{'✗' if failed else '✓'} {name} ({file}): {count}\n"
    for outcome in ran.outcomes:
        if outcome.mistakes:
            text += "\n" + _failure(outcome, lang)
    # What is no mistake of a scenario is a bug of ours, which many of them meet at once.
    for told, number in Counter(outcome.told for outcome in ran.outcomes if outcome.told).items():
        text += (
            "\n"
            + words(f"해당의 결함 (시나리오 {number}개): ", f"our bug, in {number} scenarios: ")
            + told
            + "\n"
        )
    for told in ran.broken:
        text += "\n" + words("시나리오를 돌릴 수 없음: ", "the scenarios could not be run: ") + told + "\n"
    passed = sum(outcome.passed for outcome in ran.outcomes)
    failed = len(ran.outcomes) - passed
    total = words(f"시나리오 {passed}개 통과", f"{passed} scenarios passed")
    return text + "\n" + total + words(f", {failed}개 실패\n", f", {failed} failed\n")


def _failure(outcome: Outcome, lang: str) -> str:
    example = ", ".join(f"{key} {value}" for key, value in outcome.example.items())
    head = f"✗ {outcome.name}" + (f" [{example}]" if example else "")
    text = f"{head}\n  {outcome.file}:{outcome.line}\n"
    mistakes = [_diagnostic(mistake) for mistake in outcome.mistakes]
    told = faults_text(mistakes, lang, lines=_lines)
    return text + "".join(f"  {line}\n" for line in told.splitlines())


def _diagnostic(mistake: Mapping[str, Any]) -> Diagnostic:
    span = None
    if "file" in mistake:
        span = Span(mistake["file"], mistake["line"], mistake["column"], mistake["length"])
    cure = mistake.get("help")
    return Diagnostic(
        mistake["code"], Text(**mistake["message"]), Text(**cure) if cure else None, span, mistake.get("path")
    )


def _lines(file: str) -> Sequence[str] | None:
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
