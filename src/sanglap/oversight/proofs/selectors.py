"""The public steps of a case, each with the receipt that proves it."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import segno

from sanglap.foundation.ids import parse_tracking_number
from sanglap.journey.cases.history import PUBLIC_KINDS
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.ledger.selectors import receipt_of

QR_SCALE = 3  # pixels a module


@dataclass(frozen=True, slots=True)
class Step:
    """A step that may be proven to anybody."""

    id: UUID
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseReceipt:
    """The steps of a case, the one that was asked for, and its receipt; empty while it waits for the next head."""

    number: str
    steps: list[Step]
    chosen: Step
    text: str

    @property
    def picture(self) -> str:
        """Return the receipt as a QR code in a data address; empty when it is too long for one."""
        try:
            return str(segno.make(self.text, error="l", micro=False, boost_error=False).png_data_uri(scale=QR_SCALE))
        except segno.DataOverflowError:
            return ""

    @property
    def fragment(self) -> str:
        """Return the receipt for the part of an address that browsers send to no server."""
        return urlsafe_b64encode(self.text.encode()).decode().rstrip("=")


def case_receipt(typed: str, step: str = "") -> CaseReceipt | None:
    """Return the receipt of a public step (of the first one, if none is named) of the case with this number, or None.

    Raises ``ledger.selectors.UnableToProve`` when somebody changed the line.
    """
    number = parse_tracking_number(typed)
    case = Case.objects.filter(number=number).only("district_id", "id", "number").first() if number else None
    if case is None:
        return None
    lines = HistoryLine.objects.filter(district_id=case.district_id, case_id=case.id, is_public=True, kind__in=PUBLIC_KINDS)
    steps = [Step(*found) for found in lines.order_by("at", "id").values_list("id", "kind", "at")]
    chosen = next((one for one in steps if str(one.id) == step), None) if step else next(iter(steps), None)
    if chosen is None:
        return None
    receipt = receipt_of(case.district_id, chosen.id)
    return CaseReceipt(case.number, steps, chosen, str(receipt) if receipt else "")
