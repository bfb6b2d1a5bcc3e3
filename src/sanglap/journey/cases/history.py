"""The kinds of line a case's history may hold, and which of them the public may read (without names)."""

from __future__ import annotations

from enum import StrEnum


class HistoryKind(StrEnum):
    """What happened. The sentences people read are made from these in ``desk`` and ``public``."""

    OPENED = "opened"
    JOINED = "joined"  # the citizen wrote again
    OFFICE_WROTE = "office_wrote"  # the office answered on the network itself, outside Sanglap
    POST_EDITED = "post_edited"
    POST_REMOVED = "post_removed"
    POST_HIDDEN = "post_hidden"
    DISPATCHED = "dispatched"
    FORWARDED = "forwarded"
    CORRECTED = "corrected"  # topic or place put right by a person
    CLAIMED = "claimed"
    RELEASED = "released"
    NOTED = "noted"
    INSTRUCTED = "instructed"  # a superior office has told the office what to do
    HANDED_OVER = "handed_over"  # its officer was transferred; the successor has it
    OPINION_ASKED = "opinion_asked"
    OPINION_GIVEN = "opinion_given"
    INFORMATION_ASKED = "information_asked"
    ACKNOWLEDGED = "acknowledged"
    WRITTEN = "written"  # an answer is on its way
    ANSWERED = "answered"  # and stands there now
    REPLY_TROUBLE = "reply_trouble"
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    UNCONFIRMED = "unconfirmed"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    DUE_DATE_MOVED = "due_date_moved"
    ESCALATED = "escalated"
    OVERDUE = "overdue"
    DANGER_READ = "danger_read"  # in what the citizen wrote later
    DANGER_MARKED = "danger_marked"  # or taken away, by a person
    WORDS_HIDDEN = "words_hidden"  # from the public page; the case goes on
    WORDS_SHOWN = "words_shown"
    HIDING_APPEALED = "hiding_appealed"
    GROUPED = "grouped"  # it tells of the same incident as other cases
    UNGROUPED = "ungrouped"
    NOT_REACHED = "not_reached"  # by the answer to everybody who reports the incident; the words say why
    PERSONAL_DATA_SEEN = "personal_data_seen"  # by an officer above, with the reason
    PERSONAL_DATA_ERASED = "personal_data_erased"  # from earlier lines, named in the facts; their proofs stay


PUBLIC_KINDS = frozenset(
    {
        HistoryKind.OPENED,
        HistoryKind.DISPATCHED,
        HistoryKind.FORWARDED,
        HistoryKind.ACKNOWLEDGED,
        HistoryKind.ANSWERED,
        HistoryKind.OFFICE_WROTE,
        HistoryKind.INFORMATION_ASKED,
        HistoryKind.RESOLVED,
        HistoryKind.CONFIRMED,
        HistoryKind.DISPUTED,
        HistoryKind.UNCONFIRMED,
        HistoryKind.EXTENDED,
        HistoryKind.DUE_DATE_MOVED,
        HistoryKind.ESCALATED,
        HistoryKind.OVERDUE,
        HistoryKind.WORDS_HIDDEN,
        HistoryKind.WORDS_SHOWN,
        HistoryKind.HIDING_APPEALED,
    }
)
