"""How urgent a case is: danger runs on a clock of its own, whatever the topic's clock says (R14)."""

from __future__ import annotations

DANGERS = ("none", "urgent", "emergency")
CLOCK_OF_DANGER = {"urgent": "K1", "emergency": "K0"}  # within the day; a person within minutes


def clock_code(danger: str, of_topic: str) -> str:
    """Return the code of the clock that runs for a case of this danger and topic."""
    return CLOCK_OF_DANGER.get(danger, of_topic)
