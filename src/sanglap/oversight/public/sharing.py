"""«I have the same problem»: a case of one's own with one click, beside the one that somebody else wrote (R12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sanglap.oversight.public.selectors import public_case

if TYPE_CHECKING:
    from sanglap.oversight.public.selectors import PublicCase


def shared_case(typed: str) -> PublicCase | None:
    """Return the open case of a number that others may share; None for a confidential, hidden or ended one."""
    case = public_case(typed) if typed else None
    return case if case and case.may_be_shared else None


def first_words(case: PublicCase | None) -> str:
    """Return what the form proposes to write: topic and place of the case, never its own words."""
    if case is None:
        return ""
    bangla = get_language() == "bn"
    named = [(one.name_bn if bangla else one.name_en) for one in (case.topic, case.area) if one]
    return _("I have the same problem: %(what)s") % {"what": ", ".join(named)} if named else _("I have the same problem.")
