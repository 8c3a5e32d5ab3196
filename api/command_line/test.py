"""`haedang test`: do the scenarios hold, and what of the law have they seen?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.command_line.output import DONE, FAILED, refusing, write, write_json

if TYPE_CHECKING:
    from api.scenarios.coverage import Coverage
    from api.scenarios.outcomes import Ran

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="폴더, .feature 파일, FILE:LINE (없으면 features/ 전부)"),
]
WithCoverage = Annotated[
    bool, typer.Option("--coverage", help="조건, 표의 줄, 시행일, 유보, 금액을 시나리오가 얼마나 보았는지")
]
Missing = Annotated[bool, typer.Option("--missing", help="아직 보지 못한 것을 모두 (--coverage 포함)")]
Lang = Annotated[str, typer.Option(metavar="ko|en|both", help="화면의 말")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON 문서 하나로")]


def run_tests(
    paths: Paths = None,
    coverage: WithCoverage = False,
    missing: Missing = False,
    lang: Lang = "ko",
    json: AsJson = False,
) -> None:
    """시나리오를 돌립니다. 하나라도 어긋나면 1로 끝납니다. Run the scenarios."""
    wanted = coverage or missing
    with refusing(as_document=json, lang=lang):
        from api.scenarios.running import asked_for, run_scenarios

        ran = run_scenarios(asked_for(paths or []), watch=wanted)
        counted = _counted(ran, whole=not paths) if wanted else None
    if json:
        write_json(_document(ran, counted))
    else:
        write(_text(ran, counted, missing, lang))
    raise typer.Exit(FAILED if ran.failed or (counted is not None and counted.idle) else DONE)


def _counted(ran: Ran, *, whole: bool) -> Coverage:
    from api.scenarios.coverage import coverage_of

    return coverage_of(ran.seen, whole=whole)


def _document(ran: Ran, counted: Coverage | None) -> dict[str, Any]:
    failures = [
        {
            "file": outcome.file,
            "line": outcome.line,
            "scenario": outcome.name,
            "example": outcome.example,
            "diagnostics": list(outcome.mistakes),
            **({"told": outcome.told} if outcome.told else {}),
        }
        for outcome in ran.outcomes
        if not outcome.passed
    ]
    answer: dict[str, Any] = {
        "passed": len(ran.outcomes) - len(failures),
        "failed": len(failures),
        "features": [
            {"file": file, "feature": name, "passed": passed, "failed": failed}
            for file, (name, passed, failed) in ran.by_file().items()
        ],
        "failures": failures,
    }
    if ran.broken:
        answer["broken"] = ran.broken
    if counted is not None:
        answer["coverage"] = counted.document
        answer["diagnostics"] = [found.as_json() for found in counted.idle]
    return answer


def _text(ran: Ran, counted: Coverage | None, missing: bool, lang: str) -> str:
    from api.rendering.coverage import coverage_text
    from api.rendering.faults import faults_text
    from api.rendering.scenarios import scenarios_text

    text = scenarios_text(ran, lang)
    if counted is not None:
        text += "\n" + coverage_text(counted.document, lang, missing=missing)
        text += "\n" + faults_text(counted.idle, lang) if counted.idle else ""
    return text
