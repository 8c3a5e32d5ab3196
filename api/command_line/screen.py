"""`haedang screen`: one profile, or one a line, to screenings."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.command_line.output import answered_line, not_taken, refusing, write, write_json

if TYPE_CHECKING:
    from datetime import date

    from api.engines import Engines
    from api.releases import Releases
    from api.requests import Options
    from engine.catalog import Catalog

Profile = Annotated[
    str | None, typer.Argument(metavar="PROFILE", help="프로필 파일 (YAML, JSON), -는 표준 입력")
]
Lines = Annotated[
    str | None,
    typer.Option("--lines", metavar="FILE", help="한 줄에 프로필 하나인 JSONL 파일, -는 표준 입력"),
]
On = Annotated[
    str | None, typer.Option(metavar="DATE", help="심사 기준일 YYYY-MM-DD (없으면 오늘, 한국 시간)")
]
KnownAt = Annotated[str | None, typer.Option(metavar="DATE", help="이날까지 공포된 법으로")]
Release = Annotated[
    str | None,
    typer.Option(metavar="DIGEST", help="이 발행본으로 (지문의 앞 여덟 자 이상; 없으면 작업본)"),
]
Programs = Annotated[
    list[str] | None, typer.Option("--program", metavar="ID", help="이 제도만 (여러 번 쓸 수 있음)")
]
Engine = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="엔진: compiled, 또는 clips·durable (규칙망이 함께 판정해 견줌)"),
]
Include = Annotated[str | None, typer.Option(metavar="WORDS", help="담을 것, 쉼표로: reasons,workers")]
Detail = Annotated[str | None, typer.Option(metavar="full|summary", help="자세히, 또는 요약만")]
Lang = Annotated[str, typer.Option(metavar="ko|en|both", help="화면의 말")]
Save = Annotated[Path | None, typer.Option(metavar="FILE", help="프로필과 결과를 함께 이 파일에")]
Trace = Annotated[
    bool, typer.Option("--trace", help="발화한 규칙을 순서대로 (--engine clips 또는 durable과 함께)")
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON 문서 하나로")]


def screen(  # noqa: PLR0913, PLR0917 - one parameter a flag
    profile: Profile = None,
    lines: Lines = None,
    on: On = None,
    known_at: KnownAt = None,
    release: Release = None,
    program: Programs = None,
    engine: Engine = None,
    include: Include = None,
    detail: Detail = None,
    lang: Lang = "ko",
    save: Save = None,
    trace: Trace = False,
    as_json: AsJson = False,
) -> None:
    """사람이나 회사가 어느 제도에 해당하는지 심사합니다. Screen a person or a company."""
    with refusing(as_document=as_json or lines is not None, lang=lang):
        _check_use(profile, lines, lang, save, trace)
        options = _options(on, known_at, release, program, engine, include, detail)
    if lines is not None:
        with refusing(as_document=True, lang=lang):
            _screen_lines(lines, options)
    elif profile is not None:
        _screen_one(profile, options, lang, save, trace, as_json)


def _check_use(profile: str | None, lines: str | None, lang: str, save: Path | None, trace: bool) -> None:
    from api.rendering.words import LANGUAGES
    from engine.diagnostics import Refused

    if (profile is None) == (lines is None):
        raise typer.BadParameter(
            "PROFILE 또는 --lines FILE 가운데 하나 (give PROFILE or --lines FILE)", param_hint="PROFILE"
        )
    if lines is not None and trace:
        raise typer.BadParameter("--lines와 함께 쓸 수 없음 (not with --lines)", param_hint="--trace")
    if lines is not None and save is not None:
        raise typer.BadParameter("--lines와 함께 쓸 수 없음 (not with --lines)", param_hint="--save")
    if faults := not_taken("--lang", lang, LANGUAGES):
        raise Refused(faults)


def _options(
    on: str | None,
    known_at: str | None,
    release: str | None,
    program: list[str] | None,
    engine: str | None,
    include: str | None,
    detail: str | None,
) -> Options:
    from api.requests import Options, read_day

    return Options(
        on=read_day(on, "--on") if on is not None else None,
        known_at=read_day(known_at, "--known-at") if known_at is not None else None,
        programs=tuple(program) if program else None,
        release=release,
        engine=engine,
        include=tuple(include.split(",")) if include is not None else None,
        detail=detail,
    )


def _screen_one(
    profile: str, options: Options, lang: str, save: Path | None, trace: bool, as_json: bool
) -> None:
    from dataclasses import replace

    from api.command_line.opening import read_bytes
    from api.engines import Engines
    from api.releases import Releases
    from api.requests import COMPILED, as_answer, read_document, read_request
    from api.saved import write_saved
    from api.settings import today
    from engine.diagnostics import Refused, diagnose

    with refusing(as_document=as_json, lang=lang, source=profile):
        document = read_document(read_bytes(profile), profile)
    with refusing(as_document=as_json, lang=lang):
        screener, lost = Releases().screener_for(document, options)
    with refusing(as_document=as_json, lang=lang, source=profile):
        request = read_request(document, screener.catalog, today(), options, lost)
        if not as_json:  # the table of workers says why one of them is not paid for
            request = replace(request, detail=replace(request.detail, workers=request.detail.reasons))
        if trace and request.engine == COMPILED:
            raise Refused([diagnose("R114", path="--trace")])
        with Engines() as engines:
            answer = as_answer(engines.screening(screener, request, trace))
    if save is not None:
        with refusing(as_document=as_json, lang=lang):
            write_saved(save, request, screener, answer)
    write_json(answer) if as_json else write(_text(answer, lang, screener.catalog))


def _text(answer: dict[str, Any], lang: str, catalog: Catalog) -> str:
    from api.listings import program_title
    from api.rendering.screening import screening_text

    return screening_text(
        answer,
        lang,
        fact_label=lambda name: catalog.facts[name].label.as_json(),
        program_title=lambda name: program_title(catalog, name).as_json(),
    )


def _screen_lines(name: str, options: Options) -> None:
    from api.command_line.opening import STANDARD_INPUT, lines_of, opened
    from api.engines import Engines
    from api.releases import Releases
    from api.settings import today

    releases, day = Releases(), today()
    _ = releases.screener  # rulesets that do not hold end the command, not every line of it
    # Somebody may be waiting at the other end of a pipe for the answer to one line before writing the next.
    flush = name == STANDARD_INPUT
    with opened(name) as stream, Engines() as engines:
        for line in lines_of(stream, name):
            write_json(_line(line, releases, engines, day, options), compact=True, flush=flush)
    sys.stdout.flush()


def _line(line: bytes, releases: Releases, engines: Engines, day: date, options: Options) -> dict[str, Any]:
    from api.requests import as_answer, read_document, read_request

    def answer() -> dict[str, Any]:
        document = read_document(line)
        screener, lost = releases.screener_for(document, options)
        request = read_request(document, screener.catalog, day, options, lost)
        return as_answer(engines.screening(screener, request))

    return answered_line(answer)
