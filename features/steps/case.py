"""The person or company of one scenario: what its sentences say, put together as a profile and screened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from engine.determination import Detail
from engine.diagnostics import Span, Text
from engine.model import Fact, RecordField
from engine.profile import read_profile
from engine.screening import Screener
from features.steps.lexicon import Lexicon
from features.steps.mistakes import Mistake
from features.steps.values import read_value

Said = dict[str, tuple[object, Span]]
Cell = tuple[str, Span]
WORKERS = "workers"  # the fact that stands for a company's workers
FIRST = "w1"
NAME = "이름"


class Case:
    """One scenario's facts; a later sentence beats an earlier one. `here` finds a word of the step."""

    def __init__(self, lexicon: Lexicon, screener: Screener, here: Callable[[str], Span]) -> None:
        self.lexicon = lexicon
        self.screener = screener
        self.here = here
        self.subject: str | None = None
        self.applicant: Said = {}
        self.company: Said = {}
        self.workers: dict[str, Said] | None = None
        self.is_listed = False
        self.answer: dict[str, Any] | None = None

    def say(self, label: str, text: str) -> None:
        """A fact has a value."""
        fact = self.lexicon.fact(label)
        self._home(fact, text)[fact.name] = (read_value(text, fact, self.lexicon), self.here(text))

    def forget(self, label: str) -> None:
        """A fact is not known after all."""
        fact = self.lexicon.fact(label)
        if fact.name == WORKERS:
            self._list_workers(None, label)
        else:
            self._home(fact, label).pop(fact.name, None)

    def say_none(self, label: str) -> None:
        """A list is empty."""
        fact = self._list(label)
        if fact.name == WORKERS:
            self._list_workers({}, label)
        else:
            self._home(fact, label)[fact.name] = ([], self.here(label))

    def say_records(self, label: str, table: Sequence[Sequence[Cell]]) -> None:
        """A list has one record for each row of a table; an empty cell is a field nobody knows."""
        fact = self._list(label)
        if fact.name == WORKERS:
            raise Mistake("S116", label, name=label)
        head, *rows = _table(table, label)
        fields = []
        for title, span in head:
            with _placed(span):
                fields.append(self.lexicon.field(fact, title))
        records = [
            {what.name: self._value(cell, what) for what, cell in zip(fields, row, strict=True) if cell[0]}
            for row in rows
        ]
        self._home(fact, label)[fact.name] = (records, self.here(label))

    def say_workers(self, table: Sequence[Sequence[Cell]]) -> None:
        """The company's workers are the rows of a table: a name, then facts; an empty cell is not known."""
        (name, *head), *rows = _table(table, "근로자들")
        if name[0] != NAME:
            raise Mistake("S115", name[0], name[1], expected=Text(f"첫 칸은 {NAME}", f"first {NAME}"))
        facts = []
        for title, span in head:
            with _placed(span):
                facts.append(self.lexicon.fact(title))
        workers: dict[str, Said] = {}
        for (worker, span), *cells in rows:
            if not worker or worker in workers:
                expected = Text(f"{NAME}마다 다른 말", f"a different {NAME} in each row")
                raise Mistake("S115", worker, span, expected=expected)
            said = zip(facts, cells, strict=True)
            workers[worker] = {
                what.name: (self._value(cell, what), cell[1]) for what, cell in said if cell[0]
            }
        self._list_workers(workers, "근로자들")
        self.is_listed = True

    def ask(self, on: str, known_at: str | None = None) -> None:
        """Screen on a day, by the law published by then; raises Refused where a fact is out of its range."""
        if self.subject is None:
            raise Mistake("S114", on)
        places: dict[tuple[object, ...], Span] = {}
        raw = self._raw(places)
        day = date.fromisoformat(on)
        profile = read_profile(
            raw,
            self.screener.catalog,
            day,
            on=day,
            known_at=date.fromisoformat(known_at) if known_at else None,
            locate=lambda path: _nearest_place(places, path) or self.here(on),
        )
        self.answer = self.screener.screen(profile, Detail())

    def _value(self, cell: Cell, what: Fact | RecordField) -> object:
        with _placed(cell[1]):
            return read_value(cell[0], what, self.lexicon)

    def _home(self, fact: Fact, piece: str) -> Said:
        """Where a fact belongs: the applicant, the company, or the worker w1 of a company."""
        if self.subject is None:
            raise Mistake("S114", piece)
        if fact.entity == "any":
            return self.applicant
        if fact.entity == "company":
            return self.applicant if self.subject == "company" else self.company
        if self.subject == "person":
            return self.applicant
        if self.is_listed:
            raise Mistake("S117", piece, name=fact.label.ko)
        if self.workers is None:
            self.workers = {}
        return self.workers.setdefault(FIRST, {})

    def _list(self, label: str) -> Fact:
        fact = self.lexicon.fact(label)
        if fact.type.kind != "list":
            raise Mistake("S118", label, name=label)
        return fact

    def _list_workers(self, workers: dict[str, Said] | None, piece: str) -> None:
        if self.subject != "company":
            raise Mistake("S119", piece)
        self.workers, self.is_listed = workers, False

    def _raw(self, places: dict[tuple[object, ...], Span]) -> dict[str, object]:
        """The profile as a document, noting where each fact was said."""
        raw: dict[str, object] = {
            "subject": self.subject,
            "facts": _plain(self.applicant, ("facts",), places),
        }
        is_worker = any(self.lexicon.catalog.facts[name].entity == "worker" for name in self.applicant)
        if self.subject == "person" and (self.company or is_worker):
            raw["company"] = {"facts": _plain(self.company, ("company", "facts"), places)}
        if self.workers is not None:
            raw["workers"] = [
                {"id": name, "facts": _plain(facts, ("workers", index, "facts"), places)}
                for index, (name, facts) in enumerate(self.workers.items())
            ]
        return raw


def _plain(said: Said, path: tuple[object, ...], places: dict[tuple[object, ...], Span]) -> dict[str, object]:
    places.update(((*path, name), span) for name, (_, span) in said.items())
    return {name: value for name, (value, _) in said.items()}


def _nearest_place(places: dict[tuple[object, ...], Span], path: tuple[object, ...]) -> Span | None:
    return next((places[path[:end]] for end in range(len(path), 0, -1) if path[:end] in places), None)


def _table(table: Sequence[Sequence[Cell]], piece: str) -> Sequence[Sequence[Cell]]:
    if not table:
        raise Mistake("S115", piece, expected=Text("머리 줄이 있는 표", "a table with a head"))
    return table


@contextmanager
def _placed(span: Span) -> Iterator[None]:
    """Mistakes made inside stand at a cell."""
    try:
        yield
    except Mistake as mistake:
        raise mistake.at(span) from None
