"""Made-up values with which the styleguide shows every component."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from datetime import datetime

STATES = (
    "received",
    "with_office",
    "in_hand",
    "needs_information",
    "resolved",
    "confirmed",
    "unconfirmed",
    "reopened",
)


def specimens(now: datetime) -> dict[str, object]:
    """Return the values of the styleguide."""
    return {
        "states": STATES,
        "tones": ("information", "success", "warning", "danger"),
        "at": now - timedelta(hours=3),
        "figures": [
            {"label": _("Received"), "value": 1_234_567, "hint": _("in 90 days")},
            {"label": _("Solved, says the citizen"), "value": 812_000, "tone": "good"},
            {"label": _("Late"), "value": 4_210, "tone": "danger"},
        ],
        "steps": [
            {"at": now - timedelta(days=2), "sentence": _("Received")},
            {"at": now - timedelta(days=1), "sentence": _("With the office"), "who": _("Upazila office, Savar")},
            {"at": now, "sentence": _("Done, says the office")},
        ],
    }
