"""A citizen decides later that the office may not know the name: it is moved out of every row into the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.channels.contract import PostKind
from sanglap.channels.models import OutboxItem
from sanglap.channels.services import forget_envelopes
from sanglap.directory.people.models import Citizen
from sanglap.foundation.ids import new_id
from sanglap.journey.arrivals.models import Post, PostVersion
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.masking import masked
from sanglap.journey.cases.models import HIDDEN_NAME, Case, CasePost, Filing
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.privacy.identity import Identity, locked, nameless_author

if TYPE_CHECKING:
    from datetime import datetime


def conceal_name(case: Case, *, now: datetime) -> bool:
    """Hide the citizen of a locked case from its office from now on; False when it is hidden already, or not ours to hide.

    Only what was written in our own form can be hidden: what stands on a network, the network shows. The words are masked, and
    kept locked as they were written.
    """
    links = CasePost.objects.filter(district_id=case.district_id, case_id=case.id, post__from_office=False).select_related("post")
    posts = [link.post for link in links.order_by("post__posted_at")]
    if case.privacy in HIDDEN_NAME or not posts or any(post.kind != PostKind.FORM for post in posts):
        return False
    citizen = case.citizen if case.citizen_id else None
    phone = citizen.phone if citizen else ""
    identity = Identity(case.citizen_name, phone, "", "\n\n".join(post.text for post in posts))
    filing, _ = Filing.objects.get_or_create(
        district_id=case.district_id, remote_id=posts[0].remote_id, defaults={"id": new_id(), "at": now}
    )
    filing.privacy, filing.locked_identity = HIDDEN_NAME[0], locked(identity)
    filing.email = ""
    filing.save(update_fields=["privacy", "locked_identity", "email"])
    for post in posts:
        PostVersion.objects.filter(district_id=post.district_id, post_id=post.id).delete()
        Post.objects.filter(district_id=post.district_id, id=post.id).update(
            author_name="", text=masked(post.text, author=case.citizen_name)
        )
    envelopes = {post.envelope_id for post in posts if post.envelope_id is not None}
    forget_envelopes(case.district_id, envelopes, {post.remote_id for post in posts})
    sent = OutboxItem.objects.filter(district_id=case.district_id, target_id__in=[post.remote_id for post in posts])
    sent.update(addressee_name="")
    _let_go(case, citizen)
    known_by = citizen.identity.rsplit(":", 1)[-1] if citizen else ""
    thread = case.thread_key.replace(known_by, nameless_author(phone, str(case.id))) if known_by else case.thread_key
    happening = Happening(HistoryKind.PRIVACY_CHANGED, facts={"to": HIDDEN_NAME[0]})
    change_case(case, happening, now=now, privacy=HIDDEN_NAME[0], citizen_name="", thread_key=thread)
    return True


def _let_go(case: Case, citizen: Citizen | None) -> None:
    """Take name and phone from the citizen's row; where other cases of theirs still show it, this one gets a row of its own."""
    if citizen is None:
        return
    hidden = f"{citizen.identity.rsplit(':', 1)[0]}:{nameless_author(citizen.phone, str(case.id))}"[:160]
    if Case.objects.filter(district_id=case.district_id, citizen_id=citizen.id).exclude(id=case.id).exists():
        nameless, _ = Citizen.objects.get_or_create(
            district_id=case.district_id, identity=hidden, defaults={"id": new_id(), "first_seen_at": citizen.first_seen_at}
        )
        Case.objects.filter(district_id=case.district_id, id=case.id).update(citizen_id=nameless.id)
        posts = CasePost.objects.filter(district_id=case.district_id, case_id=case.id).values("post_id")
        Post.objects.filter(district_id=case.district_id, id__in=posts, citizen_id=citizen.id).update(citizen_id=nameless.id)
        return
    Citizen.objects.filter(district_id=citizen.district_id, id=citizen.id).update(name="", phone="", identity=hidden)
