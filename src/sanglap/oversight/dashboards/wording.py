"""Words for codes of the country's data that have no name of their own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

GROUPS = {
    "disaster": _("Disaster and relief"),
    "education": _("Education"),
    "environment": _("Environment"),
    "farming": _("Farming"),
    "governance": _("Public offices"),
    "health": _("Health"),
    "identity": _("Certificates and identity"),
    "infrastructure": _("Roads, water and power"),
    "land": _("Land"),
    "markets": _("Markets"),
    "safety": _("Safety"),
    "social-protection": _("Allowances"),
    "transport": _("Transport"),
    "work": _("Work"),
}


def group_name(code: str) -> str:
    """Return the name of a group of topics; a code that nobody has named yet stands for itself."""
    return str(GROUPS.get(code, code.replace("-", " ").capitalize()))
