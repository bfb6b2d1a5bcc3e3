"""``ratings``: reviews of the page, and the comments under them. They come by webhook only and cannot be read again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook.reading.feed import ACTIONS, author_of, read_written
from sanglap.channels.connectors.facebook.reading.naming import last_part
from sanglap.channels.connectors.facebook.reading.unknown import read_unknown
from sanglap.channels.contract import PostKind
from sanglap.channels.untrusted import Value, identifier_of, number_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sanglap.channels.contract import IncomingPost

KINDS: Mapping[str, PostKind] = {
    "rating": PostKind.RATING,
    "comment": PostKind.COMMENT,
    "reaction": PostKind.REACTION,
    "like": PostKind.REACTION,
}


def read_rating(page: str, value: Value, entry_at: datetime) -> IncomingPost:
    """Read one ``ratings`` value. A review is named by its story; its comments hang under the same name."""
    item, verb = text_of(value, "item"), text_of(value, "verb")
    kind, action = KINDS.get(item), ACTIONS.get(verb)
    story = last_part(identifier_of(value, "open_graph_story_id", "post_id"))
    found = None
    if kind is not None and action is not None and story:
        about = {**value, "comment_id": None} if kind is PostKind.RATING else value
        found = read_written(page, about, entry_at, kind=kind, action=action, item=item, post=story)
    if found is None:
        return read_unknown(page, value, entry_at, author=author_of(value), field="ratings", item=item, verb=verb)
    return replace(found, extra=_extra(value)) if kind is PostKind.RATING else found


def _extra(value: Value) -> dict[str, object]:
    """Return the judgement: upper case in what is sent, lower case in what is documented."""
    return {
        "recommendation": text_of(value, "recommendation_type").upper(),
        "rating": number_of(value, "rating"),
    }
