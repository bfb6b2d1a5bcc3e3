"""Everything officers do with a case, and the clocks that run meanwhile. Doors import from here."""

from __future__ import annotations

from sanglap.journey.handling.services.acting import (
    UnableToAct,
    add_note,
    claim_case,
    correct_case,
    forward_case,
    instruct,
    release_case,
    require_act,
)
from sanglap.journey.handling.services.asking import ask_citizen, hear_answers
from sanglap.journey.handling.services.citizens_words import hear_partly, rate_case
from sanglap.journey.handling.services.clocks import meet_smaller_promises, start_clocks
from sanglap.journey.handling.services.danger import hurry, mark_danger
from sanglap.journey.handling.services.escalating import climb
from sanglap.journey.handling.services.handing_over import follow_mergers, pass_cases_on
from sanglap.journey.handling.services.hiding import (
    appeal_hiding,
    hide_on_network,
    hide_words,
    may_hide_on_network,
    notice_trouble,
    show_words,
)
from sanglap.journey.handling.services.moving_dates import recompute_deadlines
from sanglap.journey.handling.services.opinions import ask_opinion, give_opinion
from sanglap.journey.handling.services.pausing import UnableToPause, extend_clock, pause_clock, resume_clock
from sanglap.journey.handling.services.personal_data import see_personal_data, sees_masked
from sanglap.journey.handling.services.resolving import (
    Account,
    UnableToResolve,
    dispose_of,
    hear_citizen,
    hear_verdict,
    mark_unconfirmed,
    note_told,
    resolve_case,
)
from sanglap.journey.handling.services.seeing import see_escalations
from sanglap.journey.handling.services.withdrawing import (
    UnableToTakeUp,
    is_only_noted,
    may_be_taken_up,
    take_up_again,
    withdraw_case,
)

__all__ = [
    "Account",
    "UnableToAct",
    "UnableToPause",
    "UnableToResolve",
    "UnableToTakeUp",
    "add_note",
    "appeal_hiding",
    "ask_citizen",
    "ask_opinion",
    "claim_case",
    "climb",
    "correct_case",
    "dispose_of",
    "extend_clock",
    "follow_mergers",
    "forward_case",
    "give_opinion",
    "hear_answers",
    "hear_citizen",
    "hear_partly",
    "hear_verdict",
    "hide_on_network",
    "hide_words",
    "hurry",
    "instruct",
    "is_only_noted",
    "mark_danger",
    "mark_unconfirmed",
    "may_be_taken_up",
    "may_hide_on_network",
    "meet_smaller_promises",
    "note_told",
    "notice_trouble",
    "pass_cases_on",
    "pause_clock",
    "rate_case",
    "recompute_deadlines",
    "release_case",
    "require_act",
    "resolve_case",
    "resume_clock",
    "see_escalations",
    "see_personal_data",
    "sees_masked",
    "show_words",
    "start_clocks",
    "take_up_again",
    "withdraw_case",
]
