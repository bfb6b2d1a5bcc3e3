"""The demo's officers: some to sign in as, and one quiet worker wherever a case must be answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sanglap.directory.offices.models import Office, Posting
from sanglap.directory.people.models import Officer

PASSWORD = "sanglap-demo"  # noqa: S105 – told to everybody who starts the demo


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody to sign in as."""

    username: str
    office: str
    name_en: str
    name_bn: str
    role_en: str
    role_bn: str

    def as_json(self) -> dict[str, str]:
        """Return what the start of the demo prints."""
        return {"username": self.username, "password": PASSWORD, "role_en": self.role_en, "role_bn": self.role_bn}


SIGN_INS: tuple[SignIn, ...] = (
    SignIn(
        "social.savar",
        "upazila-social-services-BD30260072",
        "Nasrin Akter",
        "নাসরিন আক্তার",
        "Upazila Social Services Officer, Savar",
        "উপজেলা সমাজসেবা কর্মকর্তা, সাভার",
    ),
    SignIn(
        "engineer.savar",
        "upazila-engineering-BD30260072",
        "Kamal Hossain",
        "কামাল হোসেন",
        "Upazila Engineer, Savar",
        "উপজেলা প্রকৌশলী, সাভার",
    ),
    SignIn(
        "uno.savar", "uno-BD30260072", "Farhana Rahman", "ফারহানা রহমান", "Upazila Nirbahi Officer, Savar", "উপজেলা নির্বাহী কর্মকর্তা, সাভার"
    ),
    SignIn("dc.dhaka", "dc-BD3026", "Tanvir Ahmed", "তানভীর আহমেদ", "Deputy Commissioner, Dhaka", "জেলা প্রশাসক, ঢাকা"),
    SignIn(
        "commissioner.dhaka", "divc-BD30", "Sabina Yasmin", "সাবিনা ইয়াসমিন", "Divisional Commissioner, Dhaka", "বিভাগীয় কমিশনার, ঢাকা"
    ),
    SignIn("secretary.social", "min-social-welfare", "Mahbub Alam", "মাহবুব আলম", "Ministry of Social Welfare", "সমাজকল্যাণ মন্ত্রণালয়"),
    SignIn("cabinet", "cab", "Rokeya Sultana", "রোকেয়া সুলতানা", "Cabinet Division", "মন্ত্রিপরিষদ বিভাগ"),
)


def post_officers(*, now: datetime) -> None:
    """Make the officers and their postings, once."""
    for one in SIGN_INS:
        office = Office.objects.filter(code=one.office).first()
        if office is None or Officer.objects.filter(username=one.username).exists():
            continue
        officer = Officer.objects.create_user(one.username, PASSWORD, name_en=one.name_en, name_bn=one.name_bn, joined_at=now)
        Posting.objects.create(officer=officer, office=office, role=Posting.HEAD, started_on=now.date())


def working_officer(office_code: str, now: datetime) -> Officer:
    """Return somebody who works at an office; a quiet one without a password is posted there when nobody is."""
    posting = Posting.objects.filter(office=office_code, ended_on=None).select_related("officer").order_by("started_on").first()
    if posting:
        return posting.officer
    officer = Officer(username=f"officer.{office_code}"[:60], name_en="Officer on duty", name_bn="দায়িত্বরত কর্মকর্তা", joined_at=now)
    officer.set_unusable_password()
    officer.save(force_insert=True)
    Posting.objects.create(officer=officer, office_id=office_code, role=Posting.SERVICE_OFFICER, started_on=now.date())
    return officer
