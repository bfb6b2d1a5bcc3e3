"""Every role, at every door, in every kind of case: nobody reads a name that is not theirs to read, and no door falls over.

The doors are taken from the address table itself, so a new one is walked the day it is added.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from sanglap.directory.offices.models import Posting
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.keys import key_of
from sanglap.journey.cases.models import Accused, Case, CasePost
from sanglap.stage import do_all_work, officer_at, signed_in

if TYPE_CHECKING:
    from datetime import datetime

    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
SAVAR, DHAMRAI, DHAKA, CABINET = "uno-BD30260072", "uno-BD30260014", "dc-BD3026", "cab"
NAME, PHONE = "Rokeya Sultana", "01711223344"
MODES: dict[str, dict[str, str]] = {
    "name hidden from the public": {},
    "public": {"privacy": "public"},
    "hidden from the office": {"privacy": "hidden_from_office"},
    "anonymous": {"privacy": "anonymous"},
    "about the office": {"about": "on"},
    "about the office, hidden": {"about": "on", "privacy": "hidden_from_office"},
}
MAY_KNOW_THE_NAME = {"name hidden from the public", "public", "about the office"}
NOT_WALKED = ("static/", "account/", "admin/", "demo/", "hooks/", "webhooks/", "live/")
SAMPLES: dict[str, str] = {"what": "note", "slug": "note", "code": SAVAR, "name": "x.jpg", "scale": "whole", "period": "2026-01"}


def doors(resolver: URLResolver, prefix: str = "", names: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every address of the whole site with the names of its blanks."""
    for one in resolver.url_patterns:
        path = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from doors(one, path, (*names, *one.pattern.converters))
        elif isinstance(one, URLPattern):
            yield path, (*names, *one.pattern.converters)


def addresses(case: Case, post: UUID) -> list[str]:
    """Return each door's address with this case's own number, office and ids in its blanks."""
    found = []
    for path, blanks in doors(get_resolver()):
        if path.startswith(NOT_WALKED) or "^" in path or "(" in path:
            continue
        address = path
        for blank in blanks:
            value = str({"number": case.number, "remote_id": post, **SAMPLES}.get(blank, new_id() if "id" in blank else SAVAR))
            for kind in ("str", "slug", "uuid", "int", "path"):
                address = address.replace(f"<{kind}:{blank}>", "1" if kind == "int" else value)
        found.append(f"/{address}")
    return found


@pytest.fixture(autouse=True)
def _one_factor(settings: SettingsWrapper) -> None:
    settings.MFA_REQUIRED = False


def browsers(case: Case, now: datetime) -> dict[str, Client]:
    """Return the browser of each role."""

    def of(office: str, name: str, role: str = Posting.HEAD) -> Client:
        return signed_in(officer_at(office, name=name, role=role, since=now.date()))

    return {
        "nobody": Client(),
        "the owner": of(case.office_id or "", "Selina"),
        "the office": of(SAVAR, "Kamal"),
        "its page administrator": of(SAVAR, "Mita", Posting.PAGE_ADMIN),
        "an office beside": of(DHAMRAI, "Nasrin"),
        "the office above": of(DHAKA, "Farhana"),
        "the cabinet": of(CABINET, "Tahmina"),
    }


@pytest.mark.parametrize("mode", MODES)
def test_no_role_at_no_door_reads_a_name_that_is_not_theirs(mode: str, client: Client, now: datetime) -> None:
    words = f"নামজারির জন্য টাকা চেয়েছে। আমি {NAME}, ফোন {PHONE}"
    form = {"message": words, "office": SAVAR, "author": NAME, "phone": PHONE, **MODES[mode]}
    assert client.post("/write/", form).status_code == 302
    do_all_work(now)
    case = Case.objects.get()
    post = UUID(CasePost.objects.select_related("post").get(case_id=case.id).post.remote_id)
    accused = set(Accused.objects.values_list("office_id", flat=True))
    leaks, fallen, walked = [], [], addresses(case, post)
    assert len(walked) > 60
    for role, browser in browsers(case, now).items():
        for address in walked:
            for method in ("get", "post"):
                answer = getattr(browser, method)(address)
                if answer.status_code >= 500:
                    fallen.append(f"{role}: {method} {address} {answer.status_code}")
                page = b"".join(answer) if answer.streaming else answer.content
                if NAME.encode() in page or PHONE.encode() in page:
                    leaks.append((role, address))
    owner_reads = mode in MAY_KNOW_THE_NAME
    readers = {role for role, _ in leaks}
    assert fallen == []
    assert "nobody" not in readers
    assert "an office beside" not in readers
    if owner_reads:
        assert "the owner" in readers  # the walk does find what may be read
    else:
        assert leaks == []
    if accused:
        assert not readers & {"the office", "its page administrator"}


def test_the_key_alone_opens_what_was_said_to_the_citizen(client: Client, now: datetime) -> None:
    client.post("/write/", {"message": "ভাতা পাই না", "office": SAVAR, "author": NAME, "phone": PHONE})
    do_all_work(now)
    number = Case.objects.get().number
    other = key_of("7K3M9QX2TB4")
    assert "take-back" in client.get(f"/c/{number}/?key={key_of(number)}").content.decode()
    for key in ("", other, key_of(number)[:-1], key_of(number).upper()):
        assert "take-back" not in client.get(f"/c/{number}/?key={key}").content.decode()
