"""Is the house standing? For load balancers and the engineer."""

from __future__ import annotations

import orjson
from django.db import Error, connection
from django.http import HttpResponse

from sanglap.config.version import VERSION


def answer_health() -> HttpResponse:
    """Return 200 when the database answers, 503 otherwise, with what is known as JSON."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as trouble:
        connection.close()
        facts = {"status": "down", "database": "away", "trouble": type(trouble).__name__, "version": VERSION}
        return HttpResponse(orjson.dumps(facts), content_type="application/json", status=503)
    facts = {"status": "ok", "database": "ok", "version": VERSION}
    return HttpResponse(orjson.dumps(facts), content_type="application/json", headers={"Cache-Control": "no-store"})
