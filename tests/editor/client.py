"""An editor: starts `haedang lsp` as a process and talks to it over stdio."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from typing import Any, Self

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

HAEDANG = Path(sys.executable).parent / "haedang"
PATIENCE = 60.0  # seconds; a busy machine is no fault of the server


class Editor:
    """One editor with one rulesets folder. `told` holds the diagnostics last published, by file name."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.client = LanguageClient("test-editor", "1")
        self.told: dict[str, list[lsp.Diagnostic]] = {}
        self.news = asyncio.Event()
        self.versions: dict[str, int] = {}

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            self.told[Path(params.uri.removeprefix("file://")).relative_to(self.root).as_posix()] = list(
                params.diagnostics
            )
            self.news.set()

    async def __aenter__(self) -> Self:
        await self.client.start_io(str(HAEDANG), "lsp", "--stdio")
        capabilities = lsp.ClientCapabilities(
            general=lsp.GeneralClientCapabilities(position_encodings=[lsp.PositionEncodingKind.Utf16])
        )
        self.server = await self._soon(
            self.client.initialize_async(lsp.InitializeParams(capabilities, root_uri=self.root.as_uri()))
        )
        self.client.initialized(lsp.InitializedParams())
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._soon(self.client.shutdown_async(None))
        self.client.exit(None)
        await self._soon(self.client.stop())

    async def _soon(self, answer: Any) -> Any:
        return await asyncio.wait_for(answer, PATIENCE)

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str) -> str:
        """Open a file; its text."""
        text = (self.root / name).read_text("utf-8")
        self.versions[name] = 1
        self.client.text_document_did_open(
            lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(self.uri(name), "yaml", 1, text))
        )
        return text

    def type(self, name: str, text: str) -> None:
        """The whole text is this now."""
        self.versions[name] += 1
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(self.versions[name], self.uri(name)),
                [lsp.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def until(self, holds: Any) -> float:
        """Wait until what was told fits; how long that took, in seconds."""
        began = time.perf_counter()
        while not holds(self.told):
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), PATIENCE - (time.perf_counter() - began))
        return time.perf_counter() - began

    async def hover(self, name: str, text: str, mark: str) -> str:
        """What is shown over the place in a text where `mark` begins; "" for nothing."""
        answer = await self._soon(
            self.client.text_document_hover_async(
                lsp.HoverParams(lsp.TextDocumentIdentifier(self.uri(name)), place(text, mark))
            )
        )
        return "" if answer is None else str(answer.contents.value)

    async def definition(self, name: str, text: str, mark: str) -> list[tuple[str, str]]:
        """Where the name at `mark` is defined: file, and what stands there."""
        answer = await self._soon(
            self.client.text_document_definition_async(
                lsp.DefinitionParams(lsp.TextDocumentIdentifier(self.uri(name)), place(text, mark))
            )
        )
        return [self._shown(location) for location in answer or []]

    def _shown(self, location: lsp.Location) -> tuple[str, str]:
        file = Path(location.uri.removeprefix("file://"))
        line = file.read_text("utf-8").splitlines()[location.range.start.line]
        shown = line[location.range.start.character : location.range.end.character]
        return file.relative_to(self.root).as_posix(), shown

    async def completion(self, name: str, text: str, mark: str) -> dict[str, str]:
        """What is offered where `mark` ends: the text of each offer, by its label."""
        answer = await self._soon(
            self.client.text_document_completion_async(
                lsp.CompletionParams(lsp.TextDocumentIdentifier(self.uri(name)), place(text, mark, end=True))
            )
        )
        return {item.label: item.text_edit.new_text for item in answer.items}

    async def formatting(self, name: str) -> list[lsp.TextEdit]:
        """What the server would change."""
        options = lsp.FormattingOptions(tab_size=2, insert_spaces=True)
        return list(
            await self._soon(
                self.client.text_document_formatting_async(
                    lsp.DocumentFormattingParams(lsp.TextDocumentIdentifier(self.uri(name)), options)
                )
            )
            or []
        )


def place(text: str, mark: str, *, end: bool = False) -> lsp.Position:
    """Where a mark stands in a text, in UTF-16 units."""
    at = text.index(mark) + (len(mark) if end else 0)
    before = text[:at]
    line = before.rpartition("\n")[2]
    return lsp.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)
