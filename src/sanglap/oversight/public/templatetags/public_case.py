"""The sentences in which a case's history is told to the public."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanglap.journey.cases.history import HistoryKind

register = template.Library()

SENTENCES: dict[str, str | Promise] = {
    HistoryKind.OPENED: _("Received; a number was given."),
    HistoryKind.DISPATCHED: _("Sent to the responsible office:"),
    HistoryKind.FORWARDED: _("Passed on to another office:"),
    HistoryKind.ACKNOWLEDGED: _("The citizen was told the number and the expected date."),
    HistoryKind.ANSWERED: _("The office answered."),
    HistoryKind.OFFICE_WROTE: _("The office answered on its page."),
    HistoryKind.INFORMATION_ASKED: _("The office asked for more information."),
    HistoryKind.RESOLVED: _("The office says what it did. The citizen is asked."),
    HistoryKind.CONFIRMED: _("The citizen says it is solved."),
    HistoryKind.DISPUTED: _("The citizen says it is not solved. The case is open again."),
    HistoryKind.PARTLY: _("The citizen says it is partly solved. It is not counted as solved."),
    HistoryKind.UNCONFIRMED: _("The citizen has not answered. It is not counted as solved."),
    HistoryKind.EXTENDED: _("More time was taken, once, with a reason."),
    HistoryKind.DUE_DATE_MOVED: _("The date moved because the holidays changed. The first date is kept."),
    HistoryKind.ESCALATED: _("Time is passing: the next level was told."),
    HistoryKind.WORDS_HIDDEN: _("The words were hidden from the public page. The matter goes on."),
    HistoryKind.WORDS_SHOWN: _("The words are shown again."),
    HistoryKind.HIDING_APPEALED: _("Somebody asked that another person looks at the hidden words."),
    HistoryKind.TOLD: _("The citizen has been told what was done."),
    HistoryKind.SENT_ELSEWHERE: _("Another path is the right one. The citizen was told which."),
    HistoryKind.INQUIRY_ORDERED: _("An inquiry was ordered. It may take up to ten working days more."),
    HistoryKind.INQUIRY_REPORTED: _("The report of the inquiry has come."),
    HistoryKind.APPEALED: _("An appeal was filed. The case stays open until it is decided."),
    HistoryKind.APPEAL_DECIDED: _("The appeal was decided."),
    HistoryKind.TAKEN_TO_CELL: _("It was taken to the central cell."),
    HistoryKind.CELL_DECIDED: _("The central cell has decided."),
    HistoryKind.WITHDRAWN: _("The citizen took it back."),
    HistoryKind.TAKEN_UP_AGAIN: _("The citizen took it up again."),
    HistoryKind.OVERDUE: _("The expected date has passed. The level above was told."),
}


@register.filter
def step_sentence(kind: str) -> str:
    """Return the sentence of a step."""
    return str(SENTENCES.get(kind, kind))
