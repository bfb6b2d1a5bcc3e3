"""The sentences in which a citizen is told what comes next, and why something cannot be done just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sanglap.foundation.text import format_date
from sanglap.oversight.public.own.rules import Hold, Holder, Step

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.oversight.public.own.rules import Next

NEXT: dict[Step, str | Promise] = {
    Step.OFFICE_IS_FOUND: gettext_lazy("The responsible office is being found. You need not do anything."),
    Step.OFFICE_ANSWERS: gettext_lazy("The office takes it in hand and answers you."),
    Step.OFFICER_WORKS: gettext_lazy("An officer is at work on it and will tell you what was done."),
    Step.YOU_ANSWER: gettext_lazy("The office has asked you something. It goes on as soon as you answer."),
    Step.YOU_ARE_TOLD: gettext_lazy("The office has decided and must tell you what it did."),
    Step.YOU_SAY: gettext_lazy("You say whether it is solved. Without your word it is not counted as solved."),
    Step.YOU_MAY_STILL_SAY: gettext_lazy("You have not said whether it is solved. You may still say so, at any time."),
    Step.PARTLY_SOLVED: gettext_lazy("You said: partly solved. It is not counted as solved. You may still say yes or no."),
    Step.NOTHING: gettext_lazy("Nothing more: you said that it is solved. If the problem comes back, say so here."),
    Step.OFFICE_TRIES_AGAIN: gettext_lazy("The office has to look at it again, and the office above knows."),
    Step.REPORT_COMES: gettext_lazy("An inquiry hears both sides, then a report is written."),
    Step.APPEAL_IS_DECIDED: gettext_lazy("The appeal officer decides. The case stays open until then."),
    Step.CELL_DECIDES: gettext_lazy("The central cell decides. The case stays open until then."),
    Step.OTHER_PATH: gettext_lazy("Another path is the right one; it stands below. If it does belong here, say so."),
    Step.OTHER_NUMBER: gettext_lazy("It goes on under your other number."),
    Step.YOU_MAY_TAKE_UP: gettext_lazy("You took it back. If you change your mind, you may take it up again."),
    Step.TAKEN_BACK: gettext_lazy("You took it back. If the problem is still there, please write again."),
}
BY: dict[Step, str | Promise] = {
    Step.YOU_SAY: gettext_lazy("Please say so by %(by)s."),
    Step.YOU_MAY_STILL_SAY: gettext_lazy("You may appeal until %(by)s."),
    Step.PARTLY_SOLVED: gettext_lazy("You may appeal until %(by)s."),
    Step.YOU_MAY_TAKE_UP: gettext_lazy("Until %(by)s."),
}
HOLDERS: dict[Holder, str | Promise] = {
    Holder.OFFICE: gettext_lazy("It lies with:"),
    Holder.CITIZEN: gettext_lazy("It waits for your word."),
    Holder.NOBODY: "",
}
HOLDS: dict[Hold, str | Promise] = {
    Hold.OPEN: gettext_lazy("The case is still open: the office needs your words to work on it."),
    Hold.INQUIRY: gettext_lazy("An inquiry is under way: your words are evidence in it."),
    Hold.PROTECTION: gettext_lazy("An office above is protecting you from pressure: your words are needed for that."),
    Hold.APPEAL: gettext_lazy("An appeal is being decided: your words are needed for it."),
}
EFFECTS: dict[str, str | Promise] = {
    "service": gettext_lazy("The service became better"),
    "corruption": gettext_lazy("Less corruption"),
    "time": gettext_lazy("Less time needed"),
    "cost": gettext_lazy("Less cost"),
}
STARS: dict[int, str | Promise] = {
    1: gettext_lazy("very bad"),
    2: gettext_lazy("bad"),
    3: gettext_lazy("so-so"),
    4: gettext_lazy("good"),
    5: gettext_lazy("very good"),
}
WHY_NOT: dict[str, str | Promise] = {
    "moved_on": gettext_lazy("The case has moved on meanwhile. Please look at what it says now."),
    "state": gettext_lazy("The case has moved on meanwhile. Please look at what it says now."),
    "too_early": gettext_lazy("An appeal is possible once the date has passed, or once the office has decided."),
    "too_late": gettext_lazy("The month for an appeal is over. Please write again: you get a new number."),
    "running": gettext_lazy("An appeal is being decided already."),
    "last": gettext_lazy("The central cell has decided; above it there is no further appeal here."),
    "words": gettext_lazy("Please say in a sentence what is wrong with the decision."),
    "erased": gettext_lazy("Your data was erased from this case. Please write again: you get a new number."),
    "too_late_to_take_up": gettext_lazy("The thirty days are over. Please write again: you get a new number."),
    "nothing": gettext_lazy("Please write something, or choose a picture."),
    "ended": gettext_lazy("The office says that it is done. Please say first whether it is solved; your words are kept here."),
    "too_many": gettext_lazy("Much was added today already. Please go on tomorrow."),
}


def next_sentence(told: Next) -> str:
    """Return what happens next, and by when, in the reader's language and digits."""
    what = str(NEXT[told.step])
    if told.by is None:
        return what
    by = day(told.by)
    if told.step in BY:
        return f"{what} {BY[told.step]}" % {"by": by}
    if told.is_late:
        return f"{what} {_('It should have been done by %(by)s. The office above knows that it is late.') % {'by': by}}"
    return f"{what} {_('By %(by)s.') % {'by': by}}"


def day(at: datetime) -> str:
    """Return a day in the reader's language and digits."""
    return format_date(at, get_language() or settings.LANGUAGE_CODE, settings.TIME_ZONE_OF_PEOPLE)


def why_not(code: str) -> str:
    """Return kindly why something cannot be done just now."""
    return str(WHY_NOT.get(code, WHY_NOT["moved_on"]))


def hold_sentence(hold: Hold, due_at: datetime | None) -> str:
    """Return why personal data cannot be erased yet, and until when."""
    is_dated = due_at is not None and hold is not Hold.PROTECTION
    until = _("Expected until %(by)s; after that you may erase it here.") % {"by": day(due_at)} if due_at and is_dated else ""
    return " ".join(part for part in (str(HOLDS[hold]), until or _("As soon as it has ended, you may erase it here.")) if part)
