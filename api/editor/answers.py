"""The answers of the language server to what an editor asks about a place in a document."""

from __future__ import annotations

import re
from datetime import date

from lsprotocol import types as lsp

from api.editor.completion import Offer, offers_at
from api.editor.definition import definition_spans
from api.editor.hover import hover_text
from api.editor.language_server import Server
from api.editor.layout import formatted
from api.editor.subjects import subject_at
from api.settings import today
from engine.diagnostics import Refused

TRIGGERS = lsp.CompletionOptions(trigger_characters=['"', "=", ".", "["])
_EFFECTIVE = re.compile(r"(\d{4}-\d{2}-\d{2})\.ya?ml")
_KINDS = {
    "fact": lsp.CompletionItemKind.Variable,
    "field": lsp.CompletionItemKind.Field,
    "parameter": lsp.CompletionItemKind.Constant,
    "table": lsp.CompletionItemKind.Struct,
    "definition": lsp.CompletionItemKind.Function,
    "function": lsp.CompletionItemKind.Function,
    "choice": lsp.CompletionItemKind.EnumMember,
    "choices": lsp.CompletionItemKind.Enum,
    "unit": lsp.CompletionItemKind.Unit,
}


async def hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    """What the name at a position is, with its figures on the file's effective date, else today's."""
    found = ls.asked(params.text_document.uri)
    if found is None:
        return None
    folder, name = found
    cursor = ls.cursor(folder, name, params.position)
    subject = subject_at(name, cursor, folder.catalog)
    text = None if subject is None else hover_text(subject, folder, day_of(name), ls.words)
    if text is None:
        return None
    shown = lsp.MarkupContent(lsp.MarkupKind.Markdown, text)
    return lsp.Hover(shown, ls.word_range(cursor, params.position.line))


async def define(ls: Server, params: lsp.DefinitionParams) -> list[lsp.Location]:
    """Where the name at a position is written first."""
    found = ls.asked(params.text_document.uri)
    if found is None:
        return []
    folder, name = found
    subject = subject_at(name, ls.cursor(folder, name, params.position), folder.catalog)
    spans = [] if subject is None else definition_spans(subject, folder)
    return [ls.location(folder, span) for span in spans]


async def complete(ls: Server, params: lsp.CompletionParams) -> lsp.CompletionList:
    """What may stand at a position."""
    found = ls.asked(params.text_document.uri)
    if found is None:
        return lsp.CompletionList(is_incomplete=False, items=[])
    folder, name = found
    cursor = ls.cursor(folder, name, params.position)
    word = ls.word_range(cursor, params.position.line)
    where = lsp.Range(word.start if cursor.word else params.position, params.position)
    offers = offers_at(name, cursor, folder)
    items = [_item(ls, offer, where, rank) for rank, offer in enumerate(offers)]
    return lsp.CompletionList(is_incomplete=False, items=items)


async def lay_out(ls: Server, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
    """The document in its layout, as one edit; none where it cannot be read: the diagnostics say why."""
    found = ls.asked(params.text_document.uri)
    if found is None:
        return []
    text = ls.workspace.get_text_document(params.text_document.uri).source
    try:
        answer = formatted(text, found[1])
    except Refused:
        return []
    end = lsp.Position(len(text.splitlines()) + 1, 0)
    return [] if answer == text else [lsp.TextEdit(lsp.Range(lsp.Position(0, 0), end), answer)]


def _item(ls: Server, offer: Offer, where: lsp.Range, rank: int) -> lsp.CompletionItem:
    return lsp.CompletionItem(
        label=offer.shown or offer.text,
        kind=_KINDS.get(offer.kind, lsp.CompletionItemKind.Text),
        detail=ls.words.said(offer.label.as_json()),
        text_edit=lsp.TextEdit(where, offer.text),
        sort_text=f"{rank:05}",
        filter_text=offer.text,
    )


def day_of(name: str) -> date:
    """The day whose figures are shown in a file: its effective date where it is a version, else today."""
    found = _EFFECTIVE.fullmatch(name.rsplit("/", 1)[-1])
    try:
        return date.fromisoformat(found[1]) if found else today()
    except ValueError:
        return today()
