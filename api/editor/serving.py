"""The language server on standard input and output: which handler answers what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lsprotocol import types as lsp

from api.editor import answers
from api.editor.language_server import Server
from api.rendering.words import LANGUAGES


def serve(lang: str = "ko") -> None:
    """Answer an editor over standard input and output until it says that it is done."""
    server = Server(lang if lang in LANGUAGES else "ko")
    for feature, handler in HANDLERS.items():
        server.feature(feature)(handler)
    server.feature(lsp.TEXT_DOCUMENT_COMPLETION, answers.TRIGGERS)(answers.complete)
    server.start_io()


async def _opened(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    ls.take(params.text_document.uri, params.text_document.text)


async def _changed(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    uri = params.text_document.uri
    ls.take(uri, ls.workspace.get_text_document(uri).source)


async def _closed(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    ls.take(params.text_document.uri, None)


async def _saved(ls: Server, params: lsp.DidSaveTextDocumentParams) -> None:
    found = ls.placed(params.text_document.uri)
    if found is not None:
        found[0].look()
        found[0].doubt()
        ls.wake(found[0])


async def _changed_on_disk(ls: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
    for change in params.changes:
        found = ls.placed(change.uri)
        if found is not None:
            found[0].look()
            ls.wake(found[0])


HANDLERS: Mapping[str, Callable[..., Any]] = {
    lsp.TEXT_DOCUMENT_DID_OPEN: _opened,
    lsp.TEXT_DOCUMENT_DID_CHANGE: _changed,
    lsp.TEXT_DOCUMENT_DID_CLOSE: _closed,
    lsp.TEXT_DOCUMENT_DID_SAVE: _saved,
    lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: _changed_on_disk,
    lsp.TEXT_DOCUMENT_HOVER: answers.hover,
    lsp.TEXT_DOCUMENT_DEFINITION: answers.define,
    lsp.TEXT_DOCUMENT_FORMATTING: answers.lay_out,
}
