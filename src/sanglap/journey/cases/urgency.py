"""How urgent a case is: danger runs on a clock of its own, whatever the topic's clock says (R14), and is never public (R9)."""

from __future__ import annotations

DANGERS = ("none", "urgent", "emergency")
NO_DANGER, EMERGENCY = DANGERS[0], DANGERS[-1]
CLOCK_OF_DANGER = {"urgent": "K1", "emergency": "K0"}  # within the day; a person within minutes
SENSITIVITIES = ("P", "N", "X", "XX")  # each more silent than the one before
LEAST_SENSITIVITY = {"none": "P", "urgent": "X", "emergency": "XX"}


def clock_code(danger: str, of_topic: str) -> str:
    """Return the code of the clock that runs for a case of this danger and topic."""
    return CLOCK_OF_DANGER.get(danger, of_topic)


def graver(one: str, other: str) -> str:
    """Return the graver of two dangers."""
    return max(one, other, key=DANGERS.index)


def guarded(sensitivity: str, danger: str) -> str:
    """Return how silent a case must be kept: danger makes it confidential at once, and nothing here ever lowers it."""
    return max(sensitivity, LEAST_SENSITIVITY[danger], key=SENSITIVITIES.index)


def is_spoken_of_privately(sensitivity: str, danger: str) -> bool:
    """Tell whether the first words to the citizen go to them alone, with the numbers to call."""
    return sensitivity == SENSITIVITIES[-1] or danger != NO_DANGER
