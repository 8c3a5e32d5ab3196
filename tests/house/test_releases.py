"""Whatever was published opens and says what was published, whatever has become of the engine since.

A field or class that was added to the model in the wrong place, or a change in how expressions are read, changes the
digests of laws that have not changed: it would be seen here.
"""

from pathlib import Path

from engine.loading.lock import LOCK, read_lock
from engine.loading.releases import FOLDER, open_release

RULESETS = Path(__file__).resolve().parents[2] / "rulesets"


def test_every_release_says_what_was_published():
    digests = {release.digest: open_release(RULESETS, release).digest for release in read_lock(RULESETS)}
    assert all(digest == opened for digest, opened in digests.items())


def test_every_folder_has_its_line():
    folders = {path.name for path in (RULESETS / FOLDER).glob("[!.]*")}
    assert folders == {release.name for release in read_lock(RULESETS)}, f"see {LOCK}"
