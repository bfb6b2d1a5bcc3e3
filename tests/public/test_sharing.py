"""«আমারও একই সমস্যা»: a case of one's own beside somebody else's, with two taps (R12)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from sanglap.foundation import clock
from sanglap.journey.cases.models import Case
from sanglap.journey.incidents.models import Membership
from sanglap.journey.incidents.services import look_for_likenesses
from sanglap.stage import deliver, do_all_work, page_of, visitor_post

pytestmark = pytest.mark.django_db
SAVAR = "uno-BD30260072"


@pytest.fixture
def case(client: Client, now: datetime) -> Case:
    """Rahima's street light."""
    page_of(SAVAR)
    deliver(client, visitor_post(501, "আমাদের রাস্তার বাতি দুই মাস ধরে জ্বলে না, রাতে চলা যায় না", at=now, name="Rahima"))
    do_all_work(now)
    return Case.objects.get()


def share(client: Client, case: Case, now: datetime, **typed: str) -> Case:
    """Tap the button, press Send, and wait for the next minute."""
    form = client.get(f"/write/?same={case.number}&lang=bn").context["form"]
    values = {"message": form["message"].value(), "office": form["office"].value(), "same": form["same"].value(), **typed}
    assert client.post("/write/", values).status_code == 302
    do_all_work(now)
    look_for_likenesses(clock.now() + timedelta(hours=1), seconds=30)
    return Case.objects.exclude(id=case.id).order_by("-id")[0]


class TestANeighbour:
    def test_finds_the_button_under_an_open_case(self, client: Client, case: Case) -> None:
        assert "I have the same problem" in client.get(f"/c/{case.number}/?lang=en").content.decode()

    def test_sends_two_taps_and_has_a_number_with_the_same_office(self, client: Client, case: Case, now: datetime) -> None:
        own = share(client, case, now)
        assert own.number != case.number
        assert own.topic_id == case.topic_id
        assert set(Membership.objects.values_list("case_id", flat=True)) == {case.id, own.id}
        assert "Reported 2 times." in client.get(f"/c/{case.number}/?lang=en").content.decode()

    def test_adds_words_and_stays_nameless_in_public(self, client: Client, case: Case, now: datetime) -> None:
        share(client, case, now, message="আমাদের গলিতেও একই, আমি সালমা", author="Salma", phone="01712345678")
        shown = client.get(f"/c/{case.number}/").content.decode()
        assert "Salma" not in shown
        assert "সালমা" not in shown

    def test_a_hundredth_neighbour_changes_nothing_for_whoever_answers(self, client: Client, case: Case, now: datetime) -> None:
        share(client, case, now)
        case.refresh_from_db()
        version = case.version
        share(client, case, now + timedelta(minutes=5))
        case.refresh_from_db()
        assert case.version == version
        assert Membership.objects.count() == 3


class TestNobodyIsDrawnIn:
    @pytest.mark.parametrize(
        "secret", [{"danger": "urgent"}, {"sensitivity": "X"}, {"privacy": "anonymous"}, {"hidden_rule": "abuse"}]
    )
    def test_a_confidential_case_has_no_button_and_shares_nothing(self, client: Client, case: Case, secret: dict[str, str]) -> None:
        Case.objects.filter(id=case.id).update(**secret)
        assert "same=" not in client.get(f"/c/{case.number}/").content.decode()
        form = client.get(f"/write/?same={case.number}").context["form"]
        assert (form["same"].value(), form["message"].value()) == ("", "")

    def test_a_forged_form_joins_nothing_confidential(self, client: Client, case: Case, now: datetime) -> None:
        Case.objects.filter(id=case.id).update(danger="urgent")
        client.post("/write/", {"message": "আমারও একই সমস্যা", "office": SAVAR, "same": case.number})
        do_all_work(now)
        look_for_likenesses(clock.now() + timedelta(hours=1), seconds=30)
        assert not Membership.objects.exists()

    def test_nonsense_instead_of_a_number_is_no_error(self, client: Client, case: Case) -> None:
        del case
        assert client.get("/write/?same=%00%F0x").status_code == 200
        assert client.get("/write/?same=" + "9" * 3000).status_code == 200
