"""The Graph API's errors as one table: what each code means and what to do. Shown in docs/reference/channels.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sanglap.channels.contract import Delivery


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code means for a sending, in one sentence for an officer."""

    delivery: Delivery
    reason: str
    pause: timedelta | None = None


HOUR = timedelta(hours=1)
BROKEN, WAIT, REFUSED, UNKNOWN = Delivery.BROKEN, Delivery.WAIT, Delivery.REFUSED, Delivery.UNKNOWN

MEANINGS: dict[tuple[int, int | None], Meaning] = {
    (1, None): Meaning(UNKNOWN, "Facebook had a temporary fault; it is looked up whether the reply arrived."),
    (2, None): Meaning(UNKNOWN, "Facebook had a temporary fault; it is looked up whether the reply arrived."),
    (4, None): Meaning(WAIT, "The app has made too many calls; sending goes on by itself.", HOUR),
    (17, None): Meaning(WAIT, "This account has made too many calls; sending goes on by itself.", HOUR),
    (32, None): Meaning(WAIT, "This page has made too many calls; sending goes on by itself.", HOUR),
    (613, None): Meaning(WAIT, "Too many calls of this kind; sending goes on by itself.", HOUR),
    (80001, None): Meaning(WAIT, "The page's limit is reached; sending goes on by itself.", HOUR),
    (80002, None): Meaning(WAIT, "The account's limit is reached; sending goes on by itself.", HOUR),
    (80006, None): Meaning(WAIT, "The messenger's limit is reached; sending goes on by itself.", HOUR),
    (80008, None): Meaning(WAIT, "The business account's limit is reached; sending goes on by itself.", HOUR),
    (10, 2018278): Meaning(REFUSED, "The time for private messages is over; answer in public instead."),
    (10, 2018065): Meaning(REFUSED, "The time for private messages is over; answer in public instead."),
    (10, None): Meaning(BROKEN, "A permission is missing or has expired; the page must be connected again."),
    (100, 2018001): Meaning(REFUSED, "This person cannot be found; answer in public instead."),
    (100, 33): Meaning(REFUSED, "The post no longer exists, or the page may not see it."),
    (100, None): Meaning(REFUSED, "Facebook does not accept this reply as it is."),
    (190, None): Meaning(BROKEN, "The page's key no longer works; the page must be connected again."),
    (190, 458): Meaning(BROKEN, "The app was removed from the page; it must be connected again."),
    (190, 459): Meaning(BROKEN, "Facebook asks the page's administrator to sign in and confirm; then connect again."),
    (190, 460): Meaning(BROKEN, "The administrator's password was changed; the page must be connected again."),
    (190, 463): Meaning(BROKEN, "The page's key has expired; the page must be connected again."),
    (190, 464): Meaning(BROKEN, "The administrator's account is not confirmed; the page must be connected again."),
    (190, 467): Meaning(BROKEN, "The page's key is invalid; the page must be connected again."),
    (190, 492): Meaning(BROKEN, "The administrator has lost the role on the page; somebody else must connect it."),
    (230, None): Meaning(REFUSED, "This person has not consented; answer in public instead."),
    (368, None): Meaning(BROKEN, "Facebook has blocked the page from writing; nothing is sent until a person has looked."),
    (506, None): Meaning(UNKNOWN, "Facebook says it has this reply already; it is looked up."),
    (551, None): Meaning(REFUSED, "This person does not take messages any more; answer in public instead."),
    (1705, None): Meaning(BROKEN, "The call was made as a person, not as the page; the page must be connected again."),
}
PERMISSION_CODES = range(200, 300)
PERMISSION = Meaning(BROKEN, "The app lacks a permission; the page must be connected again with it.")
UNEXPECTED = Meaning(REFUSED, "Facebook refused the reply with an error we do not know.")


def meaning_of(code: int, subcode: int | None, *, is_transient: bool = False) -> Meaning:
    """Return what an error means: by code and subcode, by code, by its family, or as unexpected."""
    found = MEANINGS.get((code, subcode)) or MEANINGS.get((code, None))
    if found is not None:
        return found
    if code in PERMISSION_CODES:
        return PERMISSION
    return MEANINGS[2, None] if is_transient else UNEXPECTED
