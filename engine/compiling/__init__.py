"""Catalogue to plan: one flat, ordered list of operations in which every distinct expression stands once.

plan (operations and how they are shared) <- expressions (nodes to operations) <- programs (what of the plan each
program version reads) -> slices (the part of the plan that one program needs once its dates have chosen the law); publications (which days of
knowing the law give the same slice).
"""

from engine.compiling.plan import Op, Plan
from engine.compiling.programs import (
    PlannedCondition,
    PlannedGroup,
    PlannedProgram,
    PlannedVersion,
    compile_catalog,
)
from engine.compiling.slices import Choice, Gap, Slice, SlicedCondition, SlicedGroup, cut, steps_of

__all__ = [
    "Choice",
    "Gap",
    "Op",
    "Plan",
    "PlannedCondition",
    "PlannedGroup",
    "PlannedProgram",
    "PlannedVersion",
    "Slice",
    "SlicedCondition",
    "SlicedGroup",
    "compile_catalog",
    "cut",
    "steps_of",
]
