"""Everything that writes to the channels' tables. Other stages import from here."""

from __future__ import annotations

from sanglap.channels.services.accounts import put_addresses_right, webform_page
from sanglap.channels.services.envelopes import store_envelope
from sanglap.channels.services.looking_up import look_up_uncertain
from sanglap.channels.services.outbox import give_up, queue_items, send_again
from sanglap.channels.services.pages import check_pages
from sanglap.channels.services.sending import send_due

__all__ = [
    "check_pages",
    "give_up",
    "look_up_uncertain",
    "put_addresses_right",
    "queue_items",
    "send_again",
    "send_due",
    "store_envelope",
    "webform_page",
]
