"""Where a name is written first: what an editor goes to."""

from __future__ import annotations

from collections.abc import Iterator

from api.editor.open_folder import Folder
from api.editor.subjects import (
    CHOICE,
    CHOICES,
    CONDITION,
    NAME,
    PROGRAM,
    SOURCE,
    Subject,
    libraries_of,
)
from engine.diagnostics import Span


def definition_spans(subject: Subject, folder: Folder) -> list[Span]:
    """The places that say what a subject is, the vocabulary before the definition; none for what is built in."""
    return list(_spans(subject, folder))


def _spans(subject: Subject, folder: Folder) -> Iterator[Span]:
    catalog, name = folder.catalog, subject.name
    if subject.kind == NAME:
        items = (
            part.get(name)
            for part in (catalog.facts, catalog.parameters, catalog.tables, catalog.definitions)
        )
        yield from (item.span for item in items if item is not None and item.span is not None)
    elif subject.kind == CONDITION:
        yield from _key(folder, libraries_of(subject.of), "conditions", name)
    elif subject.kind == SOURCE:
        yield from _key(folder, _files(folder, "sources/"), "sources", name)
    elif subject.kind == CHOICES:
        yield from _key(folder, _files(folder, "facts/"), "choices", name)
    elif subject.kind == CHOICE:
        yield from _key(folder, _files(folder, "facts/"), "choices", subject.of, name)
    elif subject.kind == PROGRAM and name in catalog.programs:
        span = catalog.programs[name].span
        yield from [] if span is None else [span]


def _files(folder: Folder, begins: str) -> tuple[str, ...]:
    return tuple(name for name in folder.read.files if name.startswith(begins))


def _key(folder: Folder, files: tuple[str, ...], *path: str) -> Iterator[Span]:
    """Where a key is written, in whichever of the files has it."""
    for name in files:
        file = folder.file(name)
        tree = None if file is None else file.tree
        for step in path[:-1]:
            tree = None if tree is None else tree.part(step)
        span = None if tree is None else tree.key_span(path[-1])
        if span is not None:
            yield span
