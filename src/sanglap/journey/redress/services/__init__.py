"""Everything that redress does with a case. Doors import from here."""

from __future__ import annotations

from sanglap.journey.redress.services.appealing import (
    Decision,
    UnableToAppeal,
    appeal_case,
    decide_appeal,
    last_day_to_appeal,
    level_of_next_appeal,
)
from sanglap.journey.redress.services.disposing import contact_of, dispose
from sanglap.journey.redress.services.dropping import drop_what_was_asked
from sanglap.journey.redress.services.inquiring import (
    Order,
    UnableToInquire,
    inquiries_for,
    order_inquiry,
    report_inquiry,
    take_statement,
)
from sanglap.journey.redress.services.instructing import instruct_by, meet_instruction
from sanglap.journey.redress.services.joining import UnableToJoin, merge_case, split_case, unmerge_case
from sanglap.journey.redress.services.naming import name_accused
from sanglap.journey.redress.services.noticing import notice_lateness
from sanglap.journey.redress.services.scoping import UnableToSendElsewhere, send_elsewhere

__all__ = [
    "Decision",
    "Order",
    "UnableToAppeal",
    "UnableToInquire",
    "UnableToJoin",
    "UnableToSendElsewhere",
    "appeal_case",
    "contact_of",
    "decide_appeal",
    "dispose",
    "drop_what_was_asked",
    "inquiries_for",
    "instruct_by",
    "last_day_to_appeal",
    "level_of_next_appeal",
    "meet_instruction",
    "merge_case",
    "name_accused",
    "notice_lateness",
    "order_inquiry",
    "report_inquiry",
    "send_elsewhere",
    "split_case",
    "take_statement",
    "unmerge_case",
]
