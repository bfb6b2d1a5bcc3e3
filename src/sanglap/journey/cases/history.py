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
    PARTLY = "partly"  # the citizen says: partly solved; nothing is reopened, and it is not counted as confirmed (R21)
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
    TOLD = "told"  # what was done has reached the citizen (guideline 7.4 ছ)
    RATED = "rated"  # by the citizen, one to five
    SENT_ELSEWHERE = "sent_elsewhere"  # out of scope: the right path was named, with its form (R13)
    INSTRUCTION_MET = "instruction_met"
    INSTRUCTION_LATE = "instruction_late"
    INQUIRY_ORDERED = "inquiry_ordered"
    STATEMENT_TAKEN = "statement_taken"  # in an inquiry: one side's words, or its recorded refusal
    INQUIRY_REPORTED = "inquiry_reported"
    INQUIRY_LATE = "inquiry_late"
    APPEALED = "appealed"
    APPEAL_DECIDED = "appeal_decided"
    TAKEN_TO_CELL = "taken_to_cell"
    CELL_DECIDED = "cell_decided"
    MERGED = "merged"
    UNMERGED = "unmerged"
    SPLIT = "split"  # a matter of its own came out of this case, or this case out of another
    WITHDRAWN = "withdrawn"
    WITHDRAWAL_NOTED = "withdrawal_noted"  # in a dangerous matter, which goes on: people are put under pressure
    TAKEN_UP_AGAIN = "taken_up_again"
    ACCUSED_NAMED = "accused_named"  # whom the case is about; they decide nothing in it (R24)
    PRIVACY_CHANGED = "privacy_changed"
    NAME_ASKED_FOR = "name_asked_for"  # a hidden name: with the reason, before a second person agrees (R9)
    NAME_OPENED = "name_opened"
    NAME_REFUSED = "name_refused"
    NAME_SEEN = "name_seen"
    RETALIATION_REPORTED = "retaliation_reported"
    CHECKED_IN = "checked_in"  # ninety days after a sensitive case the citizen was asked how they are
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
        HistoryKind.PARTLY,
        HistoryKind.UNCONFIRMED,
        HistoryKind.EXTENDED,
        HistoryKind.DUE_DATE_MOVED,
        HistoryKind.ESCALATED,
        HistoryKind.OVERDUE,
        HistoryKind.WORDS_HIDDEN,
        HistoryKind.WORDS_SHOWN,
        HistoryKind.HIDING_APPEALED,
        HistoryKind.TOLD,
        HistoryKind.SENT_ELSEWHERE,
        HistoryKind.INQUIRY_ORDERED,
        HistoryKind.INQUIRY_REPORTED,
        HistoryKind.APPEALED,
        HistoryKind.APPEAL_DECIDED,
        HistoryKind.TAKEN_TO_CELL,
        HistoryKind.CELL_DECIDED,
        HistoryKind.WITHDRAWN,
        HistoryKind.TAKEN_UP_AGAIN,
    }
)
