"""The sentences of this room: why a closure was flagged, what a caller says. English here, Bangla in the fragment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from sanglap.foundation.text import format_number
from sanglap.oversight.dashboards.showing import language
from sanglap.oversight.honesty.models import CallBack
from sanglap.oversight.honesty.rules import PRESSED, Sign

Facts = Mapping[str, int]


def _number(facts: Facts, name: str) -> str:
    return format_number(float(facts.get(name, 0)), language())


AGAINST: dict[str, Callable[[Facts], str]] = {
    PRESSED: lambda _facts: _("The citizen told another office that they were asked for money, or to say that it is solved."),
    Sign.SITTING_BEFORE_DATE: lambda facts: (
        _("%(together)s cases were closed in one short sitting, this one with %(percent)s percent of its time used.")
        % {"together": _number(facts, "together"), "percent": _number(facts, "percent")}
    ),
    Sign.SITTING_AT_MONTH_END: lambda facts: (
        _("%(together)s cases were closed in one short sitting on the last working day of the month.")
        % {"together": _number(facts, "together")}
    ),
    Sign.SAME_WORDS: lambda facts: (
        _("What was done is told in nearly the same words for %(others)s other cases.") % {"others": _number(facts, "others")}
    ),
    Sign.SAME_PROOF: lambda facts: _("The same proof stands under %(others)s other cases.") % {"others": _number(facts, "others")},
    Sign.SAME_DEED: lambda facts: (
        _("%(others)s other cases were closed in the same sitting with the same words and the same proof.")
        % {"others": _number(facts, "others")}
    ),
    Sign.NOTHING_TO_CHECK: lambda _facts: _("The proof holds nothing to check: no picture, no number, no visit."),
    Sign.NO_WORK: lambda _facts: _("Its history has no answer, no question, no opinion and no visit."),
    Sign.NO_WORK_IN_MINUTES: lambda facts: (
        _("It was closed %(minutes)s minutes after it was taken in hand, without an answer, a question, an opinion or a visit.")
        % {"minutes": _number(facts, "minutes")}
    ),
    Sign.DISPUTED: lambda _facts: _("The citizen says that it is not solved."),
    Sign.UNCONFIRMED: lambda _facts: _("The citizen has not said whether it is solved."),
}
FOR: dict[str, Callable[[Facts], str]] = {
    Sign.OWN_PROOF: lambda _facts: _("Its proof can be checked and stands under no other case."),
    Sign.WORKED: lambda _facts: _("Somebody worked on it before it was closed."),
    Sign.CONFIRMED: lambda _facts: _("The citizen says that it is solved."),
}

WHY_CALLED = {
    CallBack.DRAWN: gettext_lazy("Drawn by chance among all closed cases."),
    CallBack.UNCONFIRMED: gettext_lazy("Drawn by chance among cases closed without the citizen's word."),
    CallBack.ASKED: gettext_lazy("An officer above wants to know."),
}
GREETING = gettext_lazy(
    "Good day. I am calling from a public office, not from the one you wrote to. May I ask you three short questions?"
)
QUESTIONS = (
    gettext_lazy("You wrote to a public office. Has that office been in touch with you since?"),
    gettext_lazy("Is what you wrote about solved: yes, partly, or no?"),
    gettext_lazy("Did anybody ask you for money, or press you to say that it is solved?"),
)
GOODBYE = gettext_lazy("Thank you. Nobody at that office is told what you said about the last question.")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in the reader's language, and in the other one."""

    bn: str
    en: str


def sentences(reasons: list[dict[str, object]], which: Mapping[str, Callable[[Facts], str]]) -> list[str]:
    """Return the sentences of the reasons that stand in one of the tables, in their order."""
    return [which[str(one["sign"])](_facts(one)) for one in reasons if one["sign"] in which]


def script() -> list[Said]:
    """Return what the caller says, in both languages: nobody knows beforehand in which one the citizen will answer."""
    return [Said(_in("bn", one), _in("en", one)) for one in (GREETING, *QUESTIONS, GOODBYE)]


def _in(code: str, sentence: object) -> str:
    with override(code):
        return str(sentence)


def _facts(reason: dict[str, object]) -> Facts:
    facts = reason.get("facts")
    return facts if isinstance(facts, dict) else {}
