"""People leave and offices end; pages always have two people, and every office its place in the trees."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from sanglap.directory.offices.models import Office, Posting
from sanglap.directory.offices.services import (
    UnableToHandOver,
    UnableToMerge,
    deactivate_officer,
    end_posting,
    hand_over,
    merge_office,
)
from sanglap.directory.offices.visibility import posted_offices
from sanglap.directory.people.models import Officer
from sanglap.stage import officer_at

pytestmark = pytest.mark.django_db
SAVAR, DHAMRAI, DHAKA = "uno-BD30260072", "uno-BD30260014", "dc-BD3026"
SINCE = date(2025, 7, 1)


def posted(role: str, name: str = "Kamal", office: str = SAVAR) -> Posting:
    return officer_at(office, name=name, role=role, since=SINCE).postings.get(office=office, role=role, ended_on=None)


def newcomer(name: str = "Farhana") -> Officer:
    return Officer.objects.create_user(name.lower(), name_en=name, name_bn=name)


class TestAnOfficerIsTransferred:
    def test_the_successor_has_the_role_from_the_same_day(self, now: datetime) -> None:
        old, successor = posted("head"), newcomer()
        new = hand_over(old, successor, now=now)
        old.refresh_from_db()
        assert (old.ended_on, old.handed_over_to_id) == (date(2026, 1, 4), new.id)
        assert (new.officer, new.role, new.started_on) == (successor, "head", date(2026, 1, 4))
        assert [office.code for office in posted_offices(successor)] == [SAVAR]
        assert posted_offices(old.officer) == []

    def test_a_posting_ends_once(self, now: datetime) -> None:
        old = posted("head")
        hand_over(old, newcomer(), now=now)
        with pytest.raises(UnableToHandOver):
            hand_over(old, newcomer("Rina"), now=now)

    def test_nobody_succeeds_themselves_and_nobody_who_has_left(self, now: datetime) -> None:
        old, gone = posted("head"), newcomer()
        Officer.objects.filter(id=gone.id).update(is_active=False)
        gone.refresh_from_db()
        for successor in (old.officer, gone):
            with pytest.raises(UnableToHandOver):
                hand_over(old, successor, now=now)


class TestAPageKeepsAnAdministratorAndADeputy:
    def test_neither_may_leave_without_a_successor(self, now: datetime) -> None:
        admin, deputy = posted("page_admin"), posted("deputy", "Rina")
        for leaving in (admin, deputy):
            with pytest.raises(UnableToHandOver):
                end_posting(leaving, now=now)
        assert Posting.objects.filter(office=SAVAR, ended_on=None).count() == 2

    def test_the_deputy_alone_cannot_be_both(self, now: datetime) -> None:
        admin, deputy = posted("page_admin"), posted("deputy", "Rina")
        with pytest.raises(UnableToHandOver):
            hand_over(admin, deputy.officer, now=now)

    def test_a_successor_makes_it_possible(self, now: datetime) -> None:
        admin, _ = posted("page_admin"), posted("deputy", "Rina")
        assert hand_over(admin, newcomer(), now=now).role == "page_admin"

    def test_with_two_administrators_one_may_leave(self, now: datetime) -> None:
        admin, _, _ = posted("page_admin"), posted("page_admin", "Jamal"), posted("deputy", "Rina")
        end_posting(admin, now=now)
        assert Posting.objects.filter(office=SAVAR, ended_on=None).count() == 2

    def test_a_page_that_lacks_a_deputy_already_is_no_prison(self, now: datetime) -> None:
        assert hand_over(posted("page_admin"), newcomer(), now=now).role == "page_admin"

    def test_somebody_dismissed_is_out_at_once_and_the_gap_shows_itself(self, now: datetime) -> None:
        admin, _ = posted("page_admin"), posted("deputy", "Rina")
        assert [office.code for office in deactivate_officer(admin.officer, now=now)] == [SAVAR]
        admin.officer.refresh_from_db()
        assert admin.officer.is_active is False
        assert posted_offices(admin.officer) == []


class TestAnOfficeBecomesPartOfAnother:
    def merge(self, now: datetime) -> tuple[Office, Office]:
        old, into = Office.objects.get(code=SAVAR), Office.objects.get(code=DHAMRAI)
        merge_office(old, into, now=now)
        return Office.objects.get(code=SAVAR), Office.objects.get(code=DHAMRAI)

    def test_it_is_closed_and_names_its_successor(self, now: datetime) -> None:
        old, into = self.merge(now)
        assert (old.is_active, old.succeeded_by) == (False, into)

    def test_its_people_work_at_the_new_office(self, now: datetime) -> None:
        head = posted("head")
        self.merge(now)
        assert [office.code for office in posted_offices(head.officer)] == [DHAMRAI]

    def test_everything_below_it_hangs_below_the_new_one_on_both_trees(self, now: datetime) -> None:
        before = Office.objects.get(code=SAVAR)
        below = set(Office.objects.filter(territory_path__startswith=before.territory_path).values_list("code", flat=True))
        assert len(below) > 5
        _, into = self.merge(now)
        assert below <= set(Office.objects.filter(territory_path__startswith=into.territory_path).values_list("code", flat=True))
        assert not Office.objects.filter(territory_path__startswith=before.territory_path).exists()
        for office in Office.objects.filter(code__in=below):
            assert office.territory_path.endswith(f"/{office.code}/")
            assert office.line_path.endswith(f"/{office.code}/")

    def test_no_office_names_it_any_longer(self, now: datetime) -> None:
        self.merge(now)
        for name in ("line_parent", "coordinator", "grievance_office", "appeal_office"):
            assert not Office.objects.filter(**{name: SAVAR}).exclude(code=SAVAR).exists()

    def test_neither_into_itself_nor_into_one_below_it(self, now: datetime) -> None:
        upper, lower = Office.objects.get(code=DHAKA), Office.objects.get(code=SAVAR)
        with pytest.raises(UnableToMerge):
            merge_office(upper, upper, now=now)
        with pytest.raises(UnableToMerge):
            merge_office(upper, lower, now=now)
