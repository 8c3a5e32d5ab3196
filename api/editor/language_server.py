"""The language server: what an editor asks over stdio, answered from a folder that is read again as somebody types.

Every handler runs on one event loop. A change only notes the text and wakes the reading, which takes in all that has
come by then, publishes, and goes on to the consequences in small steps for as long as nothing else is typed.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from api.editor.cursor import Cursor, cursor_at
from api.editor.open_folder import Folder, root_of
from api.rendering.words import Words
from engine.diagnostics import WARNING, Diagnostic, Span

ABSORBING = 0.02  # seconds in which keystrokes are taken together


class Server(LanguageServer):
    """The server with its folders: each is read once and kept."""

    def __init__(self, lang: str) -> None:
        super().__init__("haedang", version("haedang"))
        self.words = Words(lang)
        self.folders: dict[Path, Folder] = {}
        self.published: dict[str, Sequence[lsp.Diagnostic]] = {}
        self.waiting: dict[Path, asyncio.Task[None]] = {}
        self.changed: set[Path] = set()
        self.settled: set[Path] = set()

    def placed(self, uri: str) -> tuple[Folder, str] | None:
        """The folder of a document and its name inside; None where it is no ruleset file."""
        path = uris.to_fs_path(uri)
        root = None if path is None else root_of(Path(path))
        if path is None or root is None:
            return None
        if root not in self.folders:
            self.folders[root] = Folder(root)
            self.folders[root].look()
        name = self.folders[root].name(Path(path))
        return None if name is None else (self.folders[root], name)

    def take(self, uri: str, text: str | None) -> None:
        """A document has this text now; None: it was closed."""
        found = self.placed(uri)
        if found is not None:
            folder, name = found
            folder.typed(name, text)
            self.wake(folder)

    def wake(self, folder: Folder) -> None:
        """Let the folder be read, soon and once."""
        self.changed.add(folder.root)
        task = self.waiting.get(folder.root)
        if task is None or task.done():
            self.waiting[folder.root] = asyncio.get_running_loop().create_task(self._read(folder))

    async def _read(self, folder: Folder) -> None:
        await asyncio.sleep(ABSORBING)
        self.catch_up(folder)
        for _ in folder.settle():
            await asyncio.sleep(0)
            if folder.root in self.changed:
                await asyncio.sleep(ABSORBING)
                self.catch_up(folder)
        self.publish(folder)
        if folder.root not in self.settled:
            # Millions of small parts that stay: to look through them for garbage would take a second of somebody's typing.
            self.settled.add(folder.root)
            gc.collect()
            gc.freeze()

    def catch_up(self, folder: Folder) -> None:
        """Read what was typed since the last reading, and tell what was found; consequences come later."""
        if folder.root in self.changed:
            self.changed.discard(folder.root)
            folder.reread()
            self.publish(folder)

    def asked(self, uri: str) -> tuple[Folder, str] | None:
        """As `placed`, with everything read that was typed by now."""
        found = self.placed(uri)
        if found is not None:
            self.catch_up(found[0])
        return found

    def publish(self, folder: Folder) -> None:
        """Tell the editor what changed among the diagnostics."""
        found = {self.uri(folder, name): (name, told) for name, told in folder.diagnostics().items() if name}
        gone = [uri for uri in self.published if uri not in found and self._is_of(folder, uri)]
        for uri in gone:
            self._tell(uri, [])
            del self.published[uri]
        for uri, (name, told) in found.items():
            lines = folder.lines(name)
            listed = [self._diagnostic(folder, diagnostic, lines) for diagnostic in told]
            if self.published.get(uri) != listed:
                self._tell(uri, listed)
                self.published[uri] = listed
        for name in folder.buffers:
            uri = self.uri(folder, name)
            if uri not in self.published:
                self._tell(uri, [])
                self.published[uri] = []

    def _tell(self, uri: str, listed: list[lsp.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri=uri, diagnostics=listed))

    def uri(self, folder: Folder, name: str) -> str:
        """The document of a file: as the editor named it where it is open."""
        path = str(folder.root / name)
        opened = (uri for uri, document in self.workspace.text_documents.items() if document.path == path)
        return next(opened, None) or uris.from_fs_path(path) or ""

    def _is_of(self, folder: Folder, uri: str) -> bool:
        path = uris.to_fs_path(uri)
        return path is not None and Path(path).is_relative_to(folder.root)

    def range(self, span: Span, lines: Sequence[str]) -> lsp.Range:
        """A span in the units the editor counts in."""
        line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
        units = self.workspace.position_codec.client_num_units
        start = units(line[: span.column - 1])
        end = start + max(1, units(line[span.column - 1 : span.column - 1 + span.length]))
        return lsp.Range(lsp.Position(span.line - 1, start), lsp.Position(span.line - 1, end))

    def location(self, folder: Folder, span: Span) -> lsp.Location:
        """A place in a file of the folder."""
        return lsp.Location(self.uri(folder, span.file), self.range(span, folder.lines(span.file)))

    def _diagnostic(self, folder: Folder, found: Diagnostic, lines: Sequence[str]) -> lsp.Diagnostic:
        help_ = (
            ""
            if found.help is None
            else f"\n{self.words('도움', 'help')}: {self.words.said(found.help.as_json())}"
        )
        related = [
            lsp.DiagnosticRelatedInformation(
                self.location(folder, place.span), self.words.said(place.text.as_json())
            )
            for place in found.related
        ]
        is_warning = found.severity == WARNING
        return lsp.Diagnostic(
            range=self.range(found.span or Span("", 1, 1), lines),
            message=self.words.said(found.message.as_json()) + help_,
            severity=lsp.DiagnosticSeverity.Warning if is_warning else lsp.DiagnosticSeverity.Error,
            code=found.code,
            source="haedang",
            related_information=related or None,
        )

    def cursor(self, folder: Folder, name: str, position: lsp.Position) -> Cursor:
        """What stands at a position of a document."""
        lines = folder.lines(name)
        line = lines[position.line] if position.line < len(lines) else ""
        units = self.workspace.position_codec.client_num_units
        column, counted = 0, 0
        while column < len(line) and counted < position.character:
            counted += units(line[column])
            column += 1
        return cursor_at(lines, position.line, column)

    def word_range(self, cursor: Cursor, line: int) -> lsp.Range:
        """Where the word at the cursor stands."""
        return self.range(
            Span("", line + 1, cursor.start + 1, max(1, len(cursor.word))), [""] * line + [cursor.line]
        )
