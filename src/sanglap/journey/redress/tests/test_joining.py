"""One number for one matter, never across privacy; and nobody is sent away without the right path."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sanglap.directory.people.models import Citizen
from sanglap.foundation.ids import new_id
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.models import Case, CasePost
from sanglap.journey.cases.states import CaseState
from sanglap.journey.handling.services import UnableToAct, hear_verdict
from sanglap.journey.handling.tests.factories import DHAMRAI, SAVAR, case_of, clock_of, dhaka, fresh, kamal, kinds_of, nasrin
from sanglap.journey.redress.right_paths import right_paths
from sanglap.journey.redress.services import (
    UnableToJoin,
    UnableToSendElsewhere,
    merge_case,
    send_elsewhere,
    split_case,
    unmerge_case,
)

NOW = dhaka(2026, 1, 5)
WHY = "You ask for papers of the tender, which is a matter of information."


def two_of_one_citizen(**other: str) -> tuple[Case, Case]:
    older, newer = case_of(at=NOW), case_of(at=NOW + timedelta(days=1))
    rahima = Citizen.objects.create(district_id=older.district_id, id=new_id(), identity=f"test:{older.id}", first_seen_at=NOW)
    Case.objects.filter(id__in=[older.id, newer.id]).update(citizen_id=rahima.id)
    Case.objects.filter(id=newer.id).update(**other)
    return fresh(older), fresh(newer)


@pytest.mark.django_db
class TestTwoNumbersForOneMatter:
    def test_become_the_older_one_whose_promise_stands_and_can_be_taken_apart(self) -> None:
        older, newer = two_of_one_citizen()
        merge_case(newer, older.id, officer=kamal(), now=NOW + timedelta(days=2))
        assert (fresh(newer).state, fresh(newer).merged_into_id, fresh(newer).is_open) == (CaseState.MERGED, older.id, False)
        assert fresh(older).due_at == older.due_at
        unmerge_case(fresh(newer), officer=kamal(), now=NOW + timedelta(days=3))
        apart = fresh(newer)
        assert (apart.state, apart.merged_into_id, apart.due_at) == (CaseState.WITH_OFFICE, None, newer.due_at)

    @pytest.mark.parametrize("privacy", ["public", "hidden_from_office", "anonymous"])
    def test_stay_two_across_privacy_modes(self, privacy: str) -> None:
        older, newer = two_of_one_citizen(privacy=privacy)
        for one, other in ((newer, older), (older, newer)):
            with pytest.raises(UnableToJoin) as refused:
                merge_case(one, other.id, officer=kamal(), now=NOW + timedelta(days=2))
            assert refused.value.why == "another_privacy"
        assert (fresh(older).state, fresh(newer).state) == ("with_office", "with_office")

    def test_of_two_people_are_never_one(self) -> None:
        older, newer = case_of(at=NOW), case_of(at=NOW + timedelta(days=1))
        with pytest.raises(UnableToJoin) as refused:
            merge_case(newer, older.id, officer=kamal(), now=NOW + timedelta(days=2))
        assert refused.value.why == "another_citizen"

    def test_of_another_office_are_not_touched(self) -> None:
        older, newer = two_of_one_citizen(office_id=DHAMRAI)
        with pytest.raises(UnableToAct):
            merge_case(newer, older.id, officer=nasrin(), now=NOW + timedelta(days=2))


@pytest.mark.django_db
class TestTwoMattersUnderOneNumber:
    def test_the_second_post_gets_a_number_and_a_promise_of_its_own(self) -> None:
        case = case_of(at=NOW)
        first = CasePost.objects.select_related("post").get(case_id=case.id).post
        second = Post.objects.create(
            district_id=case.district_id, id=new_id(), page=first.page, kind="comment", remote_id=f"c{first.id}",
            thread_id=first.thread_id, author_name="Rahima", text="আর ভাতাও পাই না", posted_at=NOW + timedelta(hours=5),
            changed_at=NOW, received_at=NOW + timedelta(hours=5), verdict=Post.ACCEPTED,
        )  # fmt: skip
        CasePost.objects.create(district_id=case.district_id, id=new_id(), case_id=case.id, post_id=second.id)
        part = split_case(case, second.id, officer=kamal(), now=NOW + timedelta(days=1))
        assert part.number != case.number
        assert (part.office_id, part.privacy, part.received_at) == (SAVAR, case.privacy, second.received_at)
        assert clock_of(part).started_at == second.received_at
        assert [link.post_id for link in CasePost.objects.filter(case_id=case.id)] == [first.id]

    def test_the_first_post_stays(self) -> None:
        case = case_of(at=NOW)
        with pytest.raises(UnableToJoin):
            split_case(case, CasePost.objects.get(case_id=case.id).post_id, officer=kamal(), now=NOW)


@pytest.mark.django_db
class TestWhatIsNotForHere:
    def test_ends_with_the_right_path_and_opens_again_with_her_no(self) -> None:
        case = case_of(at=NOW)
        send_elsewhere(case, "information", words=WHY, officer=kamal(), now=NOW)
        after = fresh(case)
        assert (after.state, after.resolved_at, after.is_open) == (CaseState.OUT_OF_SCOPE, None, False)
        assert clock_of(after).met is None
        hear_verdict(after, is_solved=False, now=NOW + timedelta(days=1))
        assert fresh(case).state == CaseState.REOPENED
        assert kinds_of(case)[-1] == "disputed"

    @pytest.mark.parametrize(("path", "words", "why"), [("nowhere", WHY, "path"), ("court", "no", "words")])
    def test_is_refused_without_a_path_or_a_reason(self, path: str, words: str, why: str) -> None:
        case = case_of(at=NOW)
        with pytest.raises(UnableToSendElsewhere) as refused:
            send_elsewhere(case, path, words=words, officer=kamal(), now=NOW)
        assert (refused.value.why, fresh(case).state) == (why, "with_office")

    def test_nobody_in_danger_is_sent_away(self) -> None:
        case = case_of(at=NOW)
        Case.objects.filter(id=case.id).update(danger="urgent")
        with pytest.raises(UnableToSendElsewhere):
            send_elsewhere(fresh(case), "court", words=WHY, officer=kamal(), now=NOW)

    def test_every_path_has_its_form_in_both_languages(self) -> None:
        paths = right_paths().values()
        assert len(paths) >= 5
        assert all(one.form_bn and one.form_en and one.path_bn and one.paragraph for one in paths)
