"""A Profile to vectors: one value for each fact of the vocabulary, for each subject that is decided."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from engine.catalog import Catalog
from engine.kept import Kept
from engine.language.values import UNKNOWN, DayBetween, Value, value_as_json
from engine.model import Fact
from engine.periods import FIRST_DAY, LAST_DAY
from engine.profile.impossible import Impossible, completed, dates_out_of_order, impossible_records
from engine.profile.reading import SELF, Facts, Profile
from engine.profile.values import limit

DAY_OF_QUESTION = "screening_date"
APPLICATIONS = "applications"
Vector = list[Value]
_PLAIN = frozenset((bool, int, str))  # kinds that stand in answers as they are
_FORMS_KEPT = 256  # ways of giving facts


@dataclass(frozen=True, slots=True)
class Form:
    """What hangs on which facts somebody gives, whatever they say of them."""

    unheard: frozenset[int]  # places of facts that are unknown in every vector
    places: tuple[int, ...]  # of the facts given
    bounded: tuple[Fact, ...]  # of these, dates that some other date bounds
    ruled: tuple[Fact, ...]  # of these, lists whose records some rule binds


class Layout:
    """Where each fact stands in a vector, which facts a filing or an assumption may date, and which records a rule binds.
    One for a catalogue.
    """

    def __init__(self, catalog: Catalog, indexes: Mapping[str, int]) -> None:
        self.catalog = catalog
        self.indexes = indexes
        self.unknown: Vector = [UNKNOWN] * len(indexes)
        self.filed = tuple(
            (fact, indexes[fact.name]) for fact in catalog.facts.values() if fact.filed or fact.assumed
        )
        self.bounded = {
            fact.name: fact for fact in catalog.facts.values() if fact.not_before or fact.not_after
        }
        self.ruled = {fact.name: fact for fact in catalog.facts.values() if fact.rules}
        self.in_question = tuple(indexes[fact.name] for fact in catalog.facts.values() if fact.in_question)
        told = {index for _, index in self.filed}.union(self.in_question)
        told |= {indexes[DAY_OF_QUESTION]} if DAY_OF_QUESTION in indexes else set()
        self._silent = frozenset(indexes.values()) - told
        self._forms = Kept[tuple[str, ...], Form](_FORMS_KEPT)
        self._unheard = Kept[frozenset[int], frozenset[int]](_FORMS_KEPT)

    def form(self, given: Facts) -> Form:
        """What hangs on which facts are given. `unheard` is one object for each set of places, so that it costs nothing to tell them apart."""
        names = tuple(given)
        return self._forms.get(names) or self._forms.put(names, self._new_form(names))

    def _new_form(self, names: tuple[str, ...]) -> Form:
        places = tuple(self.indexes[name] for name in names)
        unheard = self._silent.difference(places)
        return Form(
            self._unheard.get(unheard) or self._unheard.put(unheard, unheard),
            places,
            tuple(self.bounded[name] for name in names if name in self.bounded),
            tuple(self.ruled[name] for name in sorted(names) if name in self.ruled),
        )


class Subject:
    """Somebody who is decided: a person, or one worker of a company (`worker`; None for the person, "" for nobody in
    particular).

    `given` are the facts as read, the company's among them; `contradictions` are facts whose dates cannot both be, and
    records that cannot be.
    """

    def __init__(self, entity: str, worker: str | None, given: Facts, on: date, layout: Layout) -> None:
        self.entity = entity
        self.worker = worker
        self.given = given
        self.on = on
        self.layout = layout
        self.form = form = layout.form(given)
        self.contradictions = _impossible(given, form)
        self._base: Vector = layout.unknown.copy()
        base = self._base
        for place, value in zip(form.places, given.values(), strict=True):
            base[place] = value
        for fact in form.ruled:
            base[layout.indexes[fact.name]] = completed(fact, given[fact.name])
        if entity == "company":
            self._withhold()
        self._same: tuple[Vector, tuple[str, ...]] | None = None
        if DAY_OF_QUESTION in layout.indexes:
            self._base[layout.indexes[DAY_OF_QUESTION]] = on

    def shown(self, names: Collection[str]) -> dict[str, object]:
        """The given facts of those names as they stand in answers."""
        given = self.given
        return {
            name: value if type(value := given[name]) in _PLAIN else value_as_json(value)
            for name in given
            if name in names
        }

    def _withhold(self) -> None:
        """What is in question for a company is the work done for it: a person's own history does not say which that is."""
        for index in self.layout.in_question:
            if self._base[index] is UNKNOWN:
                self._base[index] = DayBetween(FIRST_DAY, LAST_DAY)

    def vector(self, program: str) -> tuple[Vector, tuple[str, ...]]:
        """The vector for one program, and the names of the facts that were assumed in it. Without records of applications it is one for
        all programs: whoever writes into it takes a copy.
        """
        if APPLICATIONS not in self.given:
            if self._same is None:
                self._same = self._vector(program)
            return self._same
        return self._vector(program)

    def _vector(self, program: str) -> tuple[Vector, tuple[str, ...]]:
        vector = self._base.copy() if APPLICATIONS in self.given else self._base
        assumed = []
        for fact, index in self.layout.filed:
            filed = _filed_on(fact, program, self.given.get(APPLICATIONS))
            if filed is not None:
                vector[index] = filed
            elif fact.assumed and vector[index] is UNKNOWN:
                vector[index] = self.on
                assumed.append(fact.name)
        return vector, tuple(assumed)

    def date_bounds(self, name: str) -> tuple[date, date]:
        """How early and late an unknown date can be: its range, cut by the known facts it cannot precede or follow."""
        fact = self.layout.catalog.facts[name]
        first, last = limit(fact.low, self.on), limit(fact.high, self.on)
        before, after = (self.given.get(n) if n else None for n in (fact.not_before, fact.not_after))
        if isinstance(before, date) and (first is None or before > first):
            first = before
        if isinstance(after, date) and (last is None or after < last):
            last = after
        return first or FIRST_DAY, last or LAST_DAY


def _filed_on(fact: Fact, program: str, applications: object) -> Value:
    """The day of the latest record that fits, UNKNOWN where such a record gives no day, None where no record fits."""
    if fact.filed is None or not isinstance(applications, list):
        return None
    wanted = fact.filed.programs or (program,)
    fitting = [
        r
        for r in applications
        if r.get("program") in wanted and r.get("kind", fact.filed.kind) == fact.filed.kind
    ]
    if not fitting:
        return None
    days = [record["filed_on"] for record in fitting if "filed_on" in record]
    return max(days) if days else UNKNOWN


def subjects_of(profile: Profile, layout: Layout) -> dict[str, list[Subject]]:
    """Who is decided, by whom programs are for: `person` and `company`.

    A company's list holds its workers, the person first as `self`. Where nobody has said who they are, one worker
    without a name of whom nothing is known stands for them.
    """
    catalog = layout.catalog
    answer: dict[str, list[Subject]] = {}
    company = profile.company.facts if profile.company else {}
    if profile.person is not None:
        employer = {name: value for name, value in company.items() if catalog.facts[name].entity == "company"}
        answer["person"] = [Subject("person", None, employer | profile.person, profile.on, layout)]
    if profile.company is None:
        return answer
    listed = dict(profile.company.workers or {})
    if profile.person is not None:
        listed = {SELF: profile.person} | listed
    if profile.person is None and profile.company.workers is None:
        answer["company"] = [Subject("company", "", company, profile.on, layout)]
    else:
        answer["company"] = [
            Subject("company", id_, _person_facts(f, catalog) | company, profile.on, layout)
            for id_, f in listed.items()
        ]
    return answer


def _person_facts(facts: Facts, catalog: Catalog) -> Facts:
    """A worker's facts without those that belong to who applies: in a company's program that is the company."""
    return {name: value for name, value in facts.items() if catalog.facts[name].entity != "any"}


def _impossible(given: Facts, form: Form) -> tuple[Impossible, ...]:
    records = [found for fact in form.ruled for found in impossible_records(fact, given[fact.name])]
    return (*sorted(dates_out_of_order(form.bounded, given), key=lambda found: found.facts), *records)
