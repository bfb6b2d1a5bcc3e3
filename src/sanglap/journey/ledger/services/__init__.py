"""Everything the log does: put lines in their place, sign, forget, prove itself."""

from sanglap.journey.ledger.services.auditing import Audit, audit_ledger
from sanglap.journey.ledger.services.forgetting import forget_lines
from sanglap.journey.ledger.services.sequencing import MOST_AT_ONCE, gather_missed, sequence_lines
from sanglap.journey.ledger.services.signing import UnableToSign, own_key, sign_head, sign_when_due

__all__ = [
    "MOST_AT_ONCE",
    "Audit",
    "UnableToSign",
    "audit_ledger",
    "forget_lines",
    "gather_missed",
    "own_key",
    "sequence_lines",
    "sign_head",
    "sign_when_due",
]
