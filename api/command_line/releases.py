"""`haedang releases`: what has been published."""

from __future__ import annotations

from typing import Annotated

import typer

from api.command_line.output import FAILED, refusing, write, write_json

Verify = Annotated[bool, typer.Option("--verify", help="모두 열어 내용이 지문과 같은지 봄; 다르면 1로 끝남")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON 문서 하나로")]


def releases(verify: Verify = False, as_json: AsJson = False) -> None:
    """발행본을 보여 줍니다. The published releases."""
    with refusing(as_document=as_json):
        from api.listings import releases_listing
        from api.releases import Releases

        listing = releases_listing(Releases(), verify=verify)
    if as_json:
        write_json(listing)
    else:
        from api.rendering.releases import releases_text

        write(releases_text(listing))
    broken = any(release["state"] in ("missing", "changed") for release in listing["releases"])
    raise typer.Exit(FAILED if verify and broken else 0)
