"""A hidden name is read with a reason, by the agreement of a second person, for an hour; the citizen is told (R9)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from sanglap.directory.offices.deciding import roles_at
from sanglap.directory.offices.models import Posting
from sanglap.directory.offices.touching import touch_offices
from sanglap.directory.offices.visibility import posted_offices
from sanglap.foundation.announcements import announce
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import HIDDEN_NAME, Case, CasePost, Filing
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.handling.rules import SHORTEST_WORDS, Act
from sanglap.journey.handling.services import UnableToAct, require_act
from sanglap.journey.handling.services.acting import is_accused
from sanglap.journey.privacy.events import NameOpened
from sanglap.journey.privacy.identity import Identity, unlocked
from sanglap.journey.privacy.models import Unmasking

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer

SEEN_FOR = timedelta(hours=1)
MAY_AGREE = frozenset({Posting.HEAD, Posting.GRIEVANCE_OFFICER, Posting.APPEAL_OFFICER})


def ask_for_name(case: Case, *, reason: str, officer: Officer, now: datetime) -> Unmasking:
    """Ask a second person for the hidden name of a locked case; asked twice, it is one question.

    Raises ``UnableToAct`` for officers of another office or where no name is kept, and ValueError without a sentence of reason.
    """
    require_act(officer, case, Act.REPLY)
    if case.privacy not in HIDDEN_NAME or identity_of(case).is_empty:
        message = "No hidden name is kept here."
        raise UnableToAct(message)
    if len(reason.strip()) < SHORTEST_WORDS:
        message = "Please say in a sentence why the name is needed."
        raise ValueError(message)
    here = {"district_id": case.district_id, "case_id": case.id}
    known = Unmasking.objects.filter(**here, asked_by=officer, decided_at=None).first()
    if known is not None:
        return known
    unmasking = Unmasking.objects.create(**here, id=new_id(), asked_by=officer, asked_at=now, reason=reason.strip())
    change_case(case, Happening(HistoryKind.NAME_ASKED_FOR, officer=officer, words=reason.strip()), now=now)
    touch_offices([case.office_id or ""])
    return unmasking


def decide_unmasking(case: Case, unmasking_id: UUID, *, agrees: bool, words: str, officer: Officer, now: datetime) -> bool:
    """Agree, or refuse, as the second person: another head, grievance or appeal officer of the office or above it.

    False when it was decided already. Raises ``UnableToAct`` for everybody else, and for whoever asked.
    """
    here = {"district_id": case.district_id, "case_id": case.id}
    found = Unmasking.objects.select_for_update().filter(**here, id=unmasking_id).first()
    if found is None or found.asked_by_id == officer.id or not may_agree(officer, case):
        message = "A second person decides, who leads this office or one above it."
        raise UnableToAct(message)
    if found.decided_at is not None:
        return False
    found.decided_by, found.decided_at, found.agreed, found.words = officer, now, agrees, words.strip()[:300]
    found.save(update_fields=["decided_by", "decided_at", "agreed", "words"])
    kind = HistoryKind.NAME_OPENED if agrees else HistoryKind.NAME_REFUSED
    change_case(case, Happening(kind, officer=officer, words=words.strip()), now=now)
    if agrees:
        announce(NameOpened(case.district_id, case.id, found.id))
    return True


def may_agree(officer: Officer, case: Case) -> bool:
    """Tell whether an officer may be the second person of a case."""
    office = case.office
    if office is None or is_accused(officer, case):
        return False
    above = [
        one
        for one in posted_offices(officer)
        if office.line_path.startswith(one.line_path) or office.territory_path.startswith(one.territory_path)
    ]
    return any(roles_at(officer, one.code) & MAY_AGREE for one in above)


def name_for(case: Case, officer: Officer, now: datetime) -> Identity | None:
    """Return the hidden name to an officer for whom it was opened within the hour; None to everybody else. One query for most."""
    if case.privacy not in HIDDEN_NAME:
        return None
    opened = _opened_for(case, officer, now)
    return identity_of(case) if opened is not None else None


def note_look(case: Case, officer: Officer, now: datetime) -> None:
    """Write the first look at an opened name into the history of a locked case."""
    opened = _opened_for(case, officer, now)
    if opened is not None and opened.seen_at is None:
        opened.seen_at = now
        opened.save(update_fields=["seen_at"])
        change_case(case, Happening(HistoryKind.NAME_SEEN, officer=officer), now=now)


def waiting_for(officer: Officer) -> list[Unmasking]:
    """Return the requests that an officer may decide, the oldest first. A few queries, however many wait elsewhere."""
    offices = posted_offices(officer)
    seen = Q(pk__in=[])
    for one in offices:
        seen |= Q(case__office__line_path__startswith=one.line_path) | Q(
            case__office__territory_path__startswith=one.territory_path
        )
    waiting = Unmasking.objects.filter(seen, decided_at=None).exclude(asked_by=officer).select_related("case__office", "asked_by")
    return [one for one in waiting.order_by("asked_at")[:50] if may_agree(officer, one.case)]


def identity_of(case: Case) -> Identity:
    """Return the hidden identity of a case; an empty one where none is kept. For services only: no page calls this."""
    posts = CasePost.objects.filter(district_id=case.district_id, case_id=case.id, post__from_office=False)
    remote_ids = list(posts.values_list("post__remote_id", flat=True))
    filing = Filing.objects.filter(district_id=case.district_id, remote_id__in=remote_ids).exclude(locked_identity=b"").first()
    return unlocked(filing.locked_identity) if filing else Identity()


def _opened_for(case: Case, officer: Officer, now: datetime) -> Unmasking | None:
    agreed = Unmasking.objects.filter(district_id=case.district_id, case_id=case.id, asked_by=officer, agreed=True)
    return agreed.filter(decided_at__gt=now - SEEN_FOR).order_by("-decided_at").first()
