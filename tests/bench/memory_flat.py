"""Does memory stay flat? Decides many different profiles by one network and prints its memory as it goes.

    .venv/bin/python -m tests.bench.memory_flat [clips|durable|session] [profiles] [programs]

Ends with 1 where the last tenth holds over 10 % more than the second tenth (in the first, rules are still being built).
Linux only: memory is read from /proc, of this process and of those it has started. `programs`, with commas between
them, are all that is asked about: durable-rules takes a twentieth of a second for all that a person may be asked about.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from engine.documents.from_yaml import read_tree
from engine.loading.folder import load_folder
from engine.profile import Profile, read_profile
from engine.rete import Network
from engine.rete.clips_chain import ClipsChain
from engine.rete.durable import DurableChain
from engine.session import Change, Sessions

ROOT = Path(__file__).resolve().parents[2]
PAGE = 4_096
MARKS = 10
MOST = 1.10


def resident() -> int:
    """Memory held by this process and those it has started, in bytes."""
    own = os.getpid()
    started = Path(f"/proc/{own}/task/{own}/children").read_text(encoding="ascii").split()
    held = [Path(f"/proc/{pid}/statm").read_text(encoding="ascii") for pid in (own, *started)]
    return sum(int(pages.split()[1]) for pages in held) * PAGE


def profiles(first: Profile) -> Iterator[Profile]:
    """The sample person, with other days and figures each time."""
    for number in count():
        facts = {
            **(first.person or {}),
            "insured_unit_days": number % 1_000,
            "separation_date": date(2020, 1, 1) + timedelta(days=number % 2_400),
            "weekly_contract_hours": number % 60,
        }
        yield replace(first, person={k: v for k, v in facts.items() if k in (first.person or {})})


def main(engine: str, wanted: int, programs: tuple[str, ...] | None) -> int:
    """Decide `wanted` profiles; 0 where memory stayed flat."""
    catalog = load_folder(ROOT / "rulesets")
    text = (ROOT / "examples" / "person.yaml").read_text(encoding="utf-8")
    first = read_profile(
        read_tree(text, "person.yaml").plain(), catalog, date(2026, 11, 23), programs=programs
    )
    network = Network(catalog, DurableChain() if engine == "durable" else ClipsChain())
    sessions, session = Sessions(catalog), first
    held, began = [resident()], time.perf_counter()
    for number, profile in enumerate(profiles(first), start=1):
        if engine == "session":
            session = sessions.step(session, Change("insured_unit_days", number % 1_000)).session
        else:
            network.decide(profile)
        if number % (wanted // MARKS) == 0:
            held.append(resident())
            rate = number / (time.perf_counter() - began)
            sys.stdout.write(f"{number:>9,} profiles  {held[-1] / 1e6:7.1f} MB  {rate:7.0f}/s\n")
            sys.stdout.flush()
        if number == wanted:
            break
    network.close()
    sessions.close()
    return int(held[-1] > held[2] * MOST)


if __name__ == "__main__":
    given = [*sys.argv[1:], *("clips", "100000", "")[len(sys.argv) - 1 :]]
    sys.exit(main(given[0], int(given[1]), tuple(given[2].split(",")) if given[2] else None))
