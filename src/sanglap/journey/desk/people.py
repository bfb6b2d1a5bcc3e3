"""Who works in an office, and the hand-over on transfer: the successor has every open case the same day (R3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from sanglap.directory.offices.models import Office, Posting, Substitution
from sanglap.directory.offices.services import UnableToHandOver, UnableToSubstitute, come_back, hand_over, substitute
from sanglap.directory.offices.visibility import posted_offices
from sanglap.directory.people.models import Officer

if TYPE_CHECKING:
    from datetime import datetime

ROLE_NAMES: dict[str, Callable[[], str]] = {
    Posting.HEAD: lambda: _("Head of the office"),
    Posting.GRIEVANCE_OFFICER: lambda: _("Grievance officer"),
    Posting.APPEAL_OFFICER: lambda: _("Appeal officer"),
    Posting.SERVICE_OFFICER: lambda: _("Service officer"),
    Posting.PAGE_ADMIN: lambda: _("Administrator of the page"),
    Posting.DEPUTY: lambda: _("Deputy administrator of the page"),
}


class UnableToTransfer(ValueError):
    """The hand-over was refused; the message tells the officer why. ``status`` is the HTTP answer."""

    def __init__(self, words: str, status: int = 422) -> None:
        """Keep both."""
        self.status = status
        super().__init__(words)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A current posting, and whether this officer may hand it over."""

    posting: Posting
    role: str
    may_hand_over: bool
    absence: Substitution | None  # somebody acts for them now


@dataclass(frozen=True, slots=True)
class Team:
    """An office and who works there."""

    office: Office
    colleagues: list[Colleague]


def teams_of(officer: Officer) -> list[Team]:
    """Return the officer's offices with everybody who works there today. Three queries."""
    offices = posted_offices(officer)
    held = Posting.objects.filter(office__in=[one.code for one in offices], ended_on__isnull=True)
    postings = list(held.select_related("officer").order_by("started_on", "id"))
    leads = _led_by(officer, postings)
    away = {
        one.posting_id: one for one in Substitution.objects.filter(posting__in=postings, ended_at=None).select_related("substitute")
    }
    return [
        Team(office, [_colleague(one, officer, leads, away.get(one.id)) for one in postings if one.office_id == office.code])
        for office in offices
    ]


def transfer(officer: Officer, posting_id: UUID, *, successor: str, now: datetime) -> str:
    """Hand a posting and its open cases over to the officer of this user name; return what to say.

    Whoever holds a posting may give it up, and so may the head of the office: an administrator of the page who handed the
    head's posting to themselves would be the head. For all others it does not exist. Raises :class:`UnableToTransfer`.
    """
    colleague = next((c for team in teams_of(officer) for c in team.colleagues if c.posting.id == posting_id), None)
    if colleague is None or not colleague.may_hand_over:
        raise UnableToTransfer(_("You may not hand this posting over."), 403 if colleague else 404)
    following = Officer.objects.filter(username=successor.strip(), is_active=True).first()
    if following is None:
        raise UnableToTransfer(_("Nobody signs in with this user name. Please ask the successor for it."))
    try:
        hand_over(colleague.posting, following, now=now)
    except UnableToHandOver:
        raise UnableToTransfer(
            _("The posting has ended, the successor holds it already, or the page would have no administrator and deputy left.")
        ) from None
    return _("Handed over. %(name)s has every open case now.") % {"name": following.name_bn or following.name_en}


def _led_by(officer: Officer, postings: list[Posting]) -> frozenset[str]:
    return frozenset(one.office_id for one in postings if one.officer_id == officer.id and one.role == Posting.HEAD)


def _colleague(posting: Posting, officer: Officer, leads: frozenset[str], absence: Substitution | None) -> Colleague:
    may = posting.officer_id == officer.id or posting.office_id in leads
    return Colleague(posting, ROLE_NAMES[posting.role](), may, absence)


def let_act_for(officer: Officer, posting_id: UUID, *, username: str, until: str, reason: str, now: datetime) -> str:
    """Let the officer of this user name act for the holder of a posting until a day; with no name, the holder is back.

    Whoever may hand a posting over may do so. Return what to say. Raises :class:`UnableToTransfer`.
    """
    colleague = next((c for team in teams_of(officer) for c in team.colleagues if c.posting.id == posting_id), None)
    if colleague is None or not colleague.may_hand_over:
        raise UnableToTransfer(_("You may not say who acts for this posting."), 403 if colleague else 404)
    if not username.strip():
        come_back(colleague.posting, now=now)
        return _("Welcome back. Nobody acts for this posting any more.")
    following = Officer.objects.filter(username=username.strip(), is_active=True).first()
    if following is None:
        raise UnableToTransfer(_("Nobody signs in with this user name."))
    try:
        substitute(colleague.posting, following, until=date.fromisoformat(until), reason=reason, now=now)
    except (UnableToSubstitute, ValueError):
        raise UnableToTransfer(_("Please name somebody else, and a last day that has not passed.")) from None
    return _("%(name)s acts for this posting until then.") % {"name": following.name_bn or following.name_en}
