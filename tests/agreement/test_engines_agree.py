"""The engines set against each other: the compiled plan, the rule network on CLIPS and on durable-rules, the fixpoint.

The third of the catalogue and the profiles change with the law: the turn is read off the digest of the catalogue and is the seed too,
so that one checkout always meets the same profiles. A failure prints the least profile; HAEDANG_AGREE_TURN sets another turn.

20,000 profiles: one costs some 25 ms of CPU with all three voices, opening a process some 40 s more (18 programs, a third of them
asked).
"""

from __future__ import annotations

import importlib.util
import os
from collections import Counter

import pytest

from api.agreement.asking import Asker, Part, difference_as_json, voice_of
from engine.agreeing import Voice
from engine.catalog import Catalog
from engine.screening import Screener
from tests.agreement.fixpoint import FixpointVoice

PROFILES, SHARES = 20_000, 20
OF_DURABLE = 500
ALL = {"eligible", "open", "ineligible", "not_in_force"}


def turn(catalog: Catalog) -> int:
    """Whose turn it is, and the seed."""
    return int(os.environ.get("HAEDANG_AGREE_TURN") or int(catalog.digest[:6], 16))


def third(catalog: Catalog) -> tuple[str, ...]:
    """The programs whose turn it is."""
    return tuple(sorted(catalog.programs))[turn(catalog) % 3 :: 3]


def _agreed(part: Part, wanted: int) -> None:
    least = sorted(part.differences.values(), key=lambda difference: difference.number)
    assert [difference_as_json(difference) for difference in least] == []
    assert (part.profiles, part.refused, part.differing) == (wanted, 0, 0)


@pytest.fixture(scope="module")
def asker(catalog: Catalog) -> Asker:
    """Opened once in a process: climbing to bases, cutting slices and building rules take a third of the time otherwise."""

    def voices(screener: Screener) -> dict[str, Voice]:
        return {"clips": voice_of("clips", catalog), "fixpoint": FixpointVoice(screener)}

    return Asker(catalog, voices, third(catalog), turn(catalog), alone=True)


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_compiled_clips_and_fixpoint_agree_on_a_third_of_the_catalogue(asker: Asker, share: int) -> None:
    count = PROFILES // SHARES
    part = asker.ask(share * count, count)
    _agreed(part, count)
    assert part.unheard == Counter()
    assert {verdict for _, verdict in part.verdicts} == ALL


@pytest.mark.slow
def test_compiled_and_durable_agree(catalog: Catalog) -> None:
    if importlib.util.find_spec("durable") is None:
        pytest.skip("durable-rules is not installed: it needs a C compiler and Python 3.11 or 3.12")
    durable = voice_of("durable", catalog)
    part = Asker(catalog, lambda _: {"durable": durable}, third(catalog), turn(catalog), alone=True).ask(
        0, OF_DURABLE
    )
    durable.close()
    _agreed(part, OF_DURABLE)
    assert part.unheard == Counter()
