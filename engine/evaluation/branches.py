"""Which steps are read in one branch of an `if` alone, or only where a fact was not given, and lines that leave them out unless that branch
is taken: whoever runs them reads the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from engine.compiling import Op
from engine.compiling.plan import below, nearest
from engine.evaluation.lines import UNHEARD, Lines

Branch = tuple[int, int]  # a step and which of its inputs
_CHOOSING: Mapping[str, tuple[int, ...]] = {
    "if": (1, 2),
    "either": (1,),
}  # the inputs that are not always read
_WAYS = 3  # nodes of the tree of dominators for one step: itself, and below it its two branches


def branches(steps: Sequence[Op], asked: Collection[int], plain: Collection[int]) -> dict[int, Branch]:
    """For each step that only one branch reads, the innermost such branch. `asked` are the steps for whose sake the others are
    read, `plain` those whose own branches do not count.

    A step is read in one branch alone where that branch dominates it (Cooper, Harvey and Kennedy, A Simple, Fast Dominance Algorithm,
    2001); numbers fall along every way from what reads to what is read, so that one pass is enough.
    """
    top = _WAYS * len(steps)
    above: dict[int, int] = dict.fromkeys([_WAYS * step for step in asked], top)
    found: dict[int, Branch] = {}
    for number in sorted(below(steps, asked), reverse=True):
        node = _WAYS * number
        choosing = _CHOOSING.get(steps[number].kind, ()) if number not in plain else ()
        branch = _branch_at(above[node], found)
        if branch is not None:
            found[number] = branch
        for place, read in enumerate(steps[number].inputs):
            by = node - place if place in choosing else node
            above.setdefault(by, node)
            reached = _WAYS * read
            above[reached] = nearest(above, above[reached], by) if reached in above else by
    return found


def _branch_at(node: int, found: Mapping[int, Branch]) -> Branch | None:
    """The branch that a node of the tree is or stands in."""
    number = -(-node // _WAYS)
    place = _WAYS * number - node
    return (number, place) if place else found.get(number)


class BranchedLines(Lines):
    """Lines of which some stand in branches. `branch_of` says which; `written` is the function so far. `open_too`: both branches run where
    it is open which is taken, for whoever asks between what they lie.
    """

    def __init__(
        self, steps: Sequence[Op], unheard: Collection[int] | None = None, *, open_too: bool = False
    ) -> None:
        super().__init__(steps, unheard)
        self.open_too = open_too
        self.line_of: list[str | None] = []
        self.branch_of: dict[int, Branch] = {}
        self.written: list[str] = []

    def branched(self, asked: Collection[int], steps: Sequence[Op]) -> dict[int, Branch]:
        """The steps that are written in a branch. Not those that are passed over together where a list is missing. `steps` say what is
        read for whom.
        """
        plain = {step for step, line in enumerate(self.line_of) if line is None or self.causes[step]}
        return branches(steps, asked, plain)

    def write(self, steps: Sequence[int], indent: str) -> None:
        """Writes the lines of some steps in order, each in its branch; those that are in none hold afterwards."""
        inside: dict[Branch | None, list[int]] = {}
        for step in steps:
            inside.setdefault(self.branch_of.get(step), []).append(step)
        self._steps(inside, None, indent)

    def _steps(self, inside: Mapping[Branch | None, list[int]], branch: Branch | None, indent: str) -> None:
        lines: list[tuple[int, str]] = []
        for step in inside.get(branch, ()):
            line = self.line_of[step]
            if any((step, place) in inside for place in (1, 2)):
                self.written += [f"{indent}{plain[1:]}" for plain in self.passing_over(lines)]
                lines = []
                self._choice(step, inside, indent)
            elif line is not None:
                lines.append((step, line))
        self.written += [f"{indent}{plain[1:]}" for plain in self.passing_over(lines)]

    def _choice(self, step: int, inside: Mapping[Branch | None, list[int]], indent: str) -> None:
        """An `if`, or what is worked out where no fact was given, with the steps that only one of its branches reads."""
        op, name = self.steps[step], f"r{step}"
        first, *others = (self.names[read] for read in op.inputs)
        if op.kind == "either":
            self.written += [f"{indent}{name} = {first}", f"{indent}if {name} is {UNHEARD}:"]
            self._steps(inside, (step, 1), f"{indent} ")
            self.written.append(f"{indent} {name} = {others[0]}")
            return
        then, otherwise = others
        if self.open_too:
            self.written.append(f"{indent}if {first} is True or {first} is {UNHEARD}:")
            self._branch(inside, (step, 1), indent)
            self.written.append(f"{indent}if {first} is not True:")
            self._branch(inside, (step, 2), indent)
            self.written.append(f"{indent}{str(self.line_of[step])[1:]}")
            return
        self.written.append(f"{indent}if {first} is True:")
        self._steps(inside, (step, 1), f"{indent} ")
        self.written += [
            f"{indent} {name} = {then}",
            f"{indent}elif {first} is {UNHEARD}: {name} = {UNHEARD}",
            f"{indent}else:",
        ]
        self._steps(inside, (step, 2), f"{indent} ")
        self.written.append(f"{indent} {name} = {otherwise}")

    def _branch(self, inside: Mapping[Branch | None, list[int]], branch: Branch, indent: str) -> None:
        """The steps of a branch, or that there are none."""
        before = len(self.written)
        self._steps(inside, branch, f"{indent} ")
        self.written += [] if len(self.written) > before else [f"{indent} pass"]
