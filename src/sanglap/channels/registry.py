"""Which connectors there are. A new network is a new folder in ``connectors`` and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook.channel import FacebookChannel
from sanglap.channels.connectors.webform.channel import WebformChannel

if TYPE_CHECKING:
    from sanglap.channels.contract import Channel


class UnknownChannel(LookupError):
    """No connector of this kind is installed."""


CHANNELS: dict[str, Channel] = {
    "facebook": FacebookChannel(),
    "webform": WebformChannel(),
}


def channel_of(kind: str) -> Channel:
    """Return the connector of a kind. Raises :class:`UnknownChannel`."""
    try:
        return CHANNELS[kind]
    except KeyError:
        message = f"There is no channel of the kind {kind!r}."
        raise UnknownChannel(message) from None
