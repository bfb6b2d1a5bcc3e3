"""Everything that writes to postings and to the office trees after the country pack was loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Length, Substr

from sanglap.directory.offices.events import OfficeMerged, PostingEnded
from sanglap.directory.offices.models import Office, Posting, Substitution
from sanglap.directory.people.models import Officer
from sanglap.foundation.announcements import announce

if TYPE_CHECKING:
    from datetime import date, datetime

PAGE_ROLES = frozenset({Posting.PAGE_ADMIN, Posting.DEPUTY})
NEIGHBOURS = ("line_parent", "coordinator", "grievance_office", "appeal_office")


class UnableToHandOver(ValueError):
    """The posting has ended already, or the page would be left without an administrator and a deputy of its own (R3)."""


class UnableToMerge(ValueError):
    """An office can only become part of another one that exists and is not below it."""


def post_officer(officer: Officer, office: Office, role: str, *, now: datetime) -> Posting:
    """Give an officer a role in an office from today; somebody who holds it already keeps it."""
    posting, _ = Posting.objects.get_or_create(
        officer=officer, office=office, role=role, ended_on=None, defaults={"started_on": _today(now)}
    )
    return posting


def hand_over(posting: Posting, successor: Officer, *, now: datetime) -> Posting:
    """End a posting and give its role, with every open case, to the successor; return the successor's posting.

    Raises :class:`UnableToHandOver`.
    """
    with transaction.atomic():
        mine, was_safe = _lock_current(posting)
        if mine.officer_id == successor.id or not successor.is_active:
            message = "A successor is somebody else, who works here still."
            raise UnableToHandOver(message)
        today = _today(now)
        following, _ = Posting.objects.get_or_create(
            officer=successor, office_id=mine.office_id, role=mine.role, ended_on=None, defaults={"started_on": today}
        )
        _end(mine, today, following)
        _require_no_worse(mine.office_id, was_safe=was_safe)
    return following


def end_posting(posting: Posting, *, now: datetime) -> None:
    """End a posting without a successor; its cases go back to the whole office. Raises :class:`UnableToHandOver`."""
    with transaction.atomic():
        mine, was_safe = _lock_current(posting)
        _end(mine, _today(now), None)
        _require_no_worse(mine.office_id, was_safe=was_safe)


class UnableToSubstitute(ValueError):
    """A substitute is somebody else who works here, until a day that has not passed."""


def substitute(posting: Posting, by: Officer, *, until: date, reason: str, now: datetime) -> Substitution:
    """Let somebody act for the holder of a posting until a day; whoever did so before no longer does.

    Raises :class:`UnableToSubstitute`.
    """
    if by.id == posting.officer_id or not by.is_active or posting.ended_on is not None or until < _today(now):
        message = "A substitute is somebody else who works here, until a day that has not passed."
        raise UnableToSubstitute(message)
    with transaction.atomic():
        Posting.objects.select_for_update().get(id=posting.id)
        come_back(posting, now=now)
        return Substitution.objects.create(posting=posting, substitute=by, until=until, reason=reason.strip()[:200], began_at=now)


def come_back(posting: Posting, *, now: datetime) -> bool:
    """End an absence early; False when nobody was acting for the posting."""
    return bool(Substitution.objects.filter(posting=posting, ended_at__isnull=True).update(ended_at=now))


def end_absences(now: datetime) -> int:
    """End every absence whose last day has passed; return how many."""
    return Substitution.objects.filter(ended_at__isnull=True, until__lt=_today(now)).update(ended_at=now)


def deactivate_officer(officer: Officer, *, now: datetime) -> list[Office]:
    """Close an officer's way in at once and end every posting; return the offices whose page now lacks an admin or a deputy.

    It is never refused: somebody who was dismissed must be out the same minute. What is missing shows itself instead.
    """
    with transaction.atomic():
        Officer.objects.filter(id=officer.id).update(is_active=False)
        held = list(Posting.objects.select_for_update().filter(officer=officer, ended_on__isnull=True).order_by("id"))
        for posting in held:
            _end(posting, _today(now), None)
        kept_pages = {posting.office_id for posting in held if posting.role in PAGE_ROLES}
        short = [code for code in sorted(kept_pages) if not _has_admin_and_deputy(code)]
    return list(Office.objects.filter(code__in=short).order_by("code"))


def merge_office(old: Office, into: Office, *, now: datetime) -> None:
    """Let an office become part of another: its people, the offices below it and its open cases go there.

    The old office stays in the trees below the new one, so that its ended cases can still be read. Raises :class:`UnableToMerge`.
    """
    with transaction.atomic():
        offices = {
            one.code: one for one in Office.objects.select_for_update().filter(code__in=[old.code, into.code]).order_by("code")
        }
        gone, kept = offices[old.code], offices[into.code]
        if gone.code == kept.code or not kept.is_active or not gone.is_active:
            message = "Both offices must exist, and be two."
            raise UnableToMerge(message)
        if kept.line_path.startswith(gone.line_path) or kept.territory_path.startswith(gone.territory_path):
            message = f"{kept.code} lies below {gone.code}."
            raise UnableToMerge(message)
        _hang_below(gone, kept)
        _move_people(gone, kept, _today(now))
        announce(OfficeMerged(gone.code, kept.code))


def follow_old_mergers() -> None:
    """Let merged offices be merged still, after the country pack has written both trees as it knows them."""
    merged = Office.objects.filter(is_active=False, succeeded_by__isnull=False)
    for gone in merged.select_related("succeeded_by").order_by("code"):
        if gone.succeeded_by is not None:
            _hang_below(gone, gone.succeeded_by)


def _hang_below(gone: Office, kept: Office) -> None:
    for name in NEIGHBOURS:
        Office.objects.filter(**{name: gone}).exclude(code=kept.code).update(**{name: kept})
    _replant(gone, kept)
    Office.objects.filter(code=gone.code).update(
        is_active=False, succeeded_by=kept, line_parent=kept, coordinator=kept, grievance_office=None, appeal_office=None
    )


def _replant(gone: Office, kept: Office) -> None:
    """Let everything below the old office, and itself, hang below the new one, on both trees: four updates."""
    for tree in ("line_path", "territory_path"):
        old_path, new_path = getattr(gone, tree), getattr(kept, tree)
        below = Office.objects.filter(**{f"{tree}__startswith": old_path}).exclude(code=gone.code)
        rest = Substr(tree, len(old_path) + 1, Length(F(tree)))
        below.update(**{tree: Concat(Value(new_path), rest)})
        Office.objects.filter(code=gone.code).update(**{tree: f"{new_path}{gone.code}/"})


def _move_people(gone: Office, kept: Office, today: date) -> None:
    for posting in Posting.objects.select_for_update().filter(office=gone, ended_on__isnull=True):
        following, _ = Posting.objects.get_or_create(
            officer_id=posting.officer_id, office=kept, role=posting.role, ended_on=None, defaults={"started_on": today}
        )
        posting.ended_on, posting.handed_over_to = max(today, posting.started_on), following
        posting.save(update_fields=["ended_on", "handed_over_to"])


def _lock_current(posting: Posting) -> tuple[Posting, bool]:
    """Lock every current posting of the office, so that two departures at once cannot leave a page alone.

    Return this posting as it is now, and whether the page has its administrator and deputy.
    """
    here = Posting.objects.select_for_update().filter(office_id=posting.office_id, ended_on__isnull=True).order_by("id")
    mine = next((one for one in here if one.id == posting.id), None)
    if mine is None:
        message = "This posting has ended already."
        raise UnableToHandOver(message)
    return mine, _has_admin_and_deputy(posting.office_id)


def _end(posting: Posting, today: date, following: Posting | None) -> None:
    posting.ended_on, posting.handed_over_to = max(today, posting.started_on), following
    posting.save(update_fields=["ended_on", "handed_over_to"])
    announce(PostingEnded(posting.id))


def _require_no_worse(office_code: str, *, was_safe: bool) -> None:
    if was_safe and not _has_admin_and_deputy(office_code):
        message = "The page would be left without an administrator and a deputy: name them first."
        raise UnableToHandOver(message)


def _has_admin_and_deputy(office_code: str) -> bool:
    """Tell whether an administrator and a deputy, two different people, look after the page."""
    held = Posting.objects.filter(office=office_code, role__in=sorted(PAGE_ROLES), ended_on__isnull=True, officer__is_active=True)
    pairs = list(held.values_list("role", "officer_id"))
    admins = {one for role, one in pairs if role == Posting.PAGE_ADMIN}
    deputies = {one for role, one in pairs if role == Posting.DEPUTY}
    return bool(admins) and bool(deputies) and len(admins | deputies) > 1


def _today(now: datetime) -> date:
    return now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
