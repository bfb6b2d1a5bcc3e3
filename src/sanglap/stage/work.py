"""The workers' part, done at once and in order: tests need no background and no sleep."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import connection
from procrastinate.contrib.django import app

from sanglap.foundation import announcements
from sanglap.journey.arrivals.services import drain

if TYPE_CHECKING:
    from datetime import datetime

MOST_JOBS = 10_000


def do_all_work(now: datetime) -> None:
    """Read every waiting envelope and do every job that follows from it. Errors come out."""
    while drain(now):
        pass
    do_jobs()


def do_jobs() -> int:
    """Do every waiting job, in order, until none is left; return how many were done."""
    for done in range(MOST_JOBS):
        job = _next_job()
        if job is None:
            return done
        name, arguments = job
        if name == announcements.TASK_NAME:
            announcements.hear(**arguments)
        else:
            app.tasks[name](**arguments)
    message = "Jobs keep making jobs."
    raise RuntimeError(message)


def _next_job() -> tuple[str, dict[str, Any]] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = "
            "(SELECT id FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id LIMIT 1) RETURNING task_name, args"
        )
        row = cursor.fetchone()
    if row is None:
        return None
    arguments = row[1] if isinstance(row[1], dict) else json.loads(row[1])
    return str(row[0]), arguments
