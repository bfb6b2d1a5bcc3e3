"""What officers do, and what they may not: another office's cases, without words, over a colleague's head."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from sanglap.directory.offices.models import Office
from sanglap.journey.cases.models import HistoryLine
from sanglap.journey.cases.services import UnableToChange, lock_case
from sanglap.journey.cases.states import UnableToMove
from sanglap.journey.dispatch.models import Move
from sanglap.journey.handling.models import Disposal, Opinion
from sanglap.journey.handling.services import (
    UnableToAct,
    UnableToResolve,
    add_note,
    ask_citizen,
    ask_opinion,
    claim_case,
    correct_case,
    forward_case,
    give_opinion,
    hear_verdict,
    instruct,
    release_case,
    resolve_case,
)
from sanglap.journey.handling.tests.factories import (
    DHAKA,
    DHAMRAI,
    SAVAR,
    case_of,
    clock_of,
    dhaka,
    fresh,
    kamal,
    kinds_of,
    nasrin,
    topic_with,
)
from sanglap.stage import officer_at
from sanglap.stage.committing import at_once, committing

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case

NOW = dhaka(2026, 1, 5)
LONG_NOTHING = "অভিযোগটি সমাধান করা হয়েছে। The complaint has been solved."
DONE = "The hole at the crossing was filled with bricks."
EVERY_ACT: dict[str, Callable[[Case, Officer], object]] = {
    "claim": lambda case, officer: claim_case(case, officer=officer, now=NOW),
    "release": lambda case, officer: release_case(case, officer=officer, now=NOW),
    "note": lambda case, officer: add_note(case, officer=officer, words="Seen.", now=NOW),
    "instruct": lambda case, officer: instruct(case, officer=officer, words="Go and look today.", now=NOW),
    "forward": lambda case, officer: forward_case(
        case, to_office=Office.objects.get(code=DHAMRAI), officer=officer, words="Theirs.", now=NOW
    ),
    "correct": lambda case, officer: correct_case(case, topic=topic_with("K3"), officer=officer, now=NOW),
    "ask": lambda case, officer: ask_citizen(case, officer=officer, words="Which road?", now=NOW),
    "opinion": lambda case, officer: ask_opinion(
        case, of_office=Office.objects.get(code=DHAMRAI), officer=officer, question="Yours?", now=NOW
    ),
    "resolve": lambda case, officer: resolve_case(case, officer=officer, what=DONE, on=NOW.date(), proof="Order 12", now=NOW),
}


@pytest.mark.django_db
class TestWhoMay:
    @pytest.mark.parametrize("act", EVERY_ACT)
    def test_nasrin_of_another_office_is_refused_everything_and_nothing_changes(self, act: str) -> None:
        case = case_of(at=NOW)
        before = kinds_of(case)
        with pytest.raises(UnableToAct):
            EVERY_ACT[act](case, nasrin())
        assert kinds_of(case) == before
        assert fresh(case).version == case.version

    @pytest.mark.parametrize("act", ["note", "instruct", "forward", "correct", "opinion"])
    def test_the_district_above_may_instruct_and_forward(self, act: str) -> None:
        case = case_of(at=NOW)
        EVERY_ACT[act](case, kamal(DHAKA))
        assert len(kinds_of(case)) == 1

    @pytest.mark.parametrize("act", ["claim", "release", "ask", "resolve"])
    def test_but_not_answer_in_the_offices_name(self, act: str) -> None:
        with pytest.raises(UnableToAct):
            EVERY_ACT[act](case_of(at=NOW), kamal(DHAKA))

    def test_somebody_without_a_posting_today_may_nothing(self) -> None:
        case, officer = case_of(at=NOW), kamal()
        officer.postings.update(ended_on=NOW.date())
        for act in EVERY_ACT.values():
            with pytest.raises(UnableToAct):
                act(case, officer)


@pytest.mark.django_db
class TestTheSmallActs:
    def test_claim_and_release(self) -> None:
        case, officer = case_of(at=NOW), kamal()
        claim_case(case, officer=officer, now=NOW)
        assert (fresh(case).state, fresh(case).claimed_by_id) == ("in_hand", officer.id)
        release_case(case, officer=officer, now=NOW)
        assert (fresh(case).state, fresh(case).claimed_by_id) == ("with_office", None)
        assert kinds_of(case) == ["claimed", "released"]

    def test_a_move_shows_from_to_who_and_why_and_nobody_holds_it(self) -> None:
        case, officer = case_of(at=NOW), kamal()
        claim_case(case, officer=officer, now=NOW)
        forward_case(case, to_office=Office.objects.get(code=DHAMRAI), officer=officer, words="It lies in Dhamrai.", now=NOW)
        move = Move.objects.get()
        assert (move.from_office_id, move.to_office_id, move.officer, move.words) == (
            SAVAR,
            DHAMRAI,
            officer,
            "It lies in Dhamrai.",
        )
        assert (fresh(case).claimed_by_id, fresh(case).state) == (None, "with_office")

    def test_a_note_is_never_public(self) -> None:
        case = case_of(at=NOW)
        add_note(case, officer=kamal(), words="She called me.", now=NOW)
        assert HistoryLine.objects.get(kind="noted").is_public is False

    @pytest.mark.parametrize("words", ["", "  \n"])
    def test_notes_questions_and_instructions_need_words(self, words: str) -> None:
        case = case_of(at=NOW)
        for act in (
            lambda: add_note(case, officer=kamal(), words=words, now=NOW),
            lambda: ask_citizen(case, officer=kamal(), words=words, now=NOW),
            lambda: instruct(case, officer=kamal(DHAKA), words=words, now=NOW),
            lambda: ask_opinion(case, of_office=Office.objects.get(code=DHAKA), officer=kamal(), question=words, now=NOW),
        ):
            with pytest.raises(ValueError, match="needs words"):
                act()

    def test_an_opinion_is_asked_given_and_stops_nothing(self) -> None:
        case = case_of(at=NOW)
        opinion = ask_opinion(case, of_office=Office.objects.get(code=DHAMRAI), officer=kamal(), question="Yours?", now=NOW)
        with pytest.raises(UnableToAct):
            give_opinion(case, opinion.id, officer=kamal(), answer="Ours.", now=NOW)
        give_opinion(case, opinion.id, officer=nasrin(), answer="Ours.", now=NOW)
        assert Opinion.objects.get().answer == "Ours."
        assert clock_of(case).paused_at is None
        assert opinion.due_at == dhaka(2026, 1, 12, 17)


@pytest.mark.django_db
class TestDoneNeedsMoreThanAWord:
    @pytest.mark.parametrize(
        ("what", "days", "proof", "missing"),
        [
            ("solved", 0, "Order 12", "what"),
            (LONG_NOTHING, 0, "Order 12", "what"),
            (DONE, 1, "Order 12", "on"),
            (DONE, 0, " ", "proof"),
        ],
    )
    def test_what_when_and_proof(self, what: str, days: int, proof: str, missing: str) -> None:
        case = case_of(at=NOW)
        with pytest.raises(UnableToResolve) as trouble:
            resolve_case(case, officer=kamal(), what=what, on=(NOW + timedelta(days=days)).date(), proof=proof, now=NOW)
        assert trouble.value.missing == missing
        assert Disposal.objects.count() == 0

    def test_it_is_recorded_and_cannot_be_done_twice(self) -> None:
        case = case_of(at=NOW)
        resolve_case(case, officer=kamal(), what=DONE, on=NOW.date(), proof="Order 12", now=NOW)
        assert (fresh(case).state, fresh(case).resolved_at) == ("resolved", NOW)
        with pytest.raises(UnableToMove):
            resolve_case(case, officer=kamal(), what=DONE, on=NOW.date(), proof="Order 12", now=NOW)


@pytest.mark.django_db
class TestTheCitizenHasTheLastWord:
    def resolved(self) -> Case:
        case = case_of(at=NOW)
        resolve_case(case, officer=kamal(), what=DONE, on=NOW.date(), proof="Order 12", now=NOW)
        return fresh(case)

    def test_yes_confirms(self) -> None:
        case = self.resolved()
        hear_verdict(case, is_solved=True, now=NOW)
        hear_verdict(case, is_solved=True, now=NOW)
        assert kinds_of(case) == ["resolved", "confirmed"]

    def test_no_opens_it_at_once_with_a_new_clock_and_the_first_date_kept(self) -> None:
        case = self.resolved()
        expected = case.expected_at
        later = NOW + timedelta(days=3)
        hear_verdict(case, is_solved=False, words="Nobody came.", now=later)
        again = fresh(case)
        assert (again.state, again.resolved_at, again.expected_at) == ("reopened", None, expected)
        assert clock_of(case).started_at == later
        assert again.due_at == clock_of(case).due_at

    def test_a_case_that_is_open_has_nothing_to_confirm(self) -> None:
        with pytest.raises(UnableToMove):
            hear_verdict(case_of(at=NOW), is_solved=True, now=NOW)

    def test_no_twice_opens_it_once(self) -> None:
        case = self.resolved()
        hear_verdict(case, is_solved=False, now=NOW)
        with pytest.raises(UnableToMove):
            hear_verdict(case, is_solved=False, now=NOW)
        assert kinds_of(case) == ["resolved", "disputed"]

    @pytest.mark.parametrize("act", ["claim", "release", "forward", "ask"])
    def test_a_case_that_ended_is_not_worked_on(self, act: str) -> None:
        case = self.resolved()
        with pytest.raises(UnableToMove):
            EVERY_ACT[act](case, kamal())
        assert kinds_of(case) == ["resolved"]

    def test_opened_again_after_its_office_ended_it_goes_to_the_successor(self) -> None:
        case = self.resolved()
        Office.objects.filter(code=SAVAR).update(is_active=False, succeeded_by=DHAMRAI)
        hear_verdict(fresh(case), is_solved=False, now=NOW)
        assert fresh(case).office_id == DHAMRAI


class TestTwoOfficersAtOnce:
    def test_the_second_sees_a_conflict(self, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
        with committing(django_db_blocker):
            case = case_of(at=NOW)
            officers = [kamal(), officer_at(SAVAR, name="Rina", since=NOW.date())]

            def claims(officer: Officer) -> Callable[[], str]:
                return lambda: claimed_by(case, officer)

            results = at_once(*(claims(officer) for officer in officers))
            assert sorted(type(one).__name__ for one in results) == ["UnableToChange", "str"]
            assert kinds_of(case) == ["claimed"]

    @pytest.mark.django_db
    def test_notes_never_collide(self) -> None:
        case = case_of(at=NOW)
        for _officer in range(2):
            add_note(lock_case(case.district_id, case.id), officer=kamal(), words="Seen.", now=NOW)
        assert kinds_of(case) == ["noted", "noted"]

    @pytest.mark.django_db
    @pytest.mark.parametrize("act", ["claim", "release", "forward", "resolve", "instruct", "ask"])
    def test_whoever_looked_at_an_older_version_looks_again(self, act: str) -> None:
        case, now = case_of(at=NOW), NOW
        stale = {"expected_version": case.version - 1, "now": now}
        acts: dict[str, Callable[[], object]] = {
            "claim": lambda: claim_case(case, officer=kamal(), **stale),
            "release": lambda: release_case(case, officer=kamal(), **stale),
            "forward": lambda: forward_case(
                case, to_office=Office.objects.get(code=DHAMRAI), officer=kamal(), words="There.", **stale
            ),
            "resolve": lambda: resolve_case(case, officer=kamal(), what=DONE, on=now.date(), proof="Order 12", **stale),
            "instruct": lambda: instruct(case, officer=kamal(DHAKA), words="Go.", **stale),
            "ask": lambda: ask_citizen(case, officer=kamal(), words="Where?", **stale),
        }
        with pytest.raises(UnableToChange):
            acts[act]()
        assert kinds_of(case) == []


def claimed_by(case: Case, officer: Officer) -> str:
    """Take the case in hand as it was shown; in a transaction of its own, as the desk does."""
    with transaction.atomic():
        claim_case(lock_case(case.district_id, case.id), officer=officer, now=NOW, expected_version=case.version)
    return "done"
