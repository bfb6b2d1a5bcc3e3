"""What anyone may check: signed heads of the log, receipts, and a page that verifies in the reader's own browser."""

from django.apps import AppConfig


class ProofsConfig(AppConfig):
    """What anyone may check: signed heads of the log, receipts, and a page that verifies in the reader's own browser."""

    name = "sanglap.oversight.proofs"
    label = "proofs"
