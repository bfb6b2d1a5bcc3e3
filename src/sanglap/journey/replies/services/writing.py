"""An officer answers: the preview runs what the sending runs, and pressing twice sends once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sanglap.channels.contract import PostKind, ReplyMode
from sanglap.channels.registry import channel_of
from sanglap.channels.services import queue_items
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.replies.models import Reply
from sanglap.journey.replies.outgoing import facts_of, to_leave
from sanglap.journey.replies.rules import Way, ways_to_answer
from sanglap.journey.replies.wording import blanks_left, fill_in, signed
from sanglap.reading.scripts import reply_language

if TYPE_CHECKING:
    from sanglap.channels.models import OutboxItem
    from sanglap.directory.people.models import Officer
    from sanglap.journey.arrivals.models import Post

DEFAULT_LIMIT = 8_000


class UnableToReply(ValueError):
    """The reply cannot leave this way; the message says why in the officer's language, and the text is kept."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Exactly what would leave, and whether it may."""

    text: str
    mode: ReplyMode
    letters_left: int
    problem: str
    ways: list[Way]
    item: OutboxItem | None = None


def preview_reply(
    case: Case, post: Post, *, mode: str, text: str, officer: Officer, now: datetime, kind: str = "answer"
) -> Preview:
    """Return what :func:`write_reply` would send: the same code, without writing."""
    ways = open_ways(case, post, now=now)
    way = next((one for one in ways if one.mode == mode), ways[0])
    language = reply_language(case.language)
    words = signed(fill_in(text.strip(), facts_of(case, language, officer), language), _signature(case, post, language))
    limit = channel_of(post.page.kind).text_limits.get(way.mode, DEFAULT_LIMIT)
    reply = _reply(case, post, way.mode, words, officer=officer, now=now, kind=kind, form_token="")
    item = to_leave(reply, post, number=case.number, now=now)
    problem = why_not(way) or _problem_of_words(item.text, limit)
    return Preview(words, way.mode, limit - len(item.text), problem, ways, item)


def write_reply(
    case: Case,
    post: Post,
    *,
    mode: str,
    text: str,
    officer: Officer,
    form_token: str,
    now: datetime,
    expected_version: int | None = None,
    kind: str = "answer",
) -> Reply:
    """Write a reply for a locked case and queue it, once a form. Raises :class:`UnableToReply`, ``UnableToChange``."""
    known = Reply.objects.filter(district_id=case.district_id, case_id=case.id, form_token=form_token[:64]).first()
    if known is not None:
        return known
    shown = preview_reply(case, post, mode=mode, text=text, officer=officer, now=now, kind=kind)
    if not shown.text:
        raise UnableToReply(_("Please write something."))
    if shown.problem or shown.mode != mode:
        raise UnableToReply(shown.problem or _("This way of answering is not open."))
    reply = _reply(case, post, shown.mode, shown.text, officer=officer, now=now, kind=kind, form_token=form_token[:64])
    happening = Happening(HistoryKind.WRITTEN, officer=officer, facts={"reply": str(reply.id), "mode": shown.mode})
    change_case(case, happening, now=now, expected_version=expected_version)
    reply.save(force_insert=True)
    queue_items([to_leave(reply, post, number=case.number, now=now)])
    return reply


def _signature(case: Case, post: Post, language: str) -> str:
    """An answer speaks in the name of an office: the page's own needs no signature, any other one signs."""
    office = case.office
    if office is None or office.code == post.page.office_id:
        return ""
    return office.name_en if language == "en" else office.name_bn


def _problem_of_words(words: str, limit: int) -> str:
    if blanks := blanks_left(words):
        return _("Please fill in what is missing: %(blanks)s") % {"blanks": " ".join(blanks)}
    return "" if len(words) <= limit else _("The text is too long for this way.")


def open_ways(case: Case, post: Post, *, now: datetime) -> list[Way]:
    """Return by which ways a post may be answered now."""
    is_message = post.kind == PostKind.MESSAGE
    window = channel_of(post.page.kind).window(
        case.citizen_wrote_at if is_message else None, None if is_message else post.posted_at
    )
    written = Reply.objects.filter(
        district_id=case.district_id, case_id=case.id, post_id=post.id, mode=ReplyMode.PRIVATE_REPLY
    ).exclude(state__in=[Reply.CANCELLED, Reply.STUCK])
    return ways_to_answer(
        kind=post.kind,
        is_removed=post.removed_at is not None,
        window=window,
        now=now,
        has_private_reply=written.exists(),
        sensitivity=case.sensitivity,
    )


def why_not(way: Way) -> str:
    """Return in words why a way is closed; "" when it is open."""
    return {
        "": "",
        "removed": _("The citizen has removed the post."),
        "emergency": _("Nothing about this matter may be said in public. Answer privately."),
        "window_closed": _(
            "The network allows no private message any more; wait until the citizen writes again, or answer in public."
        ),
        "private_window_closed": _("The seven days for a private reply are over."),
        "already_written": _("The network allows one private reply to a post; it was written already."),
    }[way.why_not]


def _reply(
    case: Case, post: Post, mode: ReplyMode, text: str, *, officer: Officer | None, now: datetime, kind: str, form_token: str
) -> Reply:
    return Reply(
        district_id=case.district_id,
        id=new_id(),
        case_id=case.id,
        post_id=post.id,
        kind=kind,
        mode=mode,
        officer=officer,
        text=text,
        written_at=now,
        form_token=form_token,
    )
