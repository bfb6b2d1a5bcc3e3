"""Who else reports the same: what the pane shows of an incident, and the three clicks that say so, or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from sanglap.directory.offices.visibility import offices_seen_by
from sanglap.journey.desk.acts import UnableToDo
from sanglap.journey.desk.selectors import case_for
from sanglap.journey.handling.services import UnableToAct
from sanglap.journey.incidents.selectors import Member, Suggestion, members_beside, reporters_of, suggestions_for, within_reach
from sanglap.journey.incidents.services import UnableToGroup, decline, group, ungroup

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case

MOST_SHOWN = 12
MOST_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class IncidentPanel:
    """The other reports of one incident, and cases that may be further ones."""

    members: list[Member]  # the oldest ones that this officer may see
    reports: int  # cases that report it, this one included; 1 when it stands alone
    unseen: int  # members that lie outside the officer's sight, or beyond what fits
    reach: int  # how many others an answer can go to as well, of those looked at
    suggestions: list[Suggestion]


def incident_panel(case: Case, officer: Officer) -> IncidentPanel:
    """Return what is known of others who report the same. At most ten queries, whatever their number."""
    members = members_beside(case, MOST_LOOKED_AT)
    seen = set(offices_seen_by(officer).filter(code__in={one.case.office_id for one in members}).values_list("code", flat=True))
    shown = [one for one in members if one.case.office_id in seen][:MOST_SHOWN]
    reports = reporters_of([case]).get(case.id, 1) if members else 1
    return IncidentPanel(
        members=shown,
        reports=reports,
        unseen=reports - 1 - len(shown),
        reach=len(within_reach(members, officer)) if members else 0,
        suggestions=suggestions_for(case, officer, members),
    )


def change_incident(case: Case, what: str, number: str, *, officer: Officer, now: datetime) -> str:
    """Say that a case tells of the ``same`` as another, of something ``different``, or take it ``out``. Return what to tell.

    Raises :class:`~sanglap.journey.desk.acts.UnableToDo`.
    """
    try:
        with transaction.atomic():
            if what == "out":
                ungroup(case, officer=officer, now=now)
                return _("It stands alone again.")
            other = case_for(officer, number)
            if other is None:
                raise UnableToDo(_("There is no such case among those that you may see."))
            if what == "same":
                group(case, other, officer=officer, now=now)
                return _("Put together. Everybody keeps their own number, and one answer can reach all.")
            if what == "different":
                decline(case, other, officer=officer, now=now)
                return _("Written down: these are different matters.")
    except UnableToGroup:
        raise UnableToDo(_("What is confidential, dangerous or hidden stands alone.")) from None
    except UnableToAct:
        raise UnableToDo(_("You may not do this with this case."), 403) from None
    raise UnableToDo(_("There is no such act."), 404)
