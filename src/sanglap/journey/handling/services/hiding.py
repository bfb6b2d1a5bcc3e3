"""Words are hidden from the public page, shown again, and appealed against – by people, with a rule and a reason (R14)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.channels.contract import PostKind, ReplyMode
from sanglap.channels.models import OutboxItem
from sanglap.channels.services import queue_items
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.hiding import APPEALED, hiding_rules
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import HistoryLine
from sanglap.journey.cases.services import Happening, change_case, lock_case
from sanglap.journey.handling.rules import Act
from sanglap.journey.handling.services.acting import UnableToAct, require_act

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sanglap.channels.events import OutboxFinished
    from sanglap.directory.people.models import Officer
    from sanglap.journey.arrivals.models import Post
    from sanglap.journey.cases.models import Case

NETWORKS_THAT_HIDE = frozenset({"facebook"})
HIDES_ON_NETWORK = {True: ReplyMode.HIDE, False: ReplyMode.UNHIDE}


def hide_words(case: Case, rule: str, *, officer: Officer, words: str, now: datetime, expected_version: int | None = None) -> None:
    """Hide a locked case's words from its public page; or, where they are hidden already, say that they stay so.

    Raises ``UnableToAct`` for an officer who may not (:func:`_require_other_than_who_hid`), ``UnableToChange`` when the case
    was changed meanwhile, and ValueError without a known rule or a reason.
    """
    require_act(officer, case, Act.NOTE)
    if case.hidden_review == APPEALED:
        _require_other_than_who_hid(case, officer)
    if rule not in hiding_rules() or not words.strip():
        message = "Please name the rule, and why."
        raise ValueError(message)
    happening = Happening(HistoryKind.WORDS_HIDDEN, officer=officer, words=words.strip(), facts={"rule": rule})
    change_case(case, happening, now=now, expected_version=expected_version, hidden_rule=rule, hidden_review="")


def show_words(case: Case, *, officer: Officer, words: str, now: datetime, expected_version: int | None = None) -> None:
    """Show a locked case's words again. Raises what :func:`hide_words` raises; ValueError when nothing is hidden."""
    require_act(officer, case, Act.NOTE)
    if not case.hidden_rule or not words.strip():
        message = "Please say why."
        raise ValueError(message)
    happening = Happening(HistoryKind.WORDS_SHOWN, officer=officer, words=words.strip(), facts={"rule": case.hidden_rule})
    change_case(case, happening, now=now, expected_version=expected_version, hidden_rule="", hidden_review="")


def appeal_hiding(case: Case, words: str, *, now: datetime) -> bool:
    """Ask that another person looks at hidden words; False when nothing is hidden, or somebody has asked already."""
    if not case.hidden_rule or case.hidden_review == APPEALED:
        return False
    happening = Happening(HistoryKind.HIDING_APPEALED, words=words.strip(), facts={"rule": case.hidden_rule})
    change_case(case, happening, now=now, hidden_review=APPEALED)
    return True


def hide_on_network(case: Case, post: Post, *, hide: bool, officer: Officer, words: str, now: datetime) -> bool:
    """Hide a comment on its own network, or show it there again: only ever because a person says so, with the reason.

    False when it stands so already or is on its way. What the network then says of it comes back as news like all others.
    Raises ``UnableToAct`` for officers of another office and ValueError for what no network can hide, or without a reason.
    """
    require_act(officer, case, Act.REPLY)
    if not may_hide_on_network(post) or not words.strip():
        message = "This cannot be hidden there, or the reason is missing."
        raise ValueError(message)
    if hide is (post.hidden_at is not None):
        return False
    mode = HIDES_ON_NETWORK[hide]
    here = {"district_id": case.district_id, "page_id": post.page_id, "mode": mode, "target_id": post.remote_id}
    if OutboxItem.objects.filter(**here, state=OutboxItem.WAITING).exists():
        return False
    happening = Happening(
        HistoryKind.NOTED, officer=officer, words=words.strip(), facts={"post": str(post.id), "asked": mode.value}
    )
    line = change_case(case, happening, now=now)
    queue_items([_to_hide(post, mode, line.id, now)])
    return True


def may_hide_on_network(post: Post) -> bool:
    """Tell whether the network lets a page hide this post: Facebook does so with comments."""
    return post.kind == PostKind.COMMENT and not post.from_office and not post.removed_at and post.page.kind in NETWORKS_THAT_HIDE


def _to_hide(post: Post, mode: ReplyMode, line_id: UUID, now: datetime) -> OutboxItem:
    return OutboxItem(
        district_id=post.district_id,
        id=new_id(),
        page_id=post.page_id,
        reference=f"{mode.value}:{line_id}",
        mode=mode,
        target_id=post.remote_id,
        thread_id=post.thread_id,
        parent_id=post.parent_id,
        by_human=True,
        commented_at=post.posted_at,
        due_at=now,
    )


def _require_other_than_who_hid(case: Case, officer: Officer) -> None:
    """Nobody judges an appeal against their own decision."""
    hidden = HistoryLine.objects.filter(district_id=case.district_id, case_id=case.id, kind=HistoryKind.WORDS_HIDDEN)
    newest = hidden.order_by("-at", "-id").first()
    if newest is not None and newest.officer_id == officer.id:
        message = f"{officer.username} hid these words; somebody else answers the appeal."
        raise UnableToAct(message)


def notice_trouble(events: Sequence[OutboxFinished], now: datetime) -> None:
    """Write into a case's history that its network did not hide (or show) what a person asked for."""
    for event in events:
        mode, _, line_id = event.reference.partition(":")
        if mode in set(HIDES_ON_NETWORK.values()) and event.state in {OutboxItem.STUCK, OutboxItem.UNKNOWN}:
            line = HistoryLine.objects.filter(district_id=event.district_id, id=line_id).first()
            if line is not None:
                facts = {"asked": mode, "state": event.state}
                case = lock_case(line.district_id, line.case_id)
                change_case(case, Happening(HistoryKind.REPLY_TROUBLE, facts=facts), now=now)
