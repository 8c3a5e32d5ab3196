"""`haedang replay`: a saved screening, decided again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.command_line.output import DONE, FAILED, refusing, write, write_json

if TYPE_CHECKING:
    from api.saved import Replayed, Saved

File = Annotated[Path, typer.Argument(metavar="FILE", help="screen --save로 만든 파일")]
Lang = Annotated[str, typer.Option(metavar="ko|en|both", help="화면의 말")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON 문서 하나로")]


def replay(file: File, lang: Lang = "ko", as_json: AsJson = False) -> None:
    """저장한 심사를 그때의 발행본으로 다시 결정해 견줍니다. 다르면 1로 끝납니다. Decide a saved screening again."""
    with refusing(as_document=as_json, lang=lang, source=str(file)):
        from api.releases import Releases
        from api.saved import read_saved
        from api.saved import replay as again

        saved = read_saved(file)
        replayed = again(saved, Releases())
    document = _document(saved, replayed)
    if as_json:
        write_json(document)
    else:
        from api.rendering.releases import replayed_text

        write(replayed_text(document, lang))
    raise typer.Exit(DONE if replayed.same else FAILED)


def _document(saved: Saved, replayed: Replayed) -> dict[str, Any]:
    return {
        "same": replayed.same,
        "release": saved.release,
        "on": saved.on.isoformat(),
        "decision": {"saved": replayed.saved, "replayed": replayed.replayed},
        "differences": [
            {"path": found.path, "saved": found.saved, "replayed": found.replayed}
            for found in replayed.deviations
        ],
    }
