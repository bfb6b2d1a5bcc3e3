"""The kinds of official disposal, and what each must show before it stands (R20, from the kinds of the live system).

``needs`` names what is asked for beside the account of what was done, its day and a contact: ``proof`` (an order number, a picture,
who can confirm it), ``ground`` (act and section of a refusal), ``answer`` (the office's answer stands where the citizen reads it),
``instruction`` (one that was carried out), ``report`` (of an inquiry that heard both sides).
"""

from __future__ import annotations

from dataclasses import dataclass

SERVED = "served"
REFUSED, OTHER = "refused", "other"
PROOF, GROUND, ANSWER, INSTRUCTION, REPORT = "proof", "ground", "answer", "instruction", "report"


@dataclass(frozen=True, slots=True)
class DisposalKind:
    """One kind, with what it must show; ``on_appeal``: given by whoever decides an appeal, and by nobody else."""

    code: str
    needs: str
    on_appeal: bool = False


KINDS = (
    DisposalKind(SERVED, PROOF),
    DisposalKind("reply_accepted", ANSWER),
    DisposalKind("instruction_executed", INSTRUCTION),
    DisposalKind("proved", REPORT),
    DisposalKind("not_proved", REPORT),
    DisposalKind(REFUSED, GROUND),
    DisposalKind(OTHER, PROOF),
    DisposalKind("upheld", PROOF, on_appeal=True),
    DisposalKind("corrected", PROOF, on_appeal=True),
    DisposalKind("discipline", PROOF, on_appeal=True),  # recommended: disposed (7.4 ঘ), and still not solved
)
BY_CODE = {kind.code: kind for kind in KINDS}
