"""What the replies do when they hear news. Each reads the clock and calls one service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.foundation import clock
from sanglap.journey.handling.services import notice_trouble
from sanglap.journey.replies.services import (
    acknowledge,
    ask_for_information,
    ask_how_citizens_are,
    learn_fate,
    recognise_own_words,
    tell_helplines,
    tell_name_was_opened,
    tell_resolution,
    tell_right_path,
)

if TYPE_CHECKING:
    from sanglap.channels.events import OutboxFinished
    from sanglap.journey.arrivals.events import PostSetAside
    from sanglap.journey.dispatch.events import CaseDispatched, DangerRaised
    from sanglap.journey.handling.events import CaseResolved, CitizenAsked
    from sanglap.journey.privacy.events import CheckInDue, NameOpened
    from sanglap.journey.redress.events import SentElsewhere


def acknowledge_cases(events: Sequence[CaseDispatched]) -> None:
    """Every new case is acknowledged at once."""
    acknowledge(events, clock.now())


def tell_numbers_to_call(events: Sequence[DangerRaised]) -> None:
    """Whoever writes of danger is told at once whom to call."""
    tell_helplines(events, clock.now())


def tell_what_was_done(events: Sequence[CaseResolved]) -> None:
    """The citizen is told what was done, and asked."""
    tell_resolution(events, clock.now())


def ask_citizens(events: Sequence[CitizenAsked]) -> None:
    """The citizen is asked for what is missing."""
    ask_for_information(events, clock.now())


def tell_the_right_path(events: Sequence[SentElsewhere]) -> None:
    """Nobody is sent away without the right path and its form."""
    tell_right_path(events, clock.now())


def tell_who_reads_the_name(events: Sequence[NameOpened]) -> None:
    """Whose hidden name is opened learns of it."""
    tell_name_was_opened(events, clock.now())


def ask_after_ninety_days(events: Sequence[CheckInDue]) -> None:
    """Whoever wrote of something sensitive is asked how they are."""
    ask_how_citizens_are(events, clock.now())


def recognise_our_own_words(events: Sequence[PostSetAside]) -> None:
    """What the network tells us of our own replies settles the uncertain ones."""
    recognise_own_words(events, clock.now())


def learn_what_became_of_replies(events: Sequence[OutboxFinished]) -> None:
    """Replies follow what became of them on the network; what it did not hide, a person has to know."""
    learn_fate(events, clock.now())
    notice_trouble(events, clock.now())
