"""The right Korean particle after a word that is filled in: `을(를)` after 나이 is 를, after 이름 is 을."""

from __future__ import annotations

import re

_PAIRS = {
    "을(를)": ("을", "를"),
    "이(가)": ("이", "가"),
    "은(는)": ("은", "는"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
}
_PARTICLE = re.compile(r"([가-힣])(`?)(" + "|".join(map(re.escape, _PAIRS)) + ")")
_FINALS = 28  # how many final consonants a syllable of Unicode may have, none among them
_RIEUL = 8


def with_particles(sentence: str) -> str:
    """The sentence with each pair of particles that follows a Hangul syllable settled; after other letters both stay."""
    return _PARTICLE.sub(_settled, sentence) if "(" in sentence else sentence


def _settled(found: re.Match[str]) -> str:
    final = (ord(found[1]) - ord("가")) % _FINALS
    with_final, without = _PAIRS[found[3]]
    is_open = final == 0 or (found[3] == "(으)로" and final == _RIEUL)
    return found[1] + found[2] + (without if is_open else with_final)
