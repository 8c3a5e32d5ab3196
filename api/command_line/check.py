"""`haedang check`: is every ruleset file as it must be?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.command_line.output import FAILED, as_json, not_taken, refusing, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.rendering.words import Words
    from engine.catalog import Catalog
    from engine.diagnostics import Diagnostic, Span

Paths = Annotated[
    list[Path] | None, typer.Argument(metavar="[PATH]...", help="rulesets 폴더, 그 안의 폴더나 파일")
]
Lang = Annotated[str, typer.Option(metavar="ko|en|both", help="화면의 말")]
Layout = Annotated[str, typer.Option("--format", metavar="text|concise|json|github", help="보여 줄 꼴")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON 문서 하나로")]
_COUNTED = {
    "programs": "제도",
    "versions": "판",
    "facts": "사실",
    "parameters": "수치",
    "tables": "표",
    "definitions": "정의",
}
LAYOUTS = ("text", "concise", "json", "github")
VOCABULARY = "facts"  # the folder by which a rulesets folder is known


def check(paths: Paths = None, lang: Lang = "ko", layout: Layout = "text", json: AsJson = False) -> None:
    """규칙 집합 파일을 검사합니다. 오류가 있으면 1로 끝나고, 주의는 알리기만 합니다. Validate rulesets."""
    from engine.loading.keeping import all_kept

    found = _Found([], [], {})
    with refusing(as_document=json, lang=lang), all_kept():
        _options(lang, layout)
        for root, inside in _roots(paths or []).items():
            _check_root(root, inside, found)
    write(_shown(found, lang, "json" if json else layout))
    raise typer.Exit(FAILED if any(diagnostic.severity == "error" for diagnostic in found.diagnostics) else 0)


@dataclass(frozen=True, slots=True)
class _Found:
    """What came of all folders: diagnostics, catalogues, and the lines of every file that a diagnostic names."""

    diagnostics: list[Diagnostic]
    catalogs: list[Catalog]
    texts: dict[str, Sequence[str]]


def _options(lang: str, layout: str) -> None:
    from api.rendering.words import LANGUAGES
    from engine.diagnostics import Refused

    faults = [*not_taken("--lang", lang, LANGUAGES), *not_taken("--format", layout, LAYOUTS)]
    if faults:
        raise Refused(faults)


def _roots(paths: list[Path]) -> dict[Path, list[str]]:
    """The rulesets folders that hold the paths, each with the places asked for inside it ("" for all)."""
    from api.settings import rulesets_folder
    from engine.diagnostics import Refused, diagnose

    roots: dict[Path, list[str]] = {}
    for path in paths or [rulesets_folder()]:
        if not path.exists():
            raise Refused([diagnose("R103", path=str(path), name=str(path))])
        full = path.resolve()
        root = next((above for above in (full, *full.parents) if (above / VOCABULARY).is_dir()), full)
        if not root.is_dir():
            raise Refused([diagnose("R104", path=str(path), name=str(path))])
        roots.setdefault(root, []).append(full.relative_to(root).as_posix().removeprefix("."))
    return roots


def _check_root(root: Path, inside: list[str], found: _Found) -> None:
    from engine.loading.folder import examine_folder, ruleset_files

    examined = examine_folder(root)
    if examined.catalog is not None:
        found.catalogs.append(examined.catalog)
    here = [_placed(diagnostic, root) for diagnostic in examined.diagnostics if _within(diagnostic, inside)]
    found.diagnostics.extend(here)
    spans = [diagnostic.span for diagnostic in here]
    spans += [related.span for diagnostic in here for related in diagnostic.related]
    named = {span.file for span in spans if span}
    for path in ruleset_files(root) if named else ():
        if (name := _reached(path)) in named:
            found.texts[name] = path.read_text("utf-8", "replace").splitlines()


def _placed(diagnostic: Diagnostic, root: Path) -> Diagnostic:
    """The diagnostic with its files as they are reached from where the command runs: an editor can go there."""
    related = tuple(replace(place, span=_reached_span(place.span, root)) for place in diagnostic.related)
    span = _reached_span(diagnostic.span, root) if diagnostic.span else None
    return replace(diagnostic, span=span, related=related)


def _reached_span(span: Span, root: Path) -> Span:
    return replace(span, file=_reached(root / span.file))


def _reached(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


def _within(diagnostic: Diagnostic, inside: list[str]) -> bool:
    file = diagnostic.span.file if diagnostic.span else ""
    return any(place in ("", file) or file.startswith(f"{place}/") for place in inside)


def _counts(catalog: Catalog) -> dict[str, Any]:
    return {
        "release": catalog.digest,
        "programs": len(catalog.programs),
        "versions": sum(len(program.versions) for program in catalog.programs.values()),
        "facts": len(catalog.facts),
        "parameters": len(catalog.parameters),
        "tables": len(catalog.tables),
        "definitions": len(catalog.definitions),
    }


def _shown(found: _Found, lang: str, layout: str) -> str:
    if layout == "json":
        listed = [diagnostic.as_json() for diagnostic in found.diagnostics]
        return as_json({"diagnostics": listed, "catalogs": list(map(_counts, found.catalogs))}) + "\n"
    if layout == "github":
        from api.rendering.annotations import github_annotations

        return github_annotations(found.diagnostics, lang)
    return _as_text(found, lang, layout)


def _as_text(found: _Found, lang: str, layout: str) -> str:
    from api.rendering.faults import concise_text, faults_text
    from api.rendering.words import Words

    words = Words(lang)
    text = ""
    if found.diagnostics:
        concise = layout == "concise"
        told = (
            concise_text(found.diagnostics, lang)
            if concise
            else faults_text(found.diagnostics, lang, lines=found.texts.get) + "\n"
        )
        text = told + _tally(found.diagnostics, words)
    if found.catalogs:
        return text + "".join(_summary(catalog, words) for catalog in found.catalogs)
    if found.diagnostics:
        return text
    return (
        words("여기에는 잘못이 없음 (다른 파일에 있음)", "no mistake here (in other files there are)") + "\n"
    )


def _tally(diagnostics: Sequence[Diagnostic], words: Words) -> str:
    """How many mistakes and hints there are, and where more is told."""
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    hints = len(diagnostics) - errors
    code = diagnostics[0].code
    more = words(f"자세히: haedang explain {code}", f"more: haedang explain {code}")
    told = [words(f"잘못 {errors}가지", f"{errors} errors")] if errors else []
    told += [words(f"주의 {hints}가지", f"{hints} warnings")] if hints else []
    return f"{', '.join(told)} ({more})\n"


def _summary(catalog: Catalog, words: Words) -> str:
    counts = _counts(catalog)
    numbers = ", ".join(words(f"{ko} {counts[en]}", f"{counts[en]} {en}") for en, ko in _COUNTED.items())
    return (
        words("이상 없음: ", "no mistakes: ")
        + f"{numbers} · {words('발행본', 'release')} {catalog.digest[:12]}\n"
    )
