"""Everything that writes to the tables of privacy. Doors import from here."""

from __future__ import annotations

from sanglap.journey.privacy.services.checking_in import answer_check_in, check_in
from sanglap.journey.privacy.services.concealing import conceal_name
from sanglap.journey.privacy.services.retaliating import (
    climb_retaliations,
    end_retaliation,
    open_reports_for,
    report_retaliation,
    take_retaliation,
)
from sanglap.journey.privacy.services.unmasking import (
    ask_for_name,
    decide_unmasking,
    may_agree,
    name_for,
    note_look,
    waiting_for,
)

__all__ = [
    "answer_check_in",
    "ask_for_name",
    "check_in",
    "climb_retaliations",
    "conceal_name",
    "decide_unmasking",
    "end_retaliation",
    "may_agree",
    "name_for",
    "note_look",
    "open_reports_for",
    "report_retaliation",
    "take_retaliation",
    "waiting_for",
]
