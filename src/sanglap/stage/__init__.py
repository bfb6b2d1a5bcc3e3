"""A stage for tests and measurements: people, pages, signed webhooks, and time that moves when it is told to."""

from __future__ import annotations

from sanglap.stage.network import comment, deliver, page_of, signed, visitor_post
from sanglap.stage.people import officer_at, signed_in
from sanglap.stage.work import do_all_work, do_jobs

__all__ = [
    "comment",
    "deliver",
    "do_all_work",
    "do_jobs",
    "officer_at",
    "page_of",
    "signed",
    "signed_in",
    "visitor_post",
]
