"""Plain values (from JSON or YAML) to a Profile: shape, names, types, ranges checked, every fault reported at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.catalog import Catalog
from engine.diagnostics import Diagnostic, Refused, Span, Text, Word, diagnose, meant, nearest
from engine.language.nodes import Name, Node, walk
from engine.language.values import Value
from engine.model import Fact
from engine.profile.resident_numbers import resident_numbers_in
from engine.profile.values import ValueReader, day_of

Facts = dict[str, Value]
Path = tuple[object, ...]
Locate = Callable[[Path], Span | None]
_KEYS = {
    "person": ("subject", "on", "known_at", "programs", "facts", "history", "company"),
    "company": ("subject", "on", "known_at", "programs", "facts", "history", "workers"),
}
_SUBJECTS = {
    "person": Text("사람", "person"),
    "company": Text("회사", "company"),
    "worker": Text("근로자", "worker"),
}
SELF = "self"
MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Company:
    """A company's facts and its workers by id (None: nobody has said)."""

    facts: Facts = field(default_factory=dict)
    workers: Mapping[str, Facts] | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known on the day of the question. A person may have a company: the employer in question."""

    subject: str
    on: date
    known_at: date | None = None
    programs: tuple[str, ...] | None = None
    person: Facts | None = None
    company: Company | None = None


def read_profile(
    raw: object,
    catalog: Catalog,
    today: date,
    *,
    on: date | None = None,
    known_at: date | None = None,
    programs: tuple[str, ...] | None = None,
    locate: Locate = lambda _: None,
) -> Profile:
    """The profile that plain values describe. `on`, `known_at` and `programs` beat what the document says; `today` is
    the day of the question where neither says one.

    Raises Refused with every fault found, at most MOST_FAULTS; values are never repeated in a fault.
    """
    reader = _ProfileReader(catalog, locate)
    for path in resident_numbers_in(raw):
        reader.fault("P107", path)
    if reader.found:
        raise Refused(reader.found)
    profile = reader.read(raw, today, on, known_at, programs)
    if reader.found or profile is None:
        raise Refused(reader.found)
    return profile


def path_text(path: Path) -> str:
    """A path as people write it: workers[0].facts.birth_date."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{str(step)[:60]}" if text else str(step)[:60]
    return text


class _ProfileReader:
    def __init__(self, catalog: Catalog, locate: Locate) -> None:
        self.catalog = catalog
        self.locate = locate
        self.found: list[Diagnostic] = []

    def fault(self, code: str, path: Path, **words: Word) -> None:
        self.found.append(diagnose(code, span=self.locate(path), path=path_text(path), **words))
        # Looking for a near name costs a millisecond, and a megabyte holds many names.
        if len(self.found) >= MOST_FAULTS:
            raise Refused(self.found)

    def read(
        self,
        raw: object,
        today: date,
        on: date | None,
        known_at: date | None,
        programs: tuple[str, ...] | None,
    ) -> Profile | None:
        if not isinstance(raw, dict):
            self.fault("P110", (), expected=Text("객체", "an object"))
            return None
        subject = raw.get("subject", "person")
        if not isinstance(subject, str) or subject not in _KEYS:
            self.fault("P113", ("subject",), values="person, company")
            return None
        self._known_keys(raw, _KEYS[subject], ())
        on = on or self._day(raw, "on") or today
        known_at = known_at or self._day(raw, "known_at")
        programs = programs if programs is not None else self._programs(raw)
        facts = self._history(raw, ("person", "worker") if subject == "person" else ("company",), on, ())
        if subject == "company":
            return Profile(
                "company", on, known_at, programs, None, Company(facts, self._workers(raw, on, ()))
            )
        company = self._company(raw.get("company"), on) if "company" in raw else None
        if company is None:
            self._no_worker_facts(facts)
        return Profile("person", on, known_at, programs, facts, company)

    def _known_keys(self, raw: Mapping[str, object], keys: tuple[str, ...], path: Path) -> None:
        for key in raw:
            if key not in keys:
                near = nearest(str(key), keys)
                self.fault("P108", (*path, key), name=str(key)[:60], near=meant(near))

    def _day(self, raw: Mapping[str, object], key: str) -> date | None:
        value = raw.get(key)
        if value is None:
            return None
        day = day_of(value)
        if day is None:
            self.fault("P112", (key,))
        return day

    def _programs(self, raw: Mapping[str, object]) -> tuple[str, ...] | None:
        wanted = raw.get("programs")
        if wanted is None:
            return None
        if not isinstance(wanted, list) or not all(isinstance(name, str) for name in wanted):
            self.fault("P110", ("programs",), expected=Text("제도 id의 목록", "a list of program ids"))
            return None
        return tuple(wanted)

    def _company(self, raw: object, on: date) -> Company | None:
        if not isinstance(raw, dict):
            self.fault("P110", ("company",), expected=Text("객체", "an object"))
            return None
        self._known_keys(raw, ("facts", "history", "workers"), ("company",))
        facts = self._history(raw, ("company",), on, ("company",))
        return Company(facts, self._workers(raw, on, ("company",)))

    def _workers(self, raw: Mapping[str, object], on: date, path: Path) -> dict[str, Facts] | None:
        if "workers" not in raw:
            return None
        listed = raw["workers"]
        here = (*path, "workers")
        if not isinstance(listed, list):
            self.fault("P110", here, expected=Text("근로자의 목록", "a list of workers"))
            return None
        limit = self.catalog.facts["workers"].records if "workers" in self.catalog.facts else len(listed)
        if len(listed) > limit:
            self.fault("P118", here, most=limit)
            return None
        workers: dict[str, Facts] = {}
        for index, worker in enumerate(listed):
            self._worker(worker, workers, on, (*here, index))
        return workers

    def _worker(self, raw: object, workers: dict[str, Facts], on: date, path: Path) -> None:
        if not isinstance(raw, dict):
            self.fault("P110", path, expected=Text("객체", "an object"))
            return
        self._known_keys(raw, ("id", "facts", "history"), path)
        id_ = raw.get("id")
        if not isinstance(id_, str) or not id_ or id_ in workers or id_ == SELF:
            self.fault("P119", (*path, "id"))
            return
        workers[id_] = self._history(raw, ("person", "worker"), on, path)

    def _history(self, raw: Mapping[str, object], entities: tuple[str, ...], on: date, path: Path) -> Facts:
        """The facts on the day: `facts`, overlaid by every entry of `history` that has begun, in order of date."""
        facts = self._facts(raw.get("facts", {}), entities, on, (*path, "facts"))
        overlays: list[tuple[date, Facts]] = []
        entries = raw.get("history", [])
        if not isinstance(entries, list):
            self.fault("P110", (*path, "history"), expected=Text("목록", "a list"))
            entries = []
        for index, entry in enumerate(entries):
            here = (*path, "history", index)
            if not isinstance(entry, dict):
                self.fault("P110", here, expected=Text("객체", "an object"))
                continue
            self._known_keys(entry, ("from", "facts"), here)
            start = self._day(entry, "from")
            if "from" not in entry:
                self.fault("P117", here, name="from")
            inner = self._facts(entry.get("facts", {}), entities, on, (*here, "facts"))
            if start is not None and start <= on:
                overlays.append((start, inner))
        for _, overlay in sorted(overlays, key=lambda item: item[0]):
            facts |= overlay
        return facts

    def _facts(self, raw: object, entities: tuple[str, ...], on: date, path: Path) -> Facts:
        if not isinstance(raw, dict):
            self.fault("P110", path, expected=Text("객체", "an object"))
            return {}
        values = ValueReader(self.catalog, on, self.fault)
        facts: Facts = {}
        for name, value in raw.items():
            fact = self._fact(name, entities, (*path, name))
            if fact is not None:
                read = values.read(fact, value, (*path, name))
                if read is not None:
                    facts[name] = read
        return facts

    def _fact(self, name: str, entities: tuple[str, ...], path: Path) -> Fact | None:
        fact = self.catalog.facts.get(name)
        if fact is None:
            near = meant(nearest(name, self.catalog.facts))
            self.fault("P109", path, name=name[:60], near=near)
        elif fact.source == "derived":
            self.fault("P115", path, near=_sources(self.catalog, fact))
        elif name == "workers" or (fact.entity != "any" and fact.entity not in entities):
            where = (
                "company.facts" if fact.entity == "company" and entities[0] == "person" else "workers[].facts"
            )
            where = "workers" if name == "workers" else where
            self.fault("P116", path, entity=_SUBJECTS[fact.entity], where=where)
        else:
            return fact
        return None

    def _no_worker_facts(self, facts: Facts) -> None:
        for name in facts:
            if self.catalog.facts[name].entity == "worker":
                self.fault("P116", ("facts", name), entity=_SUBJECTS["worker"], where="company")


def _sources(catalog: Catalog, fact: Fact) -> Text:
    definition = catalog.definitions.get(fact.name)
    if definition is None:
        return Text("키를 빼세요", "leave the key out")
    names = sorted(
        {name for version in definition.versions for name in _names(version.value) if name in catalog.facts}
    )
    listed = ", ".join(names[:6])
    return (
        Text(f"대신 {listed}을(를) 주세요", f"give {listed} instead")
        if listed
        else Text("키를 빼세요", "leave the key out")
    )


def _names(node: Node) -> Iterator[str]:
    return (part.name for part in walk(node) if isinstance(part, Name))
