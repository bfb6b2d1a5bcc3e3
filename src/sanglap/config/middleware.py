"""What is answered before anything else: health, figures, and the networks' webhooks, which need neither session nor form."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import structlog
from django.urls import resolve

from sanglap.config.health import answer_health
from sanglap.config.metrics import answer_metrics, count_request
from sanglap.foundation.ids import new_id

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

Answer = Callable[["HttpRequest"], "HttpResponse"]

SLOW = 1.0  # seconds
_OUR_ERROR = 500
_KNOWN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
log = structlog.get_logger("sanglap.requests")


class HealthFirst:
    """Answers ``/health`` and ``/metrics`` without touching the rest of the house; counts every other request."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the rest of the house."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        if request.path == "/health":
            return answer_health()
        if request.path == "/metrics":
            return answer_metrics(request)
        return count_request(request, self.get_response)


class RequestsInTheLog:
    """Gives each request an id, which every log line of it carries, and tells of what was slow or went wrong.

    The line names the route, never the path: a path may hold a case's number.
    """

    def __init__(self, get_response: Answer) -> None:
        """Keep the rest of the house."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the id in ``X-Request-ID``."""
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _KNOWN_ID.fullmatch(given) else new_id().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - started
        if response.status_code >= _OUR_ERROR or seconds > SLOW:
            route = request.resolver_match.route if request.resolver_match else ""
            log.warning(
                "slow_or_failed_request", method=request.method, route=route, status=response.status_code, seconds=round(seconds, 3)
            )
        response.headers["X-Request-ID"] = request_id
        return response


class ChannelsFirst:
    """Takes webhooks straight to their view: a network signs its words and has no session with us."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the rest of the house."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        if request.path.startswith("/channels/"):
            match = resolve(request.path)
            request.resolver_match = match
            answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
            return answer
        return self.get_response(request)
