"""Officers for stories: Kamal at his desk, Nasrin in another tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import Client

from sanglap.directory.offices.models import Office, Posting
from sanglap.directory.people.models import Officer

if TYPE_CHECKING:
    from datetime import date


def officer_at(office_code: str, *, name: str = "Kamal", role: str = Posting.HEAD, since: date, password: str = "") -> Officer:
    """Return an officer posted to an office, who can sign in when a password is given."""
    username = f"{name.lower()}.{office_code.lower()}"[:60]
    officer = Officer.objects.filter(username=username).first()
    if officer is None:
        officer = Officer.objects.create_user(username, password or None, name_en=name, name_bn=name)
    office = Office.objects.get(code=office_code)
    Posting.objects.get_or_create(officer=officer, office=office, role=role, ended_on=None, defaults={"started_on": since})
    return officer


def signed_in(officer: Officer, *, language: str = "") -> Client:
    """Return the browser of an officer who has signed in, reading this language."""
    browser = Client()
    browser.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    if language:
        browser.cookies["language"] = language
    return browser
