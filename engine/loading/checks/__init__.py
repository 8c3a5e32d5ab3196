"""Does the catalogue make sense: one check a file, run in this order, all diagnostics together.

A check is a function (catalogue, source) -> diagnostics, or (reasoner of the catalogue, source) -> diagnostics; `source` knows where
every expression stands in the files and which names stand in what could not be read. Each file says what it catches and why it
matters; examples of every code stand in engine/diagnostics/pages.

A check walks over `.values()` of a part of the catalogue to find what it checks, and looks everything else up by name:
in an editor it is then shown only what changed, with all else still there to be looked up (engine.loading.rereading).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic
from engine.loading.checks import (
    articles_existed,
    bounds_wrap_sums,
    citations_and_programs,
    conditions_can_turn,
    definitions_end,
    findings_stand_apart,
    keys_are_dates,
    numbers_stay_short,
    programs_can_be_had,
    subjects_keep_apart,
    tables_decide,
    tests_read_facts,
    types_agree,
    vocabulary_holds,
)
from engine.loading.checks.places import Behind, Source
from engine.loading.reasoning.reasoner import Reasoner

READ = (
    vocabulary_holds.check,
    keys_are_dates.check,
    definitions_end.check,
    types_agree.check,
    tests_read_facts.check,
    citations_and_programs.check,
    articles_existed.check,
)
REASONED = (
    findings_stand_apart.check,
    subjects_keep_apart.check,
    bounds_wrap_sums.check,
    numbers_stay_short.check,
    tables_decide.check,
    conditions_can_turn.check,
    programs_can_be_had.check,
)


def every_check(catalog: Catalog, source: Source) -> Iterator[Diagnostic]:
    """What every check says of a catalogue; what several of them work out is worked out once."""
    for read in READ:
        yield from read(catalog, source)
    reasoner = Reasoner(catalog, Behind(catalog).facts)
    for reasoned in REASONED:
        yield from reasoned(reasoner, source)


def run_checks(catalog: Catalog, source: Source) -> list[Diagnostic]:
    """Every diagnostic of every check, each once."""
    return list(dict.fromkeys(every_check(catalog, source)))
