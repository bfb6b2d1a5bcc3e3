"""The acts of the desk that the grievance guideline names: dated instruction, inquiry, disposal by kind, appeal, the right path."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from sanglap.directory.offices.finding import office_typed
from sanglap.directory.people.models import Officer
from sanglap.foundation.announcements import announce
from sanglap.foundation.ids import parse_tracking_number
from sanglap.journey.cases.models import Case
from sanglap.journey.desk.redress_words import MISSING, WHY_NO_APPEAL, WHY_NO_INQUIRY, WHY_NOT_ELSEWHERE, WHY_NOT_ONE
from sanglap.journey.desk.safety_acts import Form, version_in
from sanglap.journey.handling.rules import Act
from sanglap.journey.handling.services import Account, UnableToResolve, require_act
from sanglap.journey.incidents.events import ResolvedForAll
from sanglap.journey.redress import services as redress

if TYPE_CHECKING:
    from collections.abc import Mapping

REFUSALS: dict[type[Exception], tuple[str, Mapping[str, object]]] = {
    UnableToResolve: ("missing", MISSING),
    redress.UnableToInquire: ("why", WHY_NO_INQUIRY),
    redress.UnableToAppeal: ("why", WHY_NO_APPEAL),
    redress.UnableToSendElsewhere: ("why", WHY_NOT_ELSEWHERE),
    redress.UnableToJoin: ("why", WHY_NOT_ONE),
}


def words_of_refusal(trouble: Exception) -> str:
    """Return why redress refused an act, in the officer's words; "" for any other trouble."""
    for kind, (attribute, words) in REFUSALS.items():
        if isinstance(trouble, kind):
            return str(words[getattr(trouble, attribute)])
    return ""


def _resolve(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    account = Account(
        what=form.get("what", ""), on=date.fromisoformat(form.get("on", "")), proof=form.get("proof", ""),
        kind=form.get("kind", "") or "served", legal_ground=form.get("ground", ""), contact=form.get("contact", ""),
    )  # fmt: skip
    disposal = redress.dispose(case, account, officer=officer, now=now, expected_version=version_in(form))
    if form.get("everyone"):
        announce(ResolvedForAll(case.district_id, case.id, disposal.id))
        return _("Done. Everybody who reports this is told and asked whether it is solved.")
    return _("Done. The citizen is told and asked whether it is solved.")


def _instruct(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    typed = form.get("other", "").strip()
    to_office = office_typed(typed) if typed else case.office
    by = date.fromisoformat(form.get("by", ""))
    if to_office is None:
        message = "No such office."
        raise ValueError(message)
    words, version = form.get("words", ""), version_in(form)
    redress.instruct_by(case, to_office, words=words, by=by, officer=officer, now=now, expected_version=version)
    return _("The office has your instruction.")


def _inquire(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    names = [name.strip() for name in form.get("members", "").replace("\n", ",").split(",") if name.strip()]
    known = {one.username: one for one in Officer.objects.filter(username__in=names, is_active=True)}
    if len(known) != len(set(names)):
        raise redress.UnableToInquire("members")
    order = redress.Order(form.get("words", ""), list(known.values()), form.get("permission", ""))
    redress.order_inquiry(case, order, officer=officer, now=now, expected_version=version_in(form))
    return _("The inquiry is ordered. Whoever inquires finds it under “Put to me”.")


def _appeal(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    require_act(officer, case, Act.NOTE)
    words, version = form.get("words", ""), version_in(form)
    redress.appeal_case(case, filed_by="service_officer", words=words, officer=officer, now=now, expected_version=version)
    return _("The appeal is filed. The case stays open until it is decided.")


def _decide(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    decision = redress.Decision(form.get("decision", ""), form.get("words", ""), form.get("proof", ""))
    redress.decide_appeal(case, decision, officer=officer, now=now, expected_version=version_in(form))
    return _("Decided. The citizen is told.")


def _elsewhere(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    path, words = form.get("path", ""), form.get("words", "")
    redress.send_elsewhere(case, path, words=words, officer=officer, now=now, expected_version=version_in(form))
    return _("The citizen is told the right path and given its form.")


def _accused(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    office, name = office_typed(form.get("other", "")), form.get("officer", "").strip()
    person = Officer.objects.filter(username=name).first() if name else None
    if office is None or (name and person is None):
        message = "No such office or officer."
        raise ValueError(message)
    words, version = form.get("words", ""), version_in(form)
    redress.name_accused(case, office, accused=person, words=words, officer=officer, now=now, expected_version=version)
    return _("Written down. Neither they nor those below them decide it.")


def _merge(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    number = parse_tracking_number(form.get("number", ""))
    older = Case.objects.visible_to(officer).filter(number=number, district_id=case.district_id).first() if number else None
    if older is None:
        raise redress.UnableToJoin("another_citizen")
    redress.merge_case(case, older.id, officer=officer, now=now, expected_version=version_in(form))
    return _("It goes on under the older number. It can be taken apart again.")


def _unmerge(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    redress.unmerge_case(case, officer=officer, now=now, expected_version=version_in(form))
    return _("It stands alone again.")


def _split(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    post = UUID(form.get("post", ""))
    part = redress.split_case(case, post, officer=officer, now=now, expected_version=version_in(form))
    return _("It has a number of its own now: %(number)s") % {"number": part.number}


REDRESS_ACTS: dict[str, Callable[[Case, Form, Officer, datetime], str]] = {
    "resolve": _resolve,
    "instruct": _instruct,
    "inquire": _inquire,
    "appeal": _appeal,
    "decide": _decide,
    "elsewhere": _elsewhere,
    "accused": _accused,
    "merge": _merge,
    "unmerge": _unmerge,
    "split": _split,
}
