"""`haedang programs`: the catalogue."""

from __future__ import annotations

from typing import Annotated

import typer

from api.command_line.output import refusing, write, write_json

On = Annotated[
    str | None, typer.Option(metavar="DATE", help="이날의 사건에 적용되는 판 YYYY-MM-DD (없으면 오늘)")
]
Release = Annotated[
    str | None,
    typer.Option(metavar="DIGEST", help="이 발행본으로 (지문의 앞 여덟 자 이상; 없으면 작업본)"),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON 문서 하나로")]


def programs(on: On = None, release: Release = None, as_json: AsJson = False) -> None:
    """심사하는 제도와 그 판을 보여 줍니다. The programs and their versions."""
    with refusing(as_document=as_json):
        from api.command_line.opening import open_rulesets
        from api.listings import programs_listing
        from api.requests import read_day
        from api.settings import today

        day = read_day(on, "--on") if on is not None else today()
        listing = programs_listing(open_rulesets(release), day)
    if as_json:
        write_json(listing)
        return
    from api.rendering.listings import programs_text

    write(programs_text(listing))
