"""A reading as the fields of one line of JSON."""

from __future__ import annotations

from typing import Any

from sanglap.reading.conduct.checking import ConductRead
from sanglap.reading.post import PostReading


def as_json(reading: PostReading, post_id: object) -> dict[str, Any]:
    """Return the fields that ``./sanglap read`` promises, in their order."""
    return {
        "id": post_id,
        "script": reading.script.script,
        "kind": reading.kinds[0].code,
        "kinds": [{"code": one.code, "p": one.probability} for one in reading.kinds],
        "topics": [{"code": one.code, "no": one.number, "p": one.probability} for one in reading.topics],
        "places": [{"pcode": one.pcode, "level": one.level, "name": one.name, "score": one.score} for one in reading.places.places],
        "office_types": list(reading.office_types),
        "offices": [{"id": one.id, "name": one.name, "p": one.p} for one in reading.offices],
        "danger": reading.danger.level,
        "sensitivity": reading.sensitivity,
        "personal_data": [{"type": one.type, "start": one.start, "end": one.end} for one in reading.personal_data],
        "abuse": reading.abuse.score,
        "why": list(reading.why),
    }


def verdict_as_json(read: ConductRead, draft_id: object) -> dict[str, Any]:
    """Return the fields that ``./sanglap conduct`` promises."""
    rules = [{"code": one.code, "paragraph": one.paragraph, "words": list(one.words)} for one in read.rules]
    return {"id": draft_id, "verdict": read.verdict, "rules": rules}
