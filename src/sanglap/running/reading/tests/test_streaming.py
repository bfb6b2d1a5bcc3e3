"""Posts come as lines and leave as lines, in order, whatever they are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from sanglap.running.places import REPOSITORY
from sanglap.running.reading.page_areas import Asking
from sanglap.running.reading.streaming import LONGEST_LINE, lines_of

PACK = REPOSITORY / "countrypacks" / "BD"
SAGHATA = {"district": "Gaibandha", "upazila": "Saghata"}
FIELDS = [
    "id",
    "script",
    "kind",
    "kinds",
    "topics",
    "places",
    "office_types",
    "offices",
    "danger",
    "sensitivity",
    "personal_data",
    "abuse",
    "why",
]


@pytest.fixture(scope="module")
def asking() -> Asking:
    return Asking(PACK)


def run(command: str, lines: list[bytes], *options: str) -> list[dict]:
    program = [sys.executable, "-P", "-m", "sanglap.running", command, *options, "-"]
    done = subprocess.run(program, input=b"\n".join(lines), capture_output=True, check=True, timeout=60)
    return [orjson.loads(line) for line in done.stdout.splitlines()]


class TestPostsInAFile:
    def test_are_answered_in_order_with_every_field(self) -> None:
        posts = [
            orjson.dumps({"id": "a", "text": "রাস্তা ভাঙা, কেউ দেখে না"}),
            orjson.dumps(
                {"id": "b", "text": "boyosko vata kivabe pabo?", "page_area": {"district": "Barguna", "upazila": "Amtali"}}
            ),
        ]
        first, second = run("read", posts)
        assert (first["id"], second["id"]) == ("a", "b")
        assert list(first) == FIELDS
        assert first["topics"][0]["code"] == "broken-road"
        assert (second["script"], second["kind"]) == ("bn-Latn", "question")
        assert len(first["topics"]) >= 3

    def test_that_tell_of_one_incident_share_a_group(self) -> None:
        texts = ["জুমারবাড়ি বাজারের কাঠের ব্রিজটা ভেঙে গেছে", "boyosko vata kivabe pabo?", "jumarbari bazar er kather pul venge porse"]
        lines = [orjson.dumps({"id": number, "text": text, "page_area": SAGHATA}) for number, text in enumerate(texts)]
        groups = [one["group"] for one in run("read", lines, "--duplicates")]
        assert groups == ["incident-1", "incident-2", "incident-1"]

    def test_of_every_strange_sort_are_answered(self) -> None:
        strange = [
            b'{"id": 1, "text": ""}',
            b'{"id": 2}',
            b'{"id": 3, "text": null, "lat": "north", "lon": 1e999}',
            b'{"id": 4, "text": 12, "page_area": 7}',
            orjson.dumps({"id": 5, "text": "😡😡😡"}),
            orjson.dumps({"id": 6, "text": "الطريق مكسور سڑک ٹوٹی ہے"}),
            orjson.dumps({"id": 7, "text": "ভাতা " * 20_000}),
            orjson.dumps({"id": 8, "text": "12345 67890", "lat": 999, "lon": -999}),
            b"no json at all",
            b"[1, 2]",
        ]
        answers = run("read", strange)
        assert [answer["id"] for answer in answers] == [1, 2, None, 4, 5, 6, 7, 8, None, None]
        assert [answer["id"] for answer in answers if "error" in answer] == [None, None, None]

    def test_an_officers_draft_gets_its_verdict(self) -> None:
        (answer,) = run("conduct", [orjson.dumps({"id": "d", "text": "ধন্যবাদ। আপনার অভিযোগ পাঠানো হয়েছে।"})])
        assert answer == {"id": "d", "verdict": "ok", "rules": []}

    def test_a_line_without_an_end_fills_no_memory(self, tmp_path: Path) -> None:
        file = tmp_path / "endless.jsonl"
        file.write_bytes(b"x" * (2 * LONGEST_LINE + 5) + b"\n{}\n")
        with file.open("rb") as stream:
            assert [len(line) for line in lines_of(stream)] == [LONGEST_LINE, 3]

    def test_a_missing_file_is_said(self) -> None:
        program = [sys.executable, "-P", "-m", "sanglap.running", "read", "nowhere.jsonl"]
        done = subprocess.run(program, capture_output=True, check=False, timeout=60)
        assert (done.returncode, done.stdout) == (66, b"")
        assert b"nowhere.jsonl" in done.stderr


class TestALine:
    def test_names_its_pages_area(self, asking: Asking) -> None:
        assert asking.post_of({"page_area": {"district": "Barguna", "upazila": "Amtali"}}).page_area == "BD10040009"

    @pytest.mark.parametrize("area", [None, "", 7, [], {}, {"district": None}, {"district": 3}])
    def test_without_a_true_area_has_none(self, asking: Asking, area: object) -> None:
        assert asking.post_of({"page_area": area}).page_area is None

    @pytest.mark.parametrize(("lat", "lon"), [(None, 90), (91, 90), (True, 90), ("23", "90"), (float("nan"), 90)])
    def test_with_half_a_point_has_no_point(self, asking: Asking, lat: object, lon: object) -> None:
        post = asking.post_of({"lat": lat, "lon": lon})
        assert (post.lat, post.lon) == (None, None)


class TestACountryWithoutTablesToReadWith:
    def test_is_read_by_its_cue_words(self) -> None:
        told = run(
            "read",
            [orjson.dumps({"id": 1, "text": "the road has a pothole, call 9841234567"})],
            "--pack",
            str(REPOSITORY / "countrypacks" / "NP"),
        )
        assert told[0]["danger"] == "none"
        assert told[0]["topics"][0]["code"] == "broken-road"

    def test_is_told_which_one_is_missing(self) -> None:
        program = [sys.executable, "-P", "-m", "sanglap.running", "conduct", "-", "--pack", str(REPOSITORY / "countrypacks" / "NP")]
        done = subprocess.run(program, input=b"{}", capture_output=True, timeout=60, check=False)
        assert done.returncode == 66
        assert b"is missing" in done.stderr
        assert b"Traceback" not in done.stderr
