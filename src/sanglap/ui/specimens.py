"""Made-up values with which the styleguide shows every component."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sanglap.foundation.text import format_number
from sanglap.ui.charts import Bar, Point, Shape, bar_list, choropleth, legend, line_chart, spark_line

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
WEEK = (12.0, 18.0, 9.0, 24.0, None, 21.0, 30.0)
SQUARES = 12  # areas of a country that is nowhere


class SpecimenForm(forms.Form):
    """One field of each kind, the second with a mistake."""

    name = forms.CharField(label=gettext_lazy("Your name"), required=False)
    place = forms.CharField(label=gettext_lazy("Where?"), help_text=gettext_lazy("Upazila or district, in any spelling"))
    words = forms.CharField(label=gettext_lazy("What is the matter?"), widget=forms.Textarea(attrs={"rows": 3}))
    is_public = forms.BooleanField(label=gettext_lazy("May be read by everybody"), required=False)


def specimens(now: datetime) -> dict[str, object]:
    """Return the values of the styleguide."""
    return {
        "states": STATES,
        "tones": (
            ("information", _("The office has seven working days.")),
            ("success", _("Your words have arrived.")),
            ("warning", _("Somebody else has just answered.")),
            ("danger", _("The page has not been heard for an hour.")),
        ),
        "icons": ("inbox", "search", "clock", "warning", "check", "reply", "forward", "person", "office", "place", "lock", "flag"),
        "at": now - timedelta(hours=3),
        "form": SpecimenForm({"name": _("Rahima Begum"), "words": _("The road is broken."), "place": ""}),
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
        **_drawings(),
    }


def _drawings() -> dict[str, object]:
    shown = [_shown(value) for value in range(7)]
    points = [Point(label, value) for label, value in zip(shown, WEEK, strict=True)]
    topics = [(_("Roads and bridges"), 90), (_("Allowances"), 64), (_("Land"), 21)]
    squares = [_square(index) for index in range(SQUARES)]
    return {
        "line": line_chart(points, title=_("Answered"), axis=[_shown(value) for value in (0, 10, 20, 30)], highest=30),
        "spark": spark_line(WEEK, title=_("Answered")),
        "bars": bar_list([Bar(label, value, _shown(value), "#") for label, value in topics]),
        "map": choropleth(squares, frame="0 0 40 30", title=_("Answered")),
        "legend": legend([_shown(20 * step) for step in range(1, 6)], nothing=_("No cases")),
        "days": [(label, value) for label, value in zip(shown, WEEK, strict=True)],
    }


def _square(index: int) -> Shape:
    across, down = index % 4 * 10, index // 4 * 10
    value = None if index == SQUARES - 1 else float(index * 10)
    return Shape(str(index), f"M{across} {down}h9.5v9.5h-9.5Z", value, _shown(index), "#")


def _shown(value: float) -> str:
    return format_number(value, get_language() or "bn", 0)
