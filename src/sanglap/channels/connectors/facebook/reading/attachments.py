"""Pictures, films, sounds, places and links, of posts and of messages. Their addresses are short-lived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.channels.contract import Attachment
from sanglap.channels.untrusted import Value, coordinates_of, list_of, object_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND_OF_LINK: Mapping[str, str] = {"photo": "image", "video": "video", "share": "link", "link": "link"}
KIND_IN_MESSAGE: Mapping[str, str] = {
    "image": "image",
    "audio": "audio",
    "video": "video",
    "file": "file",
    "location": "location",
    "sticker": "sticker",
    "fallback": "link",
    "template": "link",
    "reel": "link",
    "ig_reel": "link",
    "post": "link",
    "ig_post": "link",
}


def attachments_of(value: Value, item: str) -> tuple[Attachment, ...]:
    """Return what came with a post or comment, each address once."""
    found: dict[str, Attachment] = {}
    if photo := text_of(value, "photo"):
        found[photo] = Attachment("image", photo)
    if video := text_of(value, "video"):
        found[video] = Attachment("video", video)
    if (link := text_of(value, "link")) and item in KIND_OF_LINK:
        found.setdefault(link, Attachment(KIND_OF_LINK[item], link))
    for one in list_of(value, "photos"):
        url = text_of({"url": one}, "url")
        if url:
            found.setdefault(url, Attachment("image", url))
    return tuple(found.values())


def attachments_of_message(message: Value) -> tuple[Attachment, ...]:
    """Return what came with a private message. What Facebook itself cannot pass on is told as ``unsupported``."""
    found = [_attachment(one) for one in list_of(message, "attachments") if isinstance(one, dict)]
    if message.get("is_unsupported") is True:
        found.append(Attachment("unsupported"))
    return tuple(found)


def _attachment(one: Value) -> Attachment:
    named, payload = text_of(one, "type"), object_of(one, "payload")
    url = text_of(payload, "url") or text_of(one, "url")
    if place := coordinates_of(object_of(payload, "coordinates"), "lat", "long"):
        return Attachment("location", url, *place)
    kind = KIND_IN_MESSAGE.get(named, "link" if url else "unsupported")
    if kind == "image" and payload.get("sticker_id") is not None:  # how stickers came until August 2026
        kind = "sticker"
    return Attachment(kind, url)
