"""The acts of the desk that guard people: danger marked, words hidden and shown, personal data opened with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sanglap.journey.cases.models import CasePost
from sanglap.journey.handling import services as handling
from sanglap.journey.privacy.services import ask_for_name

if TYPE_CHECKING:
    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case

Form = Mapping[str, str]


def version_in(form: Form) -> int | None:
    """Return which version of a case the officer looked at, if the form says so."""
    text = form.get("version", "")
    return int(text) if text.isdigit() else None


def _danger(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    level, words = form.get("danger", ""), form.get("words", "")
    handling.mark_danger(case, level, officer=officer, words=words, now=now, expected_version=version_in(form))
    return _("Written down. The clock follows.")


def _hide(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    rule, words = form.get("rule", ""), form.get("words", "")
    handling.hide_words(case, rule, officer=officer, words=words, now=now, expected_version=version_in(form))
    return _("Hidden from the public page. The page says so, with the rule; the case goes on.")


def _show(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    handling.show_words(case, officer=officer, words=form.get("words", ""), now=now, expected_version=version_in(form))
    return _("The words are shown again.")


def _on_network(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    post_id = form.get("post", "")
    links = CasePost.objects.filter(district_id=case.district_id, case_id=case.id).select_related("post__page")
    post = next((link.post for link in links if str(link.post_id) == post_id), None)
    if post is None:
        message = "This post is not of this case."
        raise ValueError(message)
    hide, words = form.get("hide", "yes") == "yes", form.get("words", "")
    if not handling.hide_on_network(case, post, hide=hide, officer=officer, words=words, now=now):
        return _("It is so already, or on its way.")
    return _("The network is told now; what it answers stands in the history.")


def _see_personal_data(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    handling.see_personal_data(case, officer=officer, words=form.get("words", ""), now=now)
    return _("You see it for one hour. Your name and your reason stand in the history.")


def _ask_name(case: Case, form: Form, officer: Officer, now: datetime) -> str:
    ask_for_name(case, reason=form.get("words", ""), officer=officer, now=now)
    return _("Asked. A second person decides; the citizen is told if they agree.")


SAFETY_ACTS: dict[str, Callable[[Case, Form, Officer, datetime], str]] = {
    "danger": _danger,
    "hide": _hide,
    "show": _show,
    "on-network": _on_network,
    "personal-data": _see_personal_data,
    "name": _ask_name,
}
