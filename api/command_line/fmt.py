"""`haedang fmt`: ruleset files in their one layout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.command_line.output import DONE, FAILED, UNUSABLE, as_json, error_document, refusing, write

if TYPE_CHECKING:
    from engine.diagnostics import Diagnostic

Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="고칠 파일이나 폴더 (적은 것만 고침)")]
Check = Annotated[bool, typer.Option("--check", help="고치지 않고 고칠 파일만 보여 줌. 있으면 1로 끝남")]
Lang = Annotated[str, typer.Option(metavar="ko|en|both", help="화면의 말")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON 문서 하나로")]
RELEASES = "releases"  # what is published never changes


def fmt(paths: Paths, check: Check = False, lang: Lang = "ko", json: AsJson = False) -> None:
    """규칙 집합 파일의 모양을 하나로 맞춥니다. 뜻과 주석은 그대로입니다. One layout, comments kept."""
    from engine.diagnostics import Refused

    changed: list[Path] = []
    found: list[Diagnostic] = []
    texts: dict[str, list[str]] = {}
    with refusing(as_document=json, lang=lang):
        files = list(dict.fromkeys(file for path in paths for file in _files(path)))
    for file in files:
        try:
            if _lay_out(file, texts, keep=check):
                changed.append(file)
        except Refused as refused:
            found += refused.diagnostics
    _tell(changed, found, texts, lang=lang, as_document=json, checked=check)
    raise typer.Exit(UNUSABLE if found else FAILED if check and changed else DONE)


def _files(path: Path) -> Iterator[Path]:
    """The file, or the YAML files of the folder in order; published releases are passed over."""
    from engine.diagnostics import Refused, diagnose

    if not path.exists():
        raise Refused([diagnose("R103", path=str(path), name=str(path))])
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*.y*ml")):
        if RELEASES not in file.relative_to(path).parts[:-1]:
            yield file


def _lay_out(file: Path, texts: dict[str, list[str]], *, keep: bool) -> bool:
    """Whether the file was not in its layout; unless `keep`, now it is. Raises Refused where it cannot be."""
    from api.editor.layout import formatted
    from engine.diagnostics import Refused, Span, diagnose

    name = file.as_posix()
    try:
        data = file.read_bytes()
        text = data.decode("utf-8")
    except OSError:
        raise Refused([diagnose("R103", path=name, name=name)]) from None
    except UnicodeDecodeError:
        raise Refused([diagnose("Y002", span=Span(name, 1, 1))]) from None
    texts[name] = text.splitlines()
    answer = formatted(text, name).encode("utf-8")
    if answer == data:
        return False
    if not keep:
        _replace(file, answer)
    return True


def _replace(file: Path, data: bytes) -> None:
    """Whole or not at all: a neighbour is written, then put in the file's place. A link stays a link."""
    import shutil
    import tempfile

    from engine.diagnostics import Refused, diagnose

    file = file.resolve()
    written: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as beside:
            written = Path(beside.name)
            beside.write(data)
        shutil.copymode(file, written)
        written.replace(file)
    except OSError:
        if written is not None:
            written.unlink(missing_ok=True)
        raise Refused([diagnose("R108", path=str(file), name=str(file))]) from None


def _tell(
    changed: list[Path],
    found: list[Diagnostic],
    texts: dict[str, list[str]],
    *,
    lang: str,
    as_document: bool,
    checked: bool,
) -> None:
    import sys

    if as_document:
        listed = error_document(found)["error"]["diagnostics"]
        write(as_json({"changed": [file.as_posix() for file in changed], "diagnostics": listed}) + "\n")
        return
    from api.rendering.faults import faults_text
    from api.rendering.words import Words

    words = Words(lang)
    head = words("고칠 파일", "to change") if checked else words("고침", "changed")
    write("".join(f"{head}: {file.as_posix()}\n" for file in changed))
    if found:
        sys.stderr.write(faults_text(found, lang, lines=texts.get))
    elif not changed:
        write(words("모두 모양이 맞음", "nothing to change") + "\n")
