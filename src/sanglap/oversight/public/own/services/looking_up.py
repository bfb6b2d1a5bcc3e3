"""Number and telephone together open a case without a sign-in (R7). Who guesses is slowed down, and then turned away."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from sanglap.foundation.ids import new_id, parse_tracking_number
from sanglap.journey.cases.models import Case
from sanglap.journey.privacy.services.unmasking import identity_of
from sanglap.oversight.public.models import WrongTry
from sanglap.oversight.public.own.rules import A_WHILE, WRONG_TRIES_A_NUMBER, WRONG_TRIES_AN_ADDRESS, phone_key

if TYPE_CHECKING:
    from datetime import datetime

SALT = "sanglap.public.wrong-try"
DIGITS = 32  # of a hexadecimal digest
KEPT = 24 * A_WHILE


class TooManyTries(RuntimeError):
    """Within an hour too many wrong pairs were named for this number, or from this network address."""


def case_of_pair(number: str, phone: str, *, address: str, now: datetime) -> str | None:
    """Return the number of the case to which this telephone belongs; None for a wrong pair, whatever is wrong with it.

    A case that does not exist, one without a telephone, and another's telephone are the same, and take the same way. One number
    is tried by one asker at a time, so that hundreds at once guess no oftener than one. Raises :class:`TooManyTries`.
    """
    typed = parse_tracking_number(number) or ""
    named = _subject("number", typed or number[:60].casefold())
    limits = {named: WRONG_TRIES_A_NUMBER}
    if address:
        limits[_subject("address", address)] = WRONG_TRIES_AN_ADDRESS
    with transaction.atomic():
        _one_at_a_time(named)
        for subject, most in limits.items():
            if WrongTry.objects.filter(subject=subject, at__gt=now - A_WHILE).count() >= most:
                raise TooManyTries
        if _belong_together(typed, phone):
            return typed
        WrongTry.objects.filter(at__lt=now - KEPT).delete()
        WrongTry.objects.bulk_create([WrongTry(subject=subject, at=now) for subject in limits])
    return None


def _belong_together(number: str, phone: str) -> bool:
    """Tell whether the telephone was given with the case, in the same time for every wrong one."""
    case = Case.objects.filter(number=number).select_related("citizen").first() or Case(district_id="", id=new_id())
    shown = case.citizen.phone if case.citizen_id and case.citizen else ""
    given = phone_key(identity_of(case).phone or shown)  # a hidden one is unlocked for this comparison, and shown to nobody
    return constant_time_compare(given or secrets.token_hex(5), phone_key(phone))


def _one_at_a_time(subject: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"wrong-try:{subject}"])


def _subject(kind: str, what: str) -> str:
    return salted_hmac(SALT, f"{kind}:{what}", algorithm="sha256").hexdigest()[:DIGITS]
