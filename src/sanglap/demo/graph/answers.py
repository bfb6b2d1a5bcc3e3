"""Answers and errors in exactly the real network's shape, with its usage headers."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.http import HttpResponse

from sanglap.demo.models import Mood


class GraphError(Exception):
    """An error as the network words it."""

    def __init__(
        self, code: int, message: str, *, subcode: int | None = None, status: int = 400, is_transient: bool = False
    ) -> None:
        """Keep code, subcode and words."""
        self.code, self.subcode, self.status, self.is_transient = code, subcode, status, is_transient
        super().__init__(message)

    def answer(self) -> HttpResponse:
        """Return the error as the network sends it."""
        error: dict[str, Any] = {
            "message": f"(#{self.code}) {self}", "type": "OAuthException", "code": self.code, "fbtrace_id": "PretendTrace",
            "is_transient": self.is_transient,
        }  # fmt: skip
        if self.subcode:
            error["error_subcode"] = self.subcode
        return _send({"error": error}, self.status, page="")


def answer(data: dict[str, Any], page: str = "") -> HttpResponse:
    """Return data as JSON, non-ASCII letters escaped."""
    return _send(data, 200, page)


def network_time(moment: datetime) -> str:
    """Return a moment as the network writes it: ``2026-09-21T13:46:40+0000``."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S%z").replace("+00:00", "+0000")


def _send(data: dict[str, Any], status: int, page: str) -> HttpResponse:
    response = HttpResponse(json.dumps(data, ensure_ascii=True), status=status, content_type="application/json; charset=UTF-8")
    used = 100 if Mood.objects.filter(is_throttled=True).exists() else 3
    usage = {"call_count": used, "total_cputime": 1, "total_time": 2}
    response["X-App-Usage"] = json.dumps(usage)
    if page:
        regain = {"type": "pages", "estimated_time_to_regain_access": 1 if used == 100 else 0}  # noqa: PLR2004 – percent
        response["X-Business-Use-Case-Usage"] = json.dumps({page: [{**usage, **regain}]})
    return response
