"""A citizen's form goes the same road as every post: a signed envelope, then the journey."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
from django.db import transaction

from sanglap.channels.services import store_envelope, webform_page
from sanglap.directory.offices.finding import office_typed
from sanglap.directory.offices.models import Office
from sanglap.directory.places.models import Area
from sanglap.directory.places.selectors import area_at, areas_named
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import lock_case
from sanglap.journey.handling.services import appeal_hiding
from sanglap.oversight.public.filing import FiledBy, author_of, file_form
from sanglap.oversight.public.pictures import keep_picture, place_of_picture

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile

MOST_LETTERS = 2_000


class UnableToFindOffice(LookupError):
    """Neither a place nor an office could be understood; the citizen is asked once more, with suggestions."""

    def __init__(self, suggestions: list[Area]) -> None:
        """Keep the places that came near."""
        self.suggestions = suggestions
        super().__init__("No office was found for this place.")


@dataclass(frozen=True, slots=True)
class Written:
    """What a citizen wrote in the form."""

    message: str
    place: str = ""
    wish: str = ""
    author: str = ""
    phone: str = ""
    office: str = ""
    area: str = ""  # chosen among namesakes
    latitude: float | None = None
    longitude: float | None = None
    same: str = ""  # the number of the case whose problem the citizen shares
    picture: UploadedFile[Any] | None = None
    email: str = ""
    privacy: str = "name_hidden"
    about: bool = False
    about_which: str = ""
    about_officer: str = ""
    filed: FiledBy | None = None


class UnableToNameOffice(LookupError):
    """It is about an office, and which one could not be understood."""


def send_form(written: Written, *, now: datetime, remote_id: UUID | None = None) -> UUID:
    """Store the form as an envelope, and how it was filed; return its id, a given one (``remote_id``) or a new one.

    A name that the office may not know is in neither: it is locked, or, of whoever writes anonymously, not kept at all. Raises
    :class:`UnableToFindOffice`, :class:`UnableToNameOffice` and ``UnableToReadPicture``.
    """
    placed = _with_place_of_picture(written)
    office = _office_for(written if written.place.strip() else placed)  # a picture may have been taken elsewhere
    about = _office_about(written, office)
    remote_id = remote_id or new_id()
    district = webform_page(office, now=now)[0].district_id
    shown, filing = file_form(written, about=about, district=district, remote_id=str(remote_id), now=now)
    body: dict[str, Any] = {
        "id": str(remote_id),
        "author": {"id": author_of(written, str(remote_id)), "name": shown.author},
        "phone": shown.phone,
        "message": shown.message if not shown.wish.strip() else f"{shown.message}\n\n{shown.wish.strip()}",
        "place": written.place,
        "same_as": written.same,
        "sent_at": now.isoformat(),
        "attachments": [],
    }
    if written.picture:
        kept = keep_picture(written.picture)
        body["attachments"].append({"kind": "image", "url": kept.address, "fingerprint": kept.fingerprint})
    if placed.latitude is not None and placed.longitude is not None:
        body["attachments"].append({"kind": "location", "latitude": placed.latitude, "longitude": placed.longitude})
    with transaction.atomic():
        if filing is not None:
            filing.save(force_insert=True)
        deliver_form(office, body, now=now)
    return remote_id


def deliver_form(office: Office, body: dict[str, Any], *, now: datetime) -> None:
    """Let a form go the road of every post: an envelope, signed with our own secret, on the office's own form."""
    page, secret = webform_page(office, now=now)
    raw = orjson.dumps({**body, "page": page.remote_id})
    signature = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    headers = {"content-type": "application/json", "x-hub-signature-256": f"sha256={signature}"}
    store_envelope(account_key=page.account_id, kind="webform", headers=headers, body=raw, now=now)


def _office_about(written: Written, office: Office) -> Office | None:
    """Return the office that the matter is about: the one that was named, else the one that was chosen to write to."""
    if not written.about:
        return None
    if written.about_which.strip():
        named = office_typed(written.about_which)
        if named is None:
            raise UnableToNameOffice
        return named
    if not written.office:
        raise UnableToNameOffice
    return office


def _with_place_of_picture(written: Written) -> Written:
    """Take the place that the camera noted, where the citizen set no pin."""
    if written.picture is None or (written.latitude is not None and written.longitude is not None):
        return written
    place = place_of_picture(written.picture)
    return replace(written, latitude=place[0], longitude=place[1]) if place else written


def appeal(number: str, words: str, *, now: datetime) -> bool:
    """Ask that another person looks at hidden words; False when there is nothing to ask for, or it was asked already."""
    case = Case.objects.get(number=number)
    with transaction.atomic():
        return appeal_hiding(lock_case(case.district_id, case.id), words.strip()[:MOST_LETTERS], now=now)


def _office_for(written: Written) -> Office:
    """The office the citizen named, or whoever coordinates the place; the topic may send it further."""
    if written.office and (named := Office.objects.filter(code=written.office, is_active=True).first()):
        return named
    if written.area and (chosen := Area.objects.filter(code=written.area).first()):
        return _coordinating_office(chosen)
    areas: list[Area] = []
    if written.latitude is not None and written.longitude is not None:
        here = area_at(written.latitude, written.longitude)
        areas = [here] if here else []
    if not areas and written.place.strip():
        areas = areas_named(written.place)
    if not areas:
        raise UnableToFindOffice([])
    namesakes = [one for one in areas if one.name_en == areas[0].name_en and one.level == areas[0].level]
    if len(namesakes) > 1:
        raise UnableToFindOffice(namesakes)
    return _coordinating_office(areas[0])


def _coordinating_office(area: Area) -> Office:
    """Return the office that brings the area's offices together, or that of the area above."""
    codes = [code for code in area.path.split("/") if code]
    named = Office.objects.filter(area_id__in=codes, coordinator__isnull=False, coordinator__is_active=True)
    found = named.select_related("coordinator").order_by("-area__level", "code").first()
    if found is None or found.coordinator is None:
        raise UnableToFindOffice([area])
    return found.coordinator
