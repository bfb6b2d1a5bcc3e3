"""What the reading pane shows to guard people: danger, hidden words, and personal data masked for officers above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sanglap.journey.cases.hiding import APPEALED, HidingRule, hiding_rules
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.urgency import DANGERS
from sanglap.journey.dispatch.helplines import helplines_of
from sanglap.journey.handling.rules import Act
from sanglap.journey.handling.services import may_hide_on_network, sees_masked

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer
    from sanglap.journey.arrivals.models import Post
    from sanglap.journey.desk.selectors import Dossier
    from sanglap.reading.danger import Helpline

DANGER_LABELS: dict[str, Callable[[], str]] = {
    "none": lambda: _("Nobody is in danger"),
    "urgent": lambda: _("Urgent: today"),
    "emergency": lambda: _("Emergency: somebody may be in danger now"),
}


@dataclass(frozen=True, slots=True)
class Safety:
    """Ready to print. ``is_masked``: this officer sees marks in the place of personal data."""

    is_masked: bool
    author: str
    may_mark: bool
    dangers: list[dict[str, str]]
    rules: list[HidingRule]
    rule: HidingRule | None
    why_hidden: str
    is_appealed: bool
    appeal: str
    on_network: list[Post]
    helplines: tuple[Helpline, ...]


def safety_of(found: Dossier, officer: Officer, acts: frozenset[Act], *, now: datetime) -> Safety:
    """Return what guards the people of a case. At most four queries."""
    case, rules = found.case, hiding_rules()
    last = {line.kind: line for line in found.history}
    hidden, appealed = last.get(HistoryKind.WORDS_HIDDEN), last.get(HistoryKind.HIDING_APPEALED)
    posts = [turn.post for turn in found.turns if turn.post is not None]
    return Safety(
        is_masked=sees_masked(acts, officer, found.history, now),
        author=case.citizen_name,
        may_mark=Act.NOTE in acts,
        dangers=[{"value": level, "label": DANGER_LABELS[level]()} for level in reversed(DANGERS) if level != case.danger],
        rules=list(rules.values()),
        rule=rules.get(case.hidden_rule),
        why_hidden=", ".join(str(word) for word in hidden.facts.get("words", [])) or hidden.words if hidden else "",
        is_appealed=case.hidden_review == APPEALED,
        appeal=appealed.words if appealed and case.hidden_review == APPEALED else "",
        on_network=[post for post in posts if may_hide_on_network(post)] if Act.REPLY in acts else [],
        helplines=helplines_of(case),
    )
