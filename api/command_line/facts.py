"""`haedang facts`: the vocabulary."""

from __future__ import annotations

from typing import Annotated

import typer

from api.command_line.output import refusing, write, write_json

Search = Annotated[
    str | None, typer.Argument(metavar="[WORD]", help="이름이나 이름표에 이 낱말이 있는 사실만")
]
Release = Annotated[
    str | None,
    typer.Option(metavar="DIGEST", help="이 발행본으로 (지문의 앞 여덟 자 이상; 없으면 작업본)"),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON 문서 하나로")]


def facts(word: Search = None, release: Release = None, as_json: AsJson = False) -> None:
    """프로필에 쓸 수 있는 사실을 보여 줍니다. The facts a profile may state."""
    with refusing(as_document=as_json):
        from api.command_line.opening import open_rulesets
        from api.listings import facts_listing

        listing = facts_listing(open_rulesets(release), word)
    if as_json:
        write_json(listing)
        return
    from api.rendering.listings import facts_text

    write(facts_text(listing))
