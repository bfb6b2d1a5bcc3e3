"""What became of a reply: it stands there, was refused, or nobody knows yet."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from sanglap.channels.contract import Delivery, SendResult
from sanglap.channels.models import OutboxItem
from sanglap.channels.services import UnableToMend
from sanglap.channels.services.claiming import FIRST, claim_turn
from sanglap.channels.tests.scripted_channel import NO_ANSWER, ScriptedChannel
from sanglap.foundation.ids import new_id
from sanglap.journey.arrivals.events import PostSetAside
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.models import HistoryLine
from sanglap.journey.handling.tests.factories import case_of, fresh, kinds_of
from sanglap.journey.replies.models import Reply
from sanglap.journey.replies.services import (
    mend,
    recognise_own_words,
)
from sanglap.journey.replies.tests.writing import WORDS, answer, leave, post_of
from sanglap.stage import do_jobs

pytestmark = pytest.mark.django_db


class TestWhatBecameOfIt:
    def test_the_case_is_answered_when_the_words_stand_there(self, network: ScriptedChannel, now: datetime) -> None:
        case = case_of(at=now)
        answer(case, now)
        assert fresh(case).first_answered_at is None
        assert kinds_of(case) == ["written"]
        leave(now + timedelta(minutes=1))
        assert fresh(case).first_answered_at == now + timedelta(minutes=1)
        line = HistoryLine.objects.get(kind="answered")
        assert (line.actor, line.is_public) == ("Kamal", True)

    def test_a_second_answer_keeps_the_time_of_the_first(self, network: ScriptedChannel, now: datetime) -> None:
        case = case_of(at=now)
        for hour in (1, 5):
            answer(case, now, token=str(hour))
            leave(now + timedelta(hours=hour))
        assert fresh(case).first_answered_at == now + timedelta(hours=1)
        assert fresh(case).answered_at == now + timedelta(hours=5)

    def test_a_refusal_shows_itself_and_is_no_answer(self, network: ScriptedChannel, now: datetime) -> None:
        case = case_of(at=now)
        reply = answer(case, now)
        network.script = [SendResult(Delivery.REFUSED, code="551", reason="This person takes no messages.")]
        leave(now)
        reply.refresh_from_db()
        assert (reply.state, reply.trouble) == ("stuck", "This person takes no messages.")
        assert fresh(case).first_answered_at is None
        assert kinds_of(case) == ["written", "reply_trouble"]

    def test_a_person_sends_it_again(self, network: ScriptedChannel, now: datetime) -> None:
        case = case_of(at=now)
        reply = answer(case, now)
        network.script = [SendResult(Delivery.REFUSED, code="100", reason="Not like this.")]
        leave(now)
        reply.refresh_from_db()
        mend(reply, "again", now=now)
        leave(now)
        reply.refresh_from_db()
        assert reply.state == "sent"
        assert fresh(case).first_answered_at == now
        with pytest.raises(UnableToMend):
            mend(reply, "again", now=now)

    def test_a_person_gives_it_up(self, network: ScriptedChannel, now: datetime) -> None:
        reply = answer(case_of(at=now), now)
        network.script = [SendResult(Delivery.REFUSED, code="100", reason="Not like this.")]
        leave(now)
        mend(reply, "give-up", now=now)
        do_jobs()
        reply.refresh_from_db()
        assert reply.state == "cancelled"

    @pytest.mark.parametrize("prefix", ["", "Rahima, "])
    def test_our_own_words_coming_back_settle_an_uncertain_reply(
        self, network: ScriptedChannel, now: datetime, prefix: str
    ) -> None:
        case = case_of(at=now)
        reply = answer(case, now)
        network.script = [NO_ANSWER]
        leave(now)
        assert Reply.objects.get().state == "queued"
        recognise_own_words([own_words(post_of(case), prefix + reply.text)], now)
        leave(now)
        reply.refresh_from_db()
        assert (reply.state, reply.remote_id) == ("sent", "there_1")
        assert fresh(case).first_answered_at == now

    def test_the_same_words_under_another_post_settle_nothing(self, network: ScriptedChannel, now: datetime) -> None:
        case, other = case_of(at=now), case_of(at=now)
        answer(case, now)
        claim_turn(FIRST, pages=8, resting=[], now=now)
        recognise_own_words([own_words(post_of(other), WORDS)], now)
        assert OutboxItem.objects.get().state == "sending"


def own_words(under: Post, text: str) -> PostSetAside:
    """Return the news that the network told us of our own comment."""
    post = Post.objects.create(
        district_id=under.district_id,
        id=new_id(),
        page=under.page,
        kind="comment",
        remote_id="there_1",
        thread_id=under.thread_id,
        from_office=True,
        text=text,
        posted_at=under.posted_at,
        changed_at=under.posted_at,
        received_at=under.posted_at,
        verdict="set_aside",
        reason="own_reply",
    )
    return PostSetAside(post.district_id, post.id, "own_reply")
