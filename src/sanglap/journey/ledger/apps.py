"""The log of all steps: lines in their order, hashed into RFC 6962's tree, heads signed every hour."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The log of all steps: lines in their order, hashed into RFC 6962's tree, heads signed every hour."""

    name = "sanglap.journey.ledger"
    label = "ledger"
