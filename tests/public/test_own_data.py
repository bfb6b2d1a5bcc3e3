"""Rahima takes along what is known of her, and has it erased: then it is nowhere, and every proof still stands (R69)."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from PIL import Image

from sanglap.channels.models import Envelope
from sanglap.directory.people.models import Citizen
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.keys import key_of
from sanglap.journey.cases.models import Case, CasePost, HistoryLine
from sanglap.journey.cases.services import lock_case
from sanglap.journey.handling.models import Disposal
from sanglap.journey.ledger.selectors import receipt_of
from sanglap.journey.ledger.services import audit_ledger, sequence_lines, sign_head
from sanglap.journey.privacy.models import Retaliation
from sanglap.journey.privacy.services import report_retaliation
from sanglap.journey.redress.services import appeal_case
from sanglap.oversight.public.own.services import UnableToErase, erase_case
from sanglap.oversight.public.pictures import picture_folder
from sanglap.stage import comment, deliver, do_all_work, officer_at, page_of, signed_in, visitor_post
from tests.public.own_stage import NAME, SONS_PHONE, WORDS, called_done, kamal_of, own_page, press, rahimas_case
from tests.public.test_privacy import cells_holding

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
ADDED = "করিমের মোবাইলে কল করলে রাস্তার ছবি পাবেন"
STILL = "রহিমা বলছে পিচ ওঠে গেছে"
SECRETS = (NAME, SONS_PHONE, "রাস্তা ভাঙা", "করিমের মোবাইলে", "পিচ ওঠে")


@pytest.fixture(autouse=True)
def _pictures_lie_apart(settings: SettingsWrapper, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.LEDGER_KEY, settings.LEDGER_NAME = "A" * 43, "sanglap.test/ledger"
    settings.MFA_REQUIRED = False


@pytest.fixture
def case(client: Client, now: datetime) -> Case:
    """A whole life: written, added to with a picture, called done, disputed, done again, confirmed, rated."""
    case = rahimas_case(client, now)
    press(client, case, "add", words=ADDED, picture=a_picture())
    do_all_work(now)
    case.refresh_from_db()
    called_done(case, now, what=f"{NAME} এর বাড়ির সামনে গর্ত ভরাট করা হয়েছে, ফোন {SONS_PHONE}")
    do_all_work(now)
    press(client, case, "verdict", solved="no", words=STILL)
    case.refresh_from_db()
    called_done(case, now)
    do_all_work(now)
    press(client, case, "verdict", solved="yes")
    press(client, case, "rating", stars="4", effects=["time"], words=STILL)
    do_all_work(now)
    case.refresh_from_db()
    return case


def a_picture() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "brown").save(drawn, "JPEG")
    return SimpleUploadedFile("hole.jpg", drawn.getvalue(), content_type="image/jpeg")


def taken_along(client: Client, case: Case) -> zipfile.ZipFile:
    answer = press(client, case, "own-data/download")
    assert answer.status_code == 200
    return zipfile.ZipFile(BytesIO(answer.content))


class TestWhatIsTakenAlong:
    def test_holds_her_words_her_picture_the_answers_and_her_verdicts(self, client: Client, case: Case) -> None:
        archive = taken_along(client, case)
        told = json.loads(archive.read("data.json"))
        assert [told["about_you"]["name"], told["about_you"]["phone"]] == [NAME, SONS_PHONE]
        assert [one["text"].split("\n")[0] for one in told["you_wrote"]] == [WORDS, ADDED]
        assert archive.read(told["you_wrote"][1]["pictures"][0])[:2] == b"\xff\xd8"
        assert [one["verdict"] for one in told["your_verdicts"]] == ["disputed", "confirmed", "confirmed"]
        assert told["case"]["satisfaction"] == 4
        assert ADDED in archive.read("read-me.html").decode()

    def test_proves_every_step_that_may_be_proven(self, client: Client, case: Case, now: datetime) -> None:
        sequence_lines()
        sign_head(now)
        archive = taken_along(client, case)
        steps = HistoryLine.objects.filter(case_id=case.id, is_public=True).count()
        assert len([name for name in archive.namelist() if name.startswith("receipts/")]) == steps > 5

    def test_names_no_officer(self, client: Client, case: Case) -> None:
        archive = taken_along(client, case)
        for name in archive.namelist():
            assert b"Kamal" not in archive.read(name)

    def test_is_given_to_nobody_without_the_key(self, client: Client, case: Case) -> None:
        for key in ("", "0" * 24):
            answer = client.post(f"/c/{case.number}/own-data/download/", {"key": key})
            assert answer.status_code == 403
            assert NAME not in answer.content.decode()
        assert client.get(f"/c/{case.number}/own-data/").status_code == 404

    def test_gives_her_back_what_is_locked_away_from_the_office(self, client: Client, now: datetime) -> None:
        client.post(
            "/write/", {"message": WORDS, "place": "Savar", "author": NAME, "phone": SONS_PHONE, "privacy": "hidden_from_office"}
        )
        do_all_work(now)
        told = json.loads(taken_along(client, Case.objects.get()).read("data.json"))["about_you"]
        assert (told["name"], told["phone"], told["kept_locked"]) == (NAME, SONS_PHONE, WORDS)


class TestErasing:
    def test_is_asked_twice(self, client: Client, case: Case) -> None:
        for asked in ({}, {"asked": "1"}):
            page = press(client, case, "own-data/erase", **asked)
            assert page.status_code == 200
            assert Post.objects.exclude(text="").filter(from_office=False).exists()
        assert press(client, case, "own-data/erase", asked="2").status_code == 302
        assert not Post.objects.exclude(text="").filter(from_office=False).exists()

    def test_leaves_her_in_no_cell_of_no_table(self, client: Client, case: Case, now: datetime) -> None:
        assert cells_holding(*SECRETS)  # the search does find what stands there
        erase_case(case.number, now=now)
        do_all_work(now)
        assert cells_holding(*SECRETS) == []

    def test_leaves_no_picture(self, case: Case, now: datetime) -> None:
        assert list(picture_folder().iterdir())
        erase_case(case.number, now=now)
        assert not list(picture_folder().iterdir())

    def test_leaves_her_on_no_page_of_anybody(self, client: Client, case: Case, now: datetime) -> None:
        office = signed_in(kamal_of(case, now))
        assert WORDS in office.get(f"/desk/cases/{case.number}/").content.decode()
        erase_case(case.number, now=now)
        do_all_work(now)
        doors = [f"/c/{case.number}/", f"/c/{case.number}/?key={key_of(case.number)}", f"/c/{case.number}/receipt/",
                 f"/api/v1/cases/{case.number}", f"/desk/cases/{case.number}/", "/desk/", f"/desk/?q={SONS_PHONE[1:]}"]  # fmt: skip
        for door in doors:
            answer = office.get(door)
            page = answer.content.decode().replace(SONS_PHONE[1:], "" if "q=" in door else SONS_PHONE)
            assert answer.status_code == 200, door
            assert not [secret for secret in SECRETS if secret in page], door
        archive = taken_along(client, case)
        for name in archive.namelist():
            assert not [secret for secret in SECRETS if secret in archive.read(name).decode(errors="replace")], name

    def test_keeps_the_number_the_dates_and_every_proof(self, client: Client, case: Case, now: datetime) -> None:
        sequence_lines()
        sign_head(now)
        before = list(HistoryLine.objects.filter(case_id=case.id).order_by("id").values_list("id", "kind", "at", "to_state"))
        proven = {line: str(receipt_of(case.district_id, line)).splitlines()[0] for line, *_ in before}
        erase_case(case.number, now=now)
        sign_head(now + timedelta(hours=1))
        after = list(HistoryLine.objects.filter(case_id=case.id).order_by("id").values_list("id", "kind", "at", "to_state"))
        assert after[: len(before)] == before
        assert [kind for _, kind, _, _ in after[len(before) :]] == ["personal_data_erased"]
        assert {line: str(receipt_of(case.district_id, line)).splitlines()[0] for line, *_ in before} == proven
        assert audit_ledger().is_right
        kept = Case.objects.get(id=case.id)
        assert (kept.number, kept.received_at, kept.expected_at, kept.state, kept.satisfaction) == (
            case.number, case.received_at, case.expected_at, "confirmed", 4,
        )  # fmt: skip
        assert Disposal.objects.filter(case_id=case.id).count() == 2

    def test_keeps_in_public_what_the_office_says_it_did_without_her(self, client: Client, case: Case, now: datetime) -> None:
        erase_case(case.number, now=now)
        done = Disposal.objects.filter(case_id=case.id).order_by("at").first()
        assert done is not None
        assert "গর্ত ভরাট করা হয়েছে" in done.what_was_done
        assert NAME not in done.what_was_done

    def test_leaves_of_a_confidential_matter_not_even_what_the_office_says_it_did(self, case: Case, now: datetime) -> None:
        Case.objects.filter(id=case.id).update(sensitivity="X")
        erase_case(case.number, now=now)
        assert set(Disposal.objects.filter(case_id=case.id).values_list("what_was_done", "proof")) == {("", "")}

    def test_twice_is_once(self, case: Case, now: datetime) -> None:
        assert [erase_case(case.number, now=now) for _ in range(2)] == [True, False]
        assert HistoryLine.objects.filter(case_id=case.id, kind="personal_data_erased").count() == 1

    def test_leaves_nothing_to_press_but_the_download(self, client: Client, case: Case, now: datetime) -> None:
        erase_case(case.number, now=now)
        page = own_page(client, case)
        assert "are erased from this case" in page
        assert not [
            door for door in ("verdict/", "rating/", "to-appeal/", "take-back/", "add/", "hide-name/", "pressed/") if door in page
        ]
        for door, told in (
            ("verdict", {"solved": "no", "words": STILL}),
            ("to-appeal", {"words": STILL}),
            ("add", {"words": STILL}),
        ):
            press(client, case, door, **told)
        do_all_work(now)
        case.refresh_from_db()
        assert case.state == "confirmed"
        assert cells_holding("পিচ ওঠে") == []


class TestALegalHold:
    def test_refuses_while_it_is_open_and_says_until_when(self, client: Client, now: datetime) -> None:
        case = rahimas_case(client, now)
        answer = press(client, case, "own-data/erase", asked="2")
        assert answer.status_code == 409
        case.refresh_from_db()
        page = client.get(f"/c/{case.number}/own-data/?key={key_of(case.number)}&lang=en").content.decode()
        assert "still open" in page
        assert str(case.due_at.day) in page  # type: ignore[union-attr]
        assert cells_holding(NAME)

    def test_refuses_while_an_appeal_is_decided(self, client: Client, now: datetime) -> None:
        case = rahimas_case(client, now)
        called_done(case, now)
        appeal_case(lock_case(*case.key), words="রাস্তা এখনো ভাঙা আছে", now=now)
        with pytest.raises(UnableToErase, match="appeal"):
            erase_case(case.number, now=now)

    def test_refuses_while_somebody_protects_her_from_pressure(self, case: Case, now: datetime) -> None:
        report_retaliation(lock_case(*case.key), "চেয়ারম্যানের লোক এসে হুমকি দিয়েছে", now=now)
        with pytest.raises(UnableToErase, match="protection"):
            erase_case(case.number, now=now)
        Retaliation.objects.update(ended_at=now)
        assert erase_case(case.number, now=now)


class TestSomebodyOnANetwork:
    """Rahima has two matters on the office's page, and edited one; Jamal's post came in the same envelope."""

    @pytest.fixture
    def rahimas(self, client: Client, now: datetime) -> Case:
        page_of("uno-BD30260072")
        deliver(
            client,
            visitor_post(501, "রহিমার উঠানে পানি জমে", at=now),
            visitor_post(502, "জামালের দোকানে বিদ্যুৎ নেই", at=now, author="7002", name="Jamal Uddin"),
        )
        deliver(client, visitor_post(503, "রহিমার মায়ের ভাতা হয়নি", at=now))
        do_all_work(now)
        deliver(client, visitor_post(501, "রহিমার উঠানে হাঁটু পানি", at=now + timedelta(minutes=5), verb="edited"))
        deliver(client, comment(1, "ঝিঙ্গুর মিয়ার কথাও শুনুন", at=now + timedelta(minutes=6), under=501))
        do_all_work(now)
        case = Case.objects.filter(posts_are("501")).get()
        called_done(case, now + timedelta(hours=1))
        press(client, case, "verdict", solved="yes")
        return case

    def test_is_taken_out_of_the_raw_news_too_and_others_stay(self, rahimas: Case, now: datetime) -> None:
        assert cells_holding("উঠানে", "ঝিঙ্গুর")
        erase_case(rahimas.number, now=now + timedelta(days=1))
        do_all_work(now)
        assert not raw_holding("উঠানে")
        assert not raw_holding("ঝিঙ্গুর")
        assert raw_holding("জামালের দোকানে")
        assert cells_holding("উঠানে", "ঝিঙ্গুর") == []

    def test_keeps_her_name_for_her_other_matter(self, rahimas: Case, now: datetime) -> None:
        erase_case(rahimas.number, now=now)
        other = Case.objects.filter(posts_are("503")).get()
        assert other.citizen_name == "Rahima"
        assert Citizen.objects.get(id=other.citizen_id).name == "Rahima"
        assert Case.objects.get(id=rahimas.id).citizen_id is None

    def test_does_not_come_back_when_the_network_repeats_itself(self, client: Client, rahimas: Case, now: datetime) -> None:
        erase_case(rahimas.number, now=now + timedelta(days=1))
        cases = Case.objects.count()
        deliver(client, visitor_post(501, "রহিমার উঠানে পানি জমে", at=now))
        do_all_work(now)
        assert Case.objects.count() == cases
        assert not Post.objects.filter(text__contains="উঠানে").exists()

    def test_who_writes_again_opens_a_matter_of_their_own(self, client: Client, rahimas: Case, now: datetime) -> None:
        erase_case(rahimas.number, now=now)
        deliver(client, comment(2, "আবার পানি জমেছে", at=now + timedelta(days=2), under=501))
        do_all_work(now)
        assert Case.objects.order_by("-id").first() != rahimas


def posts_are(number: str) -> Q:
    return Q(id__in=CasePost.objects.filter(post__remote_id=f"112_{number}").values("case_id"))


def raw_holding(words: str) -> bool:
    escaped = json.dumps(words).strip('"').encode()
    return any(escaped in bytes(one.body) or words.encode() in bytes(one.body) for one in Envelope.objects.all())


def test_the_office_above_is_no_way_around(client: Client, case: Case, now: datetime) -> None:
    erase_case(case.number, now=now)
    above = signed_in(officer_at("dc-BD3026", name="Farhana", since=now.date()))
    page = above.get(f"/desk/cases/{case.number}/").content.decode()
    assert not [secret for secret in SECRETS if secret in page]
