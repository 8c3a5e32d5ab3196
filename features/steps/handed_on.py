"""The names under which a run of scenarios hands on what it knows, to another process or to who started it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pytest

SCENARIO = "scenario"  # with each report: which scenario it is, and where it stands
DIAGNOSTICS = "diagnostics"  # with a failed one: the mistakes
SEEN = "seen"  # at the end of each worker: what was seen of the law
SEEN_HERE = pytest.StashKey[Mapping[str, Iterable[Sequence[str]]]]()  # the same where there are no workers
