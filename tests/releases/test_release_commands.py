"""`publish`, `releases`, `--release`, `diff`, `screen --save`, `replay`, and the `release` key over HTTP."""

import json

import pytest
from starlette.testclient import TestClient

from api.app import create_app


@pytest.fixture
def published(answer, edit):
    """The invented law published once, and its working copy changed since: the digest of the release."""
    digest = answer("publish", "--on", "2026-11-23", "--note", "첫 발행")["release"]
    edit("parameters/moon.yaml", "value: 1500", "value: 1600")
    return digest


def total(screening):
    return next(
        amount["value"]
        for found in screening["determinations"]
        if found["program"] == "moon_allowance"
        for amount in found["amounts"]
        if amount["ranks"]
    )


def test_publishing_says_what_it_did(answer, run):
    first = answer("publish", "--on", "2026-11-23", "--note", "첫 발행")
    assert (first["done"], first["published"], first["note"]) == ("published", "2026-11-23", "첫 발행")
    assert first["folder"] == f"releases/{first['release'][:12]}"
    code, out, _ = run("publish")
    assert code == 0
    assert "이미 발행됨" in out


def test_the_releases_are_listed(answer, run, published):
    listing = answer("releases", "--verify")
    (release,) = listing["releases"]
    assert (release["release"], release["state"], release["note"]) == (published, "intact", "첫 발행")
    assert listing["working"]["published"] is False
    _, out, _ = run("releases")
    assert published[:12] in out
    assert "아직 발행하지 않음" in out


def test_without_releases_the_list_says_so(run):
    code, out, _ = run("releases")
    assert code == 0
    assert "haedang publish" in out


def test_a_release_is_screened_by_and_the_working_copy_stays_the_default(answer, published, profile):
    then = answer("screen", profile, "--release", published[:8])
    now = answer("screen", profile)
    assert (then["release"], then["working"], total(then)) == (published, False, 30000)
    assert (now["working"], total(now)) == (True, 32000)
    assert answer("screen", profile, "--release", "working")["release"] == now["release"]


def test_programs_and_facts_of_a_release(answer, published, edit):
    edit("facts/people.yaml", "ko: 탈것", "ko: 탈것들")
    assert answer("programs", "--release", published)["working"] is False
    assert answer("programs")["working"] is True
    craft = {fact["fact"]: fact for fact in answer("facts", "--release", published)["facts"]}["craft"]
    assert craft["label"]["ko"] == "탈것"


def test_a_line_may_name_its_own_release(run, published, tmp_path):
    facts = {"moon_days": 45, "craft": "rocket"}
    lines = [
        {"on": "2025-06-01", "facts": facts} | more
        for more in ({}, {"release": published}, {"release": "0" * 12})
    ]
    path = tmp_path / "lines.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    code, out, _ = run("screen", "--lines", path)
    now, then, wrong = map(json.loads, out.splitlines())
    assert code == 0
    assert (total(now), total(then)) == (32000, 30000)
    assert wrong["error"]["diagnostics"][0]["code"] == "R102"


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("written", ["0123456", "0123456789abcdef"])
@pytest.mark.parametrize("command", ["programs", "facts"])
def test_a_release_that_is_not_there_is_refused(run, codes, command, written):
    code, out, err = run(command, "--release", written, "--json")
    assert (code, out, codes(err)) == (2, "", ["R102"])


def test_a_release_is_told_with_all_other_mistakes_and_the_nearest(run, published, tmp_path):
    profile = tmp_path / "p.json"
    wrong = published[:10] + ("0" if published[10] != "0" else "1")
    profile.write_text(json.dumps({"release": wrong, "facts": {"moon_dayz": 3}}))
    code, _, err = run("screen", profile, "--json")
    found = {diagnostic["code"]: diagnostic for diagnostic in json.loads(err)["error"]["diagnostics"]}
    assert code == 2
    assert set(found) == {"P109", "R102"}
    assert found["R102"]["path"] == "release"
    assert published[:12] in found["R102"]["help"]["en"]


def test_a_tampered_release_is_refused(run, codes, moon, published, profile):
    file = moon / "releases" / published[:12] / "parameters" / "moon.yaml"
    file.write_text(file.read_text("utf-8").replace("1500", "1501"), "utf-8")
    code, out, err = run("screen", profile, "--release", published, "--json")
    assert (code, out, codes(err)) == (2, "", ["R202"])
    code, out, _ = run("releases", "--verify", "--json")
    assert code == 1
    assert json.loads(out)["releases"][0]["state"] == "changed"


def test_a_release_opens_where_the_working_copy_does_not_hold(answer, published, edit):
    edit("lunar/moon_allowance/common.yaml", "moon_days >= 30", "moon_dayz >= 30")
    assert answer("programs", "--release", published)["release"] == published
    assert answer("releases")["working"] is None


class TestDiff:
    def test_between_a_release_and_the_working_copy(self, answer, published):
        document = answer("diff", published[:8], "working")
        assert (document["old"], document["new"]["working"]) == (
            {"release": published, "working": False},
            True,
        )
        assert document["same"] is False
        (parameter,) = document["changes"]["parameters"]
        assert parameter["parts"][0]["old"]["text"]["ko"] == "1,500원/일"

    def test_between_two_releases_as_text(self, answer, run, published):
        second = answer("publish", "--note", "인상")["release"]
        code, out, _ = run("diff", published, second)
        assert code == 0
        assert "~ 하루 수당  crater_rate" in out
        assert "2021-01-01부터 2029-12-31까지  1,500원/일 → 1,600원/일 · 달법 제3조" in out

    def test_what_several_versions_share_is_told_once(self, run, published, edit):
        edit("lunar/moon_allowance/common.yaml", "moon_days >= 30", "moon_days >= 31")
        _, out, _ = run("diff", published, "working")
        assert "판 2020-01-01, 2024-01-01" in out
        assert out.count("stayed_long") == 1
        _, english, _ = run("diff", published, "working", "--lang", "en")
        assert "‘Days on the moon’ >= 30 → ‘Days on the moon’ >= 31" in english

    def test_with_itself(self, run, published):
        code, out, _ = run("diff", published, published)
        assert code == 0
        assert "달라진 것이 없습니다." in out

    def test_a_side_that_is_not_there_is_named(self, run, published):
        code, _, err = run("diff", published, "ffffffffffff", "--json")
        (found,) = json.loads(err)["error"]["diagnostics"]
        assert (code, found["code"], found["path"]) == (2, "R102", "NEW")


class TestReplay:
    @pytest.fixture
    def saved(self, run, published, profile, tmp_path):
        path = tmp_path / "saved.json"
        assert run("screen", profile, "--release", published, "--save", path, "--detail", "summary")[0] == 0
        return path

    def test_the_file_holds_profile_question_and_screening(self, saved, published):
        kept = json.loads(saved.read_text("utf-8"))
        assert list(kept) == ["on", "known_at", "programs", "release", "profile", "screening", "decision"]
        assert (kept["on"], kept["release"]) == ("2025-06-01", published)
        assert kept["profile"] == {"on": "2025-06-01", "facts": {"moon_days": 45, "craft": "rocket"}}
        assert kept["screening"]["determinations"][0]["reasons"]["members"]

    def test_it_comes_out_the_same(self, answer, run, saved, published):
        document = answer("replay", saved)
        assert (document["same"], document["release"], document["differences"]) == (True, published, [])
        assert document["decision"]["saved"] == document["decision"]["replayed"]
        code, out, _ = run("replay", saved)
        assert code == 0
        assert out.startswith("같음")

    def test_flags_are_kept(self, answer, run, profile, tmp_path):
        path = tmp_path / "flags.json"
        flags = ("--on", "2023-02-03", "--known-at", "2021-01-01", "--program", "tide_grant")
        assert run("screen", profile, *flags, "--save", path)[0] == 0
        document = answer("replay", path)
        assert (document["same"], document["on"]) == (True, "2023-02-03")

    def test_an_edited_screening_is_shown(self, run, saved):
        saved.write_text(saved.read_text("utf-8").replace("30000", "31000"), "utf-8")
        code, out, err = run("replay", saved, "--json")
        paths = {
            found["path"]: (found["saved"], found["replayed"]) for found in json.loads(out)["differences"]
        }
        assert (code, err) == (1, "")
        assert paths["determinations[moon_allowance].amounts[total].value"] == (31000, 30000)
        assert "decision" in paths
        code, out, _ = run("replay", saved)
        assert code == 1
        assert "31000 → 30000" in out

    def test_an_edited_profile_is_shown_and_its_values_are_not(self, run, saved):
        kept = json.loads(saved.read_text("utf-8"))
        kept["profile"]["facts"]["moon_days"] = 44
        saved.write_text(json.dumps(kept), "utf-8")
        code, out, _ = run("replay", saved)
        assert code == 1
        assert "conditions[stayed_long].facts.moon_days\n" in out
        assert not any("facts" in line and "→" in line for line in out.splitlines())

    def test_a_release_whose_folder_was_edited_is_refused(self, run, codes, moon, saved, published):
        file = moon / "releases" / published[:12] / "parameters" / "moon.yaml"
        file.write_text(file.read_text("utf-8").replace("1500", "1501"), "utf-8")
        code, out, err = run("replay", saved, "--json")
        assert (code, out, codes(err)) == (2, "", ["R202"])

    def test_a_release_that_is_not_there_is_refused(self, run, codes, saved, published):
        saved.write_text(saved.read_text("utf-8").replace(published, "0" * 64), "utf-8")
        code, out, err = run("replay", saved, "--json")
        assert (code, out, codes(err)) == (2, "", ["R102"])

    @pytest.mark.usefixtures("published")
    def test_the_working_copy_answers_for_its_own_digest_only(
        self, answer, run, codes, edit, profile, tmp_path
    ):
        path = tmp_path / "working.json"
        run("screen", profile, "--save", path)
        assert answer("replay", path)["same"]
        edit("parameters/moon.yaml", "value: 1600", "value: 1700")
        code, _, err = run("replay", path, "--json")
        assert (code, codes(err)) == (2, ["R102"])

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[]",
            "{",
            "{}",
            '{"profile": {}, "screening": {}, "release": 3}',
            '{"a": NaN}',
            '{"a": 1, "a": 2}',
            "[" * 5000,
            '{"a":' * 300 + "1" + "}" * 300,
        ],
    )
    def test_what_is_no_saved_screening_is_refused(self, run, codes, tmp_path, text):
        path = tmp_path / "no.json"
        path.write_text(text)
        code, out, err = run("replay", path, "--json")
        assert (code, out, codes(err)) == (2, "", ["R206"])

    def test_a_profile_is_held_to_what_a_request_is_held_to(self, run, codes, saved):
        kept = json.loads(saved.read_text("utf-8"))
        kept["profile"]["facts"]["moon_days"] = -3
        saved.write_text(json.dumps(kept), "utf-8")
        code, _, err = run("replay", saved, "--json")
        assert (code, codes(err)) == (2, ["P111"])

    def test_a_file_that_is_not_there_is_refused(self, run, codes):
        code, _, err = run("replay", "nowhere.json", "--json")
        assert (code, codes(err)) == (2, ["R103"])


class TestOverHttp:
    @pytest.fixture
    def ask(self, moon, published):
        assert published
        asked = {"on": "2025-06-01", "facts": {"moon_days": 45, "craft": "rocket"}}
        with TestClient(create_app(moon), raise_server_exceptions=False) as client:
            yield lambda **more: client.post("/v1/screenings", json=asked | more)

    def test_a_release_is_named_in_the_request(self, ask, published):
        then, now = ask(release=published[:10]).json(), ask().json()
        assert (then["release"], then["working"], total(then)) == (published, False, 30000)
        assert (now["working"], total(now)) == (True, 32000)
        assert total(ask(release=published).json()) == 30000

    def test_a_release_that_is_not_there_is_a_problem(self, ask):
        problem = ask(release="0123456789ab")
        assert problem.status_code == 422
        assert problem.json()["type"].endswith("unknown-release")

    def test_a_tampered_release_is_the_services_own_fault(self, ask, moon, published):
        file = moon / "releases" / published[:12] / "parameters" / "moon.yaml"
        file.write_text(file.read_text("utf-8").replace("1500", "1501"), "utf-8")
        assert ask(release=published).status_code == 500
