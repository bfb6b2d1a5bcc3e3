"""``./sanglap verify``: a receipt is checked with the log's public key alone – no server, no network, no database."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from sanglap.foundation.ids import show_tracking_number
from sanglap.foundation.ledger.heads import UnableToReadKey, read_public_key
from sanglap.foundation.ledger.receipts import UnableToReadReceipt, UnableToVerify, read_receipt, verify_receipt

NOT_PROVEN, WRONG_USE, NO_INPUT = 1, 64, 66  # the two last of sysexits.h
console = Console(highlight=False, markup=False)
NO_KEY = (
    "Please name the log's public key with --key (or in SANGLAP_LEDGER_PUBLIC_KEY): name+id+key. It stands on the page /ledger/; "
    "take it from somewhere that whoever gave you the receipt cannot change."
)


def verify_file(file: Path, key: str) -> int:
    """Say what the receipt in a file (``-`` is standard input) proves. Return the exit code: 1 when it proves nothing."""
    if not key.strip():
        console.print(NO_KEY)
        return WRONG_USE
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as trouble:
        console.print(f"The receipt cannot be read: {trouble}")
        return NO_INPUT
    try:
        trusted = read_public_key(key)
        proven = verify_receipt(read_receipt(text), trusted)
    except UnableToReadKey as trouble:
        console.print(f"The key cannot be used: {trouble}")
        return WRONG_USE
    except (UnableToReadReceipt, UnableToVerify) as trouble:
        console.print(f"NOT PROVEN. {trouble}")
        return NOT_PROVEN
    console.print("PROVEN.")
    console.print(f"  case       {show_tracking_number(proven.case)}")
    console.print(f"  step       {proven.kind}")
    console.print(f"  at         {proven.at:%Y-%m-%d %H:%M:%S} UTC")
    console.print(f"  stands at  place {proven.position:,} of {proven.size:,} in the log")
    console.print(f"  signed     {proven.signed_at:%Y-%m-%d %H:%M:%S} UTC by {proven.signed_by}")
    return 0
