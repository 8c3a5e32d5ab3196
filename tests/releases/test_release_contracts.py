"""What the commands answer keeps to the contracts in schemas/releases.py."""

import json

import pytest

from schemas.releases import Comparison, Publication, ReleaseList, Replay, SavedScreening


@pytest.fixture
def document(run):
    """Run `haedang` with --json: the text it prints."""
    return lambda *arguments: run(*arguments, "--json")[1]


def test_publishing_listing_and_comparing(document, edit):
    first = Publication.model_validate_json(document("publish", "--on", "2026-11-23"))
    assert Publication.model_validate_json(document("publish")).done == "unchanged"
    edit("lunar/moon_allowance/common.yaml", "moon_days >= 30", "moon_days >= 31")
    edit("tables/moon.yaml", "then: 20", "then: 25")
    ReleaseList.model_validate_json(document("releases"))
    ReleaseList.model_validate_json(document("releases", "--verify"))
    compared = Comparison.model_validate_json(document("diff", first.release, "working"))
    assert (len(compared.changes.programs), len(compared.changes.tables)) == (1, 1)


def test_saving_and_replaying(document, run, profile, tmp_path):
    saved = tmp_path / "saved.json"
    run("screen", profile, "--save", saved)
    kept = SavedScreening.model_validate_json(saved.read_text("utf-8"))
    assert Replay.model_validate_json(document("replay", saved)).decision.saved == kept.decision
    saved.write_text(json.dumps(json.loads(saved.read_text("utf-8")) | {"decision": "0" * 64}))
    replayed = Replay.model_validate_json(document("replay", saved))
    assert [found.path for found in replayed.differences] == ["decision"]
