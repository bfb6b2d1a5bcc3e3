"""Figures for the operator, in Prometheus' own format."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import Error, connection
from django.http import HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

if TYPE_CHECKING:
    from django.http import HttpRequest

REQUESTS = Counter("sanglap_requests", "Answered requests", ["door", "status"])
SECONDS = Histogram("sanglap_request_seconds", "Time to answer", ["door"], buckets=(0.005, 0.025, 0.1, 0.25, 1, 5))
WAITING = Gauge("sanglap_waiting", "What waits or needs a person", ["what"])
LOOPBACK = frozenset({"127.0.0.1", "::1"})

_QUEUES = {
    "envelopes_waiting": "SELECT count(*) FROM (SELECT 1 FROM channels_envelope WHERE state = 'waiting' LIMIT 100000) AS w",
    "envelopes_parked": "SELECT count(*) FROM channels_envelope WHERE state = 'parked'",
    "replies_waiting": "SELECT count(*) FROM (SELECT 1 FROM channels_outboxitem WHERE state = 'waiting' LIMIT 100000) AS w",
    "replies_in_trouble": "SELECT count(*) FROM channels_outboxitem WHERE state IN ('unknown', 'stuck')",
    "jobs_waiting": "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'",
    "jobs_failed": "SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'",
}


def count_request(request: HttpRequest, answer: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """Answer and count; the label is the first part of the path only, so that no number or name becomes a label."""
    started = time.perf_counter()
    response = answer(request)
    door = request.path.split("/", 2)[1][:20] if request.resolver_match else "nowhere"
    REQUESTS.labels(door, response.status_code).inc()
    SECONDS.labels(door).observe(time.perf_counter() - started)
    return response


def answer_metrics(request: HttpRequest) -> HttpResponse:
    """Return the figures to this machine itself, or to whoever knows ``SANGLAP_METRICS_TOKEN``."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = settings.METRICS_TOKEN
    if not (token and hmac.compare_digest(given.encode(), token.encode())) and (
        token or request.META.get("REMOTE_ADDR") not in LOOPBACK
    ):
        return HttpResponse("Not for you.", status=403, content_type="text/plain")
    try:
        with connection.cursor() as cursor:
            for what, question in _QUEUES.items():
                cursor.execute(question)
                WAITING.labels(what).set(cursor.fetchone()[0])
    except Error:
        connection.close()
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
