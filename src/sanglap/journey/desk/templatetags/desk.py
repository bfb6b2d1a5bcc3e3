"""The sentences in which a case's history and the fate of replies are told to officers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.masking import masked
from sanglap.journey.desk.redress_words import DECISIONS, DISPOSALS, FINDINGS
from sanglap.journey.dispatch.rules import Rule

if TYPE_CHECKING:
    from sanglap.directory.offices.models import Office
    from sanglap.journey.desk.safety import Safety
    from sanglap.journey.dispatch.models import Move

register = template.Library()

LINES: dict[str, str | Promise] = {
    HistoryKind.OPENED: gettext_lazy("The citizen wrote; a case was opened."),
    HistoryKind.JOINED: gettext_lazy("The citizen wrote again."),
    HistoryKind.OFFICE_WROTE: gettext_lazy("The office answered on its page."),
    HistoryKind.POST_EDITED: gettext_lazy("The author changed the post."),
    HistoryKind.POST_REMOVED: gettext_lazy("The author removed the post. The case stays."),
    HistoryKind.POST_HIDDEN: gettext_lazy("The post was hidden or shown again on the page."),
    HistoryKind.DISPATCHED: gettext_lazy("Sent to the responsible office."),
    HistoryKind.FORWARDED: gettext_lazy("Forwarded to another office."),
    HistoryKind.CORRECTED: gettext_lazy("Topic or place was corrected."),
    HistoryKind.CLAIMED: gettext_lazy("Taken in hand."),
    HistoryKind.RELEASED: gettext_lazy("Put back."),
    HistoryKind.NOTED: gettext_lazy("Note"),
    HistoryKind.INSTRUCTED: gettext_lazy("Instruction from a superior office"),
    HistoryKind.HANDED_OVER: gettext_lazy("Handed over to the successor."),
    HistoryKind.OPINION_ASKED: gettext_lazy("Another office was asked for its opinion."),
    HistoryKind.OPINION_GIVEN: gettext_lazy("The opinion has come."),
    HistoryKind.INFORMATION_ASKED: gettext_lazy("The citizen was asked for more information."),
    HistoryKind.ACKNOWLEDGED: gettext_lazy("The citizen was told the number and the date."),
    HistoryKind.WRITTEN: gettext_lazy("An answer was written; it is on its way."),
    HistoryKind.ANSWERED: gettext_lazy("The citizen was answered."),
    HistoryKind.REPLY_TROUBLE: gettext_lazy("A reply needs a person."),
    HistoryKind.RESOLVED: gettext_lazy("The office says it is done."),
    HistoryKind.CONFIRMED: gettext_lazy("The citizen says it is solved."),
    HistoryKind.DISPUTED: gettext_lazy("The citizen says it is not solved."),
    HistoryKind.UNCONFIRMED: gettext_lazy("The citizen has not answered for 15 days."),
    HistoryKind.PAUSED: gettext_lazy("The clock stands still."),
    HistoryKind.RESUMED: gettext_lazy("The clock runs again."),
    HistoryKind.EXTENDED: gettext_lazy("More time was taken."),
    HistoryKind.DUE_DATE_MOVED: gettext_lazy("The date moved with the holidays; the first date is kept."),
    HistoryKind.ESCALATED: gettext_lazy("The next level was told."),
    HistoryKind.OVERDUE: gettext_lazy("The promised date has passed."),
    HistoryKind.DANGER_READ: gettext_lazy("What was written later tells of danger; the clock of danger runs."),
    HistoryKind.DANGER_MARKED: gettext_lazy("A person said how dangerous it is."),
    HistoryKind.WORDS_HIDDEN: gettext_lazy("The words were hidden from the public page."),
    HistoryKind.WORDS_SHOWN: gettext_lazy("The words are shown again."),
    HistoryKind.HIDING_APPEALED: gettext_lazy("Somebody appealed against the hiding."),
    HistoryKind.GROUPED: gettext_lazy("It tells of the same as other cases."),
    HistoryKind.UNGROUPED: gettext_lazy("It stands alone again."),
    HistoryKind.NOT_REACHED: gettext_lazy("The answer to everybody could not be given here."),
    HistoryKind.PERSONAL_DATA_SEEN: gettext_lazy("An officer above opened the personal data."),
    HistoryKind.TOLD: gettext_lazy("What was done has reached the citizen."),
    HistoryKind.PARTLY: gettext_lazy("The citizen says it is partly solved."),
    HistoryKind.RATED: gettext_lazy("The citizen gave a rating."),
    HistoryKind.SENT_ELSEWHERE: gettext_lazy("Another path is the right one; the citizen was told which."),
    HistoryKind.INSTRUCTION_MET: gettext_lazy("The instruction was carried out."),
    HistoryKind.INSTRUCTION_LATE: gettext_lazy("The instruction is late."),
    HistoryKind.INQUIRY_ORDERED: gettext_lazy("An inquiry was ordered."),
    HistoryKind.STATEMENT_TAKEN: gettext_lazy("A statement was taken, or refused."),
    HistoryKind.INQUIRY_REPORTED: gettext_lazy("The report of the inquiry has come."),
    HistoryKind.INQUIRY_LATE: gettext_lazy("The report of the inquiry is late."),
    HistoryKind.APPEALED: gettext_lazy("An appeal was filed."),
    HistoryKind.APPEAL_DECIDED: gettext_lazy("The appeal was decided."),
    HistoryKind.TAKEN_TO_CELL: gettext_lazy("It was taken to the central cell."),
    HistoryKind.CELL_DECIDED: gettext_lazy("The central cell has decided."),
    HistoryKind.MERGED: gettext_lazy("It goes on under the citizen's other number."),
    HistoryKind.UNMERGED: gettext_lazy("It was taken out of the other number again."),
    HistoryKind.SPLIT: gettext_lazy("A matter became a case of its own."),
    HistoryKind.WITHDRAWAL_NOTED: gettext_lazy(
        "The citizen asked to take it back. In a dangerous matter that ends nothing: somebody may be pressing them."
    ),
    HistoryKind.WITHDRAWN: gettext_lazy("The citizen took it back."),
    HistoryKind.TAKEN_UP_AGAIN: gettext_lazy("The citizen took it up again."),
    HistoryKind.ACCUSED_NAMED: gettext_lazy("It was written down whom the case is about."),
    HistoryKind.PRIVACY_CHANGED: gettext_lazy("The citizen changed who may know the name."),
    HistoryKind.NAME_ASKED_FOR: gettext_lazy("The hidden name was asked for."),
    HistoryKind.NAME_OPENED: gettext_lazy("A second person agreed; the citizen is told."),
    HistoryKind.NAME_REFUSED: gettext_lazy("A second person refused to open the name."),
    HistoryKind.NAME_SEEN: gettext_lazy("The hidden name was looked at."),
    HistoryKind.RETALIATION_REPORTED: gettext_lazy("The citizen reports pressure because of this case."),
    HistoryKind.CHECKED_IN: gettext_lazy("The citizen was asked how they are, ninety days later."),
    HistoryKind.PERSONAL_DATA_ERASED: gettext_lazy("Personal data was erased from earlier steps."),
}
REPLY_STATES: dict[str, str | Promise] = {
    "queued": gettext_lazy("is being sent"),
    "sent": gettext_lazy("sent"),
    "unknown": gettext_lazy("nobody knows whether it arrived"),
    "stuck": gettext_lazy("could not be sent"),
    "cancelled": gettext_lazy("given up"),
    "seen_there": gettext_lazy("seen on the page"),
}


@register.filter
def line_sentence(kind: str) -> str:
    """Return the sentence of a history line."""
    return str(LINES.get(kind, kind))


@register.filter
def disposal_name(kind: str) -> str:
    """Return the name of a kind of disposal."""
    return str(DISPOSALS.get(kind, kind))


@register.filter
def decision_name(decision: str) -> str:
    """Return the name of a decision on an appeal."""
    return str(DECISIONS.get(decision, decision))


@register.filter
def finding_name(finding: str) -> str:
    """Return the name of what an inquiry found."""
    return str(FINDINGS.get(finding, finding))


@register.filter
def masked_for(text: str, safety: Safety) -> str:
    """Return a text with its personal data masked for those who see it so."""
    return masked(text, author=safety.author) if safety.is_masked else text


@register.filter
def reply_state(state: str) -> str:
    """Return what became of a reply, in words."""
    return str(REPLY_STATES.get(state, state))


@register.simple_tag
def move_sentence(move: Move, offices: dict[str, Office]) -> str:
    """Return why a case went where it went."""
    office = offices.get(str(move.to_office_id))
    name = "" if office is None else office.name_bn if get_language() == "bn" else office.name_en
    words = ", ".join(str(word) for word in move.reason.get("topic_words", [])[:4])
    place = str(move.reason.get("area_words") or "")
    reasons = {
        Rule.PAGE_OWNER_IS_RESPONSIBLE: _("The office that was asked is the responsible one."),
        Rule.TOPIC_AND_PLACE: _("This topic belongs to this office in this place."),
        Rule.PAGE_OWNER: _("Nothing clearer was said, so the office that was asked answers."),
        Rule.COORDINATOR: _("The responsible office is not on the map; its coordinator takes it."),
        Rule.CHOSEN_BY_PERSON: move.words,
        Rule.OFFICE_MERGED: _("The office was merged into this one."),
        Rule.ABOUT_THE_OFFICE: _("It is about the office that would answer; the office above decides."),
        Rule.APPEALED: _("An appeal was filed; the office above decides."),
        Rule.APPEAL_DECIDED: _("The appeal was decided; the office carries it out."),
    }
    reason = reasons.get(Rule(move.rule), "") if move.rule in set(Rule) else move.rule
    heard = _("The words: %(words)s") % {"words": words} if words else ""
    where = _("The place: %(place)s") % {"place": place} if place else ""
    return format_html('<strong>{}</strong>. {} <span class="reason">{} {}</span>', name, reason, heard, where)


@register.simple_tag
def attachment(one: dict[str, object]) -> str:
    """Return a citizen's picture kept by us as a picture, and everything else as a link that is followed with care."""
    url, kind = str(one.get("url", "")), str(one.get("kind", ""))
    if one.get("latitude") is not None:
        return format_html('<p class="hint">{} {}, {}</p>', _("Place:"), one["latitude"], one["longitude"])
    if url.startswith("/pictures/"):
        return format_html('<p><a href="{0}"><img src="{0}" alt="{1}" loading="lazy"></a></p>', url, _("Picture from the citizen"))
    if url.startswith(("https://", "http://")):
        return format_html(
            '<p><a href="{}" rel="noreferrer noopener nofollow">{} ({})</a></p>', url, _("Attachment on the network"), kind
        )
    return format_html('<p class="hint">{} ({})</p>', _("Attachment"), kind)
