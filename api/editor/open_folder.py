"""A rulesets folder as the editor has it: the files on the disk under the buffers that are not saved yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, Span
from engine.loading.folder import ruleset_files
from engine.loading.from_tree import SourceFile
from engine.loading.rereading import Reread, Rereader

VOCABULARY = "facts"  # the folder by which a rulesets folder is known
_NOTHING = Catalog({}, {}, {}, {}, {}, {})


def root_of(path: Path) -> Path | None:
    """The rulesets folder that holds a file; None where there is none."""
    return next((above for above in path.parents if (above / VOCABULARY).is_dir()), None)


@dataclass(slots=True)
class Folder:
    """One rulesets folder. `read` is what is known of it; `good` the last catalogue whose files could all be read."""

    root: Path
    buffers: dict[str, str] = field(default_factory=dict)
    read: Reread = field(default_factory=lambda: Reread(_NOTHING, (), {}))
    good: Catalog = _NOTHING
    _texts: dict[str, bytes] = field(default_factory=dict)
    _saved: dict[str, tuple[int, int]] = field(default_factory=dict)
    _rereader: Rereader = field(default_factory=Rereader)

    def name(self, path: Path) -> str | None:
        """The name of a file inside the folder; None for one that is no ruleset file."""
        if not path.is_relative_to(self.root) or path.suffix not in (".yaml", ".yml"):
            return None
        name = path.relative_to(self.root).as_posix()
        return None if name.startswith("releases/") else name

    def look(self) -> None:
        """Look at the disk: read what is new or was changed there."""
        present: dict[str, bytes] = {}
        saved: dict[str, tuple[int, int]] = {}
        for path in ruleset_files(self.root):
            name = path.relative_to(self.root).as_posix()
            try:
                stat = path.stat()
                mark = (stat.st_mtime_ns, stat.st_size)
                kept = self._texts.get(name) if self._saved.get(name) == mark else None
                present[name] = path.read_bytes() if kept is None else kept
                saved[name] = mark
            except OSError:  # it went away while we looked
                continue
        self._texts, self._saved = present, saved

    def typed(self, name: str, text: str | None) -> None:
        """A buffer is open with this text; None: it was closed, and the disk counts again."""
        if text is None:
            self.buffers.pop(name, None)
        else:
            self.buffers[name] = text

    def reread(self) -> None:
        """Read what changed. Consequences in other files are left to `settle`."""
        buffers = {name: text.encode("utf-8", "surrogatepass") for name, text in self.buffers.items()}
        # Bytes that are as they were stay the same object: nothing is compared twice.
        for name, data in buffers.items():
            if self._texts.get(name) == data:
                buffers[name] = self._texts[name]
        self._take(self._rereader.read(dict(sorted((self._texts | buffers).items()))))

    def settle(self) -> Iterator[None]:
        """Check the consequences, a little at each step."""
        for _ in self._rereader.settle():
            self._take(self._rereader.reread())
            yield

    def doubt(self) -> None:
        """Let `settle` check everything again."""
        self._rereader.doubt()

    def _take(self, read: Reread) -> None:
        self.read = read
        if len(read.files) == len(self._texts.keys() | self.buffers.keys()):
            self.good = read.catalog

    @property
    def catalog(self) -> Catalog:
        """What names mean: as they stand, and as they last stood in files that cannot be read at the moment."""
        now, good = self.read.catalog, self.good
        if now is good:
            return now
        return Catalog(
            {**good.facts, **now.facts},
            {**good.choices, **now.choices},
            {**good.parameters, **now.parameters},
            {**good.tables, **now.tables},
            {**good.definitions, **now.definitions},
            {**good.programs, **now.programs},
        )

    def file(self, name: str) -> SourceFile | None:
        """A file as it was read; None where it could not be."""
        return self.read.files.get(name)

    def lines(self, name: str) -> list[str]:
        """The lines of a file, as typed where it is open."""
        text = self.buffers.get(name)
        return (self._texts.get(name, b"").decode("utf-8", "replace") if text is None else text).splitlines()

    def diagnostics(self) -> Mapping[str, list[Diagnostic]]:
        """What was found, by file."""
        by_file: dict[str, list[Diagnostic]] = {}
        for diagnostic in self.read.diagnostics:
            span = diagnostic.span or Span("", 1, 1)
            by_file.setdefault(span.file, []).append(diagnostic)
        return by_file
