"""A condition can be met and can be unmet by what the vocabulary allows, and no formula waits for a fact in vain.

Why it matters: a condition that can never hold bars everybody without a word, one that always holds protects nobody, and both are most often
a slip of a sign or a figure. A formula such as `x >= 5 or x < 5` stays unknown while x is unknown, by the logic of the language, though no
value of x changes it: the person is asked for a fact that decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, Text, Word, diagnose
from engine.language import nodes as n
from engine.language.values import Value
from engine.loading.checks.places import Source, conditions
from engine.loading.reasoning.formulas import Formula
from engine.loading.reasoning.reasoner import Reasoner

TRUTHS = {True: Text("참", "true"), False: Text("거짓", "false")}
CONSTANT = {True: "M202", False: "M201"}


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with a formula: a code, the part it is about, the words of its message."""

    code: str
    part: n.Node
    words: dict[str, Word]


def check(reasoner: Reasoner, source: Source) -> Iterator[Diagnostic]:
    """Conditions that cannot turn out both ways, parts of formulas that cannot, and facts waited for in vain."""
    told: dict[n.Node, list[Slip]] = {}
    for node, is_condition in _tests(reasoner.catalog):
        if node not in told:
            told[node] = list(_slips(reasoner.formula(node), node))
        for slip in told[node]:
            if is_condition or slip.code not in CONSTANT.values():
                yield diagnose(slip.code, span=source.inside(node, slip.part.place), **slip.words)


def _tests(catalog: Catalog) -> Iterator[tuple[n.Node, bool]]:
    for tested in conditions(catalog):
        yield tested.node, True
    for definition in catalog.definitions.values():
        if definition.type.kind == "boolean":
            yield from ((version.value, False) for version in definition.versions)


def _slips(formula: Formula, root: n.Node) -> Iterator[Slip]:
    if not formula.variables:
        return  # it reads no fact: that is told by another check
    fixed = [
        (atom.node, truth)
        for atom in formula.atoms
        if (truth := _only(formula.outcomes(atom.node))) is not None
    ]
    if (truth := _only(formula.outcomes()) if fixed or formula.tangled else None) is not None:
        yield Slip(CONSTANT[truth], root, {})
        return
    written = {id(part) for part in n.walk(root)}
    here = [(node, truth) for node, truth in fixed if id(node) in written]
    for node, truth in here:
        yield Slip("M204", node, {"truth": TRUTHS[truth]})
    gap = None if here else formula.gap()
    if gap is not None:
        yield Slip("M206", root, {"name": gap.fact, "truth": TRUTHS[gap.outcome]})


def _only(outcomes: set[Value] | None) -> bool | None:
    """The one truth a formula can come to; None where there are two, or none."""
    only = next(iter(outcomes)) if outcomes is not None and len(outcomes) == 1 else None
    return only if isinstance(only, bool) else None
