"""The only writers of the counters."""

from __future__ import annotations

from sanglap.journey.tallies.services.counting import count_cases
from sanglap.journey.tallies.services.recounting import Recount, recount

__all__ = ["Recount", "count_cases", "recount"]
