"""What scenarios saw of the law, counted against what there is to see, with the reasons for what nobody can see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.scenarios.outcomes import reached
from api.scenarios.running import FEATURES
from api.settings import rulesets_folder
from engine.compiling import compile_catalog
from engine.coverage import Excuse, Seen, as_json, counted, goals_of
from engine.diagnostics import Diagnostic, Refused, diagnose
from engine.documents import read_tree
from engine.loading.folder import load_folder
from engine.loading.from_tree import Findings, SourceFile, document, text_of
from schemas.unreachable import UnreachableFile

UNREACHABLE = "unreachable.yaml"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The count as a JSON-ready document, and the reasons in the file that explain nothing."""

    document: dict[str, Any]
    idle: tuple[Diagnostic, ...]


def coverage_of(seen: Seen, *, whole: bool) -> Coverage:
    """The count of what a run saw. Of a run of some scenarios (`whole` false) only the programs that they saw, and of
    these nothing shared: the scenarios that see it for them may not have been asked for.

    Raises Refused where the rulesets, or the file of reasons, do not hold.
    """
    rulesets = rulesets_folder()
    catalog = load_folder(rulesets)  # not from the cache, which knows no places
    goals = goals_of(compile_catalog(catalog))
    asked = {words[0] for words in seen.marks}
    goals = tuple(goal for goal in goals if whole or (goal.program in asked and not goal.shared))
    excuses = read_excuses(FEATURES / UNREACHABLE)
    found = counted(goals, seen, excuses)
    titles = {program.id: program.title for program in catalog.programs.values()}
    idle = tuple(
        diagnose("S305", span=excuse.span, name=" ".join((excuse.program, *excuse.words)))
        for excuse in (found.idle if whole else ())
    )
    return Coverage(as_json(found, titles, lambda file: reached(str(rulesets / file))), idle)


def read_excuses(file: Path) -> Sequence[Excuse]:
    """The reasons in a file, none where there is no such file. Raises Refused where it has another shape."""
    if not file.exists():
        return ()
    name, faults = reached(str(file)), Findings()
    source = SourceFile(name, read_tree(file.read_text(encoding="utf-8"), name))
    read = document(UnreachableFile, source, faults)
    if read is None or faults:
        raise Refused(faults)
    return tuple(
        Excuse(
            entry.program,
            tuple(goal.split()),
            text_of(entry.because),
            source.span("unreachable", i, "goals", j),
        )
        for i, entry in enumerate(read.unreachable)
        for j, goal in enumerate(entry.goals)
    )
