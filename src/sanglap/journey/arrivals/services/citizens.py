"""Who wrote it, as the network knows them: found or registered in bulk."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sanglap.directory.people.models import Citizen
from sanglap.foundation.bulk import copy_new_rows
from sanglap.foundation.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sanglap.channels.contract import IncomingPost
    from sanglap.channels.models import Page


def citizens_of(written: Iterable[tuple[str, IncomingPost, Page]], now: datetime) -> dict[tuple[UUID, str, str], UUID]:
    """Return the citizen behind each ``(page, kind, remote id)``; nobody where the network does not say."""
    authors: dict[tuple[UUID, str, str], tuple[str, str]] = {}
    names: dict[tuple[str, str], str] = {}
    phones: dict[tuple[str, str], str] = {}
    for network, post, page in written:
        if post.author is None or post.from_page:
            continue
        who = (page.district_id, f"{network}:{page.remote_id}:{post.author.id}"[:160])
        authors[page.id, str(post.kind), post.remote_id] = who
        names[who] = post.author.name[:200] or names.get(who, "")
        phones[who] = str(post.extra.get("phone", ""))[:20] or phones.get(who, "")
    ids = _find(names.keys())
    missing = [
        Citizen(
            district_id=district, id=new_id(), identity=identity, name=name, phone=phones[district, identity], first_seen_at=now
        )
        for (district, identity), name in names.items()
        if (district, identity) not in ids
    ]
    if missing:
        new = copy_new_rows(missing)
        ids |= {(citizen.district_id, citizen.identity): citizen.id for citizen in missing if citizen.key in new}
        ids |= _find((citizen.district_id, citizen.identity) for citizen in missing if citizen.key not in new)
    return {key: ids[who] for key, who in authors.items()}


def _find(whom: Iterable[tuple[str, str]]) -> dict[tuple[str, str], UUID]:
    wanted = list(whom)
    if not wanted:
        return {}
    rows = Citizen.objects.filter(
        district_id__one_of={district for district, _ in wanted}, identity__one_of=[identity for _, identity in wanted]
    ).values_list("district_id", "identity", "id")
    return {(district, identity): citizen for district, identity, citizen in rows}
