"""Lessons 3 and 5: a dead key or a lost webhook leaves a gap that is known, said aloud, and filled without doubles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from sanglap.channels.contract import Account, Author, Delivery, IncomingPost, PostAction, PostKind, SendResult, UnableToRead
from sanglap.channels.models import Page
from sanglap.channels.registry import CHANNELS
from sanglap.channels.services import check_pages
from sanglap.channels.tests.factories import page
from sanglap.channels.tests.scripted_channel import DEAD_TOKEN, NO_LINE, ScriptedChannel
from sanglap.journey.arrivals.models import Post
from sanglap.journey.arrivals.services import read_pages_again
from sanglap.journey.cases.models import Case
from sanglap.stage import do_jobs

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


class ReadablePages(ScriptedChannel):
    """A network whose pages can be read again."""

    def __init__(self) -> None:
        super().__init__()
        self.posts: list[IncomingPost] = []
        self.trouble: dict[str, SendResult] = {}
        self.read_since: list[tuple[str, datetime]] = []

    def recent(self, account: Account, since: datetime) -> Iterable[IncomingPost]:
        self.read_since.append((account.page_id, since))
        if account.page_id in self.trouble:
            raise UnableToRead(self.trouble[account.page_id])
        return [post for post in self.posts if post.page_id == account.page_id and post.happened_at >= since]


@pytest.fixture
def network() -> Iterator[ReadablePages]:
    CHANNELS["scripted"] = channel = ReadablePages()
    yield channel
    del CHANNELS["scripted"]


def post(number: int, at: datetime, of: str = "112") -> IncomingPost:
    return IncomingPost(
        page_id=of,
        kind=PostKind.POST,
        action=PostAction.ADD,
        remote_id=f"{of}_{number}",
        thread_id=f"{of}_{number}",
        dedupe_key=f"{of}:{number}",
        happened_at=at,
        author=Author(f"7{number}", "Rahima"),
        text="রাস্তা ভাঙা",
    )


class TestAKeyIsDeadForADay:
    def test_the_gap_is_seen_told_and_filled_without_doubles(self, network: ReadablePages, now: datetime) -> None:
        page()
        network.posts = [post(1, now)]
        read_pages_again(now + HOUR)
        network.trouble["112"] = DEAD_TOKEN
        network.posts.append(post(2, now + 5 * HOUR))
        read_pages_again(now + 2 * HOUR)
        broken = Page.objects.get()
        assert (broken.status, broken.uncovered_since) == ("broken", now + HOUR)
        assert read_pages_again(now + 9 * HOUR) == 0  # nobody knocks at a closed door
        network.trouble.clear()
        check_pages(now + 25 * HOUR)
        read_pages_again(now + 25 * HOUR)
        do_jobs()
        assert Page.objects.get().uncovered_since is None
        assert sorted(Post.objects.values_list("remote_id", flat=True)) == ["112_1", "112_2"]
        assert Case.objects.count() == 2

    def test_reading_again_begins_an_hour_before_it_ended(self, network: ReadablePages, now: datetime) -> None:
        page()
        read_pages_again(now)
        read_pages_again(now + HOUR)
        assert network.read_since[-1] == ("112", now - HOUR)


class TestManyPages:
    def test_a_page_is_read_every_quarter_of_an_hour(self, network: ReadablePages, now: datetime) -> None:
        page()
        for minute in (0, 5, 10, 16):
            read_pages_again(now + timedelta(minutes=minute))
        assert len(network.read_since) == 2

    def test_pages_that_fail_never_keep_others_waiting(self, network: ReadablePages, now: datetime) -> None:
        for number in range(6):
            page(str(number))
            network.trouble[str(number)] = NO_LINE
        page("well")
        network.posts = [post(1, now, of="well")]
        for turn in range(4):
            read_pages_again(now + turn * timedelta(minutes=1), most=2)
        assert Post.objects.get().remote_id == "well_1"
        assert Page.objects.filter(uncovered_since__isnull=False).count() == 6

    def test_a_wish_for_a_pause_breaks_nothing(self, network: ReadablePages, now: datetime) -> None:
        page()
        network.trouble["112"] = SendResult(Delivery.WAIT, retry_after=HOUR, code="32", reason="Slowly, please.")
        read_pages_again(now)
        assert Page.objects.get().status == "live"
