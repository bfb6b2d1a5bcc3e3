"""Neighbours write of one broken bridge in three writings; another bridge, another ward, another town is another matter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanglap.reading.duplicates.comparing import load_comparer
from sanglap.reading.duplicates.grouping import IncidentGrouper
from sanglap.reading.duplicates.pairs import PostToCompare, kilometres, load_pair_reader
from sanglap.reading.post import PostReader, PostToRead

PACK = Path(__file__).parents[5] / "countrypacks" / "BD"
SAGHATA, SAVAR = "BD55320088", "BD30260072"
MORNING = datetime(2026, 1, 4, 4, tzinfo=UTC)
BRIDGE = (
    "সাঘাটার জুমারবাড়ি বাজারের কাঠের ব্রিজটা ভেঙে গেছে আজ ভোরে",
    "jumarbari bazar er kather pul venge porse, manush par hoite partese na",
    "The wooden bridge beside Jumarbari bazaar collapsed this morning, students are stuck",
)


READER, COMPARER, PAIRS = PostReader(PACK), load_comparer(PACK), load_pair_reader(PACK)


def told(text: str, area: str = SAGHATA, hours: float = 0, pin: tuple[float, float] | None = None) -> PostToCompare:
    post = PostToRead("", text, area, *(pin or (None, None)))
    return COMPARER.prepare(post, READER.sort(post), MORNING + timedelta(hours=hours))


class Page:
    """Posts on a page, grouped as they come."""

    def __init__(self, most_kept: int = 100) -> None:
        self.grouper = IncidentGrouper(PAIRS, most_kept)

    def post(self, text: str, area: str = SAGHATA, hours: float = 0, pin: tuple[float, float] | None = None) -> str:
        return self.grouper.add(told(text, area, hours, pin)).group


@pytest.fixture
def page() -> Page:
    return Page()


class TestNeighbours:
    def test_who_write_of_one_bridge_are_one_group_in_three_writings(self, page: Page) -> None:
        assert len({page.post(text, hours=hour) for hour, text in enumerate(BRIDGE)}) == 1

    def test_the_reasons_name_what_they_share(self) -> None:
        reasons = PAIRS.read(told(BRIDGE[0]), told(BRIDGE[1])).reasons
        assert {"jumarbar", "bridge"} <= set(reasons)

    def test_another_road_of_the_same_upazila_is_another_matter(self, page: Page) -> None:
        assert page.post(BRIDGE[0]) != page.post("সাঘাটার ভরতখালী যাওয়ার পাকা রাস্তাটায় বড় গর্ত, ভ্যান উল্টায়", hours=1)

    def test_two_mothers_who_ask_for_the_same_allowance_each_ask_for_their_own(self, page: Page) -> None:
        text = "আমার মায়ের বয়স ৭০, বয়স্ক ভাতার কার্ড হয় নাই"
        assert page.post(text) != page.post("amar mayer boyos 68, boyosko vata ekhono hoy nai", hours=2)

    def test_the_same_words_on_a_page_of_another_district_are_another_matter(self, page: Page) -> None:
        text = "কলেজ রোডের কালভার্ট ভেঙে গেছে"
        assert page.post(text, SAGHATA) != page.post(text, SAVAR)

    def test_pins_far_apart_say_no(self, page: Page) -> None:
        assert page.post(BRIDGE[0], pin=(25.1, 89.58)) != page.post(BRIDGE[1], pin=(25.4, 89.2))


class TestABusyDay:
    def test_only_the_newest_posts_are_kept(self) -> None:
        page = Page(most_kept=3)
        first = page.post(BRIDGE[0])
        for number in range(3):
            page.post(f"নতুনপাড়া{number} এলাকায় কারেন্ট নাই", hours=number)
        assert page.post(BRIDGE[1], hours=4) != first

    def test_every_post_has_a_group_named_in_order(self, page: Page) -> None:
        assert [page.post(""), page.post("😀😀"), page.post("…")] == ["incident-1", "incident-2", "incident-3"]

    @given(st.text(max_size=200))
    def test_any_text_is_taken(self, text: str) -> None:
        assert Page().post(text) == "incident-1"


class TestDistances:
    def test_dhaka_and_chattogram_are_some_two_hundred_kilometres_apart(self) -> None:
        assert kilometres((23.81, 90.41), (22.36, 91.78)) == pytest.approx(213, abs=3)
