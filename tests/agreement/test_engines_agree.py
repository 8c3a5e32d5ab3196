"""The engines set against each other: the compiled plan, the rule network on CLIPS and on durable-rules, the fixpoint.

The third of the catalogue and the profiles change from day to day: `turn` is the day's number, the seed too. A failure
prints the least profile; to meet the same profiles again on another day, set HAEDANG_AGREE_DAY to that number.

12,000 profiles: a warm one costs 18.5 ms of CPU with all three voices, opening a process some 18 s more (18 programs, a third
of them asked), so that two processes stay within five minutes of CPU. 20,000 would not.
"""

from __future__ import annotations

import importlib.util
import os
from collections import Counter
from datetime import date

import pytest

from api.agreement.asking import Asker, Part, difference_as_json, voice_of
from engine.agreeing import Voice
from engine.catalog import Catalog
from engine.screening import Screener
from tests.agreement.fixpoint import FixpointVoice

PROFILES, SHARES = 12_000, 8
OF_DURABLE = 500
DAY = int(os.environ.get("HAEDANG_AGREE_DAY") or date.today().toordinal())  # noqa: TID251, DTZ011 - the third of the day
ALL = {"eligible", "open", "ineligible", "not_in_force"}


def third(catalog: Catalog) -> tuple[str, ...]:
    """The programs whose turn it is."""
    return tuple(sorted(catalog.programs))[DAY % 3 :: 3]


def _agreed(part: Part, wanted: int) -> None:
    least = sorted(part.differences.values(), key=lambda difference: difference.number)
    assert [difference_as_json(difference) for difference in least] == [], f"HAEDANG_AGREE_DAY={DAY}"
    assert (part.profiles, part.refused, part.differing) == (wanted, 0, 0)


@pytest.fixture(scope="module")
def asker(catalog: Catalog) -> Asker:
    """Opened once in a process: climbing to bases, cutting slices and building rules take a third of the time otherwise."""

    def voices(screener: Screener) -> dict[str, Voice]:
        return {"clips": voice_of("clips", catalog), "fixpoint": FixpointVoice(screener)}

    return Asker(catalog, voices, third(catalog), DAY, alone=True)


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
    part = Asker(catalog, lambda _: {"durable": durable}, third(catalog), DAY, alone=True).ask(0, OF_DURABLE)
    durable.close()
    _agreed(part, OF_DURABLE)
    assert part.unheard == Counter()
