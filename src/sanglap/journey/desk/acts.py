"""From a form of the desk to one service call, with every refusal in the officer's words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sanglap.directory.charter.models import Topic
from sanglap.directory.offices.finding import office_typed
from sanglap.directory.offices.models import Office
from sanglap.directory.places.models import Area
from sanglap.foundation.announcements import announce
from sanglap.journey.cases.services import UnableToChange, lock_case
from sanglap.journey.cases.states import UnableToMove
from sanglap.journey.desk.redress_acts import REDRESS_ACTS, REFUSALS, words_of_refusal
from sanglap.journey.desk.safety_acts import SAFETY_ACTS, Form, version_in
from sanglap.journey.desk.selectors import dossier
from sanglap.journey.dispatch.choosing import candidates_for
from sanglap.journey.dispatch.services import UnableToForward
from sanglap.journey.handling import services as handling
from sanglap.journey.handling.rules import Act
from sanglap.journey.incidents.events import AnsweredForAll
from sanglap.journey.replies.services import UnableToReply, write_reply

if TYPE_CHECKING:
    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case


class UnableToDo(ValueError):
    """The act was refused; the message says why, ``status`` is the HTTP answer. Nothing was changed, nothing is lost."""

    def __init__(self, words: str, status: int = 422) -> None:
        """Keep both."""
        self.status = status
        super().__init__(words)


def do(case: Case, what: str, form: Form, *, officer: Officer, now: datetime) -> str:
    """Do one act on a case, in one transaction, and return what to tell the officer. Raises :class:`UnableToDo`."""
    act = ACTS.get(what)
    if act is None:
        raise UnableToDo(_("There is no such act."), 404)
    try:
        with transaction.atomic():
            locked = lock_case(case.district_id, case.id)
            return act(locked, form, officer, now)
    except UnableToChange:
        raise UnableToDo(_("Somebody else changed this case meanwhile. Please look again; what you wrote is kept."), 409) from None
    except handling.UnableToAct:
        raise UnableToDo(_("You may not do this with this case."), 403) from None
    except UnableToMove:
        raise UnableToDo(_("This is not possible in the present state of the case."), 409) from None
    except tuple(REFUSALS) as trouble:
        raise UnableToDo(words_of_refusal(trouble)) from None
    except handling.UnableToPause:
        raise UnableToDo(
            _("The clock does not allow this now: it stands still, has passed, or more time was taken before.")
        ) from None
    except (UnableToForward, UnableToReply) as trouble:
        raise UnableToDo(str(trouble)) from None
    except ValueError:
        raise UnableToDo(_("Please fill in what is missing.")) from None


def _office(form: Form) -> Office:
    found = office_typed(form.get("other") or form.get("office") or "")
    if found is None:
        raise UnableToDo(_("Please choose an office from the list."))
    return found


def _claim(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    handling.claim_case(case, officer=officer, now=now, expected_version=version_in(form))
    return _("It is in your hands now.")


def _release(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    handling.release_case(case, officer=officer, now=now, expected_version=version_in(form))
    return _("Put back for the whole office.")


def _note(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    handling.add_note(case, officer=officer, words=form.get("words", ""), now=now)
    return _("The note is saved.")


def _forward(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    office = _office(form)
    words = form.get("words", "")
    handling.forward_case(case, to_office=office, officer=officer, words=words, now=now, expected_version=version_in(form))
    return _("Forwarded. The citizen's clock goes on and the number stays the same.")


def _correct(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    topic = Topic.objects.filter(code=form.get("topic", "")).first()
    area = Area.objects.filter(code=form.get("area", "")).first()
    if topic is None and area is None:
        raise UnableToDo(_("Please choose a topic or a place."))
    handling.correct_case(case, topic=topic, area=area, officer=officer, now=now, expected_version=version_in(form))
    return _corrected(case, topic)


def _corrected(case: Case, topic: Topic | None) -> str:
    """Say what the correction means: whether this office stays the responsible one."""
    case.refresh_from_db(fields=["topic_id", "area_id"])
    best = candidates_for(case, [])[0]
    if topic is None or best.office == case.office_id:
        return _("Corrected. Thank you; it is counted, and the next such case is read better.")
    office = Office.objects.get(code=best.office)
    name = office.name_bn if get_language() == "bn" else office.name_en
    return _("Corrected. For this the responsible office is %(office)s: one click below sends it there.") % {"office": name}


def _opinion(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    handling.ask_opinion(case, of_office=_office(form), officer=officer, question=form.get("words", ""), now=now)
    return _("The office was asked.")


def _give_opinion(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    handling.give_opinion(case, UUID(form.get("opinion", "")), officer=officer, answer=form.get("words", ""), now=now)
    return _("Thank you; the opinion is with the case.")


def _ask(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    handling.ask_citizen(case, officer=officer, words=form.get("words", ""), now=now, expected_version=version_in(form))
    return _("The citizen is asked. The clock stands still until the answer comes.")


def _pause(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    reason, words = form.get("reason", ""), form.get("words", "")
    handling.pause_clock(case, officer=officer, reason=reason, words=words, now=now, expected_version=version_in(form))
    return _("The clock stands still.")


def _resume(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    handling.resume_clock(case, officer=officer, now=now, expected_version=version_in(form))
    return _("The clock runs again.")


def _extend(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    amount, words = int(form.get("amount", "")), form.get("words", "")
    handling.extend_clock(case, officer=officer, amount=amount, words=words, now=now, expected_version=version_in(form))
    return _("The date has moved; the first date stays on record.")


def _reply(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    handling.require_act(officer, case, Act.REPLY)
    post = dossier(case).answerable
    if post is None:
        raise UnableToDo(_("The citizen has removed the post; it can no longer be answered on its network."))
    reply = write_reply(
        case, post, mode=form.get("mode", ""), text=form.get("text", ""), officer=officer,
        form_token=form.get("form_token", "")[:64] or str(case.version), now=now, expected_version=version_in(form),
    )  # fmt: skip
    if not form.get("everyone"):
        return _("Your answer is on its way.")
    if reply.written_at == now:  # pressed twice, the first press has announced it
        announce(AnsweredForAll(case.district_id, case.id, reply.id, form.get("text", "")))
    return _("Your answer is on its way to everybody who reports this.")


ACTS: dict[str, Callable[[Case, Form, Officer, datetime], str]] = {
    "claim": _claim,
    "release": _release,
    "note": _note,
    "forward": _forward,
    "correct": _correct,
    "opinion": _opinion,
    "give-opinion": _give_opinion,
    "ask": _ask,
    "pause": _pause,
    "resume": _resume,
    "extend": _extend,
    "reply": _reply,
    **REDRESS_ACTS,
    **SAFETY_ACTS,
}
