"""What a page must allow and subscribe to, and what is impossible without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanglap.channels.untrusted import Value, list_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Permission:
    """One permission. Without a needed one the page counts as out of order."""

    name: str
    without_it: str
    is_needed: bool = True


PERMISSIONS: tuple[Permission, ...] = (
    Permission("pages_manage_metadata", "Facebook does not tell us of new posts"),
    Permission("pages_read_engagement", "the page's own posts cannot be read"),
    Permission("pages_read_user_content", "what citizens write cannot be read, and nobody's name is known"),
    Permission("pages_manage_engagement", "no answer in public, and no hiding"),
    Permission("pages_messaging", "no private message and no private reply", is_needed=False),
    Permission("pages_show_list", "the page cannot be chosen from a list when it is connected", is_needed=False),
    Permission("pages_manage_posts", "the office cannot publish a post of its own from here", is_needed=False),
)
FIELDS: Mapping[str, str] = {
    "feed": "posts, comments, replies, reactions; edits, removals, hiding",
    "mention": "where the page is named elsewhere",
    "ratings": "reviews and the comments under them",
    "messages": "private messages, their attachments and deletions",
    "messaging_postbacks": "buttons pressed in Messenger",
    "message_echoes": "what the page answered privately, from here or elsewhere",
    "message_edits": "private messages edited",
    "message_reactions": "reactions to private messages",
    "message_deliveries": "private messages delivered",
    "message_reads": "private messages read",
    "standby": "the same while another app holds the conversation",
    "messaging_handovers": "conversations passed between apps",
}
NEEDED_FIELDS = frozenset({"feed"})
FIELD_PREFIX = "field:"  # how a field stands beside permissions in a list of what is missing


def granted_for(page_id: str, token_data: Value) -> frozenset[str]:
    """Return the permissions that a token has for this page, from ``debug_token``'s data.

    A permission granted for certain pages only, and not this one, is not granted.
    """
    granted = {text_of({"scope": one}, "scope") for one in list_of(token_data, "scopes")}
    for one in list_of(token_data, "granular_scopes"):
        if isinstance(one, dict):
            pages = {text_of({"id": page}, "id") for page in list_of(one, "target_ids")}
            if pages and page_id not in pages:
                granted.discard(text_of(one, "scope"))
    return frozenset(granted)


def missing_permissions(granted: frozenset[str]) -> tuple[Permission, ...]:
    """Return what is not granted, in the order of the table."""
    return tuple(one for one in PERMISSIONS if one.name not in granted)
