"""Everything that writes to the channels' tables. Other stages import from here."""

from __future__ import annotations

from sanglap.channels.services.accounts import put_addresses_right, webform_page
from sanglap.channels.services.envelopes import store_envelope
from sanglap.channels.services.forgetting import forget_arrivals, forget_envelopes, forget_sendings
from sanglap.channels.services.outbox import UnableToMend, give_up, mark_seen, queue_items, send_again
from sanglap.channels.services.pages import check_pages, mark_broken
from sanglap.channels.services.sending import look_up_uncertain, send_due

__all__ = [
    "UnableToMend",
    "check_pages",
    "forget_arrivals",
    "forget_envelopes",
    "forget_sendings",
    "give_up",
    "look_up_uncertain",
    "mark_broken",
    "mark_seen",
    "put_addresses_right",
    "queue_items",
    "send_again",
    "send_due",
    "store_envelope",
    "webform_page",
]
