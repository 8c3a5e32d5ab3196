"""A release is what was published: complete, frozen, found by its digest."""

from datetime import date
from pathlib import Path

import pytest

from engine.diagnostics import Refused
from engine.documents import read_tree
from engine.loading.expanding import expanded
from engine.loading.folder import load_folder, load_texts, read_texts
from engine.loading.lock import LOCK, Release, read_lock
from engine.loading.releases import find_release, open_release, publish

RULESETS = Path(__file__).resolve().parents[2] / "rulesets"
DAY = date(2026, 11, 23)


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    return [found.code for found in caught.value.diagnostics]


@pytest.mark.parametrize("folder", [RULESETS, Path(__file__).parent / "moon"], ids=["rulesets", "moon"])
def test_expanded_files_say_the_same_and_stay_as_they_are(folder):
    files = {name: text.encode() for name, text in expanded(read_texts(folder)).items()}
    assert not any(name.endswith("common.yaml") for name in files)
    assert load_texts(files).digest == load_folder(folder).digest
    assert {name: text.encode() for name, text in expanded(files).items()} == files


def test_a_published_folder_loads_with_the_same_digest(moon):
    working = load_folder(moon)
    published = publish(moon, DAY, "첫 발행")
    assert published.done == "published"
    assert published.folder == moon / "releases" / working.digest[:12]
    assert load_folder(published.folder).digest == working.digest
    opened = open_release(moon, published.release)
    assert (opened.digest, opened.working) == (working.digest, False)
    assert opened.programs == working.programs


def test_publishing_changes_no_digest_of_the_working_copy(moon):
    before = load_folder(moon).digest
    publish(moon, DAY)
    assert load_folder(moon).digest == before


def test_a_version_is_complete_in_one_file(moon):
    folder = publish(moon, DAY).folder
    text = (folder / "lunar" / "moon_allowance" / "2024-01-01.yaml").read_text("utf-8")
    plain = read_tree(text, "version").plain()
    stayed, came, properly, steady = plain["conditions"]["all"]
    assert plain["title"]["ko"] == "달 수당"
    assert stayed["any"][0]["when"] == "moon_days >= 30"
    assert (came["cite"], came["grade"]) == (["달법 제2조제2항", "달법 시행령 제1조"], "C")
    assert properly["variants"][0] == {"from": "2020-01-01", "until": "2022-01-01", "none": True}
    assert (steady["judged_by"], steady["label"]["en"]) == ("agency", "Is found to be steady")
    assert list(plain["amounts"]) == ["daily", "total"]
    older = read_tree(
        (folder / "lunar" / "moon_allowance" / "2020-01-01.yaml").read_text("utf-8"), "x"
    ).plain()
    assert (
        "grade" not in older["conditions"]["all"][1]
    )  # a version that cites takes no grade from the library


def test_the_lock_is_plain_text_that_only_grows(moon, edit):
    first = publish(moon, DAY, "첫 발행").release
    before = (moon / LOCK).read_text("utf-8")
    edit("parameters/moon.yaml", "value: 1500", "value: 1600")
    second = publish(moon, date(2026, 12, 1)).release
    after = (moon / LOCK).read_text("utf-8")
    assert after == before + f"{second.digest}  2026-12-01\n"
    assert before.splitlines()[-1] == f"{first.digest}  2026-11-23  첫 발행"
    assert read_lock(moon) == (first, second)


def test_the_same_law_is_published_once(moon):
    publish(moon, DAY, "첫 발행")
    files = {path: path.read_bytes() for path in moon.rglob("*") if path.is_file()}
    again = publish(moon, date(2027, 1, 1), "또")
    assert (again.done, again.release.published, again.release.note) == ("unchanged", DAY, "첫 발행")
    assert {path: path.read_bytes() for path in moon.rglob("*") if path.is_file()} == files


def test_comments_and_layout_make_no_new_release(moon, edit):
    publish(moon, DAY)
    edit("definitions/moon.yaml", "floor(moon_days / 7)", "floor( moon_days/7 )  # a week")
    assert publish(moon, DAY).done == "unchanged"


def test_a_lost_folder_comes_back_and_a_lost_line_too(moon):
    published = publish(moon, DAY)
    for path in sorted(published.folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    published.folder.rmdir()
    assert refused(lambda: open_release(moon, published.release)) == ["R203"]
    assert publish(moon, DAY).done == "restored"
    (moon / LOCK).unlink()
    assert publish(moon, DAY).done == "published"
    assert read_lock(moon) == (published.release,)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("parameters/moon.yaml", "1500", "1501"),
        ("lunar/moon_allowance/2024-01-01.yaml", "moon_days >= 30", "moon_days > 30"),
        ("lunar/moon_allowance/2024-01-01.yaml", "달법 제5조", "달법 제6조"),
        ("lunar/moon_allowance/2024-01-01.yaml", "program:", "programme:"),
    ],
)
@pytest.mark.parametrize("cached", [False, True])
def test_a_folder_that_was_edited_is_refused(moon, tmp_path, name, old, new, cached):
    published = publish(moon, DAY)
    cache = tmp_path / "cache" if cached else None
    open_release(moon, published.release, cache)
    file = published.folder / name
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert refused(lambda: open_release(moon, published.release, cache)) == ["R202"]
    assert refused(lambda: publish(moon, DAY)) == ["R202"]


def test_a_file_added_to_a_release_is_refused(moon):
    published = publish(moon, DAY)
    (published.folder / "parameters" / "more.yaml").write_text(
        "parameters:\n  more: {label: {ko: 더, en: More}, type: integer, values: "
        "[{from: 2020-01-01, value: 1, cite: 달법 제9조}]}\n"
    )
    assert refused(lambda: open_release(moon, published.release)) == ["R202"]


def test_what_does_not_hold_is_not_published(moon, edit):
    edit("lunar/moon_allowance/common.yaml", "moon_days >= 30", "moon_dayz >= 30")
    assert refused(lambda: publish(moon, DAY))
    assert not (moon / LOCK).exists()
    assert not (moon / "releases").exists()


def test_complete_versions_must_agree_on_their_program(moon):
    folder = publish(moon, DAY).folder
    file = folder / "lunar" / "moon_allowance" / "2024-01-01.yaml"
    file.write_text(file.read_text("utf-8").replace("달 수당", "해 수당"), "utf-8")
    assert refused(lambda: load_folder(folder)) == ["M105"]


@pytest.mark.parametrize("note", ["a\nb", "x" * 201, "\x07"])
def test_a_note_is_one_short_line(moon, note):
    assert refused(lambda: publish(moon, DAY, note)) == ["R205"]


@pytest.mark.parametrize(
    "line",
    [
        "abc 2026-01-01",
        "A" * 64 + " 2026-01-01",
        "a" * 64 + " 2026-13-01",
        "a" * 64,
        "a" * 64 + " 2026-01-01\n" + "a" * 64 + " 2026-01-02",
    ],
)
def test_a_line_of_the_lock_that_cannot_be_read_is_named(moon, line):
    (moon / LOCK).write_text("# comment\n\n" + line + "\n")
    with pytest.raises(Refused) as caught:
        read_lock(moon)
    (found,) = caught.value.diagnostics
    assert (found.code, found.span.file) == ("R204", LOCK)
    assert found.span.line >= 3


class TestFinding:
    releases = (Release("0123456789ab" + "0" * 52, DAY), Release("0123456799ab" + "0" * 52, DAY))

    def test_by_all_of_its_digest_or_by_enough_of_it(self):
        first, second = self.releases
        assert find_release(self.releases, first.digest, "--release") is first
        assert find_release(self.releases, "0123456799", "--release") is second

    def test_too_little_or_a_wrong_digit_is_no_release(self):
        assert refused(lambda: find_release(self.releases, "0123456", "--release")) == ["R102"]
        assert refused(lambda: find_release(self.releases, "ffffffffff", "--release")) == ["R102"]

    def test_several_are_listed(self):
        with pytest.raises(Refused) as caught:
            find_release(self.releases, "01234567", "--release")
        (found,) = caught.value.diagnostics
        assert found.code == "R201"
        assert "0123456789ab" in found.message.en
        assert "0123456799ab" in found.message.en

    def test_the_nearest_is_suggested(self):
        with pytest.raises(Refused) as caught:
            find_release(self.releases, "0123456780", "--release")
        assert "`0123456789ab`" in caught.value.diagnostics[0].help.en
