"""`haedang diff`: what changed in the law between two releases."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from api.command_line.output import not_taken, refusing, write, write_json

Old = Annotated[str, typer.Argument(metavar="OLD", help="발행본의 지문 (앞 여덟 자 이상) 또는 working")]
New = Annotated[str, typer.Argument(metavar="NEW", help="발행본의 지문 (앞 여덟 자 이상) 또는 working")]
Lang = Annotated[str, typer.Option(metavar="ko|en|both", help="화면의 말")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON 문서 하나로")]


def diff(old: Old, new: New, lang: Lang = "ko", as_json: AsJson = False) -> None:
    """두 발행본 사이에 법이 어떻게 달라졌는지 보여 줍니다. What changed in the law between two releases."""
    with refusing(as_document=as_json, lang=lang):
        from api.releases import Releases
        from api.rendering.words import LANGUAGES
        from engine.diagnostics import Refused

        if faults := not_taken("--lang", lang, LANGUAGES):
            raise Refused(faults)
        document = _document(Releases(), old, new)
    if as_json:
        write_json(document)
        return
    from api.rendering.changes import changes_text

    write(changes_text(document, lang))


def _document(releases: Any, old: str, new: str) -> dict[str, Any]:  # noqa: ANN401 - api.releases comes in when it runs
    from engine.comparing import compare

    before, after = releases.catalog(old, "OLD"), releases.catalog(new, "NEW")
    changes = {kind: [change.as_json() for change in found] for kind, found in compare(before, after).items()}
    return {
        "old": {"release": before.digest, "working": before.working},
        "new": {"release": after.digest, "working": after.working},
        "same": before.digest == after.digest,
        "changes": changes,
    }
