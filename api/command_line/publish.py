"""`haedang publish`: freeze the working copy as a release."""

from __future__ import annotations

from typing import Annotated

import typer

from api.command_line.output import refusing, write, write_json

On = Annotated[str | None, typer.Option(metavar="DATE", help="발행한 날 YYYY-MM-DD (없으면 오늘, 한국 시간)")]
Note = Annotated[str, typer.Option(metavar="TEXT", help="발행 목록에 함께 적을 말, 한 줄")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON 문서 하나로")]


def publish(on: On = None, note: Note = "", as_json: AsJson = False) -> None:
    """지금 작업본을 발행본으로 굳힙니다. 굳힌 것은 고치지 않습니다. Freeze the working copy as a release."""
    with refusing(as_document=as_json):
        from api.listings import release_listing
        from api.requests import read_day
        from api.settings import rulesets_folder, today
        from engine.loading.releases import publish as freeze

        rulesets = rulesets_folder()
        published = freeze(rulesets, read_day(on, "--on") if on is not None else today(), note)
    listing = release_listing(rulesets, published.release) | {"done": published.done}
    if as_json:
        write_json(listing)
        return
    from api.rendering.releases import published_text

    write(published_text(listing))
