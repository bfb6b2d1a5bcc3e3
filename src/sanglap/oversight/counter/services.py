"""From the counter's form to a filed case, once however often it was pressed; and its slip."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError
from django.utils.translation import gettext as _

from sanglap.directory.offices.deciding import office_to_decide
from sanglap.directory.offices.models import Office
from sanglap.directory.offices.visibility import posted_offices
from sanglap.foundation.ids import show_tracking_number
from sanglap.foundation.text import format_date
from sanglap.journey.cases.keys import key_of
from sanglap.journey.cases.models import Case, Filing
from sanglap.oversight.public.filing import FiledBy
from sanglap.oversight.public.selectors import case_of_form
from sanglap.oversight.public.services import Written, send_form
from sanglap.ui.paper import Paper

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer

MOST_SHOWN = 100


class UnableToFile(PermissionError):
    """This officer works in no office today."""


def file_at_counter(written: Written, token: UUID, *, now: datetime) -> UUID:
    """File for somebody, once a form (``token``); return the form's id. Raises what ``send_form`` raises."""
    if Filing.objects.filter(remote_id=str(token)).exists():
        return token
    try:
        return send_form(written, now=now, remote_id=token)
    except IntegrityError:  # pressed twice at once: the other one has filed it
        return token


def desk_of(officer: Officer) -> Office:
    """Return the office at whose counter an officer stands. Raises :class:`UnableToFile`."""
    offices = posted_offices(officer)
    if not offices:
        message = "Nobody files at a counter without a posting."
        raise UnableToFile(message)
    return offices[0]


def grievance_office_of(office: Office) -> Office:
    """Return who hears the grievances of the people of an office: its grievance officer's, never the office itself (R24)."""
    return office_to_decide([office]) or office


def filings_today(officer: Officer, now: datetime) -> list[tuple[Filing, Case | None]]:
    """Return what an officer filed today with its case, the newest first: numbers and states, nothing else is shown of them."""
    rows = list(Filing.objects.filter(filed_by=officer, at__gte=_morning(now)).order_by("-at")[:MOST_SHOWN])
    return [(row, case_of_form(row.remote_id)) for row in rows]


def filing_for_slip(officer: Officer, remote_id: UUID, now: datetime) -> Filing | None:
    """Return a filing whose slip this officer may print: their own, of today."""
    return Filing.objects.filter(remote_id=str(remote_id), filed_by=officer, at__gte=_morning(now)).first()


def slip_of(case: Case, language: str, now: datetime) -> bytes:
    """Return the person's own paper: number, office, date, what comes next, and their key as a QR code."""
    number, office = show_tracking_number(case.number), case.office
    paper = Paper(_("Receipt"), language=language, made_at=now, size="a5")
    paper.heading(_("We have it"))
    paper.facts([(_("Your number"), number)])
    if office is not None:
        paper.facts([(_("Responsible office"), office.name_bn if language == "bn" else office.name_en)])
    received = format_date(case.received_at, language, settings.TIME_ZONE)
    facts = [(_("Received"), received)]
    if case.expected_at:
        facts.append((_("Expected by"), format_date(case.expected_at, language, settings.TIME_ZONE)))
    paper.facts(facts)
    paper.words(_("The answer comes to the telephone you gave, and stands on the page behind this picture."))
    paper.words(_("If nothing comes by the date, the office above is told by itself."))
    paper.words(_("Keep this paper to yourself: whoever has it can read your case."))
    address = f"{settings.PUBLIC_ADDRESS}/c/{case.number}/"
    paper.qr_code(f"{address}?key={key_of(case.number)}")
    paper.hint(address)
    return paper.as_bytes()


def filed_by(officer: Officer, office: Office, *, relation: str, consent: str, kind: str = "citizen") -> FiledBy:
    """Return by whose hands a form is filed."""
    return FiledBy(officer, office, relation, consent, kind)


def _morning(now: datetime) -> datetime:
    return now.astimezone(ZoneInfo(settings.TIME_ZONE)).replace(hour=0, minute=0, second=0, microsecond=0)
