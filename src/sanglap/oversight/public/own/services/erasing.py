"""A citizen erases what is known of them in a case: name, telephone, words, pictures. Numbers, dates and proofs stay (R69).

What stood in public stays there, masked for good; what was private goes. Everything happens in one transaction, the
files last, so that nothing half erased is ever called erased.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation

from sanglap.channels.services import forget_arrivals, forget_sendings
from sanglap.directory.people.models import Citizen
from sanglap.foundation.announcements import announce
from sanglap.journey.arrivals.models import Post, PostVersion
from sanglap.journey.cases.events import PersonalDataErased
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.masking import masked
from sanglap.journey.cases.models import Accused, Case, CasePost, Filing, HistoryLine
from sanglap.journey.cases.services import lock_case
from sanglap.journey.ledger.services import forget_lines
from sanglap.journey.privacy.services.unmasking import identity_of
from sanglap.journey.replies.models import Reply
from sanglap.journey.replies.outgoing import reference_of
from sanglap.oversight.public.own.rules import Hold, erased_thread, hold_of, is_erased
from sanglap.oversight.public.own.selectors import is_pressed
from sanglap.oversight.public.own.services.masking_for_good import Keep, mask_texts_of_offices
from sanglap.oversight.public.pictures import ADDRESS, picture_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

PUBLIC_WORDS = frozenset({"P", "N"})


class UnableToErase(ValueError):
    """The words are still needed: ``hold`` says for what."""

    def __init__(self, hold: Hold) -> None:
        """Keep the reason."""
        self.hold = hold
        super().__init__(hold)


def erase_case(number: str, *, now: datetime) -> bool:
    """Erase the citizen's personal data from their case; False when that was done before. Raises :class:`UnableToErase`."""
    found = Case.objects.only("district_id", "id").get(number=number)
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        case = lock_case(found.district_id, found.id)
        if is_erased(case.thread_key):
            return False
        if hold := hold_of(case.state, is_pressed=is_pressed(case)):
            raise UnableToErase(hold)
        keep = _keep(case)
        posts = _posts_of(case)
        files = [str(one.get("url", "")) for post in posts for one in post.attachments]
        mask_texts_of_offices(case, keep)
        forget_sendings(case.district_id, [reference_of(one) for one in Reply.objects.filter(**_here(case))])
        lines = _lines_to_forget(case, keep)
        _forget_posts(case, posts, now)
        _forget_person(case)
        forget_lines(case, lines, now=now)
        announce(PersonalDataErased(case.district_id, case.id))
        _remove_files(files)
    return True


def _here(case: Case) -> dict[str, object]:
    return {"district_id": case.district_id, "case_id": case.id}


def _keep(case: Case) -> Keep:
    """Return what is left of a text of an office: masked, the author's own name too; nothing of a confidential matter's."""
    name, shown = case.citizen_name or identity_of(case).name, case.sensitivity in PUBLIC_WORDS and case.danger == "none"
    return lambda text: masked(text, author=name) if shown else ""


def _posts_of(case: Case) -> list[Post]:
    links = CasePost.objects.filter(**_here(case), post__from_office=False)
    return list(Post.objects.select_for_update(of=("self",)).filter(district_id=case.district_id, id__in=links.values("post_id")))


def _lines_to_forget(case: Case, keep: Keep) -> list[UUID]:
    """Return the lines that hold words of the citizen, or of an officer about them. Who did what and when stays in all others."""
    lines = HistoryLine.objects.filter(**_here(case)).exclude(kind=HistoryKind.PERSONAL_DATA_ERASED)
    told = [line.id for line in lines if _tells_of_person(line, keep)]
    first = lines.filter(kind=HistoryKind.OPENED).values_list("id", flat=True)  # so that the erasure itself is always a line
    return [*first, *told]


def _tells_of_person(line: HistoryLine, keep: Keep) -> bool:
    if "words" in line.facts:  # what the reading found in the post
        return True
    return bool(line.words) and (line.officer_id is None or keep(line.words) != line.words)


def _forget_posts(case: Case, posts: list[Post], now: datetime) -> None:
    """Leave of each post that there was one: its network's id and its times, so that it cannot arrive a second time."""
    if posts:
        first = min(post.received_at for post in posts)
        forget_arrivals(case.district_id, {post.remote_id for post in posts}, since=first)
    PostVersion.objects.filter(district_id=case.district_id, post_id__in=[post.id for post in posts]).update(text="")
    Filing.objects.filter(district_id=case.district_id, remote_id__in=[post.remote_id for post in posts]).update(
        locked_identity=b"", email="", about_officer="", consent="", relation=""
    )
    Accused.objects.filter(**_here(case)).update(words="")
    for post in posts:
        post.text = post.author_name = post.permalink = ""
        post.attachments, post.citizen_id = [], None
        post.removed_at, post.changed_at = post.removed_at or now, max(post.changed_at, now)
    Post.objects.bulk_update(posts, ["text", "author_name", "permalink", "attachments", "citizen_id", "removed_at", "changed_at"])


def _forget_person(case: Case) -> None:
    """Forget who it was. Somebody with another case here is kept for that one, and no longer bound to this."""
    who = case.citizen_id
    case.citizen_id, case.citizen_name, case.excerpt = None, "", ""
    case.thread_key = erased_thread(case.id)
    case.save(update_fields=["citizen_id", "citizen_name", "excerpt", "thread_key"])
    if who is None:
        return
    here = {"district_id": case.district_id, "citizen_id": who}
    if not Case.objects.filter(**here).exists() and not Post.objects.filter(**here).exists():
        Citizen.objects.filter(district_id=case.district_id, id=who).update(identity=f"erased:{who}", name="", phone="")


def _remove_files(addresses: Iterable[str]) -> None:
    for address in addresses:
        file = picture_file(address.removeprefix(ADDRESS)) if address.startswith(ADDRESS) else None
        if file is not None:
            file.unlink(missing_ok=True)
