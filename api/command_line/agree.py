"""`haedang agree`: do the engines say the same of profiles drawn on every boundary of the law?"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from api.command_line.output import DONE, FAILED, not_taken, refusing, write, write_json

if TYPE_CHECKING:
    from api.agreement.asking import Asked
    from engine.catalog import Catalog

Profiles = Annotated[int, typer.Option("--profiles", metavar="N", min=1, help="뽑을 프로필의 수")]
Seed = Annotated[int, typer.Option(metavar="S", help="씨앗: 같으면 같은 프로필")]
First = Annotated[int, typer.Option("--from", metavar="K", min=0, help="몇 번째 프로필부터 (나누어 돌릴 때)")]
Engines = Annotated[str, typer.Option(metavar="NAMES", help="견줄 엔진, 쉼표로: compiled,clips,durable")]
Programs = Annotated[str | None, typer.Option(metavar="IDS", help="이 제도만, 쉼표로 (없으면 모두)")]
Jobs = Annotated[int, typer.Option(metavar="N", min=1, help="프로세스의 수")]
Release = Annotated[str | None, typer.Option(metavar="DIGEST", help="이 발행본으로 (없으면 작업본)")]
Lang = Annotated[str, typer.Option(metavar="ko|en|both", help="화면의 말")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON 문서 하나로")]
_TOLD_EVERY = 60  # seconds between two lines of progress where nobody watches a terminal


def agree(  # noqa: PLR0913, PLR0917 - one parameter a flag
    profiles: Profiles = 1000,
    seed: Seed = 1,
    first: First = 0,
    engines: Engines = "compiled,clips",
    programs: Programs = None,
    jobs: Jobs = 1,
    release: Release = None,
    lang: Lang = "ko",
    json: AsJson = False,
) -> None:
    """법의 경계에 있는 프로필을 뽑아 엔진들의 답을 견줍니다. 다르면 1로 끝납니다. Set the engines against each other."""
    with refusing(as_document=json, lang=lang):
        from api.agreement.running import run
        from api.command_line.opening import open_rulesets

        catalog = open_rulesets(release)
        asked = _asked(catalog, engines, programs, seed, release, lang)
        result = run(asked, first, profiles, jobs, _Progress(profiles))
    if json:
        write_json(result.as_json(catalog))
    else:
        from api.rendering.agreement import agreement_text

        write(agreement_text(result.as_json(catalog), lang))
    raise typer.Exit(DONE if result.agreed else FAILED)


def _asked(
    catalog: Catalog, engines: str, programs: str | None, seed: int, release: str | None, lang: str
) -> Asked:
    from api.agreement.asking import ENGINES, Asked
    from api.rendering.words import LANGUAGES
    from api.requests import COMPILED
    from engine.diagnostics import Refused, diagnose, meant, nearest

    named = tuple(name.strip() for name in engines.split(",") if name.strip())
    ids = tuple(id_.strip() for id_ in programs.split(",") if id_.strip()) if programs is not None else ()
    faults = []
    unknown = [name for name in dict.fromkeys(named) if name not in ENGINES]
    faults += [diagnose("R106", path="--engines", name=name) for name in unknown]
    if not unknown and (COMPILED not in named or len(set(named)) == 1):
        others = [name for name in ENGINES if name != COMPILED]
        allowed = " · ".join(f"{COMPILED},{names}" for names in (*others, ",".join(others)))
        faults.append(diagnose("R105", path="--engines", name="--engines", expected=allowed))
    faults += not_taken("--lang", lang, LANGUAGES)
    for id_ in ids:
        if id_ not in catalog.programs:
            near = meant(nearest(id_, catalog.programs))
            faults.append(diagnose("R101", path="--programs", name=id_, near=near))
    if faults:
        raise Refused(faults)
    return Asked(release, tuple(dict.fromkeys(named)), ids, seed)


class _Progress:
    """Tells standard error how far the run is: on a terminal in one line, elsewhere once a minute."""

    def __init__(self, wanted: int) -> None:
        self.wanted, self.watched = wanted, sys.stderr.isatty()
        self._told = time.monotonic()

    def __call__(self, done: int, seconds: float) -> None:
        line = f"{done:,}/{self.wanted:,} · {done / max(seconds, 1):,.0f}/s"
        if self.watched:
            sys.stderr.write(f"\r{line}" + ("\n" if done >= self.wanted else ""))
        elif time.monotonic() - self._told >= _TOLD_EVERY:
            self._told = time.monotonic()
            sys.stderr.write(line + "\n")
        sys.stderr.flush()
