"""What is known of one disposal when somebody asks whether it is honest. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Said(StrEnum):
    """What became of it with the citizen."""

    NOTHING_YET = ""
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Closure:
    """One disposal. All moments carry a time zone."""

    id: str
    matter: str  # the incident it belongs to, else the case itself: one bridge mended answers forty citizens
    officer: str
    at: datetime
    began_at: datetime  # when its clock began
    due_at: datetime | None  # as promised when it was closed; None: it has no clock
    in_hand_at: datetime | None  # when an officer last took it in hand before; None: nobody did
    is_last_working_day: bool  # of its month
    words: str
    proof: str
    has_picture: bool
    contacts: int  # answers, questions, opinions and visits in its history before it was closed
    said: Said = Said.NOTHING_YET
    rests_elsewhere: bool = False  # on an act, an answer, an instruction or a report, and not on a proof of its own

    @property
    def clock_used(self) -> float:
        """Return the share of the promised time that was used, 1 at the due moment; 0 without a clock."""
        if self.due_at is None or self.due_at <= self.began_at:
            return 0.0
        return (self.at - self.began_at) / (self.due_at - self.began_at)
