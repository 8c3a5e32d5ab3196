"""`haedang explain`: what a diagnostic code means, with examples and the cure."""

from __future__ import annotations

from typing import Annotated

import typer

from api.command_line.output import not_taken, refusing, write, write_json

Code = Annotated[str | None, typer.Argument(metavar="[CODE]", help="진단 코드 (L114); 없으면 모든 코드")]
Lang = Annotated[str, typer.Option(metavar="ko|en|both", help="화면의 말")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON 문서 하나로")]


def explain(code: Code = None, lang: Lang = "ko", as_json: AsJson = False) -> None:
    """진단 코드를 예와 함께 설명합니다. What a diagnostic means, an example, the cure."""
    with refusing(as_document=as_json, lang=lang):
        from api.explanations import page_of, read_pages
        from api.rendering.words import LANGUAGES
        from engine.diagnostics import Refused

        if faults := not_taken("--lang", lang, LANGUAGES):
            raise Refused(faults)
        pages = list(read_pages().values()) if code is None else [page_of(code)]
    if as_json:
        write_json({"codes": [page.as_json() for page in pages]} if code is None else pages[0].as_json())
        return
    from api.rendering.pages import list_text, page_text

    write(list_text(pages, lang) if code is None else page_text(pages[0], lang))
