"""The life of a case, as one table: which state may follow which, and in whose words.

Checked when this module is imported; the database's own constraint and the picture in the docs are made from it.
Official disposal (``resolved``) and what the citizen says (``confirmed``, ``reopened``, ``unconfirmed``) are
different states, since "disposed" is not "solved" (domain, finding 4). An appeal keeps a case open until it is decided
(guideline 6.2, 7.2); after it comes the central cell (7.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CaseState(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    WITH_OFFICE = "with_office"
    IN_HAND = "in_hand"
    NEEDS_INFORMATION = "needs_information"
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    REOPENED = "reopened"
    INQUIRY = "inquiry"
    APPEALED = "appealed"
    WITH_CELL = "with_cell"
    OUT_OF_SCOPE = "out_of_scope"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow, with the sentence that says what happened."""

    source: CaseState
    target: CaseState
    sentence: str


R, W, H, N, S, C, U, A, Q, P, T, X, M, D = (
    CaseState.RECEIVED,
    CaseState.WITH_OFFICE,
    CaseState.IN_HAND,
    CaseState.NEEDS_INFORMATION,
    CaseState.RESOLVED,
    CaseState.CONFIRMED,
    CaseState.UNCONFIRMED,
    CaseState.REOPENED,
    CaseState.INQUIRY,
    CaseState.APPEALED,
    CaseState.WITH_CELL,
    CaseState.OUT_OF_SCOPE,
    CaseState.MERGED,
    CaseState.WITHDRAWN,
)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(R, W, "It was sent to the responsible office."),
    Transition(W, H, "An officer has taken it in hand."),
    Transition(H, W, "The officer put it back for the office, or it was forwarded."),
    Transition(A, W, "It was forwarded to another office."),
    Transition(N, W, "It was forwarded to another office."),
    Transition(W, N, "The citizen was asked for more information."),
    Transition(H, N, "The citizen was asked for more information."),
    Transition(N, H, "The citizen answered."),
    Transition(A, H, "An officer has taken it in hand again."),
    Transition(A, N, "The citizen was asked for more information."),
    Transition(W, S, "The office says what it did."),
    Transition(H, S, "The office says what it did."),
    Transition(N, S, "The office says what it did."),
    Transition(A, S, "The office says what it did."),
    Transition(S, C, "The citizen says it is solved."),
    Transition(S, A, "The citizen says it is not solved."),
    Transition(S, U, "The citizen has not answered for 15 days."),
    Transition(U, C, "The citizen says it is solved."),
    Transition(U, A, "The citizen says it is not solved."),
    Transition(C, A, "The problem has come back."),
    *(Transition(open_one, Q, "An inquiry was ordered.") for open_one in (W, H, N, A, P, T)),
    Transition(Q, H, "The report of the inquiry has come."),
    Transition(Q, P, "The report of the inquiry has come; the appeal goes on."),
    Transition(Q, T, "The report of the inquiry has come; the cell goes on."),
    *(Transition(before, P, "An appeal was filed.") for before in (W, H, N, A, S, C, U, X)),
    Transition(P, S, "The appeal was decided."),
    Transition(P, W, "The appeal officer ordered what has to be done."),
    *(Transition(decided, T, "It was taken to the central cell.") for decided in (S, C, U, A)),
    Transition(T, S, "The central cell has decided."),
    Transition(T, W, "The central cell advised what has to be done."),
    *(Transition(open_one, X, "Another path is the right one; the citizen was told which.") for open_one in (W, H, N, A)),
    Transition(X, A, "The citizen says that it does belong here."),
    *(Transition(open_one, M, "It goes on under the citizen's other number.") for open_one in (W, H, N, A)),
    Transition(M, W, "It stands alone again."),
    *(Transition(open_one, D, "The citizen took it back.") for open_one in (W, H, N, A, Q, P, T)),
    Transition(D, A, "The citizen takes it up again."),
)

INITIAL = CaseState.RECEIVED
OPEN_STATES = frozenset({R, W, H, N, A, Q, P, T})
DISPOSED_STATES = frozenset({S, C, U})  # the office says that it is done; what the citizen says of it, the state tells
ENDED_STATES = DISPOSED_STATES | {X, M, D}
UNDER_APPEAL = frozenset({P, T})


class UnableToMove(ValueError):
    """The table has no arrow from the one state to the other."""


def require_transition(source: str, target: str) -> Transition:
    """Return the arrow, or raise :class:`UnableToMove`."""
    for transition in TRANSITIONS:
        if transition.source == source and transition.target == target:
            return transition
    message = f"A case that is {source} cannot become {target}."
    raise UnableToMove(message)


def may_move(source: str, target: str) -> bool:
    """Tell whether the table has the arrow."""
    return any(transition.source == source and transition.target == target for transition in TRANSITIONS)


def _check_table() -> None:
    reachable = {INITIAL}
    while new := {t.target for t in TRANSITIONS if t.source in reachable} - reachable:
        reachable |= new
    missing = set(CaseState) - reachable
    pairs = [(t.source, t.target) for t in TRANSITIONS]
    if missing or len(pairs) != len(set(pairs)) or set(CaseState) != OPEN_STATES | ENDED_STATES:
        message = f"The life of a case is not well made: unreachable {sorted(missing)} or an arrow stands twice."
        raise ValueError(message)


_check_table()
