"""The law that is answered by: the working copy and every published release, each opened when it is first asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from api.settings import cache_folder, rulesets_folder
from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, Refused
from engine.loading.lock import Release, read_lock
from engine.loading.opening import open_catalog
from engine.loading.releases import find_release, open_release

if TYPE_CHECKING:
    from api.requests import Document, Options
    from engine.screening import Screener

WORKING = "working"  # the word for the working copy where a release is named
NOT_THERE = ("R102", "R201")  # no such release, several: a mistake in the request, told with its others
_KEPT = 4  # screeners of releases held in memory


class Releases:
    """A rulesets folder (None: the one the settings name) with its releases."""

    def __init__(self, rulesets: Path | None = None) -> None:
        self._rulesets = rulesets
        self._screeners: OrderedDict[str, Screener] = OrderedDict()

    @cached_property
    def folder(self) -> Path:
        """The rulesets folder. Raises Refused where there is none."""
        return self._rulesets or rulesets_folder()

    @cached_property
    def working(self) -> Catalog:
        """The working copy. Raises Refused where it does not hold."""
        return open_catalog(self.folder, cache_folder())

    @cached_property
    def screener(self) -> Screener:
        """What screens by the working copy."""
        from engine.screening import Screener  # noqa: PLC0415 - a list of releases screens nobody

        return Screener(self.working)

    def listed(self) -> tuple[Release, ...]:
        """The published releases, in the order of publication. Raises Refused where the list cannot be read."""
        return read_lock(self.folder)

    def catalog(self, written: str | None = None, path: str = "--release") -> Catalog:
        """The release whose digest is, or begins with, `written`; without one, or with `working`, the working copy.

        The digest of the working copy is that of a release once it is published. Raises Refused, placed at `path`,
        where there is no such release, and where one does not hold what was published.
        """
        if written is None or written == WORKING:
            return self.working
        release = self._find(written, path)
        return self.working if release is None else open_release(self.folder, release, cache_folder())

    def _find(self, written: str, path: str) -> Release | None:
        published = self.listed()
        try:
            return find_release(published, written, path)
        except Refused as refused:
            if refused.diagnostics[0].code != NOT_THERE[0]:
                raise
        try:
            present = self.working.digest
        except Refused:  # whoever asks for a release need not have a working copy that holds
            present = ""
        return find_release(published, written, path, present)

    def screener_of(self, written: str, path: str = "--release") -> Screener:
        """What screens by a release; the last few asked for stay in memory."""
        from engine.screening import Screener  # noqa: PLC0415

        catalog = self.catalog(written, path)
        if catalog.working:
            return self.screener
        screener = self._screeners.pop(catalog.digest, None) or Screener(catalog)
        self._screeners[catalog.digest] = screener
        if len(self._screeners) > _KEPT:
            self._screeners.popitem(last=False)
        return screener

    def screener_for(
        self, document: Document, options: Options | None = None
    ) -> tuple[Screener, Diagnostic | None]:
        """What screens by the release that a request names, a flag before the document; else by the working copy.

        Where there is no such release: the working copy's, and why, for the reader of the request to tell with all
        other mistakes. Raises Refused where a release does not hold what was published.
        """
        asked = document.plain.get("release") if isinstance(document.plain, Mapping) else None
        written = options.release if options is not None and options.release is not None else asked
        if not isinstance(written, str):
            return self.screener, None
        try:
            return self.screener_of(written), None
        except Refused as refused:
            if refused.diagnostics[0].code not in NOT_THERE:
                raise
            return self.screener, refused.diagnostics[0]
