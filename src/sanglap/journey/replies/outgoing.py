"""From a reply to what must leave: where it goes, under which reference, within which window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from sanglap.channels.contract import PostKind, ReplyMode
from sanglap.channels.models import OutboxItem
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.keys import key_of
from sanglap.journey.replies.wording import Told

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer
    from sanglap.journey.arrivals.models import Post
    from sanglap.journey.cases.models import Case
    from sanglap.journey.replies.models import Reply


def reference_of(reply: Reply) -> str:
    """Return the reference under which a reply leaves, at most once."""
    return f"reply:{reply.id}"


def address_of(number: str) -> str:
    """Return where anybody may follow a case."""
    return f"{settings.PUBLIC_ADDRESS}/c/{number}/"


def with_key(text: str, number: str) -> str:
    """Return a text in which the case's address carries the citizen's key.

    Only what leaves to the citizen alone has it. The reply that officers read never does: whoever holds the key says
    whether the case is solved.
    """
    return text.replace(address_of(number), f"{address_of(number)}?key={key_of(number)}")


def to_leave(reply: Reply, post: Post, *, number: str, now: datetime) -> OutboxItem:
    """Return the outbox item of a reply about the case of this number; a private one gives the citizen the key."""
    return OutboxItem(
        district_id=reply.district_id,
        id=new_id(),
        page_id=post.page_id,
        reference=reference_of(reply),
        mode=reply.mode,
        target_id=post.thread_id if reply.mode == ReplyMode.MESSAGE else post.remote_id,
        thread_id=post.thread_id,
        parent_id=post.parent_id,
        addressee_name=post.author_name,
        text=reply.text if reply.mode == ReplyMode.PUBLIC else with_key(reply.text, number),
        by_human=reply.officer_id is not None,
        last_from_citizen=post.posted_at if post.kind == PostKind.MESSAGE else None,
        commented_at=post.posted_at,
        due_at=now,
    )


def facts_of(case: Case, language: str, officer: Officer | None = None) -> Told:
    """Return what a text about this case may name."""
    office = case.office
    return Told(
        number=case.number,
        office=(office.name_en if language == "en" else office.name_bn) if office else "",
        expected_at=case.expected_at,
        address=address_of(case.number),
        zone=settings.TIME_ZONE,
        officer=(officer.name_en if language == "en" else officer.name_bn) if officer else "",
        name=case.citizen_name,
    )
