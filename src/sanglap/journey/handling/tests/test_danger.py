"""Somebody is in danger: private at once, a person within minutes, the numbers to call – and nobody learns of it in public."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sanglap.channels.models import OutboxItem
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import lock_case
from sanglap.journey.cases.urgency import DANGERS, SENSITIVITIES, graver, guarded
from sanglap.journey.dispatch.events import DangerRaised
from sanglap.journey.dispatch.helplines import helplines_for
from sanglap.journey.handling.models import Deadline, Escalation
from sanglap.journey.handling.services import UnableToAct, claim_case, climb, hurry, mark_danger
from sanglap.journey.handling.tests.factories import DHAMRAI, SAVAR, case_of, kinds_of
from sanglap.journey.replies.models import Reply
from sanglap.stage import comment, deliver, do_all_work, officer_at, page_of, visitor_post

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

pytestmark = pytest.mark.django_db
WEDDING = "আজ রাতে ক্লাস নাইনের মেয়ের বিয়ে দিচ্ছে, বাঁচান"
WIRE = "বিদ্যুতের তার ছিঁড়ে রাস্তায় পড়ে আছে, মানুষ মারা যাবে"
QUARTER = ("K0", timedelta(minutes=15))
ROAD = "রাস্তা ভাঙা, তিন মাস ধরে কেউ দেখে না"


def written(client: Client, words: str, *, at: datetime) -> Case:
    page_of(SAVAR)
    deliver(client, visitor_post(501, words, at=at))
    do_all_work(at)
    return Case.objects.get()


def write_more(client: Client, words: str, *, at: datetime) -> Case:
    deliver(client, comment(9, words, at=at, under=501))
    do_all_work(at)
    return Case.objects.get()


def locked(case: Case) -> Case:
    return lock_case(case.district_id, case.id)


def running(case: Case) -> tuple[str, timedelta]:
    """Return which clock runs, and how much time it gives."""
    deadline = Deadline.objects.select_related("clock").get(case_id=case.id, stopped_at=None)
    return deadline.clock.code, deadline.due_at - deadline.started_at


class TestAPostThatTellsOfDanger:
    @pytest.mark.parametrize("words", [WEDDING, WIRE, "aj rate class 9 er meyer biye dicche, bachan"])
    def test_is_an_emergency_private_at_once_with_fifteen_minutes(self, client: Client, now: datetime, words: str) -> None:
        case = written(client, words, at=now)
        assert (case.danger, case.sensitivity) == ("emergency", "XX")
        assert running(case) == QUARTER

    def test_is_acknowledged_privately_with_the_numbers_of_its_kind(self, client: Client, now: datetime) -> None:
        case = written(client, WEDDING, at=now)
        reply = Reply.objects.get(case_id=case.id)
        assert reply.mode == "private_reply"
        for number in ("১০৯", "১০৯৮", "৩৩৩", "৯৯৯"):
            assert f"{number} (" in reply.text
        assert "?key=" in OutboxItem.objects.get(reference=f"reply:{reply.id}").text
        assert "?key=" not in reply.text
        assert not OutboxItem.objects.filter(mode="public").exists()

    def test_climbs_when_nobody_takes_it_in_hand(self, client: Client, now: datetime) -> None:
        case = written(client, WEDDING, at=now)
        assert climb(case.received_at + timedelta(minutes=7)) == 0
        climb(case.received_at + timedelta(minutes=16))
        assert {one.stage for one in Escalation.objects.filter(case_id=case.id)} == {50, 80, 100}

    def test_climbs_no_more_once_a_person_has_it(self, client: Client, now: datetime) -> None:
        case = written(client, WEDDING, at=now)
        assert case.office_id is not None
        officer = officer_at(case.office_id, name="Kamal", since=now.date())
        claim_case(locked(case), officer=officer, now=case.received_at + timedelta(minutes=3))
        do_all_work(now)
        climb(case.received_at + timedelta(minutes=16))
        assert not Escalation.objects.filter(case_id=case.id).exists()
        assert running(case)[0] == "K1"


class TestWhatIsWrittenLater:
    def test_makes_a_quiet_case_an_emergency(self, client: Client, now: datetime) -> None:
        written(client, ROAD, at=now)
        case = write_more(client, WEDDING, at=now + timedelta(days=2))
        assert (case.danger, case.sensitivity) == ("emergency", "XX")
        assert "danger_read" in kinds_of(case)
        assert running(case) == QUARTER
        assert case.claimed_by is None

    def test_brings_the_numbers_to_its_writer_privately_and_once(self, client: Client, now: datetime) -> None:
        written(client, ROAD, at=now)
        for _time in range(2):
            case = write_more(client, WEDDING, at=now + timedelta(hours=1))
        told = Reply.objects.filter(case_id=case.id, kind="notice")
        assert [(one.mode, "১০৯৮" in one.text) for one in told] == [("private_reply", True)]

    def test_opens_an_ended_case_again(self, client: Client, now: datetime) -> None:
        case = written(client, ROAD, at=now)
        Case.objects.filter(id=case.id).update(state="confirmed", ended_at=now, resolved_at=now)
        assert write_more(client, WEDDING, at=now + timedelta(days=1)).state == "reopened"

    def test_the_same_news_twice_starts_one_clock(self, client: Client, now: datetime) -> None:
        written(client, ROAD, at=now)
        case = write_more(client, WEDDING, at=now + timedelta(hours=1))
        assert case.office_id is not None
        officer = officer_at(case.office_id, name="Kamal", since=now.date())
        claim_case(locked(case), officer=officer, now=case.changed_at)
        do_all_work(now)
        hurry([DangerRaised(case.district_id, case.id, None)], case.changed_at + timedelta(hours=2))
        assert running(case)[0] == "K1"

    def test_thanks_raise_nothing(self, client: Client, now: datetime) -> None:
        before = written(client, ROAD, at=now)
        after = write_more(client, "ধন্যবাদ", at=now + timedelta(hours=1))
        assert (after.danger, after.sensitivity) == (before.danger, before.sensitivity)


class TestAPersonDecides:
    def test_an_officer_says_that_somebody_is_in_danger(self, now: datetime) -> None:
        case, officer = case_of(at=now), officer_at(SAVAR, name="Kamal", since=now.date())
        mark_danger(locked(case), "emergency", officer=officer, words="She is fourteen.", now=now)
        do_all_work(now)
        assert running(case) == QUARTER
        assert Case.objects.get(id=case.id).sensitivity == "XX"
        assert not Reply.objects.filter(case_id=case.id, kind="notice").exists()

    def test_or_that_nobody_is_and_it_stays_confidential(self, client: Client, now: datetime) -> None:
        case = written(client, WIRE, at=now)
        assert case.office_id is not None
        officer = officer_at(case.office_id, name="Kamal", since=now.date())
        mark_danger(locked(case), "none", officer=officer, words="A telephone wire without current.", now=now)
        case.refresh_from_db()
        assert (case.danger, case.sensitivity) == ("none", "XX")
        assert "danger_marked" in kinds_of(case)

    @pytest.mark.parametrize(("level", "words"), [("emergency", " "), ("terrible", "because"), ("none", "because")])
    def test_a_level_and_a_reason_are_needed(self, now: datetime, level: str, words: str) -> None:
        case, officer = case_of(at=now), officer_at(SAVAR, name="Kamal", since=now.date())
        with pytest.raises(ValueError, match="Please say"):
            mark_danger(locked(case), level, officer=officer, words=words, now=now)

    def test_nobody_of_another_office_may_say_either(self, now: datetime) -> None:
        case, stranger = case_of(at=now), officer_at(DHAMRAI, name="Nasrin", since=now.date())
        with pytest.raises(UnableToAct):
            mark_danger(locked(case), "emergency", officer=stranger, words="because", now=now)


class TestTheRules:
    def test_danger_never_makes_a_case_less_silent(self) -> None:
        for sensitivity in SENSITIVITIES:
            for danger in DANGERS:
                assert SENSITIVITIES.index(guarded(sensitivity, danger)) >= SENSITIVITIES.index(sensitivity)
                assert graver(danger, "none") == danger

    def test_each_number_stands_once_the_one_to_call_first_in_front(self) -> None:
        numbers = [line.number for line in helplines_for(["violence", "child-abuse"])]
        assert numbers[:2] == ["999", "1098"]
        assert len(numbers) == len(set(numbers)) <= 4
        assert [line.number for line in helplines_for([])] == ["999", "109", "1098", "333"]
        assert helplines_for(["no such kind"]) == helplines_for([])
