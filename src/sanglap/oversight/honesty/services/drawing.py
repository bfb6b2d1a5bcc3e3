"""Which closures another office asks about. The draw is a keyed hash of the case: nobody can foresee, choose or repeat it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from sanglap.directory.offices.touching import touch_offices
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.models import HIDDEN_NAME, Case
from sanglap.journey.cases.states import DISPOSED_STATES, CaseState
from sanglap.journey.handling.models import Disposal
from sanglap.journey.handling.rules import DAYS_UNTIL_UNCONFIRMED
from sanglap.journey.privacy.services.unmasking import identity_of
from sanglap.oversight.honesty.choosing import choose_caller
from sanglap.oversight.honesty.models import CallBack
from sanglap.oversight.honesty.services.places import accused_in, places_around

if TYPE_CHECKING:
    from django.db.models import QuerySet

SALT = "sanglap.honesty.call_back"
Keys = tuple[str, UUID, UUID, str]  # district, case, disposal, the office that closed it
DISPOSED = sorted(DISPOSED_STATES)
LOOKED_BACK = timedelta(days=10)  # a worker that stood still for a week has missed nothing
NEVER_CALLED = "anonymous"
NOT_DRAWN = "XX"  # a call to a shared telephone may bring somebody in danger into more of it; a person may still ask


def is_drawn(case_id: UUID, reason: str, percent: int) -> bool:
    """Tell whether a case is among so many percent. Always the same answer in one installation; without its key nobody knows it."""
    drawn = int.from_bytes(salted_hmac(SALT, f"{reason}:{case_id}", algorithm="sha256").digest()[:8])
    return drawn * 100 < percent * 2**64


def number_of(case: Case) -> str:
    """Return the number at which a citizen may be called; "" for whoever gave none or stays anonymous. The case comes with them.

    Of a citizen hidden from the office the number lies locked; the office that calls is another one (R9).
    """
    if case.privacy == NEVER_CALLED:
        return ""
    if case.privacy in HIDDEN_NAME:
        return identity_of(case).phone
    if case.citizen is None:
        return ""
    return str(case.citizen.phone)


def draw_call_backs(now: datetime) -> int:
    """Make the call-backs of the last days: drawn among all closures, and among those without the citizen's word."""
    closed = Disposal.objects.filter(at__gte=now - LOOKED_BACK, at__lt=now, case__state__in=DISPOSED)
    silent_since = now - timedelta(days=DAYS_UNTIL_UNCONFIRMED)
    silent = Disposal.objects.filter(at__gte=silent_since - LOOKED_BACK, at__lt=silent_since, case__state=CaseState.UNCONFIRMED)
    return _draw(closed, CallBack.DRAWN, settings.CALL_BACK_PERCENT, now) + _draw(
        silent, CallBack.UNCONFIRMED, settings.CALL_BACK_UNCONFIRMED_PERCENT, now
    )


def _draw(disposals: QuerySet[Disposal], reason: str, percent: int, now: datetime) -> int:
    rows = disposals.exclude(case__sensitivity=NOT_DRAWN).exclude(case__privacy=NEVER_CALLED)
    keys = rows.order_by("at").values_list("district_id", "case_id", "id", "office_id").iterator(chunk_size=5_000)
    drawn = [row for row in keys if is_drawn(row[1], reason, percent)]
    known = set(CallBack.objects.filter(disposal_id__one_of=[row[2] for row in drawn]).values_list("disposal_id", flat=True))
    new = [row for row in drawn if row[2] not in known]
    cases = {
        case.key: case
        for case in Case.objects.filter(
            district_id__one_of={row[0] for row in new}, id__one_of=[row[1] for row in new]
        ).select_related("citizen")
    }
    places = places_around({row[3] for row in new})
    to_make = [row for row in new if number_of(cases[row[0], row[1]])]
    accused = accused_in(row[:2] for row in to_make)
    return _write([_row(row, reason, choose_caller(places[row[3]], places, accused[row[1]]), now) for row in to_make])


def make_call_back(case: Case, disposal_id: UUID, closing_office: str, *, reason: str, now: datetime) -> bool:
    """Make one call-back for a locked case; False where the case is open, or no other office is in the country."""
    if case.state not in DISPOSED:
        return False
    places = places_around([closing_office])
    caller = choose_caller(places[closing_office], places, accused_in([case.key])[case.id])
    return bool(_write([_row((case.district_id, case.id, disposal_id, closing_office), reason, caller, now)]))


def set_aside_overtaken(now: datetime) -> int:
    """End the calls that nobody needs any more: the case is open again, or the citizen has become anonymous. Return how many."""
    stale = CallBack.objects.filter(result="").exclude(case__state__in=DISPOSED, case__privacy__in=_called())
    keys = list(stale.values_list("id", flat=True))
    return CallBack.objects.filter(id__one_of=keys, result="").update(result=CallBack.OVERTAKEN, ended_at=now) if keys else 0


def _called() -> list[str]:
    return ["public", "name_hidden", "hidden_from_office"]


def _row(keys: Keys, reason: str, caller: str, now: datetime) -> CallBack | None:
    district, case_id, disposal, office = keys
    if not caller:
        return None
    return CallBack(
        district_id=district, id=new_id(), case_id=case_id, disposal_id=disposal, closing_office_id=office,
        calling_office_id=caller, reason=reason, made_at=now,
    )  # fmt: skip


def _write(rows: Iterable[CallBack | None]) -> int:
    made = [row for row in rows if row is not None]
    if made:
        with transaction.atomic():
            CallBack.objects.bulk_create(made, ignore_conflicts=True)
            touch_offices({row.calling_office_id for row in made})
    return len(made)
