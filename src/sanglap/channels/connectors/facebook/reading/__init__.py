"""From Facebook's words to ours: one body may hold many entries, one entry many changes or messages."""

from __future__ import annotations

from sanglap.channels.connectors.facebook.reading.envelope import page_ids, read_body

__all__ = ["page_ids", "read_body"]
