"""Answers and errors in exactly the real network's shape, with its usage headers."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.http import HttpResponse

from sanglap.demo.models import Mood

BAD, UNAUTHORIZED, FORBIDDEN, UNAVAILABLE = 400, 401, 403, 503
FULL = 100  # percent
REGAIN = 1  # minutes: nobody wants to wait an hour in a demo
WITHOUT_NUMBER = {1, 2, 190}  # errors whose message does not begin with "(#code)"


class GraphError(Exception):
    """An error as the network words it."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        subcode: int | None = None,
        status: int = BAD,
        is_transient: bool = False,
        kind: str = "OAuthException",
    ) -> None:
        """Keep code, subcode and words."""
        self.code, self.subcode, self.status, self.is_transient, self.kind = code, subcode, status, is_transient, kind
        super().__init__(message)

    def as_json(self) -> dict[str, Any]:
        """Return the error as the network writes it."""
        number = "" if self.code in WITHOUT_NUMBER or self.kind == "GraphMethodException" else f"(#{self.code}) "
        error: dict[str, Any] = {"message": f"{number}{self}", "type": self.kind, "code": self.code}
        if self.subcode:
            error["error_subcode"] = self.subcode
        return {"error": {**error, "fbtrace_id": secrets.token_urlsafe(8), "is_transient": self.is_transient}}


def not_there(remote_id: str) -> GraphError:
    """Return the error for what is not there, or not for this token to see."""
    message = (
        f"Unsupported get request. Object with ID '{remote_id}' does not exist, cannot be loaded due to missing permissions, "
        "or does not support this operation"
    )
    return GraphError(100, message, subcode=33, kind="GraphMethodException")


def bad_parameter(message: str, subcode: int | None = None) -> GraphError:
    """Return the error for a parameter that is missing or wrong."""
    return GraphError(100, message, subcode=subcode)


def respond(data: Any, status: int, mood: Mood, *, page: str = "", kind: str = "pages") -> HttpResponse:
    """Return JSON with non-ASCII letters escaped, and how much of the allowance is used."""
    response = HttpResponse(json.dumps(data, ensure_ascii=True), status=status, content_type="application/json; charset=UTF-8")
    used = FULL if mood.is_throttled else mood.call_percent
    response["X-App-Usage"] = json.dumps({"call_count": used, "total_time": used // 2, "total_cputime": used // 3})
    if page:
        regain = REGAIN if mood.is_throttled else 0
        usage = {"type": kind, "call_count": used, "total_cputime": used // 3, "total_time": used // 2}
        response["X-Business-Use-Case-Usage"] = json.dumps({page: [{**usage, "estimated_time_to_regain_access": regain}]})
    response["X-Pretend-Network"] = "Pretendbook, not Facebook"
    return response
