"""Which cases may stand together. Plain Python."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sanglap.journey.cases.urgency import NO_DANGER

if TYPE_CHECKING:
    from sanglap.journey.cases.models import Case

OPEN_SENSITIVITIES = ("P", "N")
OPEN_PRIVACIES = ("public", "name_hidden")
LONGEST_APART = timedelta(days=14)  # posts further apart are hardly about one incident


def may_be_grouped(case: Case) -> bool:
    """Tell whether a case may stand beside others: never one that is confidential, dangerous or hidden.

    Asked anew whenever a group is shown or answered: a case can become confidential after it joined (R9).
    """
    return (
        case.danger == NO_DANGER
        and case.sensitivity in OPEN_SENSITIVITIES
        and case.privacy in OPEN_PRIVACIES
        and not case.hidden_rule
    )
