"""Heads of the log are signed: once an hour, and never over a log that no longer begins with what was signed before."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.conf import settings
from django.db import connection, transaction

from sanglap.foundation.ledger.heads import Head, SigningKey, read_head, read_signing_key
from sanglap.foundation.ledger.tree import root
from sanglap.journey.ledger.models import SignedHead
from sanglap.journey.ledger.services.sequencing import THE_LOG, size_of_log
from sanglap.journey.ledger.subtrees import StoredSubtrees

log = structlog.get_logger(__name__)


class UnableToSign(RuntimeError):
    """The log is not what was signed before: somebody changed it. No head is signed until a person has looked."""


def own_key() -> SigningKey | None:
    """Return the key of this installation; None where none is set. Raises ``heads.UnableToReadKey``."""
    return read_signing_key(settings.LEDGER_NAME, settings.LEDGER_KEY) if settings.LEDGER_KEY else None


def sign_when_due(now: datetime) -> Head | None:
    """Sign when the newest head is of an earlier hour, or when there is none yet."""
    newest = SignedHead.objects.order_by("-at").values_list("at", flat=True).first()
    if newest is not None and newest.replace(minute=0, second=0) >= now.replace(minute=0, second=0, microsecond=0):
        return None
    return sign_head(now)


def sign_head(now: datetime) -> Head | None:
    """Sign the log as it stands; None while it is empty, without a key, or when this second's head is signed already.

    Raises :class:`UnableToSign` when the log does not begin with what the newest head says.
    """
    key = own_key()
    if key is None:
        log.warning("ledger_has_no_key", hint="Set SANGLAP_LEDGER_KEY.")
        return None
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [THE_LOG])
        size = size_of_log()
        newest = SignedHead.objects.order_by("-at").first()
        if not size or (newest and newest.at >= now.replace(microsecond=0)):
            return None
        subtrees = StoredSubtrees()
        if newest:
            _require_same_beginning(read_head(newest.note), size, subtrees)
        head = key.sign(size=size, root=root(size, subtrees), at=now)
        SignedHead.objects.create(at=head.at, size=size, note=head.note, key=str(key.public))
        return head


def _require_same_beginning(before: Head, size: int, subtrees: StoredSubtrees) -> None:
    try:
        is_same = before.size <= size and root(before.size, subtrees) == before.root
    except IndexError:
        is_same = False
    if not is_same:
        log.error("ledger_was_changed", head=before.at.isoformat(), size=before.size, now=size)
        message = f"The log does not begin with the {before.size} lines signed at {before.at:%Y-%m-%d %H:%M}. Run ./sanglap audit."
        raise UnableToSign(message)
