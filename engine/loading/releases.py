"""Published releases: frozen folders of the law, each named by the digest of what it says.

    rulesets/releases.lock                        one line a release
    rulesets/releases/<first 12 of the digest>/   its files: the rulesets, every program version complete

Publishing writes a folder once. Opening one holds it to its digest: a folder that says something else is refused.
"""

from __future__ import annotations

import difflib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, Refused, diagnose, meant
from engine.loading.lock import LOCK, LONGEST_NOTE, SHORT, Release, add_to_lock, read_lock
from engine.loading.opening import open_catalog

FOLDER = "releases"
SHORTEST = 8  # digits of a digest that may stand for it
MOST_LISTED = 5


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: the release, its folder, and whether this was new. `unchanged`: it stood there as it is."""

    release: Release
    folder: Path
    done: Literal["published", "restored", "unchanged"]


def folder_of(rulesets: Path, release: Release) -> Path:
    """Where the files of a release stand."""
    return rulesets / FOLDER / release.name


def publish(rulesets: Path, on: date, note: str = "") -> Published:
    """Freezes the working copy of a rulesets folder as a release and adds its line to the lock.

    What has been published stays as it is: the same law again changes nothing, not even its day or its note. Raises
    Refused where the working copy does not hold, where a folder of that name says something else, or where nothing can
    be written.
    """
    from engine.loading.expanding import expanded  # noqa: PLC0415 - opening a release needs no YAML
    from engine.loading.folder import load_texts, read_texts  # noqa: PLC0415

    if len(note) > LONGEST_NOTE or not note.isprintable():
        raise Refused([diagnose("R205", path="--note", most=LONGEST_NOTE)])
    texts = read_texts(rulesets)
    digest = load_texts(texts).digest
    known = next((release for release in read_lock(rulesets) if release.name == digest[:SHORT]), None)
    if known is not None and known.digest != digest:
        raise Refused([diagnose("R207", path=LOCK, first=known.name)])
    release = known or Release(digest, on, note.strip())
    folder = folder_of(rulesets, release)
    if folder.exists():
        open_release(rulesets, release)
        if known is not None:
            return Published(known, folder, "unchanged")
    files = {name: text.encode("utf-8") for name, text in expanded(texts).items()}
    if load_texts(files).digest != digest:
        raise AssertionError("the expanded files say something else than the working copy")
    try:
        if not folder.exists():
            _freeze(files, folder)
        if known is None:
            add_to_lock(rulesets, release)
    except OSError:
        raise Refused([diagnose("R108", path=FOLDER, name=str(folder))]) from None
    return Published(release, folder, "published" if known is None else "restored")


def _freeze(files: dict[str, bytes], folder: Path) -> None:
    """Writes the files beside their place and moves them there at once: no reader meets half a release."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        for name, text in files.items():
            path = making / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        making.chmod(0o755)  # a temporary folder is its owner's alone
        making.rename(folder)
    except OSError:
        shutil.rmtree(making, ignore_errors=True)
        raise


def open_release(rulesets: Path, release: Release, cache_folder: Path | None = None) -> Catalog:
    """The catalogue of a published release, `working` false. `cache_folder` as for open_catalog.

    Raises Refused where its folder is missing or says something else than was published.
    """
    folder = folder_of(rulesets, release)
    if not folder.is_dir():
        raise Refused([diagnose("R203", path=f"{FOLDER}/{release.name}", name=release.name)])
    try:
        catalog = open_catalog(folder, cache_folder, working=False)
    except Refused:
        catalog = None
    if catalog is None or catalog.digest != release.digest:
        raise Refused([diagnose("R202", path=f"{FOLDER}/{release.name}", name=release.name)])
    return catalog


def find_release(releases: Sequence[Release], written: str, path: str, working: str = "") -> Release | None:
    """The release whose digest is, or alone begins with, `written`; None where that is the working copy, whose digest
    is `working`.

    Raises Refused, placed at `path`, where there is none (with the nearest), or where there are several.
    """
    digests = {release.digest: release for release in releases}
    fitting = [digest for digest in {working: None, **digests} if digest and digest.startswith(written)]
    if len(written) < SHORTEST or not fitting:
        raise Refused([_unknown(written, [*digests, working], path)])
    if len(fitting) > 1:
        listed = ", ".join(digest[: max(SHORT, len(written) + 4)] for digest in fitting[:MOST_LISTED])
        raise Refused([diagnose("R201", path=path, listed=listed)])
    return digests.get(fitting[0])


def _unknown(written: str, digests: Sequence[str], path: str) -> Diagnostic:
    begun = {digest[: len(written)]: digest for digest in digests if digest}
    near = difflib.get_close_matches(written, begun, n=1)
    if not near:
        return diagnose("R102", path=path)
    name = begun[near[0]][:SHORT]
    return replace(diagnose("R102", path=path), help=meant(name))
