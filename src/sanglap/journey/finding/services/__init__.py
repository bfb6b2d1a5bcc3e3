"""Everything that writes to the index. Doors import from here."""

from __future__ import annotations

from sanglap.journey.finding.services.indexing import index_cases, index_older_cases, sounds

__all__ = ["index_cases", "index_older_cases", "sounds"]
