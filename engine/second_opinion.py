"""A screening beside what the rule network found: where the two differ. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.language.values import number_as_json
from engine.rete.opinion import INELIGIBLE, NOT_IN_FORCE, Finding, Opinion


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing on which the engines differ, of one subject of a program (`worker` None: of the program)."""

    program: str
    worker: str | None
    field: str
    compiled: object
    rete: object


def differences(screening: Mapping[str, Any], opinions: Mapping[str, Opinion]) -> list[Difference]:
    """Where a full screening (with reasons, and those of workers) and the network's opinions differ; none: they agree."""
    found: list[Difference] = []
    shown = {determination["program"]: determination for determination in screening["determinations"]}
    for program in shown.keys() | opinions.keys():
        if program not in shown or program not in opinions:
            found.append(Difference(program, None, "program", program in shown, program in opinions))
        else:
            found += _of_program(shown[program], opinions[program])
    return sorted(found, key=lambda one: (one.program, one.worker or "", one.field))


def _of_program(shown: Mapping[str, Any], opinion: Opinion) -> Iterator[Difference]:
    program = opinion.program
    if shown["verdict"] != opinion.verdict:
        yield Difference(program, None, "verdict", shown["verdict"], opinion.verdict)
    workers = {worker["id"]: worker for worker in shown.get("workers") or ()}
    for finding in opinion.findings:
        if finding.worker is None or (finding.worker == "" and not workers):
            yield from _of_subject(program, shown, finding)
        elif finding.worker in workers:
            yield from _of_worker(program, workers[finding.worker], finding)
        else:
            yield Difference(program, finding.worker, "worker", None, finding.verdict)


def _of_subject(program: str, shown: Mapping[str, Any], finding: Finding) -> Iterator[Difference]:
    pairs: dict[str, tuple[object, object]] = {
        "version": (shown["version"], finding.version),
        "versions": (
            sorted(v["from"] or "" for v in shown["versions"]),
            sorted(v or "" for v in finding.versions),
        ),
        "reservations": (sorted(r["id"] for r in shown["reservations"]), sorted(finding.reservations)),
        "conflict": (bool(shown["contradictions"]), finding.conflict),
    }
    for field, (compiled, rete) in pairs.items():
        if compiled != rete:
            yield Difference(program, finding.worker, field, compiled, rete)
    yield from _of_worker(program, shown, finding)


def _of_worker(program: str, shown: Mapping[str, Any], finding: Finding) -> Iterator[Difference]:
    if shown["verdict"] != finding.verdict:
        yield Difference(program, finding.worker, "verdict", shown["verdict"], finding.verdict)
        return
    reasons = shown.get("reasons")
    for field, outcomes, found in (
        ("conditions", tuple(_conditions(reasons)), finding.conditions),
        ("groups", tuple(_groups(reasons)), finding.groups),
    ):
        if finding.conditions and outcomes != found:
            differing = [pair for pair in zip(outcomes, found, strict=False) if pair[0] != pair[1]]
            compiled, rete = zip(*differing, strict=True) if differing else (outcomes, found)
            yield Difference(program, finding.worker, field, compiled, rete)
    if finding.verdict not in (INELIGIBLE, NOT_IN_FORCE) and not finding.conflict:
        yield from _amounts(program, shown, finding)


def _conditions(reason: object) -> Iterator[tuple[str, str]]:
    if not isinstance(reason, Mapping):
        return
    if "members" not in reason:
        yield reason["id"], reason["outcome"]
        return
    for member in reason["members"]:
        yield from _conditions(member)


def _groups(reason: object) -> Iterator[tuple[str, str]]:
    """The groups below a reason, each before those inside it."""
    for member in reason.get("members", ()) if isinstance(reason, Mapping) else ():
        if "members" in member:
            yield member["id"] or member["kind"], member["outcome"]
            yield from _groups(member)


def _amounts(program: str, shown: Mapping[str, Any], finding: Finding) -> Iterator[Difference]:
    """An amount counts where the network knows one figure, since it has no ranges; where the plan needed none for its own, it must know one."""
    given = {amount["id"]: amount for amount in shown["amounts"]}
    for id_, figure in (finding.amounts or {}).items():
        amount = given.get(id_, {})
        wanted = figure is not None or (amount.get("worked_out") and amount["low"] == amount["high"])
        if not wanted or shown.get("workers"):
            continue
        ends, known = (
            (amount.get("low"), amount.get("high")),
            None if figure is None else number_as_json(figure),
        )
        if ends != (known, known):
            yield Difference(program, finding.worker, f"amount {id_}", ends, known)
