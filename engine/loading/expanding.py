"""The working copy to the files of a release: every program version complete in one file, everything else as it stands.

Nothing here knows what the law means: documents that were read and checked are joined as engine.loading.programs joins
them, and written in one layout. Comments stay behind; they are for those who edit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, cast

from engine.documents import read_tree
from engine.documents.to_yaml import write_yaml
from engine.documents.tree import Plain

COMMON = "common.yaml"
_PROGRAM_PARTS = 3  # <domain>/<program>/<file>
_HEAD = ("program", "title", "for", "per", "keyed_to")
_GROUPS = ("conditions", "worker_conditions")
_EVIDENCE = ("cite", "grade", "source")
_TEST = ("when", "variants")
_JOINS = {"all", "any", "not"}
Mapped: TypeAlias = dict[str, Plain]


def expanded(texts: Mapping[str, bytes]) -> dict[str, str]:
    """The files of a release by name, from the files of a working copy that loads."""
    plain = {
        name: cast("Mapped", read_tree(data.decode("utf-8-sig"), name).plain())
        for name, data in texts.items()
    }
    return {
        name: write_yaml(
            _complete(
                document,
                plain.get(f"{name.rsplit('/', 1)[0]}/{COMMON}"),
                plain.get(f"{name.split('/')[0]}/{COMMON}"),
            )
        )
        if len(name.split("/")) == _PROGRAM_PARTS
        else write_yaml(document)
        for name, document in plain.items()
        if name.rsplit("/", 1)[-1] != COMMON
    }


def _complete(version: Mapped, common: Mapped | None, shared: Mapped | None) -> Mapped:
    """A version with what it takes from the common.yaml of its program and of its domain written out; a version without
    the first is complete as it is.
    """
    if common is None:
        return version
    said = {key: value for key, value in version.items() if value is not None}
    library = {
        id_: entry
        for offered in (shared or {}, common)
        for id_, entry in cast("dict[str, Mapped]", offered.get("conditions") or {}).items()
    }
    joined = {key: value for key, value in common.items() if value is not None and key != "conditions"} | said
    for key in _GROUPS:
        if key in joined:
            joined[key] = _group(cast("Mapped", joined[key]), library)
    order = dict.fromkeys((*_HEAD, *version, *common))
    return {key: joined[key] for key in order if key in joined}


def _group(group: Mapped, library: Mapping[str, Mapped]) -> Mapped:
    return {key: _members(value, library) if key in _JOINS else value for key, value in group.items()}


def _members(value: Plain, library: Mapping[str, Mapped]) -> Plain:
    if isinstance(value, list):
        return [_member(member, library) for member in value]
    return _member(value, library)


def _member(member: Plain, library: Mapping[str, Mapped]) -> Plain:
    if isinstance(member, dict) and _JOINS & member.keys():
        return _group(member, library)
    own: Mapped = member if isinstance(member, dict) else {"id": member}
    shared = library.get(str(own["id"]), {})
    if _JOINS & shared.keys():
        return {"id": own["id"], **_group(shared, library)}
    return _condition(own, shared)


def _condition(own: Mapped, shared: Mapped) -> Mapped:
    """A condition in full: what the version writes wins, a test and a piece of evidence each as a whole."""
    said = {key: value for key, value in own.items() if value is not None}
    taken = {key: value for key, value in shared.items() if value is not None}
    rewritten = said.get("when") is not None or bool(said.get("variants"))
    cited = "cite" in said or "cite" not in taken
    for loser, keys in ((taken if rewritten else said, _TEST), (taken if cited else said, _EVIDENCE)):
        for key in keys:
            loser.pop(key, None)
    return {"id": own["id"], **(taken | said)}
