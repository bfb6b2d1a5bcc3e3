"""What the reading pane shows of a case, and what this officer may do with it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sanglap.channels.contract import ReplyMode
from sanglap.directory.charter.models import Topic
from sanglap.directory.offices.models import Office
from sanglap.directory.offices.visibility import posted_offices
from sanglap.journey.desk.incident_panel import incident_panel
from sanglap.journey.desk.possible_acts import PAUSE_LABELS, possible_acts
from sanglap.journey.desk.reading_panel import panel_of
from sanglap.journey.desk.redress_panel import redress_panel
from sanglap.journey.desk.safety import safety_of
from sanglap.journey.desk.selectors import Dossier, dossier
from sanglap.journey.handling.services.acting import acts_of
from sanglap.journey.privacy.services import name_for
from sanglap.journey.replies.models import Template
from sanglap.journey.replies.services import others_composing
from sanglap.journey.replies.services.writing import open_ways, why_not

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case

MOST_NEIGHBOURS = 60


def pane_of(case: Case, officer: Officer, *, now: datetime) -> dict[str, Any]:
    """Return everything the pane shows. The number of queries does not depend on the case."""
    found = dossier(case)
    topics = list(Topic.objects.order_by("number"))
    post = found.answerable
    ways = open_ways(case, post, now=now) if post else []
    acts = acts_of(officer, case)
    safety = safety_of(found, officer, acts, now=now)
    own = {office.code for office in posted_offices(officer)}
    return {
        "dossier": found,
        "post": post,
        "modes": [{"value": way.mode.value, "label": mode_label(way.mode)} for way in ways if not way.why_not],
        "closed_ways": [why_not(way) for way in ways] if ways and all(way.why_not for way in ways) else [],
        "chosen_mode": ways[0].mode.value if ways else "",
        "may": possible_acts(case, officer, acts, found.deadline, ways, now=now),
        "pause_reasons": [{"value": value, "label": label()} for value, label in PAUSE_LABELS.items()],
        "templates": _templates(),
        "topics": topics,
        "reading": panel_of(case, found.moves, topics),
        "incident": incident_panel(case, officer),
        "opened_name": name_for(case, officer, now),
        "redress": redress_panel(case, officer, acts, now=now),
        "neighbours": _neighbours(case),
        "open_opinions": [one for one in found.opinions if one.answered_at is None and one.asked_office_id in own],
        "others": others_composing(case, officer, now=now),
        "form_token": secrets.token_urlsafe(16),
        "safety": safety,
        "time_used": _time_used(found, now),
        "hide_name": safety.is_masked or case.privacy in {"hidden_from_office", "anonymous"},
        "today": now.date().isoformat(),
    }


def mode_label(mode: ReplyMode) -> str:
    """Return where an answer appears, in words."""
    return {
        ReplyMode.PUBLIC: _("In public, under the post"),
        ReplyMode.PRIVATE_REPLY: _("Privately, as a message"),
        ReplyMode.MESSAGE: _("In the private conversation"),
    }.get(mode, mode.value)


def _templates() -> list[dict[str, str]]:
    bangla = get_language() == "bn"
    rows = Template.objects.order_by("code")
    return [{"title": row.title_bn if bangla else row.title_en, "text": row.text_bn if bangla else row.text_en} for row in rows]


def _neighbours(case: Case) -> list[Office]:
    """Return the offices a case is most likely to be forwarded to: those of its area and of the district above."""
    codes = [code for code in (case.area.path if case.area else "").split("/") if code]
    return list(Office.objects.filter(area_id__in=codes[1:], is_active=True).order_by("-area__level", "code")[:MOST_NEIGHBOURS])


def _time_used(found: Dossier, now: datetime) -> float:
    deadline = found.deadline
    if deadline is None:
        return 0.0
    whole = (deadline.due_at - deadline.started_at).total_seconds()
    return min(1.0, max(0.0, (now - deadline.started_at).total_seconds() / whole)) if whole > 0 else 1.0
