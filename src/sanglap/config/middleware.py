"""What is answered before anything else: health, figures, and the networks' webhooks, which need neither session nor form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.urls import resolve

from sanglap.config.health import answer_health
from sanglap.config.metrics import answer_metrics, count_request

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

Answer = Callable[["HttpRequest"], "HttpResponse"]


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


class ChannelsFirst:
    """Takes webhooks straight to their view: a network signs its words and has no session with us."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the rest of the house."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        if request.path.startswith("/channels/"):
            match = resolve(request.path)
            answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
            return answer
        return self.get_response(request)
