"""Made-up values with which the styleguide shows every component."""

from __future__ import annotations

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


def specimens() -> dict[str, object]:
    """Return the values of the styleguide."""
    return {"states": STATES}
