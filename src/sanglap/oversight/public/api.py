"""The public facts of a case as JSON, without names."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import orjson
from ninja import NinjaAPI, Schema, Status
from ninja.renderers import BaseRenderer

from sanglap.oversight.public.selectors import PublicCase, public_case

if TYPE_CHECKING:
    from django.http import HttpRequest


class PlainLetters(BaseRenderer):
    """JSON that leaves Bangla letters as they are: a third smaller than escaping them."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: object, *, response_status: int) -> bytes:
        """Return the bytes."""
        del request, response_status
        return orjson.dumps(data)


api = NinjaAPI(
    title="Sanglap public API",
    version="1",
    description="What anyone may know of a case: its number, state, office, topic, dates and history, without names.",
    renderer=PlainLetters(),
    urls_namespace="public-api",
    docs_url=None,
)


class Named(Schema):
    """Something with a code and a name in both languages."""

    code: str
    name_en: str
    name_bn: str


class HistoryStep(Schema):
    """One step of a case, without names of people."""

    kind: str
    at: datetime
    office: str | None


class CaseFacts(Schema):
    """The public facts of a case."""

    number: str
    status: str
    office: Named | None
    topic: Named | None
    received: datetime
    expected: datetime | None
    due: datetime | None
    overdue: bool
    history: list[HistoryStep]


class Trouble(Schema):
    """Why there is no answer."""

    detail: str


@api.get("/cases/{number}", response={200: CaseFacts, 404: Trouble}, operation_id="case_facts")
def case_facts(request: HttpRequest, number: str) -> Status[object]:
    """Return the public facts of the case with this tracking number (any case, with or without dashes)."""
    del request
    case = public_case(number)
    if case is None:
        return Status(404, {"detail": "There is no case with this number."})
    return Status(200, _facts(case))


def _facts(case: PublicCase) -> dict[str, object]:
    return {
        "number": case.number,
        "status": case.state,
        "office": _named(case.office),
        "topic": _named(case.topic),
        "received": case.received_at,
        "expected": case.expected_at,
        "due": case.due_at,
        "overdue": case.overdue,
        "history": [{"kind": step.kind, "at": step.at, "office": step.office.code if step.office else None} for step in case.steps],
    }


def _named(row: object) -> dict[str, str] | None:
    if row is None:
        return None
    return {"code": str(row.pk), "name_en": row.name_en, "name_bn": row.name_bn}  # type: ignore[attr-defined]
