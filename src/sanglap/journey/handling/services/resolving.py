"""It is done, says the office – with what, when and proof. Whether it is solved, says the citizen, or nobody (R20, R21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from sanglap.directory.charter.selectors import due_dates
from sanglap.foundation.announcements import announce
from sanglap.foundation.ids import new_id
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import Change, Happening, change_case, change_cases, lock_case
from sanglap.journey.cases.states import DISPOSED_STATES, UNDER_APPEAL, CaseState, UnableToMove, require_transition
from sanglap.journey.dispatch.rules import Rule
from sanglap.journey.dispatch.services import move_case
from sanglap.journey.handling.disposals import BY_CODE, GROUND, PROOF, SERVED
from sanglap.journey.handling.emptiness import says_nothing
from sanglap.journey.handling.events import CaseResolved
from sanglap.journey.handling.models import Disposal
from sanglap.journey.handling.rules import CONFIRMED, DAYS_UNTIL_UNCONFIRMED, DISPUTED_OUTCOME, SHORTEST_WORDS, UNCONFIRMED, Act
from sanglap.journey.handling.services.acting import require_act
from sanglap.journey.handling.services.citizens_words import keep_word
from sanglap.journey.handling.services.clocks import restart_clock, stop_clock
from sanglap.journey.handling.services.escalating import tell_of_dispute
from sanglap.reading.answers import Answer, read_answer

if TYPE_CHECKING:
    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.events import CaseJoined

AT_ONCE = 500
TELL = "TELL"  # the clock of telling the citizen: seven working days, guideline 7.4 ছ
HEARD_IN = DISPOSED_STATES | {CaseState.OUT_OF_SCOPE}  # where the citizen's own words change what is so


class UnableToResolve(ValueError):
    """Something is missing: what was done, when, or the proof. ``missing`` names it."""

    def __init__(self, missing: str) -> None:
        """Name what is missing: ``what``, ``on``, or one of the needs of :mod:`sanglap.journey.handling.disposals`."""
        self.missing = missing
        super().__init__(missing)


@dataclass(frozen=True, slots=True)
class Account:
    """What an office says it did: the kind of disposal, its words, its day, and what shows that it is so."""

    what: str
    on: date
    proof: str = ""
    kind: str = SERVED
    legal_ground: str = ""
    contact: str = ""


def resolve_case(
    case: Case, *, officer: Officer, what: str, on: date, proof: str, now: datetime, expected_version: int | None = None
) -> Disposal:
    """Dispose of a locked case as served. Raises what :func:`dispose_of` raises."""
    account = Account(what, on, proof)
    return dispose_of(case, account, officer=officer, now=now, expected_version=expected_version)


def dispose_of(case: Case, account: Account, *, officer: Officer, now: datetime, expected_version: int | None = None) -> Disposal:
    """Dispose of a locked case. The citizen is told at once; only then is it answered (R26).

    What the kind needs of the case's own past (a report, an instruction) is asked by ``redress``. Raises
    :class:`UnableToResolve`, ``UnableToAct``, ``UnableToChange``.
    """
    require_act(officer, case, Act.RESOLVE)
    _require_account(account, now)
    if (case.state in UNDER_APPEAL) != BY_CODE[account.kind].on_appeal:
        message = f"Case {case.number} is {case.state}: an appeal is disposed of by its decision, and nothing else is."
        raise UnableToMove(message)
    require_transition(case.state, CaseState.RESOLVED)
    change_case(
        case, Happening(HistoryKind.RESOLVED, officer=officer, words=account.what.strip(), facts={"kind": account.kind}),
        now=now, to_state=CaseState.RESOLVED, expected_version=expected_version, resolved_at=now, ended_at=now,
        disposal_kind=account.kind, outcome="", told_at=None,
    )  # fmt: skip
    disposal = Disposal.objects.create(
        district_id=case.district_id, id=new_id(), case_id=case.id, officer=officer, office_id=case.office_id or "", at=now,
        kind=account.kind, what_was_done=account.what.strip(), done_on=account.on, proof=account.proof.strip(),
        legal_ground=account.legal_ground.strip()[:300], contact=account.contact.strip()[:120],
        tell_by=due_dates().for_clock(TELL, now),
    )  # fmt: skip
    stop_clock(case, now=now)
    announce(CaseResolved(case.district_id, case.id, disposal.id))
    return disposal


def _require_account(account: Account, now: datetime) -> None:
    kind = BY_CODE.get(account.kind)
    if kind is None:
        raise UnableToResolve("kind")
    if len(account.what.strip()) < SHORTEST_WORDS or says_nothing(account.what):
        raise UnableToResolve("what")
    if account.on > now.astimezone(ZoneInfo(settings.TIME_ZONE)).date():
        raise UnableToResolve("on")
    if kind.needs == PROOF and not account.proof.strip():
        raise UnableToResolve(PROOF)
    if kind.needs == GROUND and not account.legal_ground.strip():
        raise UnableToResolve(GROUND)


def note_told(case: Case, at: datetime, *, now: datetime) -> bool:
    """Write down that the newest disposal of a locked case has reached the citizen; False when that is known already."""
    disposal = Disposal.objects.filter(district_id=case.district_id, case_id=case.id).order_by("-at").first()
    if disposal is None or disposal.told_at is not None:
        return False
    disposal.told_at = at
    disposal.save(update_fields=["told_at"])
    change_case(case, Happening(HistoryKind.TOLD), now=now, told_at=at)
    return True


def hear_citizen(events: Sequence[CaseJoined], now: datetime) -> None:
    """A citizen writes under a case that the office calls done: a "no" opens it at once, a "yes" confirms it."""
    for event in events:
        if event.by_office:
            continue
        case = lock_case(event.district_id, event.case_id)
        if case.state not in HEARD_IN:
            continue
        post = Post.objects.get(district_id=event.district_id, id=event.post_id)
        if case.resolved_at is not None and post.posted_at < case.resolved_at:
            continue  # written before, arrived after
        answer = read_answer(post.text)
        if answer is Answer.NEITHER and case.state == CaseState.CONFIRMED:
            continue  # she goes on talking under a case that she called solved
        if answer is not Answer.NO and case.state == CaseState.OUT_OF_SCOPE:
            continue  # thanks for the right path
        hear_verdict(case, is_solved=answer is Answer.YES, facts={"post": str(post.id)}, now=now)


def hear_verdict(case: Case, *, is_solved: bool, words: str = "", facts: dict[str, str] | None = None, now: datetime) -> None:
    """The citizen says of a locked, ended case whether it is solved (R21). Raises ``states.UnableToMove`` for any other case."""
    if is_solved and case.state == CaseState.CONFIRMED:
        return
    if is_solved:
        happening = Happening(HistoryKind.CONFIRMED, words=words, facts=facts)
        change_case(case, happening, now=now, to_state=CaseState.CONFIRMED, outcome=CONFIRMED)
        keep_word(case, CONFIRMED, words=words, now=now)
        return
    require_transition(case.state, CaseState.REOPENED)
    happening = Happening(HistoryKind.DISPUTED, words=words, facts=facts)
    change_case(case, happening, now=now, to_state=CaseState.REOPENED, ended_at=None, resolved_at=None, outcome=DISPUTED_OUTCOME)
    keep_word(case, DISPUTED_OUTCOME, words=words, now=now)
    deadline = restart_clock(case, now=now)
    follow_merger(case, now=now)
    tell_of_dispute(case, deadline, now)


def follow_merger(case: Case, *, now: datetime) -> None:
    """Give a locked case that is open again to the successor of its office, where that office no longer exists."""
    office = case.office
    if office is not None and not office.is_active and office.succeeded_by is not None:
        move_case(case, office.succeeded_by, officer=None, words="", now=now, rule=Rule.OFFICE_MERGED)


def mark_unconfirmed(now: datetime) -> int:
    """After 15 days of silence a case is unconfirmed – never "satisfied" (R21). Return how many."""
    limit, marked = now - timedelta(days=DAYS_UNTIL_UNCONFIRMED), 0
    while some := _mark_some(limit, now):
        marked += some
    return marked


def _mark_some(limit: datetime, now: datetime) -> int:
    with transaction.atomic():
        silent = Case.objects.select_for_update(of=("self",), skip_locked=True).filter(
            state=CaseState.RESOLVED, resolved_at__lt=limit, outcome=""
        )
        cases = list(silent.order_by("resolved_at")[:AT_ONCE])
        change_cases([_fell_silent(case) for case in cases], now=now)
    return len(cases)


def _fell_silent(case: Case) -> Change:
    return Change(case, Happening(HistoryKind.UNCONFIRMED), CaseState.UNCONFIRMED, {"outcome": UNCONFIRMED})
