"""What an officer finds on the desk: the cases of their own offices, sorted by what is due first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, Q

from sanglap.channels.models import Page
from sanglap.directory.offices.models import Office
from sanglap.directory.offices.visibility import posted_offices
from sanglap.foundation.ids import parse_tracking_number
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.hiding import REVIEWS
from sanglap.journey.cases.models import Case, CasePost, HistoryLine
from sanglap.journey.cases.states import ENDED_STATES, OPEN_STATES, CaseState
from sanglap.journey.cases.urgency import NO_DANGER
from sanglap.journey.dispatch.models import Move
from sanglap.journey.finding.selectors import cases_found
from sanglap.journey.handling.models import Deadline, Disposal, Opinion
from sanglap.journey.replies.models import Reply

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sanglap.directory.people.models import Officer

ROWS_A_PAGE = 50
MOST_ALERTS = 20
SOON = timedelta(days=3)

FILTERS = ("unanswered", "mine", "overdue", "soon", "unclaimed", "citizen", "reopened", "hidden", "open", "ended")


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of cases with the counts of every filter."""

    filter: str
    cases: list[Case]
    counts: dict[str, int]
    older: str  # where the next page begins; "" at the end
    offices: list[Office]
    alerts: list[Case] = field(default_factory=list)  # where somebody may be in danger; they stand above everything else


def inbox(officer: Officer, *, chosen: str, words: str, begin_after: str, now: datetime, below: bool = False) -> Inbox:
    """Return one page of the officer's cases. The number of queries does not depend on the number of cases.

    ``words`` search in them, and ``below`` in those of all offices below as well.
    """
    offices = posted_offices(officer)
    mine = Case.objects.filter(office__in=[office.code for office in offices]).not_about(officer, offices)
    kind = chosen if chosen in FILTERS else "open"
    rows = _filtered(mine, kind, officer, now)
    if words.strip():
        rows = cases_found(Case.objects.visible_to(officer) if below else mine, words, offices, below=below)
    is_apart = kind == "ended" or bool(words.strip())
    alerts = [] if is_apart else _alerts(mine)
    page, older = _page(rows.exclude(id__in=[case.id for case in alerts]), begin_after, newest_first=is_apart)
    return Inbox(kind, page, _counts(mine, officer, now), older, offices, [] if begin_after else alerts)


def _alerts(mine: QuerySet[Case]) -> list[Case]:
    """Return the open cases in which somebody may be in danger, the gravest first, then the one that is due first."""
    dangerous = mine.filter(state__in=sorted(OPEN_STATES)).exclude(danger=NO_DANGER)
    return list(dangerous.select_related("topic", "claimed_by").order_by("danger", "due_at", "id")[:MOST_ALERTS])


def case_for(officer: Officer, typed: str) -> Case | None:
    """Return a case the officer may see, by its number; None for everybody else's, as if it did not exist."""
    number = parse_tracking_number(typed)
    if number is None:
        return None
    related = ("office__area", "topic", "area__parent", "page__office", "citizen", "claimed_by")
    return Case.objects.visible_to(officer).filter(number=number).select_related(*related).first()


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the conversation: the citizen's post, or the office's reply."""

    at: datetime
    post: Post | None = None
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one case that its officers work with."""

    case: Case
    turns: list[Turn]
    history: list[HistoryLine]
    moves: list[Move]
    deadline: Deadline | None
    opinions: list[Opinion]
    disposals: list[Disposal]
    offices: dict[str, Office] = field(default_factory=dict)

    @property
    def answerable(self) -> Post | None:
        """The citizen's newest post that still stands on its network."""
        posts = [turn.post for turn in self.turns if turn.post and not turn.post.from_office and not turn.post.removed_at]
        return posts[-1] if posts else None

    @property
    def later_posts(self) -> list[Post]:
        """The citizen's own later posts: each could be a matter of its own."""
        own = [turn.post for turn in self.turns if turn.post and not turn.post.from_office]
        return own[1:]

    @property
    def candidates(self) -> list[tuple[Office, dict[str, object]]]:
        """The best three offices of the first dispatch, the ones that still exist."""
        kept = self.moves[0].candidates if self.moves else []
        return [(self.offices[one["office"]], one) for one in kept if one["office"] in self.offices]


def dossier(case: Case) -> Dossier:
    """Gather a case. Nine queries, whatever its length."""
    here = {"district_id": case.district_id, "case_id": case.id}
    merged = Case.objects.filter(district_id=case.district_id, merged_into_id=case.id)
    of_case = Q(case_id=case.id) | Q(case_id__in=merged.values("id"))  # what was merged into it is read with it
    links = CasePost.objects.filter(of_case, district_id=case.district_id).select_related("post__page")
    turns = [Turn(link.post.posted_at, post=link.post) for link in links if link.post.reason != "own_reply"]
    posted = {turn.post.id: turn.at for turn in turns if turn.post}
    turns += [  # the network's clock and ours: an answer never stands above its post
        Turn(max(reply.written_at, posted.get(reply.post_id, reply.written_at)), reply=reply)
        for reply in Reply.objects.filter(**here).select_related("officer")
    ]
    history = list(HistoryLine.objects.filter(**here).order_by("at", "id"))
    moves = list(Move.objects.filter(**here).order_by("at", "id"))
    codes = {line.office_code for line in history} | {code for move in moves for code in _codes(move)}
    return Dossier(
        case=case,
        turns=sorted(turns, key=lambda turn: (turn.at, turn.post is None)),
        history=history,
        moves=moves,
        deadline=Deadline.objects.filter(**here).select_related("clock").order_by(F("stopped_at").desc(nulls_first=True)).first(),
        opinions=list(
            Opinion.objects.filter(**here).select_related("asked_office", "asked_by", "answered_by").order_by("asked_at")
        ),
        disposals=list(Disposal.objects.filter(**here).select_related("officer").order_by("at")),
        offices=Office.objects.in_bulk([code for code in codes if code]),
    )


@dataclass(frozen=True, slots=True)
class Troubles:
    """What needs a person: replies with an unknown fate or refused, pages that cannot speak."""

    replies: list[Reply]
    pages: list[Page]


def troubles_of(officer: Officer) -> Troubles:
    """Return what does not go by itself in the officer's offices."""
    codes = [office.code for office in posted_offices(officer)]
    replies = Reply.objects.filter(state__in=[Reply.UNKNOWN, Reply.STUCK], case__office__in=codes)
    pages = Page.objects.filter(office__in=codes).filter(Q(status=Page.BROKEN) | Q(uncovered_since__isnull=False))
    return Troubles(list(replies.select_related("case").order_by("written_at")[:ROWS_A_PAGE]), list(pages.order_by("remote_id")))


def _codes(move: Move) -> list[str]:
    return [code for code in (move.from_office_id, move.to_office_id) if code] + [one["office"] for one in move.candidates]


def _condition(kind: str, officer: Officer, now: datetime) -> Q:
    is_open = Q(state__in=sorted(OPEN_STATES))
    return {
        "unanswered": is_open & (Q(answered_at__isnull=True) | Q(citizen_wrote_at__gt=F("answered_at"))),
        "mine": is_open & Q(claimed_by=officer),
        "overdue": is_open & Q(due_at__lt=now),
        "soon": is_open & Q(due_at__gte=now, due_at__lt=now + SOON),
        "unclaimed": is_open & Q(claimed_by__isnull=True),
        "citizen": Q(state__in=[CaseState.NEEDS_INFORMATION, CaseState.RESOLVED]),
        "reopened": Q(state=CaseState.REOPENED),
        "hidden": is_open & Q(hidden_review__in=REVIEWS),
        "open": is_open,
        "ended": Q(state__in=sorted(ENDED_STATES)),
    }[kind]


def _filtered(mine: QuerySet[Case], kind: str, officer: Officer, now: datetime) -> QuerySet[Case]:
    return mine.filter(_condition(kind, officer, now))


def _counts(mine: QuerySet[Case], officer: Officer, now: datetime) -> dict[str, int]:
    """Count every open filter in one pass over the offices' open cases; the ended ones are not counted, they only grow.

    Two queries, each by an index that holds nothing else: an office's old cases cost nothing.
    """
    kinds = [kind for kind in FILTERS if kind != "ended"]
    still_open = mine.filter(state__in=sorted(OPEN_STATES))
    counted = still_open.aggregate(**{kind: Count("pk", filter=_condition(kind, officer, now)) for kind in kinds})
    counts = {kind: int(counted[kind] or 0) for kind in kinds}
    counts["citizen"] += mine.filter(state=CaseState.RESOLVED).count()
    return counts


def _page(rows: QuerySet[Case], begin_after: str, *, newest_first: bool) -> tuple[list[Case], str]:
    """Return some rows after a place, and the place where they end: reading page ten costs what page one costs."""
    column = "received_at" if newest_first else "due_at"
    place = _read_place(begin_after)
    if place:
        at, case_id = place
        beyond = {f"{column}__lt": at} if newest_first else {f"{column}__gt": at}
        rows = rows.filter(Q(**beyond) | Q(**{column: at, "id__gt": case_id}))
    order = (f"-{column}", "id") if newest_first else (column, "id")
    page = list(rows.select_related("topic", "claimed_by").order_by(*order)[: ROWS_A_PAGE + 1])
    if len(page) <= ROWS_A_PAGE:
        return page, ""
    last = page[ROWS_A_PAGE - 1]
    return page[:ROWS_A_PAGE], f"{getattr(last, column).isoformat()}~{last.id}"


def _read_place(text: str) -> tuple[datetime, UUID] | None:
    at, _, case_id = text.partition("~")
    try:
        return datetime.fromisoformat(at), UUID(case_id)
    except ValueError:
        return None


def reply_in_trouble(officer: Officer, reply_id: UUID) -> Reply | None:
    """Return a reply of the officer's own offices that waits for a person; None for everybody else's."""
    codes = [office.code for office in posted_offices(officer)]
    return Reply.objects.filter(id=reply_id, state__in=[Reply.UNKNOWN, Reply.STUCK], case__office__in=codes).first()
