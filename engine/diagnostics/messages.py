"""Every sentence a user can be told about a mistake: one entry for each code, Korean and English.

Letters: Y the YAML text, M the shape and sense of a ruleset, L the expression language, P a profile, R a request, S a
scenario. Grammar of a message: one sentence, no full stop, the user's own word in backticks, what was seen and what was
expected. A value of a profile is never repeated: it may be personal.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic, Related, Span, Text
from engine.diagnostics.message import Message, Word
from engine.diagnostics.of_language import OF_LANGUAGE
from engine.diagnostics.of_reasoning import OF_REASONING
from engine.diagnostics.of_releases import OF_RELEASES
from engine.diagnostics.of_requests import OF_REQUESTS
from engine.diagnostics.of_rulesets import OF_RULESETS
from engine.diagnostics.of_scenarios import OF_SCENARIOS
from engine.diagnostics.of_yaml import OF_YAML
from engine.diagnostics.particles import with_particles

MESSAGES: dict[str, Message] = {
    **OF_YAML,
    **OF_RULESETS,
    **OF_REASONING,
    **OF_LANGUAGE,
    **OF_REQUESTS,
    **OF_RELEASES,
    **OF_SCENARIOS,
}


def diagnose(
    code: str,
    *,
    span: Span | None = None,
    path: str | None = None,
    related: tuple[Related, ...] = (),
    **words: Word,
) -> Diagnostic:
    """The diagnostic of a code at a place, its sentences filled with `words`; `related` are the other places.

    A word may be a `Text`, which gives its own sentence in each language. An unknown code is a bug and raises KeyError.
    """
    message = MESSAGES[code]
    text = Text(_fill(message.ko, words, "ko"), _fill(message.en, words, "en"))
    cure = Text(_fill(message.help_ko, words, "ko"), _fill(message.help_en, words, "en"))
    return Diagnostic(code, text, cure if cure.ko or cure.en else None, span, path, related, message.severity)


def _fill(sentence: str, words: dict[str, Word], lang: str) -> str:
    chosen = {key: word.in_language(lang) if isinstance(word, Text) else word for key, word in words.items()}
    filled = sentence.format_map(_Blank(chosen))
    return with_particles(filled) if lang == "ko" else filled


class _Blank(dict[str, object]):
    """Words that were not given are left empty: a help line about the nearest name may have none."""

    def __missing__(self, key: str) -> str:
        return ""


def meant(near: str | None) -> Text:
    """The help line for a mistyped name: the nearest one, or nothing."""
    return Text(f"`{near}`을(를) 쓰려던 것입니까?", f"did you mean `{near}`?") if near else Text("", "")
