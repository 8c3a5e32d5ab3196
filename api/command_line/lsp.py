"""`haedang lsp`: the language server for editors."""

from __future__ import annotations

from typing import Annotated

import typer

Lang = Annotated[str, typer.Option(metavar="ko|en|both", help="진단과 설명의 말")]
Stdio = Annotated[bool, typer.Option("--stdio", help="표준 입출력으로 (늘 그러함. 편집기가 붙이는 말)")]


def lsp(lang: Lang = "ko", stdio: Stdio = True) -> None:  # noqa: ARG001 - editors say --stdio, and there is no other way
    """편집기와 표준 입출력으로 이야기합니다: 진단, 설명, 정의로 가기, 완성. A language server over stdio."""
    from api.editor.serving import serve

    serve(lang)
