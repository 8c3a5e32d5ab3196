"""The texts of one statute to the spans in which each article and annex has been."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from api.statutes.commencement import Commencement, commencement, numbered
from api.statutes.texts import StatuteText


@dataclass(frozen=True, slots=True)
class Span:
    """From when an article was there, and until when; None where the texts do not tell. Each with the day of its promulgation."""

    since: date | None = None
    promulgated: date | None = None
    until: date | None = None
    removal_promulgated: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What the texts of a statute tell: nothing of the days before `since`."""

    since: date
    articles: dict[str, list[Span]]
    annexes: dict[str, list[Span]]
    unread: tuple[StatuteText, ...]  # whose commencement could not be read, and which changed something


def history(texts: Iterable[StatuteText]) -> History:
    """The history that the texts of one statute tell."""
    ordered = sorted(texts, key=lambda text: (text.promulgated, int(text.number)))
    begins = {id(text): commencement(text) for text in ordered}
    articles = _spans(ordered, begins, lambda text: text.articles)
    # Clauses name annexes by number too, but not which statute they stand in: their days are the outer ones.
    annexes = _spans(ordered, {id(text): None for text in ordered}, lambda text: text.annexes)
    return History(ordered[0].last_start, articles, annexes, tuple(_unread(ordered, begins)))


def _unread(ordered: Sequence[StatuteText], begins: dict[int, Commencement | None]) -> Iterable[StatuteText]:
    for before, text in pairwise(ordered):
        if begins[id(text)] is None and set(before.articles) != set(text.articles):
            yield text


def _spans(
    ordered: Sequence[StatuteText],
    begins: dict[int, Commencement | None],
    held: Callable[[StatuteText], Iterable[str]],
) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {number: [Span()] for number in held(ordered[0])}
    now = set(spans)
    for text in ordered[1:]:
        begun, after = begins[id(text)], set(held(text))
        for number in after - now:
            first = begun.of(number) if begun else text.promulgated
            spans.setdefault(number, []).append(Span(first, text.promulgated))
        for number in now - after:
            last = spans[number].pop()
            gone = begun.of(number) if begun else text.last_start
            spans[number].append(Span(last.since, last.promulgated, gone, text.promulgated))
        now = after
    return {number: spans[number] for number in sorted(spans, key=numbered)}
