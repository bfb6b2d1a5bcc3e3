"""The words of redress on the desk: kinds of disposal, decisions, findings, and why something is refused."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

DISPOSALS: Words = {
    "served": _("The service was given"),
    "reply_accepted": _("The answer settles it"),
    "instruction_executed": _("The instruction was carried out"),
    "proved": _("The allegation is proved"),
    "not_proved": _("The allegation is not proved"),
    "refused": _("It cannot be done, by law"),
    "other": _("Something else was done"),
    "upheld": _("Appeal: the decision stands"),
    "corrected": _("Appeal: corrected"),
    "discipline": _("Appeal: discipline was recommended"),
}
DECISIONS: Words = {
    "upheld": _("The decision stands"),
    "ordered": _("The office must act, by a date"),
    "corrected": _("Corrected here"),
    "discipline": _("Discipline is recommended"),
}
FINDINGS: Words = {"proved": _("Proved"), "partly": _("Partly proved"), "not_proved": _("Not proved")}
MISSING: Words = {
    "kind": _("Please choose how it was disposed of."),
    "what": _("Please say in a sentence what was done; “solved” alone is not enough."),
    "on": _("The day lies in the future."),
    "proof": _("Please name a proof: an order number, a picture, or who can confirm it."),
    "ground": _("A refusal needs its ground: the act and the section."),
    "answer": _("Nothing the office wrote stands where the citizen reads it. Please answer first."),
    "instruction": _("No instruction of this case has been carried out yet."),
    "report": _("This needs the report of an inquiry that heard both sides and found so."),
}
WHY_NO_INQUIRY: Words = {
    "words": _("Please say in a sentence what is to be found out."),
    "permission": _("Please name the head's permission: note or order number."),
    "members": _("One officer inquires, or up to three."),
    "senior": _("Whoever inquires stands at least one step above everybody it is about."),
    "running": _("No inquiry is open."),
    "side": _("Please write what this side says, or tick that it refuses."),
    "both_sides": _("Both sides must be heard first, or have refused on record."),
    "finding": _("Please choose what was found."),
}
WHY_NO_APPEAL: Words = {
    "too_early": _("The promised date has not passed yet."),
    "too_late": _("An appeal is filed within a month of the decision; that month is over."),
    "running": _("An appeal is being decided already."),
    "last": _("The central cell has decided; there is nobody above it."),
    "state": _("This is not possible in the present state of the case."),
    "words": _("Please say in a sentence why."),
}
WHY_NOT_ELSEWHERE: Words = {
    "path": _("Please choose the right path from the list."),
    "words": _("Please say in a sentence why it belongs there; the citizen reads it."),
    "danger": _("Somebody may be in danger: nobody is sent away. Please act, or forward it."),
}
WHY_NOT_ONE: Words = {
    "another_citizen": _("These are not the same citizen's. Several citizens' cases about one thing become one incident."),
    "another_privacy": _("They differ in who may know the name, so they stay two."),
    "ended": _("One of them has ended."),
    "older": _("It goes on in the older one, whose promise stands: please merge the other way round."),
    "not_merged": _("It stands alone already."),
    "only_post": _("Only a later post can become a matter of its own, while the case is open."),
}
