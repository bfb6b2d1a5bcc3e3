"""Everything that writes to the arrivals' tables."""

from __future__ import annotations

from sanglap.journey.arrivals.services.draining import drain, retry_parked
from sanglap.journey.arrivals.services.sweeping import read_pages_again
from sanglap.journey.arrivals.services.taking_in import Arrived, take_in

__all__ = ["Arrived", "drain", "read_pages_again", "retry_parked", "take_in"]
