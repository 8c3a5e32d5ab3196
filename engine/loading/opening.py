"""Opening a catalogue: from the cache where every file is as it was when it was checked, else from the files.

The cache holds the canonical form as JSON, named by a digest of the files' bytes and of the reading code; it is plain
data and never pickle. Whatever is wrong with a cache file, the files are read again: a cache can be slow, never wrong.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import engine
from engine.catalog import Catalog
from engine.loading.canonical import decode_catalog, encode_catalog
from engine.loading.keeping import all_kept

FORM = 1  # raised when the canonical form changes in a way the code's own digest does not show
_READING = ("loading", "language", "documents", "diagnostics", "model.py", "catalog.py", "periods.py")
_KEPT = 8


def open_catalog(folder: Path, cache_folder: Path | None = None, *, working: bool = True) -> Catalog:
    """The catalogue of a rulesets folder. `cache_folder` is the user's own; None reads and checks every file.
    `working` false: the folder of a published release, whose digest the caller holds to what was published.

    Raises Refused with every diagnostic where a file does not hold.
    """
    with all_kept():
        if cache_folder is None:
            return _load(folder, working)
        cached = cache_folder / f"catalog-{_name(folder, working)}.json"
        catalog = _read(cached)
        if catalog is None:
            catalog = _load(folder, working)
            _write(cached, catalog)
        return replace(catalog, working=working)


def _load(folder: Path, working: bool) -> Catalog:
    # Brings in pydantic and Lark; a warm start needs neither.
    from engine.loading.folder import load_folder, load_frozen  # noqa: PLC0415

    return load_folder(folder) if working else load_frozen(folder)


def _name(folder: Path, working: bool) -> str:
    digest = hashlib.sha256(f"{FORM} {working} {_code_digest()}".encode())
    for path in sorted(p for p in folder.rglob("*.y*ml") if p.relative_to(folder).parts[0] != "releases"):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


@lru_cache(maxsize=1)
def _code_digest() -> str:
    """The reading code is part of the name: a newer reader never takes an older one's word."""
    root = Path(engine.__file__).parent
    digest = hashlib.sha256()
    schemas = root.parent / "schemas" / "rulesets.py"
    for part in (*(root / name for name in _READING), schemas):
        for path in sorted(part.rglob("*") if part.is_dir() else [part]):
            if path.suffix in (".py", ".lark") and path.exists():
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(cached: Path) -> Catalog | None:
    try:
        form = json.loads(cached.read_text("utf-8"))
        return decode_catalog(form["catalog"], form["digest"])
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return None


def _write(cached: Path, catalog: Catalog) -> None:
    form = {"digest": catalog.digest, "catalog": encode_catalog(catalog)}
    try:
        cached.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=cached.parent, delete=False) as file:
            json.dump(form, file, ensure_ascii=False, separators=(",", ":"))
        Path(file.name).replace(cached)
        _forget(cached.parent)
    except OSError:
        return  # a folder that cannot be written is no reason not to answer


def _forget(folder: Path) -> None:
    kept = sorted(folder.glob("catalog-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in kept[_KEPT:]:
        old.unlink(missing_ok=True)
