"""The Graph API's errors as one table: what each means for a sending. ``docs/reference/channels.md`` shows the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sanglap.channels.contract import Delivery


@dataclass(frozen=True, slots=True)
class Meaning:
    """One line of the table. ``subcode`` 0 stands for every subcode without a line of its own."""

    code: int
    subcode: int
    delivery: Delivery
    meaning: str  # for the operator
    reason: str  # for the officer: what to do
    pause: timedelta | None = None

    @property
    def name(self) -> str:
        """Return the code as people write it: "190/463"."""
        return f"{self.code}/{self.subcode}" if self.subcode else str(self.code)


BROKEN, WAIT, REFUSED, UNKNOWN = Delivery.BROKEN, Delivery.WAIT, Delivery.REFUSED, Delivery.UNKNOWN
HOUR = timedelta(hours=1)
CLOSED = "The time for private messages is over. Answer under the public post instead, or ask the person to write again."
RECONNECT = "The page's key no longer works. Connect the page again; waiting replies then leave by themselves."
PAUSED = "Facebook asks us to slow down. The reply leaves by itself after the pause."
LOOKED_UP = "Facebook had a fault. It is looked up whether the reply arrived before anything is sent again."
IN_PUBLIC = "Answer under the public post instead."

TABLE: tuple[Meaning, ...] = (
    Meaning(1, 0, UNKNOWN, "unknown, temporary fault", LOOKED_UP),
    Meaning(2, 0, UNKNOWN, "service temporarily away", LOOKED_UP),
    Meaning(4, 0, WAIT, "the app's rate limit", PAUSED, HOUR),
    Meaning(10, 0, BROKEN, "permission missing or expired", f"A permission is missing or has expired. {RECONNECT}"),
    Meaning(10, 2018065, REFUSED, "outside the messaging window", CLOSED),
    Meaning(10, 2018278, REFUSED, "outside the messaging window", CLOSED),
    Meaning(12, 0, REFUSED, "no longer offered", "Facebook no longer offers this. Answer on the page itself."),
    Meaning(17, 0, WAIT, "the user's rate limit", PAUSED, HOUR),
    Meaning(32, 0, WAIT, "the page's rate limit with a user's token", PAUSED, HOUR),
    Meaning(100, 0, REFUSED, "bad parameter", "Facebook does not accept this reply as it is. Change it, or answer by hand."),
    Meaning(100, 33, REFUSED, "the object is gone or not visible", "The post is gone, or the page may not see it."),
    Meaning(100, 2018001, REFUSED, "no matching person", f"This person cannot be written to. {IN_PUBLIC}"),
    Meaning(102, 0, BROKEN, "session expired (from memory)", RECONNECT),
    Meaning(190, 0, BROKEN, "the token is dead", RECONNECT),
    Meaning(190, 458, BROKEN, "the app was removed", f"The app was removed from the page. {RECONNECT}"),
    Meaning(190, 459, BROKEN, "checkpoint", f"Facebook asks the page's administrator to sign in and confirm. {RECONNECT}"),
    Meaning(190, 460, BROKEN, "password changed", f"The administrator's password was changed. {RECONNECT}"),
    Meaning(190, 463, BROKEN, "token expired", RECONNECT),
    Meaning(190, 464, BROKEN, "account not confirmed", f"The administrator's account is not confirmed. {RECONNECT}"),
    Meaning(190, 467, BROKEN, "token invalid", RECONNECT),
    Meaning(190, 492, BROKEN, "role on the page lost", f"The administrator has lost the role on the page. {RECONNECT}"),
    Meaning(200, 0, BROKEN, "permission (all codes 200 to 299)", f"The app lacks a permission. {RECONNECT}"),
    Meaning(230, 0, REFUSED, "needs the person's consent", f"This person has not agreed to be written to. {IN_PUBLIC}"),
    Meaning(368, 0, BROKEN, "blocked as abusive", "Facebook has stopped this page from writing. A person must look at the page."),
    Meaning(506, 0, UNKNOWN, "duplicate", "Facebook says it has these words already. It is looked up whether they arrived."),
    Meaning(551, 0, REFUSED, "person unavailable", f"This person takes no messages from the page. {IN_PUBLIC}"),
    Meaning(613, 0, WAIT, "a rate limit of this call", PAUSED, HOUR),
    Meaning(613, 1996, WAIT, "calls came too unevenly", PAUSED, HOUR),
    Meaning(1705, 0, BROKEN, "called as a person, not as the page", f"The key is a person's, not the page's. {RECONNECT}"),
    Meaning(10900, 0, REFUSED, "already answered privately (from memory)", f"This was answered privately before. {IN_PUBLIC}"),
    Meaning(10903, 0, REFUSED, "no private reply possible (from memory)", f"This person cannot be written to. {IN_PUBLIC}"),
    Meaning(80001, 0, WAIT, "the page's business limit", PAUSED, HOUR),
    Meaning(80002, 0, WAIT, "Instagram's business limit", PAUSED, HOUR),
    Meaning(80006, 0, WAIT, "Messenger's business limit", PAUSED, HOUR),
    Meaning(80008, 0, WAIT, "WhatsApp's business limit", PAUSED, HOUR),
)
MEANINGS = {(one.code, one.subcode): one for one in TABLE}
PERMISSIONS = range(200, 300)
OUTSIDE_WINDOW = frozenset({(10, 2018065), (10, 2018278)})
UNEXPECTED = "Facebook refused this with an error we do not know. Answer on the page itself, and tell the operator."


def meaning_of(code: int, subcode: int = 0, *, is_transient: bool = False, is_sign_in: bool = False) -> Meaning:
    """Return what an error means: by code and subcode, by code, by its family, or as unexpected.

    ``is_transient`` is Facebook's own word for "try later"; ``is_sign_in`` marks the HTTP status 401.
    """
    found = MEANINGS.get((code, subcode)) or MEANINGS.get((code, 0))
    if found is not None:
        return found
    if code in PERMISSIONS:
        return MEANINGS[200, 0]
    if is_transient:
        return MEANINGS[2, 0]
    return MEANINGS[190, 0] if is_sign_in else Meaning(code, subcode, REFUSED, "not in the table", UNEXPECTED)
