"""Everything that is known of a citizen in one case, to be taken along: for people, for machines, with pictures and proofs (R69).

No name of an officer stands in it, and nothing of anybody else.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import orjson
from django.template.loader import render_to_string

from sanglap.foundation.ids import show_tracking_number
from sanglap.journey.arrivals.models import Post, PostVersion
from sanglap.journey.cases.models import Case, CasePost, Filing, HistoryLine
from sanglap.journey.handling.models import CitizenWord, Disposal
from sanglap.journey.ledger.selectors import UnableToProve, receipt_of
from sanglap.journey.privacy.services.unmasking import identity_of
from sanglap.journey.redress.models import Appeal, Inquiry
from sanglap.journey.replies.models import Reply
from sanglap.oversight.public.own.selectors import pictures_of
from sanglap.oversight.public.pictures import ADDRESS, picture_file
from sanglap.oversight.public.templatetags.public_case import step_sentence

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sanglap.oversight.public.selectors import PublicCase

READ_BY_CITIZEN = ("sent", "seen_there")


@dataclass(frozen=True, slots=True)
class OwnData:
    """What is told, the files of the pictures by their name in the archive, and a receipt a public step."""

    told: dict[str, Any]
    pictures: dict[str, Path]
    receipts: dict[str, str]


def own_data(facts: PublicCase, *, now: datetime) -> OwnData:
    """Gather what is known of the citizen in their case."""
    case = Case.objects.select_related("citizen").get(number=facts.number)
    here = {"district_id": case.district_id, "case_id": case.id}
    links = CasePost.objects.filter(**here, post__from_office=False).select_related("post").order_by("post__posted_at")
    posts = [link.post for link in links]
    pictures = _pictures(posts)
    lines = list(HistoryLine.objects.filter(**here, is_public=True).order_by("at", "id"))
    return OwnData(
        told={
            "number": show_tracking_number(case.number),
            "taken_at": now,
            "about_you": _about(case, posts),
            "case": {
                "state": case.state, "outcome": case.outcome, "satisfaction": case.satisfaction, "privacy": case.privacy,
                "office": facts.office.name_en if facts.office else "", "topic": facts.topic.name_en if facts.topic else "",
                "place": facts.area.name_en if facts.area else "", "received_at": case.received_at,
                "first_promised": case.expected_at, "promised_now": case.due_at,
            },
            "you_wrote": [_post(post) for post in posts],
            "before_you_changed_it": _versions(case, posts),
            "you_were_told": [
                {"at": reply.sent_at, "text": reply.text}
                for reply in Reply.objects.filter(**here, state__in=READ_BY_CITIZEN).exclude(text="").order_by("written_at")
            ],
            "what_was_done": [
                {"at": one.at, "on": one.done_on, "words": one.what_was_done, "proof": one.proof, "legal_ground": one.legal_ground}
                for one in Disposal.objects.filter(**here).order_by("at")
            ],
            "your_verdicts": list(
                CitizenWord.objects.filter(**here).order_by("at").values("at", "verdict", "stars", "effects", "words")
            ),
            "your_appeals": list(
                Appeal.objects.filter(**here, filed_by="citizen")
                .order_by("filed_at")
                .values("filed_at", "level", "words", "decision")
            ),
            "your_statements": list(
                Inquiry.objects.filter(**here).exclude(citizen_statement="").values("ordered_at", "citizen_statement")
            ),
            "history": [{"at": line.at, "kind": line.kind, "sentence": step_sentence(line.kind)} for line in lines],
        },
        pictures=pictures,
        receipts=_receipts(lines),
    )  # fmt: skip


def packed(data: OwnData) -> bytes:
    """Return the data as one ZIP archive."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("read-me.html", render_to_string("public/own/archive.html", {"data": data, "told": data.told}))
        archive.writestr("data.json", orjson.dumps(data.told, option=orjson.OPT_INDENT_2))
        for name, file in data.pictures.items():
            archive.write(file, name)
        for name, text in data.receipts.items():
            archive.writestr(name, text)
    return whole.getvalue()


def _about(case: Case, posts: list[Post]) -> dict[str, Any]:
    filing = Filing.objects.filter(district_id=case.district_id, remote_id__in=[post.remote_id for post in posts]).first()
    citizen, hidden = case.citizen, identity_of(case)
    return {
        "name": case.citizen_name or hidden.name,
        "phone": hidden.phone or (citizen.phone if citizen else ""),
        "e_mail": hidden.email or (filing.email if filing else ""),
        "kept_locked": hidden.words,
        "consent": filing.consent if filing else "",
        "known_since": citizen.first_seen_at if citizen else None,
        "language": case.language,
    }


def _post(post: Post) -> dict[str, Any]:
    places = [[one["latitude"], one["longitude"]] for one in post.attachments if one.get("latitude") is not None]
    return {
        "at": post.posted_at, "text": post.text, "where": post.permalink, "places": places,
        "pictures": [_name_of(address) if address.startswith(ADDRESS) else address for address in pictures_of(post)],
    }  # fmt: skip


def _versions(case: Case, posts: list[Post]) -> list[dict[str, Any]]:
    earlier = PostVersion.objects.filter(district_id=case.district_id, post_id__in=[post.id for post in posts])
    return [{"until": one.until, "text": one.text} for one in earlier.exclude(text="").order_by("until")]


def _pictures(posts: list[Post]) -> dict[str, Path]:
    addresses = [address for post in posts for address in pictures_of(post) if address.startswith(ADDRESS)]
    files = {_name_of(address): picture_file(address.removeprefix(ADDRESS)) for address in addresses}
    return {name: file for name, file in files.items() if file is not None}


def _name_of(address: str) -> str:
    return f"pictures/{address.removeprefix(ADDRESS)}"


def _receipts(lines: list[HistoryLine]) -> dict[str, str]:
    found = {}
    for place, line in enumerate(lines, 1):
        try:
            receipt = receipt_of(line.district_id, line.id)
        except UnableToProve:
            continue  # the page of the receipts says so; nothing false is given away here
        if receipt is not None:
            found[f"receipts/{place:02d}-{line.kind}.txt"] = str(receipt)
    return found
