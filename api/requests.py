"""What is asked: a profile and, beside it, the options of the question. One reader for command line and HTTP.

text (JSON or YAML) -> plain values that know their place (Document) -> options and profile, every fault at
once (Request).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.catalog import Catalog
from engine.determination import Detail
from engine.diagnostics import Diagnostic, Refused, Span, Text, Word, diagnose, meant, nearest
from engine.documents.from_json import LARGEST, read_json
from engine.profile import Profile, read_profile
from engine.profile.reading import MOST_FAULTS, path_text
from engine.profile.resident_numbers import reads_as_resident_number, resident_numbers_in
from engine.profile.values import day_of

Steps = tuple[object, ...]
Locate = Callable[[Steps], Span | None]
COMPILED = "compiled"
ENGINES = (COMPILED, "clips", "durable")
INCLUDES = ("reasons", "workers")
PLANNED = ("questions", "changes", "plan")  # words of the contract that have no answer yet
DETAILS = ("full", "summary")
LANGUAGES = ("ko", "en", "both")  # JSON answers carry both; the word is for who reads them out
OPTION_KEYS = ("release", "engine", "include", "detail", "lang", "record")
_LONGEST_ECHO = 60


@dataclass(frozen=True, slots=True)
class Document:
    """Plain values and where in the text each stands (None for JSON, which is placed by path)."""

    plain: object
    locate: Locate = lambda _: None


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for beside the facts. None: not said; the document's word holds, then the default."""

    on: date | None = None
    known_at: date | None = None
    programs: tuple[str, ...] | None = None
    release: str | None = None
    engine: str | None = None
    include: tuple[str, ...] | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A question that can be answered, and the document it came in."""

    profile: Profile
    detail: Detail
    raw: object
    engine: str = COMPILED


def read_document(text: str | bytes, file: str | None = None) -> Document:
    """The plain values of a text: JSON where the file is named .json, where it has no name (HTTP, a line of a
    stream) or where the text begins with `{`; else YAML.

    Raises Refused with every mistake found.
    """
    if len(text) > LARGEST:
        raise Refused([diagnose("P102", path="", most=LARGEST)])
    try:
        plain = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise Refused([diagnose("R110", path="")]) from None
    if "\0" in plain:
        raise Refused([diagnose("R110", path="")])
    if not plain.strip():
        raise Refused([diagnose("R111", path="")])
    if file is None or file.endswith(".json") or plain.lstrip().startswith("{"):
        return Document(_read_json(plain))
    return _read_yaml(plain, file)


def _read_json(text: str) -> object:
    try:
        return read_json(text)
    except Refused as refused:
        if all(found.path for found in refused.diagnostics):
            raise
        from api.places import place_in_json  # noqa: PLC0415 - a good document is not looked through twice

        found = refused.diagnostics[0]
        raise Refused([replace(found, path=place_in_json(text, found.code))]) from None


def _read_yaml(text: str, file: str) -> Document:
    from engine.documents.from_yaml import read_tree  # noqa: PLC0415 - JSON does not pay for YAML

    try:
        tree = read_tree(text, file)
    except Refused as refused:
        raise Refused(_veiled(refused.diagnostics)) from None
    plain = tree.plain()
    if plain is None:
        raise Refused([diagnose("R111", span=Span(file, 1, 1))])

    def locate(path: Steps) -> Span | None:
        above = tree.at(path[:-1])
        return above.key_span(str(path[-1])) or tree.at(path).span if path else tree.span

    return Document(plain, locate)


def _veiled(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics that would repeat a resident number say only that there is one."""
    return [
        diagnose("P107", span=found.span, path=found.path)
        if reads_as_resident_number(found.message.en)
        else found
        for found in diagnostics
    ]


def read_request(
    document: Document,
    catalog: Catalog,
    today: date,
    options: Options | None = None,
    lost: Diagnostic | None = None,
) -> Request:
    """The question a document asks; what `options` says beats the document. `catalog` is the release it names; `lost`
    tells why it is not.

    Raises Refused with every fault found: in the profile, in the options, an unknown program or release.
    """
    options = options or Options()
    raw = document.plain
    asked, rest = _parted(raw)
    personal = [
        diagnose("P107", span=document.locate(path), path=path_text(path))
        for path in resident_numbers_in(asked)
    ]
    if personal:
        raise Refused(personal)
    reader = _OptionReader(catalog, document.locate, lost)
    detail = reader.read(asked, options)
    reader.programs(rest, options.programs)
    try:
        profile = read_profile(
            rest,
            catalog,
            today,
            on=options.on,
            known_at=options.known_at,
            programs=options.programs,
            locate=document.locate,
        )
    except Refused as refused:
        raise Refused([*refused.diagnostics, *reader.found]) from None
    if reader.found:
        raise Refused(reader.found)
    return Request(profile, detail, raw, reader.engine)


def _parted(raw: object) -> tuple[Mapping[str, object], object]:
    """The options inside a document, and the profile without them."""
    if not isinstance(raw, dict):
        return {}, raw
    asked = {key: value for key, value in raw.items() if key in OPTION_KEYS}
    return asked, {key: value for key, value in raw.items() if key not in OPTION_KEYS}


class _OptionReader:
    """Reads options, from flags first, then from the document; faults are collected with their place."""

    def __init__(self, catalog: Catalog, locate: Locate, lost: Diagnostic | None) -> None:
        self.catalog = catalog
        self.locate = locate
        self.lost = lost
        self.found: list[Diagnostic] = []
        self.engine = COMPILED

    def fault(self, code: str, key: str, flag: bool, **words: Word) -> None:
        """Note a fault at a flag, or at a key of the document."""
        span, path = (None, f"--{key}") if flag else (self.locate((key,)), key)
        self.note(diagnose(code, span=span, path=path, **words))

    def note(self, found: Diagnostic) -> None:
        """Note a fault; too many end the reading."""
        self.found.append(found)
        if len(self.found) >= MOST_FAULTS:
            raise Refused(self.found)

    def read(self, asked: Mapping[str, object], options: Options) -> Detail:
        self._release(*self._said("release", asked, options.release))
        self._engine(*self._said("engine", asked, options.engine))
        if asked.get("record", False) is not False:
            self.fault("R105", "record", flag=False, name="record", expected="false")
        if asked.get("lang") is not None and asked["lang"] not in LANGUAGES:
            self.fault("R105", "lang", flag=False, name="lang", expected=", ".join(LANGUAGES))
        included = self._include(*self._said("include", asked, options.include))
        summary = self._detail(*self._said("detail", asked, options.detail)) == "summary"
        return Detail(
            reasons="reasons" in included and not summary, workers="workers" in included, summary=summary
        )

    def _said(self, key: str, asked: Mapping[str, object], flag: object) -> tuple[object, bool]:
        return (flag, True) if flag is not None else (asked.get(key), False)

    def _release(self, value: object, flag: bool) -> None:
        if value is None or (self.lost is None and isinstance(value, str)):
            return
        span, path = (None, "--release") if flag else (self.locate(("release",)), "release")
        self.note(replace(self.lost or diagnose("R102"), span=span, path=path))

    def _engine(self, value: object, flag: bool) -> None:
        if isinstance(value, str) and value in ENGINES:
            self.engine = value
        elif value is not None:
            self.fault("R106", "engine", flag, name=_echo(value))

    def _include(self, value: object, flag: bool) -> tuple[str, ...]:
        if value is None:
            return ("reasons",)
        wanted = (
            [word.strip() for word in value.split(",") if word.strip()] if isinstance(value, str) else value
        )
        if not isinstance(wanted, list | tuple) or not all(isinstance(word, str) for word in wanted):
            expected = Text("낱말의 목록", "a list of words")
            self.fault("R105", "include", flag, name="include", expected=expected)
            return ()
        for word in wanted:
            if word in PLANNED:
                self.fault("R107", "include", flag, name=word, values=", ".join(INCLUDES))
            elif word not in INCLUDES:
                self.fault("R105", "include", flag, name="include", expected=", ".join(INCLUDES))
        return tuple(wanted)

    def _detail(self, value: object, flag: bool) -> object:
        if value is not None and value not in DETAILS:
            self.fault("R105", "detail", flag, name="detail", expected=", ".join(DETAILS))
        return value

    def programs(self, raw: object, flagged: tuple[str, ...] | None) -> None:
        """Every program asked for exists; whether it is a list of words is for the reader of the profile to say."""
        listed = raw.get("programs") if isinstance(raw, dict) else None
        wanted = flagged if flagged is not None else listed if isinstance(listed, list) else ()
        for index, program in enumerate(wanted):
            if isinstance(program, str) and program not in self.catalog.programs:
                near = meant(nearest(program, self.catalog.programs))
                span = None if flagged is not None else self.locate(("programs", index))
                path = "--program" if flagged is not None else f"programs[{index}]"
                self.note(diagnose("R101", span=span, path=path, name=_echo(program), near=near))


def _echo(value: object) -> str:
    """A word of the user, short, and never a resident number."""
    return value[:_LONGEST_ECHO] if isinstance(value, str) and not reads_as_resident_number(value) else "…"


def read_day(text: str, name: str) -> date:
    """A day YYYY-MM-DD that a flag or a query names; raises Refused where there is no such day."""
    day = day_of(text)
    if day is None:
        raise Refused([diagnose("P112", path=name)])
    return day


def as_answer(screening: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a request: the screening under a random name of its own, in the order of the contract."""
    from uuid import uuid4  # noqa: PLC0415 - only who answers pays for it

    return {"screening_id": uuid4().hex, "decision_id": None, "receipt": None, **screening}
