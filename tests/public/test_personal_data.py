"""A post full of personal data, and every door that is open to the public: none of it comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import get_resolver

from sanglap.foundation.ids import new_id
from sanglap.journey.cases.keys import key_of
from sanglap.journey.cases.masking import masked, public_words
from sanglap.journey.cases.models import Case
from sanglap.journey.handling.models import Disposal
from sanglap.journey.replies.models import Reply
from sanglap.oversight.public import urls as public_doors
from sanglap.stage import deliver, do_all_work, officer_at, page_of, visitor_post

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
SAVAR = "uno-BD30260072"
PIECES = {
    "phone": "০১৭১২৩৪৫৬৭৮",
    "phone with gaps": "+880 1819-223344",
    "identity card": "19902692501234567",
    "e-mail": "rahima.khatun@gmail.com",
    "passport": "EA0123456",
    "home": "বাড়ি নং ১২, রোড ৩",
}
POST = (
    f"রাস্তা ভাঙা, কেউ দেখে না। আমার ফোন {PIECES['phone']} অথবা {PIECES['phone with gaps']}, এনআইডি {PIECES['identity card']}, "
    f"মেইল {PIECES['e-mail']}, পাসপোর্ট {PIECES['passport']}, ঠিকানা {PIECES['home']}। – Rahima Khatun, rahima"
)
NAME = "Rahima Khatun"


@pytest.fixture
def case(client: Client, now: datetime) -> Case:
    page_of(SAVAR)
    deliver(client, visitor_post(501, POST, at=now, name=NAME))
    do_all_work(now)
    return Case.objects.select_related("office").get()


def answered(case: Case, now: datetime) -> None:
    """Let the office repeat all of it, in an answer and in what it says it did."""
    officer = officer_at(str(case.office_id), name="Kamal", since=now.date())
    Reply.objects.filter(case_id=case.id).update(text=POST, kind="answer", state="sent", sent_at=now)
    Disposal.objects.create(
        district_id=case.district_id, id=new_id(), case_id=case.id, officer=officer, office=case.office, at=now, what_was_done=POST,
        done_on=now.date(), proof=POST,
    )  # fmt: skip


def doors(case: Case) -> list[str]:
    """Return every public page and every public address of the API, with what they ask for."""
    return [
        "/", "/about/", "/offices/", f"/offices/?q={PIECES['phone']}&lang=en", f"/offices/{SAVAR}/", f"/offices/{case.office_id}/",
        "/write/", "/c/", f"/c/{case.number}/", f"/c/{case.number}/?lang=en", f"/c/{case.number}/?key=wrong",
        f"/api/v1/cases/{case.number}", "/api/v1/openapi.json",
    ]  # fmt: skip


class TestAPostFullOfPersonalData:
    def test_lets_nothing_out_of_any_public_door(self, client: Client, case: Case, now: datetime) -> None:
        answered(case, now)
        for door in doors(case):
            page = client.get(door).content.decode()
            asked = PIECES["phone"] if "q=" in door else ""
            for name, piece in PIECES.items():
                assert piece == asked or piece not in page, f"{name} stands at {door}"
            assert "rahima" not in page.lower(), door

    def test_shows_marks_in_the_readers_language_where_it_stood(self, client: Client, case: Case) -> None:
        assert "[ফোন নম্বর]" in client.get(f"/c/{case.number}/?lang=bn").content.decode()
        assert "[phone number]" in client.get(f"/c/{case.number}/?lang=en").content.decode()

    def test_is_masked_in_the_words_that_lists_keep(self, case: Case) -> None:
        assert case.excerpt
        for name, piece in PIECES.items():
            assert piece not in case.excerpt, name

    def test_leaves_nothing_in_what_the_networks_public_reads(self, case: Case) -> None:
        for text in Reply.objects.filter(case_id=case.id, mode="public").values_list("text", flat=True):
            assert not [name for name, piece in PIECES.items() if piece in text]

    def test_its_author_still_reads_the_offices_answer_whole(self, client: Client, case: Case, now: datetime) -> None:
        answered(case, now)
        assert PIECES["phone"] in client.get(f"/c/{case.number}/?key={key_of(case.number)}").content.decode()

    def test_hides_how_its_author_signs_and_no_word_that_only_resembles_it(self) -> None:
        words = public_words("Rahimapur road is broken. RAHIMA   khatun, rahima", author="Rahima Khatun")
        assert words.startswith("Rahimapur road is broken. [")
        assert "rahima" not in words.lower().removeprefix("rahimapur")
        assert public_words("রাস্তা ভাঙা, আমি রহিমা", author="রহিমা বেগম").count("[নাম]") == 1
        assert public_words("Md Ali is not at his desk", author="Md Ali") == "Md Ali is not at his desk"

    def test_a_number_cut_by_the_end_of_the_first_words_is_masked_whole(self) -> None:
        words = public_words("ক" * 234 + " " + "01712345678")
        assert not any(digit in words for digit in "0123456789")

    def test_where_the_pack_cannot_tell_what_is_personal_nothing_is_shown(self, settings: SettingsWrapper) -> None:
        settings.COUNTRY_PACK = settings.COUNTRY_PACK / "no such folder"
        assert masked("রাস্তা ভাঙা") == ""

    def test_no_public_door_is_forgotten_here(self, case: Case) -> None:
        """Whoever adds a door adds it to this walk, or says here why no citizen's words come through it."""
        walked = {"home", "about", "offices", "office", "write", "look_up", "case"}
        others = {"sent", "appeal", "picture", "leave"}  # the writer's own receipt, a post, pictures, a page with a date
        others |= {"pressed", "well", "hide_name"}  # with a key only
        others |= {"verdict", "rate", "to_appeal", "withdraw", "take_up", "add", "own_data", "download", "erase"}  # with a key only
        assert {door.name for door in public_doors.urlpatterns} == walked | others
        assert get_resolver().resolve(f"/c/{case.number}/").url_name == "case"


class TestTheReceipt:
    def test_names_neither_phone_nor_writer(self, client: Client, now: datetime) -> None:
        form = {"message": POST, "place": "Savar", "author": NAME, "phone": "01712345678"}
        sent = client.post("/write/", form).headers["Location"]
        do_all_work(now)
        page = client.get(sent).content.decode()
        assert NAME not in page
        assert not [name for name, piece in PIECES.items() if piece in page]
