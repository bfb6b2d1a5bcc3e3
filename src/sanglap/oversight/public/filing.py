"""How a form is filed: what the office may know of the citizen, whom it is about, and by whose hands (R9, R10).

What the office may not know is taken out here, before anything is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sanglap.foundation.ids import new_id
from sanglap.journey.cases.masking import masked
from sanglap.journey.cases.models import HIDDEN_NAME, PRIVACY_MODES, Filing
from sanglap.journey.privacy.identity import Identity, locked, nameless_author

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.offices.models import Office
    from sanglap.directory.people.models import Officer
    from sanglap.oversight.public.services import Written

DEFAULT, ANONYMOUS = PRIVACY_MODES[1], PRIVACY_MODES[3]


@dataclass(frozen=True, slots=True)
class FiledBy:
    """Who filed for somebody else, or for themselves as an official: where, in which relation, with which consent."""

    officer: Officer
    office: Office
    relation: str
    consent: str
    kind: str = "citizen"


def file_form(
    written: Written, *, about: Office | None, district: str, remote_id: str, now: datetime
) -> tuple[Written, Filing | None]:
    """Return the form as its office may read it, and the filing to keep beside it (None where there is nothing to say)."""
    hidden = written.privacy in HIDDEN_NAME
    filed = written.filed
    if not hidden and about is None and filed is None and not written.email and written.privacy == DEFAULT:
        return written, None
    words = "\n\n".join(part for part in (written.message, written.wish) if part)
    identity = Identity(written.author, written.phone, written.email, words)
    keeps = hidden and written.privacy != ANONYMOUS and not identity.is_empty
    filing = Filing(
        district_id=district,
        id=new_id(),
        remote_id=remote_id,
        privacy=written.privacy,
        kind=filed.kind if filed else "citizen",
        about_office=about,
        about_officer=written.about_officer,
        email="" if hidden else written.email,
        locked_identity=locked(identity) if keeps else b"",
        filed_by=filed.officer if filed else None,
        filed_at_office=filed.office if filed else None,
        relation=filed.relation if filed else "",
        consent=filed.consent if filed else "",
        at=now,
    )
    return (_without_name(written) if hidden else written), filing


def author_of(written: Written, remote_id: str) -> str:
    """Return by what the register knows who wrote: their phone, or something that tells nobody which."""
    if written.privacy == ANONYMOUS:
        return remote_id
    if written.privacy in HIDDEN_NAME:
        return nameless_author(written.phone, remote_id)
    return written.phone or remote_id


def _without_name(written: Written) -> Written:
    return replace(
        written,
        author="",
        phone="",
        email="",
        message=masked(written.message, author=written.author),
        wish=masked(written.wish, author=written.author) if written.wish else "",
    )
