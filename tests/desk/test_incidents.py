"""Many write about one broken bridge: each keeps a number, one click puts them together, one answer reaches all (R12)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from sanglap.foundation import clock
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.incidents.models import Likeness, Membership
from sanglap.journey.incidents.services import look_for_likenesses
from sanglap.journey.replies.models import Reply
from sanglap.stage import deliver, do_all_work, do_jobs, officer_at, page_of, signed_in, visitor_post

pytestmark = pytest.mark.django_db
SAGHATA = "uno-BD55320088"
BRIDGE = (
    "সাঘাটার জুমারবাড়ি বাজারের কাঠের ব্রিজটা ভেঙে গেছে আজ ভোরে",
    "jumarbari bazar er kather bridge venge gese, manush par hoite partese na",
    "জুমারবাড়ি বাজারের ব্রিজ ভাঙা, স্কুলের বাচ্চারা পার হতে পারে না",
)
ELSEWHERE = "সাঘাটার ভরতখালী যাওয়ার পাকা রাস্তাটায় বড় গর্ত, ভ্যান উল্টায়"


def write(client: Client, words: tuple[str, ...], now: datetime, *, page: str = SAGHATA, first: int = 600) -> list[Case]:
    """Different citizens write on the page, some minutes apart; the cases come back in their order."""
    remote = page_of(page, remote_id=f"9{first}").remote_id
    for number, text in enumerate(words, start=first):
        at = now + timedelta(minutes=number - first)
        deliver(client, visitor_post(number, text, at=at, page=remote, author=str(number), name=f"Citizen {number}"), page=remote)
        do_all_work(at)
    return list(Case.objects.filter(page__remote_id=remote).order_by("received_at"))


def look() -> int:
    """An hour later, by the clock on the wall: it is what says when a post was received."""
    return look_for_likenesses(clock.now() + timedelta(hours=1), seconds=30)


@pytest.fixture
def cases(client: Client, now: datetime) -> list[Case]:
    """Three citizens and one bridge."""
    found = write(client, BRIDGE, now)
    look()
    return found


@pytest.fixture
def engineer(cases: list[Case], now: datetime) -> Client:
    """Whoever is responsible for the bridge; reads English."""
    return signed_in(officer_at(str(cases[0].office_id), name="Rafiq", since=now.date()), language="en")


def put_together(browser: Client, cases: list[Case]) -> list[int]:
    address = f"/desk/cases/{cases[0].number}/incident/same/"
    return [browser.post(address, {"number": one.number}).status_code for one in cases[1:]]


def page(browser: Client, case: Case) -> str:
    return browser.get(f"/desk/cases/{case.number}/").content.decode()


class TestTheEngineerIsShown:
    def test_who_seems_to_say_the_same_in_any_writing_and_why(self, engineer: Client, cases: list[Case]) -> None:
        shown = page(engineer, cases[0])
        assert "Do these say the same?" in shown
        assert all(f"/desk/cases/{one.number}/" in shown for one in cases[1:])
        assert "% sure" in shown
        assert "both say: জুমারবাড়ি" in shown

    def test_nothing_for_another_matter(self, client: Client, now: datetime) -> None:
        write(client, (BRIDGE[0], ELSEWHERE), now)
        look()
        assert not Likeness.objects.exists()

    def test_nothing_that_may_be_dangerous(self, client: Client, now: datetime) -> None:
        found = write(client, BRIDGE[:2], now)
        Case.objects.filter(id=found[0].id).update(danger="emergency", sensitivity="XX")
        look()
        assert not Likeness.objects.exists()

    def test_every_case_is_looked_at_once(self, cases: list[Case]) -> None:
        assert look() == 0
        assert Likeness.objects.count() == len(set(Likeness.objects.values_list("case_id", "other_id"))) > 1

    def test_a_case_too_young_waits_for_the_next_minute(self, client: Client, now: datetime) -> None:
        write(client, BRIDGE[:2], now)
        assert look_for_likenesses(clock.now()) == 0
        assert look() == 2


class TestTheEngineerSays:
    def test_they_are_the_same_and_everybody_keeps_a_number(self, engineer: Client, cases: list[Case]) -> None:
        numbers = [case.number for case in cases]
        assert put_together(engineer, cases) == [302, 302]
        shown = page(engineer, cases[1])
        assert "Reported 3 times" in shown
        assert "Do these say the same?" not in shown
        assert [case.number for case in Case.objects.order_by("received_at")] == numbers

    def test_the_same_twice_and_it_is_written_once(self, engineer: Client, cases: list[Case]) -> None:
        put_together(engineer, cases[:2])
        put_together(engineer, cases[1::-1])
        assert HistoryLine.objects.filter(kind="grouped").count() == 2
        assert Membership.objects.values("incident").distinct().count() == 1

    def test_two_groups_become_one(self, client: Client, engineer: Client, cases: list[Case], now: datetime) -> None:
        more = write(client, (BRIDGE[0] + "।",), now + timedelta(hours=2), first=700)
        put_together(engineer, cases[:2])
        put_together(engineer, [cases[2], *more])
        put_together(engineer, [cases[0], more[0]])
        assert "Reported 4 times" in page(engineer, cases[2])
        assert Membership.objects.values("incident").distinct().count() == 1

    def test_they_are_different_and_is_not_asked_again(self, engineer: Client, cases: list[Case]) -> None:
        address = f"/desk/cases/{cases[0].number}/incident/different/"
        assert [engineer.post(address, {"number": one.number}).status_code for one in cases[1:]] == [302, 302]
        assert "Do these say the same?" not in page(engineer, cases[0])
        assert not Membership.objects.exists()

    def test_it_was_a_mistake_and_the_last_two_part(self, engineer: Client, cases: list[Case]) -> None:
        put_together(engineer, cases[:2])
        assert engineer.post(f"/desk/cases/{cases[1].number}/incident/out/").status_code == 302
        assert not Membership.objects.exists()
        assert HistoryLine.objects.filter(kind="ungrouped").count() == 2

    @pytest.mark.parametrize("number", ["", "7K3M-9QX2-TB4", "x" * 500])
    def test_a_wrong_number_is_said_to_be_wrong_and_stays(self, engineer: Client, cases: list[Case], number: str) -> None:
        answer = engineer.post(f"/desk/cases/{cases[0].number}/incident/same/", {"number": number})
        assert answer.status_code == 422
        assert "no such case" in answer.content.decode()

    def test_a_case_is_not_put_beside_itself(self, engineer: Client, cases: list[Case]) -> None:
        assert put_together(engineer, [cases[0], cases[0]]) == [422]

    def test_what_became_confidential_cannot_join_and_leaves_every_list(self, engineer: Client, cases: list[Case]) -> None:
        put_together(engineer, cases[:2])
        Case.objects.filter(id=cases[1].id).update(sensitivity="X")
        assert put_together(engineer, [cases[0], cases[1]]) == [422]
        beside = engineer.get(f"/desk/cases/{cases[0].number}/now/").content.decode()
        assert cases[1].number not in beside
        assert "Reported " not in page(engineer, cases[0])


class TestAnotherOffice:
    def test_neither_sees_the_group_nor_changes_it(self, engineer: Client, cases: list[Case], now: datetime) -> None:
        stranger = signed_in(officer_at("uno-BD30260072", name="Nasrin", since=now.date()))
        put_together(engineer, cases[:2])
        for what in ("same", "different", "out"):
            assert stranger.post(f"/desk/cases/{cases[0].number}/incident/{what}/", {"number": cases[2].number}).status_code == 404
        assert Membership.objects.count() == 2

    def test_a_case_of_theirs_cannot_be_drawn_in(self, client: Client, engineer: Client, cases: list[Case], now: datetime) -> None:
        theirs = write(client, ("আমাদের গলির বাতি জ্বলে না",), now, page="uno-BD30260072", first=800)
        assert put_together(engineer, [cases[0], *theirs]) == [422]


class TestOneAnswerReachesAll:
    def test_each_citizen_gets_it_once_under_their_own_post(self, engineer: Client, cases: list[Case]) -> None:
        put_together(engineer, cases)
        cases[0].refresh_from_db()
        form = {"mode": "public", "text": "কাল সকালে মেরামত শুরু হবে", "form_token": "a", "version": cases[0].version, "everyone": "yes"}
        assert [engineer.post(f"/desk/cases/{cases[0].number}/reply/", form).status_code for _ in range(2)] == [302, 302]
        do_jobs()
        answers = Reply.objects.filter(kind="answer")
        assert sorted(str(one.case_id) for one in answers) == sorted(str(case.id) for case in cases)
        assert all("কাল সকালে মেরামত শুরু হবে" in one.text for one in answers)

    def test_it_stays_one_answer_when_nobody_asked_for_more(self, engineer: Client, cases: list[Case]) -> None:
        put_together(engineer, cases)
        cases[0].refresh_from_db()
        form = {"mode": "public", "text": "কাল মেরামত শুরু হবে", "form_token": "a", "version": cases[0].version}
        engineer.post(f"/desk/cases/{cases[0].number}/reply/", form)
        do_jobs()
        assert Reply.objects.filter(kind="answer").count() == 1

    def test_what_was_done_is_told_to_all_and_each_is_asked(self, engineer: Client, cases: list[Case], now: datetime) -> None:
        put_together(engineer, cases)
        cases[0].refresh_from_db()
        form = {"what": "ব্রিজের পাটাতন বদলানো হয়েছে", "on": now.date().isoformat(), "proof": "কাজের আদেশ ২২", "everyone": "yes"}
        engineer.post(f"/desk/cases/{cases[0].number}/act/resolve/", {**form, "version": cases[0].version})
        do_jobs()
        assert set(Case.objects.values_list("state", flat=True)) == {"resolved"}
        assert Reply.objects.filter(kind="resolution").count() == 3

    def test_who_cannot_be_reached_is_written_down(self, engineer: Client, cases: list[Case], now: datetime) -> None:
        put_together(engineer, cases[:2])
        remote = Case.objects.select_related("page").get(id=cases[1].id).page.remote_id
        removed = visitor_post(601, "", at=now + timedelta(hours=3), page=remote, author="601", verb="remove")
        deliver(Client(), removed, page=remote)
        do_all_work(now + timedelta(hours=3))
        cases[0].refresh_from_db()
        form = {"mode": "public", "text": "কাল মেরামত", "form_token": "a", "version": cases[0].version, "everyone": "yes"}
        engineer.post(f"/desk/cases/{cases[0].number}/reply/", form)
        do_jobs()
        assert HistoryLine.objects.filter(case_id=cases[1].id, kind="not_reached").exists()
        assert Reply.objects.filter(kind="answer").count() == 1
